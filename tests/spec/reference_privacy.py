"""The reference page of the privacy page: each sentence, its standing, and the tests that prove it."""

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.privacy import PrivacySentence, Standing

ABOUT = """# Privacy, sentence by sentence

Written from the data in `src/aftercare/knowledge/data/privacy`; change it there, then run
`python -m tests.spec.reference`. The page in the app (*What we promise*) is made of the same data. A promise (**+**)
names the tests that prove it; `tests/docs/test_privacy_page.py` fails when one is missing or skipped. What is not
promised (**−**) and how it is (**·**) name tests, or say why they need none. How the pages are guarded in
detail: [web-security.md](../web-security.md)."""
SIGNS = {Standing.PROMISE: "+", Standing.LIMIT: "−", Standing.FACT: "·"}


def privacy_page(knowledge: Knowledge) -> str:
    """All sentences, part by part."""
    parts = [ABOUT]
    for group in knowledge.privacy_groups.values():
        rows = [_row(each) for each in knowledge.privacy.values() if each.group == group.id]
        lead = f"{group.lead}\n\n" if group.lead else ""
        parts.append(f"## {group.title}\n\n{lead}| | sentence | proof |\n| --- | --- | --- |\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _row(sentence: PrivacySentence) -> str:
    proof = "<br>".join(f"`{test}`" for test in sentence.proof) or f"none needed: {sentence.said}"
    return f'| {SIGNS[sentence.standing]} | <a id="{sentence.id}"></a>{sentence.text} | {proof} |'
