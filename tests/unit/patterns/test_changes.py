"""What changed since the last look: told once, in order, never as evidence."""

from dataclasses import replace

import pytest
from tests.unit.patterns.made import binary, coin, noise, score, table

from aftercare.model.pattern import PatternRole, Standing, Tier
from aftercare.patterns.changes import ChangeKind, as_detail, changes, from_detail, seen_now
from aftercare.patterns.find import find


def found():
    x = coin(200, 1, 0.5)
    one = table([binary("wine", x), binary("hat", coin(200, 9))], [score("pain", (4 + 2 * x + noise(200, 2)).round())])
    return find(one)


def standing_as(patterns, **how):
    (pattern,) = patterns.patterns
    return replace(patterns, patterns=(replace(pattern, **how),))


KEY = ("wine", "pain")
ALL = {
    "faded": {"standing": Standing.FADED},
    "staying": {"standing": Standing.STAYING},
    "along": {"role": PatternRole.TRAVELS_WITH},
    "hunch": {"tier": Tier.HUNCH},
    "likely": {"tier": Tier.LIKELY},
    "strong": {"tier": Tier.STRONG},
}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (None, "hunch", ChangeKind.NEW),
        (None, "along", ChangeKind.NEW),
        (None, "faded", None),
        ("hunch", "hunch", None),
        ("hunch", "likely", ChangeKind.STRONGER),
        ("along", "likely", ChangeKind.STRONGER),
        ("staying", "hunch", ChangeKind.STRONGER),
        ("strong", "likely", ChangeKind.WEAKER),
        ("likely", "staying", ChangeKind.WEAKER),
        ("likely", "along", ChangeKind.WEAKER),
        ("likely", "faded", ChangeKind.FADED),
        ("staying", "faded", ChangeKind.FADED),
        ("faded", "likely", ChangeKind.BACK),
        ("faded", "staying", ChangeKind.STRONGER),
    ],
)
def test_what_stands_otherwise_is_told(before, now, kind):
    patterns = found()
    seen = {} if before is None else seen_now(standing_as(patterns, **ALL[before]))
    told = changes(seen, standing_as(patterns, **ALL[now]))
    assert [change.kind for change in told] == ([] if kind is None else [kind])


def test_what_was_seen_is_written_and_read_back():
    seen = {KEY: 5, ("own.late night:no", "tears"): 0}
    assert from_detail(as_detail(seen)) == seen
    assert as_detail(from_detail(as_detail(seen))) == as_detail(seen)
    assert from_detail("") == {}
    assert from_detail("nonsense\n\u00b2 a > b\n3 only") == {}


def test_new_comes_before_stronger_and_faded_last():
    patterns = found()
    (one,) = patterns.patterns
    kinds = [("a", {"standing": Standing.FADED}), ("b", {"tier": Tier.STRONG}), ("c", {})]
    made = tuple(replace(one, pair=replace(one.pair, factor=name), **how) for name, how in kinds)
    told = changes({("a", "pain"): 4, ("b", "pain"): 3}, replace(patterns, patterns=made))
    assert [change.kind for change in told] == [ChangeKind.NEW, ChangeKind.STRONGER, ChangeKind.FADED]
