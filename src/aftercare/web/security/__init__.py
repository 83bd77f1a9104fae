"""The guards in front of every page, one concern each. Outermost first:

headers > hosts > origin > body size > launch cookie > (server.py: session, form token, page).
A request that a guard refuses gets the same empty 404, whatever it asked for.
"""
