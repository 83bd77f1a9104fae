"""One straight-line function per thing a person does. Web and command line call these and nothing below.

Each takes what it needs as arguments, the moment and new ids included, does its one write through the open vault
(durable before it returns) and gives back values to show.
"""
