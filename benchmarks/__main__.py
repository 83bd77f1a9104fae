"""`make bench`: every promised figure, measured one after the other, printed as seen.

Each part runs in a process of its own, so that none is warmed by another. Name parts to run only those:
`python -m benchmarks vault web`. The error rates of patterns on simulated lives take minutes and are left to
`python -m benchmarks patterns`.
"""

import os
import platform
import subprocess
import sys

PARTS: dict[str, tuple[str, list[str]]] = {
    "vault": ("vault_bench", []),
    "years": ("ten_years_bench", []),
    "kills": ("kill_rounds", ["--rounds", "60"]),
    "import": ("importers_bench", []),
    "web": ("web_bench", []),
    "taps": ("taps_bench", []),
    "pages": ("pages_bench", []),
    "profile": ("profile_bench", []),
    "back": ("back_bench", []),
    "looks": ("looks_bench", []),
    "cli": ("cli_bench", []),
    "ask": ("ask_bench", []),
    "check": ("check_bench", []),
    "trials": ("trials_bench", ["--jobs", "2"]),
    "patterns": ("patterns", ["--people", "60", "--jobs", "2"]),
}
LONG = frozenset({"patterns"})


def main() -> int:
    """Run the parts; 1 if one of them broke."""
    chosen = sys.argv[1:] or [part for part in PARTS if part not in LONG]
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        print(f"There is no part {unknown[0]}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}")
    broken = 0
    for part in chosen:
        module, arguments = PARTS[part]
        print(f"\n== {part}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=False)
        broken += run.returncode != 0
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
