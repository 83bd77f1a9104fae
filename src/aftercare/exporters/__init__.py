"""From values to files: bytes only, in memory. Use cases seal them; nothing here writes to disk or to the network."""
