"""Help services as lines of text, by country. The country is never guessed (SAFETY 4)."""

from aftercare.cli import voice
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Line, Service
from aftercare.knowledge.services import services_for
from aftercare.usecases.right_now import CountryHelp

CALL_LIST = "A call stays in the phone's call list and may be on the bill."
NO_COUNTRY = "Numbers of your country: aftercare now --country CODE (two letters, like DE)."


def lines_for(kinds: tuple[str, ...], country: str | None, knowledge: Knowledge) -> list[str]:
    """The lines of these kinds in a country, one text each; without a country, those that hold everywhere."""
    services = services_for(knowledge.services, country, kinds)
    texts = [service_text(service) for service in services]
    if country is None:
        texts.append(f"  {NO_COUNTRY}")
    return [*texts, f"  {CALL_LIST}"] if services else texts


def country_text(help_of: CountryHelp) -> str:
    """Every service of a country."""
    return "\n".join(service_text(service) for service in help_of.services)


def service_text(service: Service) -> str:
    """Name, numbers, hours; a number nobody is sure of says so."""
    numbers = "; ".join(_line_text(line) for line in service.lines)
    rest = " ".join(f"{part.rstrip('.')}." for part in (service.hours, service.note) if part)
    return voice.wrapped(f"{service.name}: {numbers}. {rest}".rstrip(), "  ", hanging="    ")


def _line_text(line: Line) -> str:
    sure = "" if line.confidence == "high" else " (not checked)"
    note = f", {line.note}" if line.note else ""
    return f"{line.how} {line.number}{sure}{note}"
