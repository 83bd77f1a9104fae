"""Makes the sealing scripts anew from npm packages, for developers only: never at run time, never in CI.

`python -m tools.bundle_age FOLDER` takes a folder in which `npm install age-encryption@0.3.1 esbuild@0.28.2` was run.
It writes `static/sealing/age.js` (seals), `tests/sealing/age_both.js` (seals and opens, for tests) and
`licenses/age-encryption.txt`. The same packages give the same bytes.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SEALS = ROOT / "src/aftercare/web/static/sealing/age.js"
SEALS_AND_OPENS = ROOT / "tests/sealing/age_both.js"
NOTICE = ROOT / "licenses/age-encryption.txt"
PACKAGES = ("age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@scure/base")
"""What is in the bundles. Each brings its licence text."""
LEFT_OUT = {
    "@noble/post-quantum/hybrid.js": "export const MLKEM768P256 = null, MLKEM768X25519 = null;\n",
    "@noble/curves/nist.js": "export const p256 = null;\n",
}
"""For kinds of keys that no journal has. Sealing to one of those fails; we only have X25519."""
ENTRIES: Mapping[Path, str] = {
    SEALS: 'export { Encrypter } from "age-encryption";\n',
    SEALS_AND_OPENS: 'export { Decrypter, Encrypter } from "age-encryption";\n',
}
OPTIONS = ("--bundle", "--format=esm", "--minify", "--legal-comments=none", "--target=es2022", "--log-level=warning")


def main(argv: list[str]) -> int:
    """Write all three files."""
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    packages = Path(argv[1]).resolve()
    for target, entry in ENTRIES.items():
        _bundle(packages, target, entry)
    NOTICE.write_text(_notice(packages), encoding="utf-8")
    return 0


def _bundle(packages: Path, target: Path, entry: str) -> None:
    """esbuild resolves names from where the entry lies, so it lies beside the packages for a moment."""
    with TemporaryDirectory(dir=packages) as made:
        folder = Path(made)
        (folder / "entry.js").write_text(entry)
        aliases = []
        for number, (name, text) in enumerate(LEFT_OUT.items()):
            (folder / f"left_out_{number}.js").write_text(text)
            aliases.append(f"--alias:{name}={folder / f'left_out_{number}.js'}")
        esbuild = packages / "node_modules/.bin/esbuild"
        subprocess.run([esbuild, "entry.js", *OPTIONS, *aliases, f"--outfile={target}"], cwd=folder, check=True)


def _notice(packages: Path) -> str:
    modules = packages / "node_modules"
    versions = {name: json.loads((modules / name / "package.json").read_text())["version"] for name in PACKAGES}
    made_with = json.loads((modules / "esbuild/package.json").read_text())["version"]
    parts = [
        "Scripts that seal an entry in the browser (age, X25519), bundled unchanged from these npm packages:",
        "".join(f"  {name} {version}\n" for name, version in versions.items()),
        f"Made with esbuild {made_with} by `python -m tools.bundle_age FOLDER`, which runs in a folder with them:",
        f"  esbuild entry.js {' '.join(OPTIONS)} --alias:... --outfile=...",
        "entry.js and the two aliases (kinds of keys that are left out) stand in tools/bundle_age.py.\n",
    ]
    for path in ENTRIES:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        parts.append(f"{path.relative_to(ROOT).as_posix()}\n  sha256 {digest}")
    parts += [
        f"\n{'=' * 20} {name} {versions[name]}\n\n{(modules / name / 'LICENSE').read_text().strip()}"
        for name in PACKAGES
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv))
