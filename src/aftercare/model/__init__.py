"""The vocabulary every other part speaks: frozen, self-validating values. No I/O, no clock, no chance."""
