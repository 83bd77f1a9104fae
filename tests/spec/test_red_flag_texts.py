"""What red flags say: when, where to, what to do and not to do; and what they never say."""

import re

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.rule import Expression
from aftercare.model.assessment import ACTION_ORDER, Action
from aftercare.model.fact import FactTime

KNOWLEDGE = load_knowledge()
RULES = list(KNOWLEDGE.red_flags.values())
BEGINS = {
    Action.EMERGENCY: ("Now:",),
    Action.SAME_DAY: ("Today:",),
    Action.TWO_WEEKS: ("Within two weeks:", "Within two weeks, the sooner the better:"),
    Action.ROUTINE: ("In the next weeks:",),
    Action.THERAPIST: ("When you are ready:",),
    Action.SELF_CARE: ("For the next two weeks:",),
}
NO_FOOD = {"RF13", "RF14", "RF15", "RF22", "RF23", "RF45", "RF46"}
NO_ADVICE_ON_BODY = {"RF02", "RF03", "RF04", "RF34", "RF35"}
NEVER = re.compile(
    r"\b(harmless|nothing to worry|perfectly|safe to|you are safe|normal|probably|too late|per ?cent|%|don't worry"
    r"|you have (a|an) |victim|fault of|why did you)\b",
    re.IGNORECASE,
)


def starts(rule: RedFlag, words: str) -> dict[Action, bool]:
    return {branch.action: any(line.startswith(words) for line in branch.do_not) for branch in rule.branches}


def texts(rule: RedFlag) -> list[str]:
    said = [rule.title, *rule.do_now]
    for branch in rule.branches:
        said += [branch.because, branch.within, *branch.do_now, *branch.do_not]
        said += [branch.after.because] if branch.after else []
    return said


def test_all_fifty_five_rules_are_there() -> None:
    """RF01 to RF55, none missing, none doubled."""
    assert sorted(KNOWLEDGE.red_flags) == [f"RF{number:02}" for number in range(1, 56)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_because_begins_with_the_time(rule: RedFlag) -> None:
    """How soon comes first, in words."""
    for branch in rule.branches:
        assert branch.because.startswith(BEGINS[branch.action])
        if branch.after is not None:
            assert branch.after.because.startswith(BEGINS[branch.after.action])
            assert ACTION_ORDER.index(branch.after.action) > ACTION_ORDER.index(branch.action)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_not_to_do_is_as_laid_down(rule: RedFlag) -> None:
    """Nothing to eat only where an operation may come; no sex and no driving with every emergency of the body."""
    if rule.id in NO_ADVICE_ON_BODY:
        assert not any(branch.do_not for branch in rule.branches)
        return
    assert any(starts(rule, "Don't eat").values()) is (rule.id in NO_FOOD)
    for branch in rule.branches:
        if branch.action is Action.EMERGENCY:
            assert any(line.startswith("No sex") for line in branch.do_not)
            assert any(line.startswith("Don't drive") for line in branch.do_not)
        elif any(line.startswith("Don't eat") for line in branch.do_not):
            pytest.fail("food is a matter of emergencies only")


def test_bleeding_headache_and_pregnancy_rule_out_ibuprofen_and_fever_and_bleeding_rule_out_heat() -> None:
    """The lists of SAFETY 2."""
    for name in ("RF06", "RF11", "RF12", "RF15", "RF16", "RF33", "RF48"):
        assert starts(KNOWLEDGE.red_flags[name], "No ibuprofen")[KNOWLEDGE.red_flags[name].worst] or name == "RF33"
    for name in ("RF11", "RF12", "RF13", "RF14", "RF15", "RF18", "RF19", "RF45", "RF47"):
        assert starts(KNOWLEDGE.red_flags[name], "No heat")[Action.EMERGENCY], name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_text_soothes_blames_or_names_a_diagnosis(rule: RedFlag) -> None:
    """Never safe, harmless, normal for you, a percentage, a diagnosis, or too late."""
    for text in texts(rule):
        assert not NEVER.search(text), text
        assert "!" not in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_names_exists(rule: RedFlag) -> None:
    """Places, sources and findings are all there, and what is asked has a question and a reason."""
    assert set(rule.sources) <= set(KNOWLEDGE.sources)
    for branch in rule.branches:
        assert branch.service in KNOWLEDGE.places
        assert branch.after is None or branch.after.service in KNOWLEDGE.places
        assert set(branch.fires.findings()) <= set(KNOWLEDGE.findings)
    for name in rule.ask:
        assert KNOWLEDGE.findings[name].question.endswith("?"), name
        assert KNOWLEDGE.findings[name].why, name


def expressions() -> list[Expression]:
    found = [branch.fires for rule in RULES for branch in rule.branches]
    found += [floor.when for rule in RULES for floor in rule.floors]
    for finding in KNOWLEDGE.findings.values():
        if finding.derive is not None and finding.derive.when is not None:
            found.append(finding.derive.when)
    return found


def test_history_is_always_asked_for_as_history() -> None:
    """A finding of any time must be named with ever, or it would never count."""
    for expression in expressions():
        for leaf in expression.leaves():
            if KNOWLEDGE.findings[leaf.finding].time is FactTime.EVER:
                assert leaf.time is FactTime.EVER, leaf.finding


def test_no_finding_is_made_of_itself() -> None:
    """Composite findings have an end."""
    made = {
        name: finding.derive.when.findings()
        for name, finding in KNOWLEDGE.findings.items()
        if finding.derive is not None and finding.derive.when is not None
    }

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, (*above, name)
        for part in made.get(name, ()):
            walk(part, (*above, name))

    for name in made:
        walk(name, ())


def test_emergencies_that_stand_even_if_passed_are_those_of_the_specification() -> None:
    """RF05, RF06, RF09, RF23, a first fit, and chest pain or collapse within a day."""
    stands = {rule.id for rule in RULES for branch in rule.branches if branch.stands}
    assert stands == {"RF05", "RF06", "RF07", "RF09", "RF10", "RF23"}


def test_every_danger_line_gives_findings_of_some_rule() -> None:
    """No line leads nowhere."""
    matters = {name for rule in RULES for name in (*rule.core, *(n for b in rule.branches for n in b.fires.findings()))}
    derived = {name: KNOWLEDGE.findings[name].derive for name in matters & set(KNOWLEDGE.findings)}
    matters |= {one for derive in derived.values() if derive and derive.when for one in derive.when.findings()}
    for line in KNOWLEDGE.danger_lines.values():
        assert set(line.gives) <= matters, line.id
    for trigger in KNOWLEDGE.danger_triggers.values():
        assert set(trigger.lines) <= set(KNOWLEDGE.danger_lines)
