"""Two people's questions at once are read like one after the other."""

from concurrent.futures import ThreadPoolExecutor

from aftercare.likeness.terms import stem

WORDS = [
    f"{start}{end}"
    for start in ("cramp", "orgasm", "bleed", "hurt", "worr", "relat", "nation")
    for end in ("ing", "ed", "s", "ational", "ization", "fulness", "iveness", "ement")
]


def test_stems_are_the_same_however_many_threads_ask() -> None:
    stem.cache_clear()
    alone = [stem.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            assert list(pool.map(stem.__wrapped__, WORDS)) == alone
