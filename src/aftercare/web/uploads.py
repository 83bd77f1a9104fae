"""Reads a posted form with a file in it into memory, whole, and never onto a disk.

The web toolkit would put a file above one megabyte into a temporary file, in plain; here it stays in memory, and the
body limit of its page (`Page.largest`) is what bounds it.
"""

import io

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from aftercare.model.errors import BadValue
from aftercare.web.forms import FIELDS_LIMIT, NOT_WHOLE, Posted, Upload, read_posted, readable

UPLOAD_LIMIT = 300 * 2**20
"""Bytes of a file that is brought in through the browser, with its form around it."""


class _InMemory(MultiPartParser):
    """The toolkit's parser with nothing but memory behind a file."""

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        if self._current_part.file is not None:
            # BytesIO has no way to a file, whoever asks; the toolkit's spooled file has.
            self._current_part.file.file.close()
            self._current_part.file.file = io.BytesIO()


async def read_with_file(request: Request) -> Posted:
    """The fields of a posted form and its one file, if there is one. BadValue when it did not come through whole."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await read_posted(request)
    try:
        form = await _InMemory(request.headers, request.stream(), max_files=1, max_fields=FIELDS_LIMIT).parse()
    except MultiPartException:
        raise BadValue(NOT_WHOLE) from None
    fields: list[tuple[str, str]] = []
    upload: Upload | None = None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            upload = Upload(value.file) if value.filename else None
        else:
            fields.append((name, value))
    return Posted(readable(fields), upload)
