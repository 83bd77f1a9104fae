"""An answer comes late, or when nobody needs it any more: it uncovers nothing, and takes no tap back.

Requests are held here and let go in the bad order.
"""

import contextlib

from playwright.sync_api import Error, Page, Route, expect
from tests.journey.conftest import PATIENCE, Live


def answers(page: Page, *ends: str) -> dict[str, list[Route]]:
    """Hold what is asked of these from now on, by the end of its address."""
    asked: dict[str, list[Route]] = {end: [] for end in ends}
    page.route(lambda address: address.endswith(ends), lambda route: asked[path_of(route)].append(route))
    return asked


def stop_clock(page: Page) -> None:
    """From here on time goes on only where the test says so, on a busy machine too."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def path_of(route: Route) -> str:
    return "/" + route.request.url.split("/", 3)[3]


def until_asked(page: Page, held: list[Route], times: int = 1) -> Route:
    """The latest of what is held."""
    for _ in range(PATIENCE // 50):
        if len(held) >= times:
            return held[times - 1]
        page.wait_for_timeout(50)
    raise AssertionError("it never asked")


def hide(page: Page, *, hidden: bool) -> None:
    """What the browser does when the tab goes to the back or comes to the front."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )


OPEN, SHUT = {"open": True, "left": 300}, {"open": False, "left": 0}
HELP, TIMELINE = "/p/9", "/p/27"


def test_only_the_answer_to_the_latest_look_uncovers_the_page(place: Page, shared: Live) -> None:
    """Put away and taken out again: "still open" may be from before the phone slept."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    held = answers(place, "/p/5")["/p/5"]
    for times in (1, 2):
        hide(place, hidden=True)
        hide(place, hidden=False)
        until_asked(place, held, times)
    held[0].fulfill(json=OPEN)
    place.wait_for_timeout(200)
    assert place.locator("html.covered").count() == 1
    held[1].fulfill(json=OPEN)
    expect(place.locator("html.covered")).to_have_count(0)


def test_a_tap_on_right_now_leads_there_although_it_has_locked_meanwhile(place: Page, shared: Live) -> None:
    """The tap also tells that somebody is there; "locked" was the answer, and took them to the first page instead."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    held = answers(place, "/p/6", HELP)
    place.get_by_role("link", name="Right now").click(no_wait_after=True)
    until_asked(place, held["/p/6"]).fulfill(json=SHUT)
    until_asked(place, held[HELP])
    place.wait_for_timeout(200)
    with contextlib.suppress(Error):  # given up, when the page has gone elsewhere
        held[HELP][0].continue_()
    place.wait_for_url("**" + HELP, timeout=5_000)


def test_a_form_that_takes_long_is_waited_for(place: Page, shared: Live) -> None:
    """A new passphrase opens everything anew: "not open" was the answer just then, and the first page came in the place
    of the one that shows the new recovery key."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    held = answers(place, "/p/5", "/p/95")
    place.fill(".ask-line input[name=q]", "does it pass")
    hide(place, hidden=True)
    hide(place, hidden=False)
    until_asked(place, held["/p/5"])
    place.evaluate("document.querySelector('.ask-line form').requestSubmit()")
    until_asked(place, held["/p/95"])
    held["/p/5"][0].fulfill(json=SHUT)
    place.wait_for_timeout(200)
    with contextlib.suppress(Error):  # given up, when the page has gone elsewhere
        held["/p/95"][0].continue_()
    expect(place.locator(".top .name")).to_have_text("Library", timeout=10_000)


def test_a_page_that_came_while_another_tab_locked_asks_soon(place: Page, shared: Live) -> None:
    """It was not there yet to hear of it, and stood open for ten seconds."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    place.route("**/p/5", lambda route: route.fulfill(json=SHUT))
    with place.expect_request(shared.address + "/"):
        place.clock.run_for(1_100)


def test_a_program_that_never_answers_keeps_no_page_open(place: Page, shared: Live) -> None:
    """When the time is up it is waited for ten seconds; then the first page is asked for."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    held = answers(place, "/p/5")
    first = nothing_comes(place, shared.address + "/")
    place.clock.run_for(309_000)
    assert held["/p/5"]
    assert not first
    place.clock.run_for(3_000)
    until_asked(place, first)


def test_the_first_page_is_asked_for_once_however_long_it_takes(place: Page, shared: Live) -> None:
    """Asked for anew each second, one that takes longer than that would never come."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    pulses = iter([{"open": True, "left": 1}])
    place.route("**/p/5", lambda route: route.fulfill(json=next(pulses, SHUT)))
    first = nothing_comes(place, shared.address + "/")
    for _ in range(8):
        with contextlib.suppress(Error), place.expect_response("**/p/5", timeout=2_000):
            place.clock.run_for(1_000)
        place.wait_for_timeout(50)
    assert len(first) == 1


def nothing_comes(page: Page, address: str) -> list[Route]:
    """What is asked of this address leads nowhere, and the page stays."""
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=204)

    page.route(address, answer)
    return asked


def test_still_open_from_before_the_lock_uncovers_nothing(place: Page, shared: Live) -> None:
    """The page had just come to the front and asked when Lock was tapped: the answer showed it once more."""
    stop_clock(place)
    place.goto(shared.address + TIMELINE)
    held = answers(place, "/p/5", "/p/1")
    hide(place, hidden=True)
    hide(place, hidden=False)
    until_asked(place, held["/p/5"])
    place.evaluate("document.getElementById('lock').requestSubmit()")
    until_asked(place, held["/p/1"])
    held["/p/5"][0].fulfill(json=OPEN)
    place.wait_for_timeout(200)
    assert place.locator("html.covered").count() == 1
    held["/p/1"][0].continue_()
    place.wait_for_selector("#phrase")
