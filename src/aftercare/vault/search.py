"""Find entries by the words of their notes. Takes the open database and typed words, returns entry ids."""

import re

import apsw

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def matching_ids(connection: apsw.Connection, words: str) -> frozenset[str]:
    """Ids of entries whose note has all of the words, or words that begin so. What is typed is never query language."""
    typed = _WORD.findall(words)[:_MOST_WORDS]
    if not typed:
        return frozenset()
    query = " ".join(f'"{word}"*' for word in typed)
    found = connection.execute(
        "SELECT id FROM entries WHERE number IN (SELECT rowid FROM words WHERE words MATCH ?)", (query,)
    )
    return frozenset(entry_id for (entry_id,) in found)
