"""How often the search for patterns is right over whole simulated lives, beside simpler rules, and how fast."""
