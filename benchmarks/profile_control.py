"""The control of the profile scan: a page that plants a word in every place where Chromium keeps something.

Takes words by the name of their place; serves the page on a port of its own and walks through it as a person would.
`EXPECTED` says in which files each has to turn up. Nothing of the app is in it.
"""

import gzip
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Page

EXPECTED = {
    "address": ("*/History", "*/Sessions/Session_*"),
    "title": ("*/History", "*/Sessions/Session_*"),
    "field, sent": ("*/Web Data", "*/Sessions/Session_*"),
    "field, sent by POST": ("*/Sessions/Session_*", "*/Sessions_Encrypted/Session_*"),
    "passphrase, sent while it was shown": ("*/Sessions/Session_*",),
    "field, never sent": ("*/Sessions/Session_*",),
    "choice that was tapped": ("*/Sessions/Session_*",),
    "mark on the page": ("*/Sessions/Session_*",),
    "state of the page": ("*/Sessions/Session_*",),
    "page text": ("*/Cache/Cache_Data/*",),
    "packed page": ("*/Cache/Cache_Data/*",),
    "cookie": ("*/Cookies",),
    "local storage": ("*/Local Storage/*",),
    "local storage, in base64": ("*/Local Storage/*",),
    "session storage": ("*/Session Storage/*",),
    "indexed database": ("*/IndexedDB/*",),
    "indexed database, packed": ("*/IndexedDB/*.ldb",),
    "indexed database, a file": ("*/IndexedDB/*.blob/*",),
    "file of its own": ("*/File System/*",),
    "kept answer": ("*/CacheStorage/*",),
    "script of a worker": ("*/Service Worker/ScriptCache/*",),
}
"""Place -> files it has to be found in, each of them."""
FILLER = 160
"""Values of 32 KB, so that LevelDB writes a table, which it packs."""
SENDS = 6
"""Of what is sent by POST Chromium leaves the body out of its session file now and then, one in six of those tried."""
HTML, SCRIPT = "text/html; charset=utf-8", "text/javascript"


@contextmanager
def planting(words: Mapping[str, str]) -> Iterator[str]:
    """A page, on a port of its own, that keeps a word in every place there is. Yields its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _planter(words))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{words['address']}"
    server.shutdown()
    server.server_close()


def _page(words: Mapping[str, str]) -> str:
    # Marks come from the script, so that what is found in a session is not the cached page.
    return (
        f"<!doctype html><title>{words['title']}</title><body class=x data-personal>"
        f"<p>{words['page text']}</p><form id=sent method=post action=/sent><input name=told>"
        "<input type=hidden name=h><button>Go</button></form>"
        "<form id=shown method=post action=/sent/shown><input type=password name=p><button>Open</button></form>"
        "<form><textarea></textarea><input type=radio></form>"
        f"<div>{'<p>Line</p>' * 99}</div><script>{_script(words)}</script>"
    )


def _script(words: Mapping[str, str]) -> str:
    # Turned round, so that the page kept in the cache is not what is found for a store.
    turned = {where: f"[...'{word[::-1]}'].reverse().join('')" for where, word in words.items()}
    return (
        f"document.querySelector('[name=h]').value = {turned['field, sent by POST']};"
        f"document.querySelector('[type=radio]').name = {turned['choice that was tapped']};"
        f"document.querySelector('div').id = {turned['mark on the page']};"
        f"history.replaceState({{k: {turned['state of the page']}}}, '');"
        f"localStorage.setItem('k', {turned['local storage']});"
        f"localStorage.setItem('b', btoa('x' + {turned['local storage, in base64']}));"
        f"sessionStorage.setItem('k', {turned['session storage']});"
        f"document.cookie = 'c=' + {turned['cookie']} + '; max-age=99999';"
        "async function fill() {"
        f"await (await caches.open('c')).put('/x', new Response({turned['kept answer']}));"
        "await navigator.serviceWorker.register('/w.js'); await navigator.serviceWorker.ready;"
        "const place = await navigator.storage.getDirectory();"
        "const file = await (await place.getFileHandle('f', {create: true})).createWritable();"
        f"await file.write({turned['file of its own']}); await file.close();"
        "const open = indexedDB.open('d', 1);"
        "open.onupgradeneeded = () => open.result.createObjectStore('s');"
        "await new Promise(done => { open.onsuccess = done; });"
        "const write = (value, key) => new Promise(done => {"
        "const doing = open.result.transaction('s', 'readwrite');"
        "doing.objectStore('s').put(value, key); doing.oncomplete = done; });"
        f"await write({turned['indexed database']}, 'a');"
        f"await write(new Blob(['x'.repeat(99999), {turned['indexed database, a file']}]), 'b');"
        # A sign beyond Latin 1 makes the text wide; what comes often makes pieces of the word copies of it.
        f"const word = {turned['indexed database, packed']};"
        "const text = '\\u20ac ' + word.slice(0, 5) + ' ' + word.slice(4, 9) + ' ' + word.slice(8);"
        "await write(text + ' ' + word, 'c');"
        f"for (let n = 0; n < {FILLER}; n++) await write('fill '.repeat(6500) + n, 'n' + n);"
        "document.body.dataset.done = ''; } if (!location.pathname.startsWith('/sent')) fill();"
    )


def _planter(words: Mapping[str, str]) -> type[http.server.BaseHTTPRequestHandler]:
    page = _page(words).encode()
    packed = gzip.compress(f"<!doctype html><title>.</title><p>{words['packed page']}</p>".encode())
    worker = f"// {words['script of a worker']}\naddEventListener('fetch', () => {{}})".encode()

    class Planter(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = {"/w.js": (SCRIPT, worker), "/packed": (HTML, packed)}.get(self.path, (HTML, page))
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("cache-control", "max-age=99999")
            self.send_header("content-length", str(len(body)))
            if body is packed:
                self.send_header("content-encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Planter


def plant(page: Page, address: str, words: Mapping[str, str]) -> None:
    """Visit the planting page and fill in its forms, key by key."""
    page.goto(address)
    page.locator("body[data-done]").wait_for()
    for again in range(SENDS):
        page.locator("input[name=told]").press_sequentially(words["field, sent"])
        with page.expect_navigation():
            page.get_by_role("button", name="Go").click()
        page.goto(address.rpartition("/")[0] + f"/sent/{again}")
    page.locator("input[name=p]").press_sequentially(words["passphrase, sent while it was shown"])
    page.evaluate("document.querySelector('[name=p]').type = 'text'")
    with page.expect_navigation():
        page.get_by_role("button", name="Open").click()
    page.goto(address)
    page.locator("p").nth(60).click()
    page.wait_for_timeout(1_000)
    page.reload()
    page.locator("body[data-done]").wait_for()
    page.wait_for_timeout(3_000)
    page.locator("textarea").press_sequentially(words["field, never sent"])
    page.locator("input[type=radio]").click()
    page.goto(address.rpartition("/")[0] + "/packed")
