"""Reads the data files, once and strictly: the only place that does.

Each folder under `data/` is a section; each file in it is a YAML list of records of the section's type. An unknown key,
a missing field or a doubled id is refused with file and record. A section is read when first asked for, because the
pages that need no vault need little of it.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml

from aftercare.knowledge.after_line import AfterLine
from aftercare.knowledge.body_map import MapSite, MapView
from aftercare.knowledge.compiled import read_compiled
from aftercare.knowledge.composite import Composite
from aftercare.knowledge.condition import BodyPart, Cause, LayWord, MoreAsks, Symptom, Topic
from aftercare.knowledge.day_factor import DayFactor
from aftercare.knowledge.evidence import Claim, EvidenceItem, Figure, FigureGroup, HomeMeasure, Phrase, TimeWindow
from aftercare.knowledge.experiments import Direction, ExperimentTemplate, OwnRule, StopWhen
from aftercare.knowledge.learned import Learned, read_learned
from aftercare.knowledge.lexicon import Cue, FigureOfSpeech, Implied, OtherWords, Saying, Spelling, Told, WordGroup
from aftercare.knowledge.privacy import PrivacyGroup, PrivacySentence
from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.schema import Complaint, DangerLine, DangerTrigger, Finding, Place, Service, Source
from aftercare.knowledge.screener import Screener
from aftercare.knowledge.weights import CauseWeights, FallbackLevel
from aftercare.model.errors import BadFile, UserError
from aftercare.model.measure import Measure
from aftercare.model.records import from_object

DATA = Path(__file__).parent / "data"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_HasId)


class Knowledge:
    """All that is known. Sections are mappings from id to record, in file order; they never change."""

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder

    @property
    def learned(self) -> Learned:
        """What was learnt from the told texts; no section, but numbers that come with the program."""
        return read_learned()

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure of the catalogue, the retired ones too."""
        return read_section(self.folder / "measures", Measure)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Every clinical finding."""
        return read_section(self.folder / "findings", Finding)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every study and guideline."""
        return read_section(self.folder / "sources", Source)

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """Every help service, by country."""
        return read_section(self.folder / "services", Service)

    @cached_property
    def red_flags(self) -> Mapping[str, RedFlag]:
        """Every red-flag rule, in file order."""
        return read_section(self.folder / "red_flags", RedFlag)

    @cached_property
    def screeners(self) -> Mapping[str, Screener]:
        """Every questionnaire with a score."""
        return read_section(self.folder / "screeners", Screener)

    @cached_property
    def experiments(self) -> Mapping[str, ExperimentTemplate]:
        """Every change that can be tried out, in order."""
        return read_section(self.folder / "experiments", ExperimentTemplate)

    @cached_property
    def experiment_own_rules(self) -> Mapping[str, OwnRule]:
        """What a person's own change may not ask for."""
        return read_section(self.folder / "experiments" / "own_rules", OwnRule)

    @cached_property
    def experiment_stops(self) -> Mapping[str, StopWhen]:
        """Findings of an encounter that pause whatever runs."""
        return read_section(self.folder / "experiments" / "stops", StopWhen)

    @cached_property
    def experiment_directions(self) -> Mapping[str, Direction]:
        """Which way of each outcome is better."""
        return read_section(self.folder / "experiments" / "directions", Direction)

    @cached_property
    def composites(self) -> Mapping[str, Composite]:
        """Every outcome made of several measures."""
        return read_section(self.folder / "composites", Composite)

    @cached_property
    def day_factors(self) -> Mapping[str, DayFactor]:
        """What the encounters of a day may mean for the day after."""
        return read_section(self.folder / "day_factors", DayFactor)

    @cached_property
    def after_lines(self) -> Mapping[str, AfterLine]:
        """Every line that may follow an entry."""
        return read_section(self.folder / "after_lines", AfterLine)

    @cached_property
    def privacy(self) -> Mapping[str, PrivacySentence]:
        """Every sentence of the privacy page, in order."""
        return read_section(self.folder / "privacy", PrivacySentence)

    @cached_property
    def privacy_groups(self) -> Mapping[str, PrivacyGroup]:
        """The parts of the privacy page, in order."""
        return read_section(self.folder / "privacy" / "groups", PrivacyGroup)

    @cached_property
    def danger_lines(self) -> Mapping[str, DangerLine]:
        """The lines of *Any of these now?*, in order."""
        return read_section(self.folder / "danger_list" / "lines", DangerLine)

    @cached_property
    def danger_triggers(self) -> Mapping[str, DangerTrigger]:
        """After which saves the danger list is asked."""
        return read_section(self.folder / "danger_list" / "triggers", DangerTrigger)

    @cached_property
    def complaints(self) -> Mapping[str, Complaint]:
        """What a check can begin with, in order."""
        return read_section(self.folder / "complaints", Complaint)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where a rule can send a person."""
        return read_section(self.folder / "danger_list" / "places", Place)

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """Every possible cause, emotional or physical."""
        return read_section(self.folder / "causes", Cause)

    @cached_property
    def weights(self) -> Mapping[str, CauseWeights]:
        """What speaks for and against each cause."""
        return read_section(self.folder / "weights", CauseWeights)

    @cached_property
    def levels(self) -> Mapping[str, FallbackLevel]:
        """The levels where no red flag is brought up, in order."""
        return read_section(self.folder / "levels", FallbackLevel)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Every page that is not about one cause."""
        return read_section(self.folder / "topics", Topic)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every statement that articles and studies are compared on."""
        return read_section(self.folder / "claims", Claim)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every number that may be shown."""
        return read_section(self.folder / "figures", Figure)

    @cached_property
    def figure_groups(self) -> Mapping[str, FigureGroup]:
        """What each group of figures is about."""
        return read_section(self.folder / "figure_groups", FigureGroup)

    @cached_property
    def evidence(self) -> Mapping[str, EvidenceItem]:
        """Every item of the evidence, and what became of it."""
        return read_section(self.folder / "evidence", EvidenceItem)

    @cached_property
    def home_measures(self) -> Mapping[str, HomeMeasure]:
        """What a person can do at home."""
        return read_section(self.folder / "home_measures", HomeMeasure)

    @cached_property
    def time_windows(self) -> Mapping[str, TimeWindow]:
        """Until when something is usually offered after sex."""
        return read_section(self.folder / "time_windows", TimeWindow)

    @cached_property
    def phrases(self) -> Mapping[str, Phrase]:
        """What never to say, and what helps."""
        return read_section(self.folder / "phrases", Phrase)

    @cached_property
    def symptoms(self) -> Mapping[str, Symptom]:
        """Leading symptoms to browse by."""
        return read_section(self.folder / "symptoms", Symptom)

    @cached_property
    def body_parts(self) -> Mapping[str, BodyPart]:
        """Parts of the body to browse by."""
        return read_section(self.folder / "body_parts", BodyPart)

    @cached_property
    def map_views(self) -> Mapping[str, MapView]:
        """Every drawing of the body map, in the order they are offered."""
        return read_section(self.folder / "body_map" / "views", MapView)

    @cached_property
    def map_sites(self) -> Mapping[str, MapSite]:
        """Where each site stands in the drawings, in reading order."""
        return read_section(self.folder / "body_map" / "sites", MapSite)

    @cached_property
    def asks(self) -> Mapping[str, MoreAsks]:
        """More questions that people ask, by page."""
        return read_section(self.folder / "asks", MoreAsks)

    @cached_property
    def words(self) -> Mapping[str, LayWord]:
        """Ideas and the ways people write them."""
        return read_section(self.folder / "words", LayWord)

    @cached_property
    def lexicon(self) -> Mapping[str, Saying]:
        """The ways people write clinical facts."""
        return read_section(self.folder / "lexicon" / "sayings", Saying)

    @cached_property
    def word_groups(self) -> Mapping[str, WordGroup]:
        """Words that stand for one another in the lexicon's patterns."""
        return read_section(self.folder / "lexicon" / "groups", WordGroup)

    @cached_property
    def figures_of_speech(self) -> Mapping[str, FigureOfSpeech]:
        """What looks like a clinical fact and is none."""
        return read_section(self.folder / "lexicon" / "figures", FigureOfSpeech)

    @cached_property
    def cues(self) -> Mapping[str, Cue]:
        """Small words that turn a fact round: not, ago, what if."""
        return read_section(self.folder / "lexicon" / "cues", Cue)

    @cached_property
    def spellings(self) -> Mapping[str, Spelling]:
        """Other ways to write a word."""
        return read_section(self.folder / "lexicon" / "spellings", Spelling)

    @cached_property
    def other_words(self) -> Mapping[str, OtherWords]:
        """Words that must not be taken for a misspelling."""
        return read_section(self.folder / "lexicon" / "other_words", OtherWords)

    @cached_property
    def told(self) -> Mapping[str, Told]:
        """Danger as people tell it, and its twins."""
        return read_section(self.folder / "told", Told)

    @cached_property
    def implied(self) -> Mapping[str, Implied]:
        """What several facts of one text say together."""
        return read_section(self.folder / "lexicon" / "implied", Implied)


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """The knowledge that ships with the program; one value for the whole process."""
    return Knowledge()


def read_section(folder: Path, record_type: type[R]) -> Mapping[str, R]:
    """Read all files of a section; BadFile names file and record when something does not fit."""
    records: dict[str, R] = {}
    for path in sorted(folder.glob("*.yaml")):
        for number, read in enumerate(_records_of(path), start=1):
            record = _read_record(record_type, read, path, number)
            if record.id in records:
                raise BadFile(f"The id {record.id} stands twice; ids are unique.", where=path.name)
            records[record.id] = record
    return records


def _records_of(path: Path) -> list[Any]:
    if path.is_relative_to(DATA):
        compiled = read_compiled(DATA, path.relative_to(DATA).as_posix())
        if compiled is not None:
            return compiled
    return read_yaml_list(path)


def read_yaml_list(path: Path) -> list[Any]:
    """Read one data file as a list of records."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both are safe loaders
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        raise BadFile("This is not readable as YAML.", where=f"{path.name}{line}") from None
    if read is None:
        return []
    if not isinstance(read, list):
        raise BadFile("A data file is a list of records, each begun with a dash.", where=path.name)
    return read


def _read_record(record_type: type[R], read: Any, path: Path, number: int) -> R:
    named = read.get("id") if isinstance(read, dict) else None
    try:
        return from_object(record_type, read)
    except UserError as error:
        raise BadFile(str(error), where=f"{path.name}, {named or f'record {number}'}") from None
