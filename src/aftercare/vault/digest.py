"""A digest over all rows that costs the same to keep for one save, however long the journal is.

Takes rows as text, returns numbers. Pure.

Each row is hashed under a secret (BLAKE2b, 256 bits), and the digest is the sum of these hashes modulo 2**256 together
with the count of rows: adding a row adds its hash, removing one takes it away, the order doesn't matter. This is the
additive multiset hash MSet-Add-Hash (Clarke, Devadas, van Dijk, Gassend and Suh, *Incremental multiset hash functions
and their application to memory integrity checking*, ASIACRYPT 2003).

Why it is enough here. Every page of the database is authenticated by itself, so who has no key can't make a page; what
remains is mixing old and new pages of the same file. The digest is written in the same transaction as the rows, and the
secret comes from the database key. Two different sets of rows that a person really had would need equal sums of
pseudo-random 256-bit numbers: the chance is 2**-256 a pair, and who can't compute the hash can't search for one.
What it can't see, and what is said on the privacy page: all pages put back to one earlier state.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

_MODULUS = 1 << 256
_COUNT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Digest:
    """Sum of row hashes modulo 2**256, and how many rows."""

    total: int = 0
    rows: int = 0

    @classmethod
    def of(cls, hashes: Collection[int]) -> "Digest":
        """The digest of rows with these hashes."""
        return cls(sum(hashes) % _MODULUS, len(hashes))

    def plus(self, row_hash: int) -> "Digest":
        """With one more row."""
        return Digest((self.total + row_hash) % _MODULUS, self.rows + 1)

    def minus(self, row_hash: int) -> "Digest":
        """With one row less."""
        return Digest((self.total - row_hash) % _MODULUS, self.rows - 1)

    def to_bytes(self) -> bytes:
        """40 bytes, as stored."""
        return self.total.to_bytes(32, "big") + self.rows.to_bytes(_COUNT_BYTES, "big", signed=True)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Digest":
        """The digest as stored."""
        return cls(int.from_bytes(stored[:32], "big"), int.from_bytes(stored[32:], "big", signed=True))


def digest_secret(journal_key: bytes) -> bytes:
    """The secret rows are hashed under, from the database key."""
    return hashlib.blake2b(b"", key=journal_key, person=b"rows of journal", digest_size=32).digest()


def row_hash(secret: bytes, table: str, key: str, value: str) -> int:
    """The hash of one row. Lengths stand before the parts, so that no two rows read the same."""
    name = f"{table}\0{key}".encode()
    hashed = hashlib.blake2b(len(name).to_bytes(4, "big"), key=secret, digest_size=32)
    hashed.update(name)
    hashed.update(value.encode())
    return int.from_bytes(hashed.digest(), "big")
