"""`python -m aftercare.web.gallery` shows the gallery at an address of this machine, until it is stopped."""

import argparse
import socket
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from aftercare.web.gallery.page import gallery, style_sheet
from aftercare.web.security.headers import Headers
from aftercare.web.static_files import STATIC_PATH, static_files

LOOPBACK = "127.0.0.1"
PATH, STYLE_PATH = "/p/154", "/p/154.css"


def gallery_app() -> Starlette:
    """Two addresses and the static files. There is no journal behind it, no session and no form that is answered."""
    return Starlette(
        routes=[
            Route(PATH, _page),
            Route(STYLE_PATH, _style),
            Route(STATIC_PATH + "{digest}/{name:path}", static_files().serve),
        ],
        middleware=[Middleware(Headers)],
    )


async def _page(_request: Request) -> Response:
    return HTMLResponse(gallery(STYLE_PATH))


async def _style(_request: Request) -> Response:
    return Response(style_sheet(), media_type="text/css")


def main(arguments: list[str]) -> int:
    """Print the address, then serve."""
    parser = argparse.ArgumentParser(prog="python -m aftercare.web.gallery", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="a free one is taken when it is not given")
    asked = parser.parse_args(arguments)
    with socket.create_server((LOOPBACK, asked.port)) as listening:
        print(f"http://{LOOPBACK}:{listening.getsockname()[1]}{PATH}", flush=True)  # noqa: T201
        config = uvicorn.Config(gallery_app(), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
