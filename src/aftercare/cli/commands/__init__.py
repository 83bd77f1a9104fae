"""One module for each command; in it, `command`. At the top they import click and `aftercare.cli` only (`cli.lazy`)."""
