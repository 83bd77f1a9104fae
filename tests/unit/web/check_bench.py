"""Somebody in front of the pages of a check, and the ways through them."""

import html
import re
from dataclasses import dataclass, field

from httpx2 import Response
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import shown

from aftercare.web.routes import url_for


@dataclass
class Visitor:
    """Somebody in front of the pages, with no journal open."""

    bench: Bench
    page: str = ""
    seen: list[str] = field(default_factory=list)

    def begin(self, **fields: str | list[str]) -> str:
        return self.take(self.bench.post(url_for("check"), **fields))

    def do(self, do: str, **fields: str | list[str]) -> str:
        carried = {name: self.hidden(name) for name in ("k", "at")}
        return self.take(self.bench.post(url_for("check_step"), **{**carried, "do": do, **fields}))

    def take(self, answer: object) -> str:
        assert isinstance(answer, Response)
        assert answer.status_code == 200, answer.text
        self.page = answer.text
        self.seen.append(answer.text)
        return shown(answer.text)

    def hidden(self, name: str) -> str:
        return hidden(self.page, name)

    def none(self) -> str:
        return self.do("danger", none="yes")

    def answer(self, said: str) -> str:
        return self.do("question", finding=self.hidden("finding"), answer=said)

    @property
    def asked(self) -> bool:
        """Whether it shows a question, or that there is one."""
        return 'name="answer"' in self.page

    def through(self, said: str = "no") -> str:
        """Answer every question alike, up to the result."""
        while self.asked:
            self.answer(said)
        return shown(self.page)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.split("<main")[1])
    assert found is not None, name
    return html.unescape(found[1])
