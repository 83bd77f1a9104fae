"""What the reference pages on knowledge share: links, anchors, lists, and the words for how sure something is."""

import re
from collections.abc import Iterable
from pathlib import Path

from aftercare.knowledge.evidence import Sureness
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import page_title
from aftercare.library.wording import SURE_IN_WORDS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SOURCE = re.compile(r"\[(\w+)\](?!\()")
RUN = "`python -m tests.spec.reference`"
NOT_REVIEWED = "not yet reviewed by a clinician"


def about(title: str, text: str, *folders: str) -> str:
    """The head of a page."""
    written = ", ".join(f"`{folder}`" for folder in folders)
    return (
        f"# {title}\n\nWritten from the data in {written} under `src/aftercare/knowledge/data`;\n"
        f"change it there, then run {RUN}. [How to correct or add something](../knowledge.md).\n\n{text}"
    )


def page_of(parts: Iterable[str]) -> str:
    """Parts as one file."""
    return "\n\n".join(part for part in parts if part) + "\n"


def anchor(name: str) -> str:
    """Where a link lands."""
    return f'<a id="{name}"></a>'


def source_links(sources: Iterable[str]) -> str:
    """Sources in brackets, each linked by `with_source_addresses`; empty when there is none."""
    linked = ", ".join(f"[{source}]" for source in sources)
    return f" [{linked}]" if linked else ""


def with_source_addresses(knowledge: Knowledge, text: str) -> str:
    """The page with the address of each source it names, once, at its end: written out at each place the longest page
    would be too long to be shown by code hosts.
    """
    named = sorted(set(SOURCE.findall(text)) & set(knowledge.sources))
    addresses = "\n".join(f"[{source}]: sources.md#{source}" for source in named)
    return f"{text}\n{addresses}\n" if addresses else text


def page_links(knowledge: Knowledge, pages: Iterable[str]) -> str:
    """Pages by title, each linked to where it stands in the reference."""
    return "; ".join(f"[{page_title(knowledge, page)}]({page_target(knowledge, page)})" for page in pages)


def page_target(knowledge: Knowledge, page: str) -> str:
    """The address of a page within the reference."""
    return f"{'causes' if page in knowledge.causes else 'topics'}.md#{page}"


def rule_links(knowledge: Knowledge, rules: Iterable[str]) -> str:
    """Red-flag rules, each linked to its heading."""
    return ", ".join(f"[{rule}](red-flags.md#{_heading_anchor(knowledge, rule)})" for rule in rules)


def _heading_anchor(knowledge: Knowledge, rule: str) -> str:
    """The anchor that Markdown viewers give to the rule's heading on its page."""
    heading = f"{rule} {knowledge.red_flags[rule].title}".lower()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


def figure_links(figures: Iterable[str]) -> str:
    """Figures, linked."""
    return ", ".join(f"[{figure}](figures.md#{figure})" for figure in figures)


def sure_words(sure: Sureness | None) -> str:
    """In italics; empty where it is no question."""
    return f" *({SURE_IN_WORDS[sure]})*" if sure is not None else ""


def listed(title: str, items: Iterable[str]) -> str:
    """A titled list; empty without items."""
    lines = [f"- {item}" for item in items]
    return "\n".join([f"**{title}**", "", *lines]) if lines else ""


def fact(title: str, text: str) -> str:
    """One titled line; empty without text."""
    return f"**{title}**: {text}" if text else ""


def review_state(reviewed: str | None) -> str:
    """Who has read it, or that nobody has."""
    return f"reviewed: {reviewed}" if reviewed else NOT_REVIEWED
