"""One file per job of the person. A view reads the form, calls one use case, renders."""
