"""The one script of others is the one that its notice names, byte for byte."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NOTICE = (ROOT / "licenses" / "age-encryption.txt").read_text()
NAMED = re.findall(r"^(\S+\.js)\n  sha256 ([0-9a-f]{64})$", NOTICE, re.MULTILINE)


@pytest.mark.parametrize(("name", "digest"), NAMED)
def test_the_bundle_is_the_one_that_the_notice_names(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


def test_both_bundles_are_named_and_all_licences_are_there() -> None:
    assert {name for name, _digest in NAMED} == {
        "src/aftercare/web/static/sealing/age.js",
        "tests/sealing/age_both.js",
    }
    for package in ("age-encryption 0.3.1", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@scure/base"):
        assert f"{'=' * 20} {package}" in NOTICE
    assert NOTICE.count("Permission is hereby granted") + NOTICE.count("Redistribution and use") >= 5


def test_it_builds_no_code_from_text() -> None:
    """The strict content policy would stop it anyway."""
    text = (ROOT / "src/aftercare/web/static/sealing/age.js").read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|importScripts|fetch\(|https?://", text)
