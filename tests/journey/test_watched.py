"""Every journey in a browser is watched for requests to other hosts: complete by construction."""

import re
from pathlib import Path

HERE = Path(__file__).parent
BROWSED = re.compile(r"\b(?:new_context|launch_persistent_context)\(")
WATCHED = re.compile(r"\bWatch\(|\bseen\b|\.strangers\b|Hosts\(")
BOUND = "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost"


def test_a_journey_that_opens_a_browser_of_its_own_watches_it_or_its_browser_finds_no_other_host() -> None:
    """The shared browser, and each with a profile of its own, is started with a resolver that knows no other host."""
    shared = (HERE / "conftest.py").read_text(encoding="utf-8")
    assert BOUND in shared
    assert "seen.check()" in shared
    opening = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py")}
    own = {name: text for name, text in opening.items() if BROWSED.search(text)}
    assert len(own) > 8
    unbound = [
        name
        for name, text in own.items()
        if not WATCHED.search(text) and "chromium.new_context(" not in text and "args=CHROMIUM_ARGS" not in text
    ]
    assert unbound == []
    launched = [name for name, text in opening.items() if ".launch(" in text or "launch_persistent_context(" in text]
    assert [name for name in launched if "CHROMIUM_ARGS" not in opening[name] and "ARGS" not in opening[name]] == []
