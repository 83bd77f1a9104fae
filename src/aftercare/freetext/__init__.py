"""Clinical facts read out of plain words, and out of nothing else."""
