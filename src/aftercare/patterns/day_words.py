"""What is said of patterns of days in the place of what is said of encounters: "days" for "times", and no rate.

Takes a sentence of `wording` or `beside`, returns it as it is said where a row is a day. Must never promise for days
the rates that were measured for encounters.
"""

from collections.abc import Mapping

from aftercare.model.pattern import Tier
from aftercare.model.review import Sentence
from aftercare.model.translatable import for_translation
from aftercare.patterns import wording

_ = for_translation
_HUNCH = _("A hunch: worth watching. For days it has not been measured how many hunches hold up. Some will not.")
_LIKELY = _("Likely: more evidence than a hunch. For days it has not been measured how many such patterns hold up.")
_STRONG = _("Strong: the most evidence. For days it has not been measured how many such patterns hold up.")
_NAMED = _("What you named before is shown sooner and on less. For days it has not been measured how many hold up.")
_MEANING = {
    wording.meaning(Tier.HUNCH).text: _HUNCH,
    wording.meaning(Tier.LIKELY).text: _LIKELY,
    wording.meaning(Tier.STRONG).text: _STRONG,
    **{wording.meaning_of_named(tier).text: _NAMED for tier in Tier},
    "Most people need 100 to 250 entries before their journal can tell.": _(
        "Expect to need 100 to 250 days with a check-in, or more. For days this has not been measured."
    ),
    "This says what comes together in your entries. It cannot say why.": _(
        "This says what comes together in your days. It cannot say why."
    ),
    "It may be this, the other, or both: your entries cannot tell yet.": _(
        "It may be this, the other, or both: your days cannot tell yet."
    ),
    "This pattern has faded: your newer entries no longer show it.": _(
        "This pattern has faded: your newer days no longer show it."
    ),
}
_NEEDS = {
    "Needs 1 more entry {side}.": _("Needs 1 more day {side}."),
    "Needs {more} more entries {side}.": _("Needs {more} more days {side}."),
    "Needs 1 more entry {without}.": _("Needs 1 more day {without}."),
    "Needs {more} more entries {without}.": _("Needs {more} more days {without}."),
    "Needs 1 more entry with an answer on {factor}.": _("Needs 1 more day with an answer on {factor}."),
    "Needs {more} more entries with an answer on {factor}.": _("Needs {more} more days with an answer on {factor}."),
    "Your answers on {factor} were nearly always the same: needs 1 more entry where they differ.": _(
        "Your answers on {factor} were nearly always the same: needs 1 more day where they differ."
    ),
    "Your answers on {factor} were nearly always the same: needs {more} more entries where they differ.": _(
        "Your answers on {factor} were nearly always the same: needs {more} more days where they differ."
    ),
    "Needs 1 more entry where {happened}.": _("Needs 1 more day when {happened}."),
    "Needs {more} more entries where {happened}.": _("Needs {more} more days when {happened}."),
    "Needs 1 more entry that says no to {outcome}.": _("Needs 1 more day that says no to {outcome}."),
    "Needs {more} more entries that say no to {outcome}.": _("Needs {more} more days that say no to {outcome}."),
    "Needs 1 more entry with an answer on {outcome}.": _("Needs 1 more day with an answer on {outcome}."),
    "Needs {more} more entries with an answer on {outcome}.": _("Needs {more} more days with an answer on {outcome}."),
    "Your answers on {outcome} were nearly always the same: needs 1 more entry where they differ.": _(
        "Your answers on {outcome} were nearly always the same: needs 1 more day where they differ."
    ),
    "Your answers on {outcome} were nearly always the same: needs {more} more entries where they differ.": _(
        "Your answers on {outcome} were nearly always the same: needs {more} more days where they differ."
    ),
    "Needs 1 more entry with an answer on both {factor} and {outcome}.": _(
        "Needs 1 more day with an answer on both {factor} and {outcome}."
    ),
    "Needs {more} more entries with an answer on both {factor} and {outcome}.": _(
        "Needs {more} more days with an answer on both {factor} and {outcome}."
    ),
}
_COUNTED = {
    "{outcome} {events} of {times} times {side}, and {other_events} of {others} {other}.": _(
        "{outcome} on {events} of {times} days {side}, and on {other_events} of {others} {other}."
    ),
    "{outcome} was {mean} on average over {times} times {side}, and {other_mean} over {others} {other}.": _(
        "{outcome} was {mean} on average over {times} days {side}, and {other_mean} over {others} {other}."
    ),
    "{outcome} were {mean} on average over {times} times {side}, and {other_mean} over {others} {other}.": _(
        "{outcome} were {mean} on average over {times} days {side}, and {other_mean} over {others} {other}."
    ),
    "other times": _("other days"),
    "Other times": _("Other days"),
}
_EFFECT = {
    "Compared with entries around the same time, {happened} about {middle} more times in 100 {side}, probably "
    "{low} to {high} more.": _(
        "Compared with days around the same time, {happened} on about {middle} more days in 100 {side}, "
        "probably {low} to {high} more."
    ),
    "Compared with entries around the same time, {happened} about {middle} fewer times in 100 {side}, probably "
    "{low} to {high} fewer.": _(
        "Compared with days around the same time, {happened} on about {middle} fewer days in 100 {side}, "
        "probably {low} to {high} fewer."
    ),
    "Compared with entries around the same time, {happened} between {low} fewer and {high} more times in 100 "
    "{side}; the best guess is {middle}.": _(
        "Compared with days around the same time, {happened} on between {low} fewer and {high} more days in 100 "
        "{side}; the best guess is {middle}."
    ),
    "Compared with entries around the same time, {outcome} was about {middle} {way} {side}, "
    "probably between {low} and {high}.": _(
        "Compared with days around the same time, {outcome} was about {middle} {way} {side}, "
        "probably between {low} and {high}."
    ),
    "Compared with entries around the same time, {outcome} were about {middle} {way} {side}, "
    "probably between {low} and {high}.": _(
        "Compared with days around the same time, {outcome} were about {middle} {way} {side}, "
        "probably between {low} and {high}."
    ),
    "Compared with entries around the same time, {outcome} was between {low} {lower} and {high} "
    "{higher} {side}; the best guess is {middle}.": _(
        "Compared with days around the same time, {outcome} was between {low} {lower} and {high} "
        "{higher} {side}; the best guess is {middle}."
    ),
    "Compared with entries around the same time, {outcome} were between {low} {lower} and {high} "
    "{higher} {side}; the best guess is {middle}.": _(
        "Compared with days around the same time, {outcome} were between {low} {lower} and {high} "
        "{higher} {side}; the best guess is {middle}."
    ),
    "From {low} to {high} times in 100.": _("From {low} to {high} days in 100."),
    "{times} times in 100": _("{times} days in 100"),
    "No large link between {factor} and {outcome}: any difference is probably smaller than {limit} times in 100.": _(
        "No large link between {factor} and {outcome}: any difference is probably smaller than {limit} days in 100."
    ),
}
_BESIDE = {
    "{factor} or {other}: your entries cannot tell them apart yet. An experiment could.": _(
        "{factor} or {other}: your days cannot tell them apart yet."
    ),
    "{factors}: your entries cannot tell them apart yet. One of them goes with {outcome}, or both do.": _(
        "{factors}: your days cannot tell them apart yet. One of them goes with {outcome}, or both do."
    ),
    "This comes from your last check-in before that time.": _("It is about the same day, not the day before."),
    "This comes from your check-in of the day before, not from the last one.": _("It is about the day before."),
    "How many more entries, with an answer on both, each of these may need if things go on like this. It is a guess, "
    "and no hunch yet: most of them come to nothing.": _(
        "How many more days, with an answer on both, each of these may need if things go on like this. It is a guess, "
        "and no hunch yet: most of them come to nothing."
    ),
    "more than {farthest} more entries, perhaps never": _("more than {farthest} more days, perhaps never"),
    "at least about {few} more entries, perhaps never": _("at least about {few} more days, perhaps never"),
    "about {few} more entries": _("about {few} more days"),
    "about {few} to {many} more entries": _("about {few} to {many} more days"),
    "more than {farthest} more entries": _("more than {farthest} more days"),
    "at least about {few} more entries": _("at least about {few} more days"),
}
BY_DAY: Mapping[str, str] = _MEANING | _NEEDS | _COUNTED | _EFFECT | _BESIDE
"""What is said of encounters, and what is said of days instead."""


def of_days(sentence: Sentence) -> Sentence:
    """The sentence as it is said of days, with the phrases in its places."""
    places = {name: of_days(one) if isinstance(one, Sentence) else one for name, one in sentence.fields.items()}
    return Sentence(BY_DAY.get(sentence.text, sentence.text), places)
