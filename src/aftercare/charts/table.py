"""The same data as rows of words: what stands beside (or under) every picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """Rows for a table whose first cell in each row is the row's header."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.head) for row in self.rows), "every row has one cell for each column"
