"""How sure something is, and what studies make of what articles say: the same words wherever a page is shown."""

from collections.abc import Mapping

from aftercare.model.library import CitedText, PageSection
from aftercare.model.translatable import for_translation

SURE_IN_WORDS: Mapping[str, str] = {
    "good": for_translation("well known"),
    "some": for_translation("some evidence"),
    "weak": for_translation("weak evidence"),
    "experience": for_translation("from experience, not measured"),
    "none": for_translation("nobody has tested it"),
}
"""By value of `knowledge.evidence.Sureness`."""
VERDICT_IN_WORDS: Mapping[str, str] = {
    "agrees": for_translation("Articles have it right"),
    "partly": for_translation("Partly right"),
    "wrong": for_translation("Not what the studies say"),
    "unsupported": for_translation("No study found for it"),
    "weak": for_translation("Thin ground"),
    "adds": for_translation("What articles leave out"),
}
"""By value of `knowledge.evidence.Verdict`."""


HEADINGS: Mapping[str, str] = {
    "see": for_translation("When to get help"),
    "feels": for_translation("What it can feel like"),
    "course": for_translation("When it comes, how long it stays"),
    "points_to": for_translation("What speaks for it"),
    "points_away": for_translation("What speaks for something else"),
    "helps": for_translation("What helps, and how sure that is"),
    "clinician": for_translation("What a clinician may ask or do"),
    "windows": for_translation("What has its time"),
    "home": for_translation("What you can do at home"),
    "not_advised": for_translation("Not advised"),
    "say": for_translation("What can help to hear"),
    "never": for_translation("Better left unsaid"),
    "we_never": for_translation("What this program never says"),
}
"""Of the sections that have a place of their own on a page, by id."""


def named_section(name: str, texts: tuple[CitedText, ...]) -> PageSection:
    """One of those sections."""
    return PageSection(id=name, heading=HEADINGS[name], texts=texts)
