"""What the terminal says when the pages are served: the address, a picture of it for a camera, who can reach it.

Takes the launch and the address to open; writes to the stream it is given. Never writes to a file or a log.
"""

from datetime import date
from typing import TextIO

from aftercare.web.launch import Launch


def announce(launch: Launch, address: str, out: TextIO, today: date) -> None:
    """At the start."""
    show_address(launch, address, out)
    if launch.kept is not None:
        lines = _of_the_network(launch, today)
    elif launch.outside:
        lines = _of_the_proxy(launch)
    else:
        return
    print(*lines, sep="\n", file=out, flush=True)


def show_address(launch: Launch, address: str, out: TextIO) -> None:
    """The address to open; for other devices also as a picture, where the terminal can draw one."""
    print(f"Open {address}", file=out, flush=True)
    if not launch.outside:
        return
    print("It works once, for ten minutes. Press Enter here for another one.", file=out, flush=True)
    if out.isatty():
        import segno  # late: only for other devices

        segno.make(address, error="l", boost_error=False).terminal(out, border=2, compact=True)
        out.flush()


def _of_the_network(launch: Launch, today: date) -> list[str]:
    kept = launch.kept
    assert kept is not None
    lines = [
        "",
        "This is open to your network now: every device on it can reach the page that asks for the code.",
        "Without the code it gets no further, and without your passphrase nobody reads anything.",
        f"The name {launch.host} has to lead to this machine; docs/phone.md says how.",
        "",
        "Certificate of this machine's own authority. Compare this with what the phone shows, sign by sign:",
        f"  SHA-256 {kept.fingerprint[:47]}",
        f"          {kept.fingerprint[48:]}",
        f"It is good for {launch.host} only, until {kept.until.date()}. The key that signed it is destroyed.",
    ]
    if kept.new:
        lines.append("It is new: each phone has to install it once. What was installed before can be removed there.")
    if not kept.new and kept.runs_out_soon(today):
        lines.append(
            "It runs out soon. Start with --renew when you have the phone at hand; it then installs the new one."
        )
    return lines


def _of_the_proxy(launch: Launch) -> list[str]:
    lines = [
        "",
        "Whoever reaches the proxy reaches the page that asks for the code, and no further without it.",
        "The proxy itself, and who controls it, can read all that passes while the journal is open.",
    ]
    if launch.prefix:
        lines.append(
            f"Whatever else is served under {launch.host} counts as the same place for a browser, and its scripts could"
            " read along. A name of its own is safer."
        )
    return lines
