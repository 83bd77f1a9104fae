"""The library: pages composed from the knowledge, how common things are, and the search that answers a question.

Pure: takes knowledge, returns values. Reads no journal and keeps nothing.
"""
