"""Which of many texts a new one is like: terms, mended spelling, likeness to examples and to the language of a group.

Knows nothing of what the texts are about. Pure: takes texts, returns scores.
"""
