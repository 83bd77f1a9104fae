"""A certificate for one name on the home network, and the authority that vouches for it and for nothing else.

`certificates` makes them (pure), `child` runs that in a process of its own and keeps the result in the vault's folder,
`kept` asks that process and tells parent, worker and pages what there is.
"""
