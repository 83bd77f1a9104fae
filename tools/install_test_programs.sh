#!/bin/sh
# What the tests need from the system: a real Chromium, the standard `age` tool, pdftoppm, certutil (to make a browser
# trust the certificate of a test, as a person would). And what they only gain time by: Chromium without its window.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v age >/dev/null 2>&1 || missing="$missing age"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v certutil >/dev/null 2>&1 || missing="$missing libnss3-tools"
faster=""
command -v chromium-headless-shell >/dev/null 2>&1 || faster="chromium chromium-headless-shell"
[ -n "$missing$faster" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    [ -n "$missing" ] || exit 0
    echo "The tests need these programs:$missing. Install them with your system's package manager." >&2
    exit 2
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || [ -z "$missing" ]
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
if [ -n "$faster" ]; then
    # shellcheck disable=SC2086
    $as_root apt-get install -y -qq --no-install-recommends $faster >/dev/null 2>&1 ||
        echo "Without chromium-headless-shell the tests take some minutes longer." >&2
fi
