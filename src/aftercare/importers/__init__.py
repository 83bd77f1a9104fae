"""Reading what other apps export. Pure: a stream in, entries and a report out; nothing is saved here.

`registry.read_import` is the entry point. One file per format, and one line in the registry.
"""
