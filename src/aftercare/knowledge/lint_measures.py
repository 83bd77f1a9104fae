"""Whether measures are sound: words, options, findings they give, codes, and their names in other apps."""

import re
from collections import Counter
from collections.abc import Iterator

from aftercare.knowledge.lint_spoken import spoken_problems
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.parse import NONE
from aftercare.model.errors import UserError
from aftercare.model.measure import SCALE_MAXIMUM, Condition, Form, Kind, Measure, Organ, Phase, Role, Value

ANY_SITE = "*"
_OPTION_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_FORM_PHASE = {Form.CHECK_IN: Phase.DAY, Form.PERSON: Phase.PERSON, Form.DAY_AFTER: Phase.LATER}
_CODE_STATUS = ("seen", "memory")
_SYSTEMS = ("loinc", "snomed", "snomed_ips", "icd10", "icd11", "phr", "cycle")
"""`snomed_ips`: in the free set of SNOMED International; plain `snomed` needs a licence where there is no member."""
_DIHEDRAL = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTED = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)


def measure_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with a measure."""
    for measure in knowledge.measures.values():
        where = f"measures/{measure.id}"
        for sentence in (
            *_word_problems(measure),
            *_option_problems(measure),
            *_place_problems(measure),
            *_finding_problems(knowledge, measure),
            *_follow_problems(knowledge, measure),
            *_code_problems(measure),
            *_name_problems(measure),
            *spoken_problems(measure),
        ):
            yield f"{where}: {sentence}"
    yield from _double_labels(knowledge)
    yield from _double_names(knowledge)
    organs = knowledge.measures.get("organs")
    if organs is not None and set(organs.option_ids) != set(Organ):
        yield "measures/organs: its options are exactly the organs that measures may need."


def _word_problems(measure: Measure) -> Iterator[str]:
    if not measure.question.endswith("?"):
        yield "its question ends without a question mark."
    if not measure.help:
        yield "it has no help."
    if measure.id.startswith("own."):
        yield "ids that begin with own. belong to people's own measures."


def _option_problems(measure: Measure) -> Iterator[str]:
    for option in measure.options:
        if not _OPTION_ID.match(option.id):
            yield f"the option id {option.id} is not lower-case letters, digits and _ after a letter."
    for label, count in Counter(option.label.casefold() for option in measure.options).items():
        if count > 1:
            yield f"two options are called {label}."
    if measure.kind is Kind.STEPS and any(option.needs for option in measure.options):
        yield "the place of a step is its value, so no step can be hidden from anyone."
    takes_options = measure.kind in (Kind.STEPS, Kind.CHOICE, Kind.CHOICES, Kind.SITES)
    if measure.options and not takes_options:
        yield f"{measure.kind.value} takes no options."


def _place_problems(measure: Measure) -> Iterator[str]:
    if measure.phase is not _FORM_PHASE.get(measure.form, measure.phase):
        yield f"in the form {measure.form.value} its phase is {_FORM_PHASE[measure.form].value}."
    if measure.role is not Role.NONE and not measure.concept:
        yield "patterns need its concept."
    if measure.role is not Role.NONE and (measure.private or measure.kind is Kind.TEXT):
        yield "what is private, or text, has no role in patterns."
    if measure.form in (Form.MORE, Form.CHECK_IN, Form.PERSON) and not measure.group:
        yield "it needs a group to stand in."


def _finding_problems(knowledge: Knowledge, measure: Measure) -> Iterator[str]:
    for gives in measure.gives:
        if gives.finding not in knowledge.findings:
            yield f"there is no finding {gives.finding}."
        if gives.present is None and gives.absent is None:
            yield f"it never gives {gives.finding}."
        for condition in (gives.present, gives.absent):
            if condition is not None:
                yield from _condition_problems(measure, condition)
        for value in sample_values(measure):
            present = gives.present is not None and gives.present.holds(value)
            if present and gives.absent is not None and gives.absent.holds(value):
                yield f"one value makes {gives.finding} both present and absent."
                break
    for counted in measure.counted:
        yield from _condition_problems(measure, counted.when)


def _follow_problems(knowledge: Knowledge, measure: Measure) -> Iterator[str]:
    if measure.shown_when is None:
        return
    other = knowledge.measures.get(measure.shown_when.measure)
    if other is None:
        yield f"there is no measure {measure.shown_when.measure}."
    elif other.shown_when is not None:
        yield "it follows a measure that itself follows another; one step is enough."
    else:
        yield from _condition_problems(other, measure.shown_when.when)


def _condition_problems(measure: Measure, condition: Condition) -> Iterator[str]:
    if not any(condition.holds(value) for value in sample_values(measure)):
        yield "a condition on it can never hold."
    if not set(condition.any_of) <= set(measure.option_ids):
        yield "a condition names an option that it does not have."
    if condition.site not in (None, ANY_SITE, *measure.option_ids):
        yield "a condition names a site that it does not have."


def sample_values(measure: Measure) -> list[Value]:
    """Values that between them show every way in which a condition on the measure can hold."""
    low, high = measure.minimum or 0, measure.maximum or 100
    samples: dict[Kind, list[Value]] = {
        Kind.YES_NO: [False, True],
        Kind.STEPS: list(range(len(measure.options))),
        Kind.SCALE: list(range(SCALE_MAXIMUM + 1)),
        Kind.CHOICE: list(measure.option_ids),
        Kind.CHOICES: [(option,) for option in measure.option_ids],
        Kind.NUMBER: [low + (high - low) * step / 200 for step in range(201)],
        Kind.DURATION: list(range(0, int(measure.maximum or 1440) + 1, 10)),
        Kind.SITES: [{site: score} for site in measure.option_ids for score in range(SCALE_MAXIMUM + 1)],
        Kind.DATE: ["2026-01-01"],
        Kind.TEXT: ["words"],
    }
    return samples[measure.kind]


def _code_problems(measure: Measure) -> Iterator[str]:
    for code in measure.codes:
        if code.system not in _SYSTEMS:
            yield f"the code system is one of {', '.join(_SYSTEMS)}."
        if code.status not in _CODE_STATUS:
            yield f"the code {code.code} is `seen` or `memory`."
        if code.system == "loinc" and not loinc_check(code.code):
            yield f"the LOINC code {code.code} fails its check digit."
        if code.system in ("snomed", "snomed_ips") and not snomed_check(code.code):
            yield f"the SNOMED code {code.code} fails its check digit."
        if not code.display:
            yield f"the code {code.code} needs its display."


def loinc_check(code: str) -> bool:
    """Whether the check digit after the dash fits (Luhn, modulus 10)."""
    number, dash, check = code.partition("-")
    if not (dash and number.isdigit() and check.isdigit()):
        return False
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(number))]
    return (10 - sum(part // 10 + part % 10 for part in doubled) % 10) % 10 == int(check)


def snomed_check(code: str) -> bool:
    """Whether the last digit fits (Verhoeff's dihedral check)."""
    if not code.isdigit() or not 6 <= len(code) <= 18:
        return False
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = int(_DIHEDRAL[check][int(_PERMUTED[place % 8][int(digit)])])
    return check == 0


def _name_problems(measure: Measure) -> Iterator[str]:
    for name in measure.names:
        for value in name.values.values():
            try:
                checked = measure.check(list(value) if isinstance(value, tuple) else value)
            except UserError:
                yield f"what {name.app} calls {name.name} maps to a value that it cannot have."
                continue
            if isinstance(checked, tuple) and NONE in checked and len(checked) > 1:
                yield f"what {name.app} calls {name.name} maps to none together with something."


def _double_labels(knowledge: Knowledge) -> Iterator[str]:
    counts = Counter((m.form, m.label.casefold()) for m in knowledge.measures.values() if not m.retired)
    for (form, label), count in counts.items():
        if count > 1:
            yield f"measures: the form {form.value} has {label} twice."


def _double_names(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[tuple[str, str, str], str] = {}
    for measure in knowledge.measures.values():
        for name in measure.names:
            for word in name.values:
                owner = owners.setdefault((name.app, name.name, word), measure.id)
                if owner != measure.id:
                    yield f"measures/{measure.id}: {name.app} {name.name} {word} is already {owner}."
