"""The way to a phone: what to start, the authority's certificate to install, how to check it, how to remove it again.

Says nothing of the person and needs no open journal: a phone has to read it before anything else. Reads no file: the
certificate comes with the launch.
"""

from starlette.responses import Response

from aftercare.web.visit import Visit

KIND = "application/x-x509-ca-cert"
"""By this type phones and browsers know what to do with it."""
COMMAND = "aftercare serve --lan --name notes.local"
LINE = 16
"""Pairs of the fingerprint in a line."""


def show(visit: Visit) -> Response:
    """The guide, for the way in which the program was started."""
    launch = visit.state.launch
    kept = launch.kept
    if kept is None:
        return visit.render("phone_start.html", outside=launch.outside, command=COMMAND)
    pairs = kept.fingerprint.split()
    return visit.render(
        "phone.html",
        name=launch.host,
        pairs=[" ".join(pairs[at : at + LINE]) for at in range(0, len(pairs), LINE)],
        until=kept.until.date(),
        soon=kept.runs_out_soon(visit.state.now().date()),
    )


def certificate(visit: Visit) -> Response:
    """The authority's certificate as a file, named like the machine. There is no key to it any more."""
    launch = visit.state.launch
    if launch.kept is None:
        return visit.go("phone")
    named = {"content-disposition": f'inline; filename="{launch.host}.crt"'}
    return Response(launch.kept.authority, media_type=KIND, headers=named)
