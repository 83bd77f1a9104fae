"""Everything that is known, as data files (`data/`), and their only reader."""
