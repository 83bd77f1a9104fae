"""A journal whose passphrase step is as light as we accept, for the journeys; the benches make the same."""

from benchmarks.light_vault import start_light

__all__ = ["start_light"]
