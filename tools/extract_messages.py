"""Collects every text a person can see into `src/aftercare/locale/messages.pot`, for translators.

`python -m tools.extract_messages` writes the file; with `--check` it writes nothing and exits 1 when the file is not
what it would write. From the templates and the sentences in Python, and from the knowledge texts: those carry a
context, `section/record/field`. No dates, line numbers or paths of a machine: the same sources give the same bytes.
"""

import ast
import io
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from aftercare.check.levels import until_answered
from aftercare.knowledge.load import read_yaml_list
from aftercare.model import errors
from aftercare.model.assessment import Action

SOURCES = Path(__file__).resolve().parent.parent / "src" / "aftercare"
TEMPLATE = SOURCES / "locale" / "messages.pot"
HEADER = """\
# Texts of Aftercare. Written by tools/extract_messages.py; see docs/translating.md.
msgid ""
msgstr ""
"Project-Id-Version: aftercare\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Generated-By: tools/extract_messages.py\\n"

"""
WIDTH = 100

TEXTS: Mapping[str, tuple[str, ...]] = {
    "asks": (),
    "body_map/sites": ("places.*.word",),
    "body_map/views": ("name",),
    "body_parts": ("name",),
    "causes": (
        *("name", "title", "summary", "course", "common", "feels.*.text", "helps.*.text", "see.*.when"),
        *("points_to.*", "points_away.*", "clinician.*"),
    ),
    "claims": ("text", "articles"),
    "complaints": ("name",),
    "composites": ("label", "help", "spoken.*"),
    "danger_list/lines": ("text",),
    "danger_list/places": ("name",),
    "danger_list/triggers": (),
    "after_lines": ("text",),
    "day_factors": ("label", "present.*"),
    "evidence": (),
    "experiments": ("name", "change", "usual", "ask", "care.*", "why.*.text", "not_while.*.why"),
    "experiments/directions": (),
    "experiments/own_rules": ("sentence",),
    "experiments/stops": (),
    "figure_groups": ("question",),
    "figures": ("had", "who", "asked", "note"),
    "findings": ("name", "lay", "question", "why"),
    "home_measures": ("name", "text", "limits.*"),
    "lexicon/cues": (),
    "lexicon/figures": (),
    "lexicon/groups": (),
    "lexicon/implied": (),
    "lexicon/other_words": (),
    "lexicon/sayings": (),
    "lexicon/spellings": (),
    "levels": ("within", "because", "look_again.*"),
    "measures": ("question", "label", "help", "group", "unit", "options.*.label", "counted.*.label", "spoken.*"),
    "privacy": ("text",),
    "privacy/groups": ("title", "lead"),
    "phrases": ("never", "better", "why"),
    "red_flags": (
        *("title", "*because", "*do_now.*", "*do_not.*", "branches.[0-9].within", "branches.[0-9].after.within"),
        "open.*",
    ),
    "right_now": ("title", "steps.*.say", "steps.*.more", "steps.*.choices.*.label", "never.*", "why_not", "rather.*"),
    "screeners": (
        *("about", "lead", "answers.*", "items.*.wording", "bands.*.name", "bands.*.words", "unscored"),
        *("halves.*.name", "halves.*.words"),
    ),
    "services": ("name", "note", "hours", "lines.*.note"),
    "sources": (),
    "symptoms": ("name",),
    "time_windows": ("need", "text", "after"),
    "told": (),
    "topics": ("title", "summary", "common", "sections.*.heading", "sections.*.passages.*.text", "see.*.when"),
    "weights": ("weighs.*.because", "weighs.*.if_not"),
    "words": (),
}
"""Which fields of a section's records are texts. A section that is not here stops the extraction."""
SAFETY = ("danger_list/*", "red_flags/*", "right_now/*", "services/*", "findings/*/question", "time_windows/*")
"""Contexts of texts that a language must not lack."""
ENGLISH_ONLY = ("cli/", "knowledge/lint", "knowledge/cases", "web/gallery/")
"""The command line and what only contributors read are not translated."""
ERRORS = ("LetterboxFull", "NotPaired", "Overloaded", "StaleForm", "TooFast", "TooManyLetters", "TooManyTries")
"""Errors with a sentence for the person that stand beside what raises them, not among those of the model."""
COMMENTS = ["Translators:"]
IN_TEMPLATES: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}


def is_safety(context: str) -> bool:
    """Whether an untranslated text of this context keeps a language from being shipped."""
    return any(fnmatchcase(context, pattern) for pattern in SAFETY)


def all_messages(sources: Path = SOURCES) -> Catalog:
    """Everything to translate, in the order of the files."""
    catalog = Catalog(project="aftercare", charset="utf-8")
    for folder in ("components", "templates"):
        for path in sorted((sources / "web" / folder).rglob("*.html")):
            _add_from_template(catalog, sources, path)
    for path in sorted(sources.rglob("*.py")):
        if not path.relative_to(sources).as_posix().startswith(ENGLISH_ONLY):
            for message in texts_of_python(path.read_text(encoding="utf-8")):
                catalog.add(message, locations=[(path.relative_to(sources).as_posix(), 0)])
    for context, text in knowledge_texts(sources / "knowledge" / "data"):
        catalog.add(text, context=context)
    return catalog


def _add_from_template(catalog: Catalog, sources: Path, path: Path) -> None:
    options = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "silent": "false"}
    with path.open("rb") as file:
        for _line, message, comments, context in extract(
            "jinja2.ext:babel_extract", file, keywords=IN_TEMPLATES, comment_tags=COMMENTS, options=options
        ):
            where = path.relative_to(sources).as_posix()
            catalog.add(message, locations=[(where, 0)], auto_comments=comments, context=context)


def texts_of_python(source: str) -> list[str | tuple[str, str]]:
    """The texts marked in Python, in the order they stand; where a call chooses between texts, each on its own.

    A text with places filled in (an f-string) is none: nobody could look it up.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    found: list[str | tuple[str, str]] = []
    for call in sorted(calls, key=_place):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "ngettext":
            one, more = (next(_chosen_from(text), "") for text in call.args[:2])
            found.append((one, more))
        elif len(call.args) > (place := _marking().get(name, len(call.args))):
            found += _chosen_from(call.args[place])
    return found


def _place(call: ast.Call) -> tuple[int, int]:
    """Where the call's own text stands: the inner one of two is read first."""
    return call.args[0].lineno, call.args[0].col_offset


def _chosen_from(expression: ast.expr) -> Iterator[str]:
    """The texts that an expression can come to."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _chosen_from(expression.body)
        yield from _chosen_from(expression.orelse)
    elif isinstance(expression, ast.BoolOp):
        for one in expression.values:
            yield from _chosen_from(one)


@lru_cache(maxsize=1)
def _marking() -> Mapping[str, int]:
    """Calls whose words a person reads, and which of their arguments those are.

    Gettext, what the desk says, a sentence with gaps, what can be undone, what is wrong with a field, every error.
    """
    spoken = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)]
    first = dict.fromkeys(["_", "gettext", "say", "Sentence", "for_translation", "undoable", *spoken, *ERRORS], 0)
    return {**first, "begin_after": 1, "FieldError": 2}


def knowledge_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Context and text of every text in the data files. KeyError for a section that `TEXTS` does not know."""
    for path in sorted(data.rglob("*.yaml")):
        section = path.parent.relative_to(data).as_posix()
        fields = TEXTS[section]
        for record in read_yaml_list(path):
            for field, text in _strings(_with_open(record) if section == "red_flags" else record, ""):
                if any(fnmatchcase(field, pattern) for pattern in fields):
                    yield f"{section}/{record['id']}/{field}", text


def _with_open(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    """A red flag with what is said of it while it is open, for each urgency it can then have."""
    floors = {Action(one) for one in (rule["floor"], *(more["action"] for more in rule.get("floors", ())))}
    said = {floor.value: until_answered(rule["title"], floor) for floor in floors if floor is not Action.SELF_CARE}
    return {**rule, "open": dict(sorted(said.items()))}


def _strings(value: object, field: str) -> Iterator[tuple[str, str]]:
    """Every string in a record with its place: names and numbers, or ids where the items of a list have them."""
    if isinstance(value, str) and value:
        yield field, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            name = inner["id"] if isinstance(inner, dict) and "id" in inner else number
            yield from _strings(inner, f"{field}.{name}")


def as_template(catalog: Catalog) -> bytes:
    """The template file."""
    written = io.BytesIO()
    write_po(written, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return HEADER.encode() + written.getvalue()


def main(arguments: list[str]) -> int:
    """Write the template, or with `--check` say whether it is what it would be."""
    fresh = as_template(all_messages())
    if "--check" in arguments:
        same = TEMPLATE.is_file() and TEMPLATE.read_bytes() == fresh
        print("messages: up to date" if same else "messages: run `python -m tools.extract_messages` and commit it")
        return 0 if same else 1
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
