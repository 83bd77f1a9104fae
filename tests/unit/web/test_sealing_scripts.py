"""What the scripts of a page do when the browser does not do its part: run in node, with a storage of our own."""

import json
import subprocess
from typing import Any

from tests.sealing.node import SEALING

NEVER = "globalThis.indexedDB = { open: () => ({}) };"
OPENS = """
globalThis.aborted = 0;
const transaction = { objectStore: () => ({ add: () => ({}) }), abort: () => { aborted += 1 } };
const opening = { result: { transaction: () => transaction, close() {} } };
globalThis.indexedDB = { open: () => (queueMicrotask(() => opening.onsuccess()), opening) };
"""
ASKED = [
    {"id": "pain", "kind": "scale", "order": 1},
    {"id": "tears", "kind": "choice", "order": 2, "options": ["none", "some"]},
]


def run(before: str, script: str, *, module: str) -> Any:
    """What a script gives that uses a module of the page."""
    code = f"{before}\nconst it = await import({json.dumps((SEALING / module).as_uri())});\n{script}"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=True, timeout=20
    )
    return json.loads(done.stdout)


def test_a_storage_that_never_answers_is_given_up_in_time() -> None:
    """Whether this browser may write, and keeping: each ends, so that what can't wait is shown."""
    script = """
    const begun = performance.now();
    const ends = await Promise.allSettled([it.paired(), it.keep(new Uint8Array(1))]);
    console.log(JSON.stringify([ends.map((one) => one.status), performance.now() - begun < 4000]));
    """
    assert run(NEVER, script, module="letters.js") == [["rejected", "rejected"], True]


def test_what_is_said_not_to_be_kept_is_not_kept_later_either() -> None:
    script = """
    const end = await it.keep(new Uint8Array(1)).catch((error) => error.message);
    console.log(JSON.stringify([end, aborted]));
    """
    assert run(OPENS, script, module="letters.js") == ["late", 1]


def test_a_form_that_cannot_be_kept_is_looked_through_all_the_same() -> None:
    """A time to come, a line that does not fit and a note too long leave the rest to be read."""
    fields = [["when", "earlier"], ["day", "2099-01-01"], ["only_day", "yes"], ["pain", "9"], ["tears", "?"]]
    fields.append(["note", "my chest hurts " + "and so on " * 1200])
    given = json.dumps([fields, ASKED, "00000000-0000-4000-8000-000000000001", 1_763_000_000_000])
    script = f"""
    const given = {given};
    let mend = false;
    try {{ it.readEntry(...given) }} catch (error) {{ mend = error instanceof it.Mend }}
    const {{ at, values, note }} = it.readLeniently(...given);
    const empty = it.readLeniently([["when", "now"]], given[1], given[2], given[3]);
    console.log(JSON.stringify([mend, at.local, values, note.slice(0, 14), empty]));
    """
    assert run("", script, module="entry.js") == [True, "2025-11-13T02:13", {"pain": 9}, "my chest hurts", None]
