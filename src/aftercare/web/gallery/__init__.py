"""Every component with every fixture, and the look's tokens, on one page. For who builds the program.

Takes the components' files; returns a page. It is an app of its own, started by `python -m aftercare.web.gallery`
alone: no route of the program leads here, and it never opens a journal.
"""
