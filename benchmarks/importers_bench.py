"""How fast an Apple Health export is read straight from its zip, and that memory stays flat.

`python -m benchmarks.importers_bench [MEGABYTES]` writes a deterministic export of that size (200 by default) into a
zip in a temporary folder, reads it in a process of its own, and prints megabytes of XML a second and peak memory.
Beside it stands the same for a file of a tenth of the size: flat means that the two peaks are near each other. A day
has some 450 readings of a watch, 16 pieces of sleep and now and then something logged by hand, as years of a real
export have. Speed is that of the fastest of three runs by the clock, and beside it by processor time,
because other work may run on the machine.
"""

import json
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

MEGABYTES = 200
RUNS = 3
PROMISED = 60
"""Megabytes of XML a second, straight from the zip."""
FLAT = 1.6
"""The peak of ten times the file is at most so many times that of the small one."""
START = datetime(2016, 1, 1)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record)*)>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
<!ELEMENT RightEye EMPTY>
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-11-20 09:12:44 +0100"/>
"""
DEVICE = (
    "&lt;&lt;HKDevice: 0x{0:x}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, "
    "software:11.4&gt;"
)
COUNTED = (
    ("HKQuantityTypeIdentifierHeartRate", "count/min", 45, 170),
    ("HKQuantityTypeIdentifierStepCount", "count", 1, 900),
    ("HKQuantityTypeIdentifierActiveEnergyBurned", "kJ", 1, 80),
    ("HKQuantityTypeIdentifierDistanceWalkingRunning", "km", 1, 3),
)
STAGES = ("AsleepCore", "AsleepDeep", "AsleepREM", "Awake")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one reading cost."""

    megabytes: float
    seconds: float
    processor_seconds: float
    peak_megabytes: float
    before_megabytes: float
    entries: int
    records: int

    @property
    def speed(self) -> float:
        """Megabytes of XML a second, by the clock."""
        return self.megabytes / self.seconds

    @property
    def processor_speed(self) -> float:
        """Megabytes of XML a second of processor time."""
        return self.megabytes / self.processor_seconds


def generate(target: Path, megabytes: float) -> None:
    """Write a zip with an export of this size. The same size always gives the same bytes of XML."""
    limit, written = int(megabytes * 1e6), 0
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as member,
    ):
        member.write(HEAD.encode())
        for day in _days():
            written += member.write(day.encode())
            if written >= limit:
                break
        member.write(b"</HealthData>\n")


def _days() -> Iterator[str]:
    draw = random.Random(20261120)
    day = START
    while True:
        yield "".join((*_counted(draw, day), *_night(draw, day), *_logged(draw, day)))
        day += timedelta(days=1)


def _counted(draw: random.Random, day: datetime) -> Iterator[str]:
    for _ in range(450):
        kind, unit, low, high = draw.choice(COUNTED)
        at = day + timedelta(seconds=draw.randrange(86_000))
        inside = f'  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{draw.randrange(3)}"/>\n'
        extra = f' device="{DEVICE.format(draw.randrange(2**36))}" unit="{unit}"'
        yield _record(kind, str(draw.randrange(low, high)), (at, at), extra, inside if unit == "count/min" else "")


def _night(draw: random.Random, day: datetime) -> Iterator[str]:
    at = day + timedelta(hours=22, minutes=draw.randrange(120))
    for _ in range(16):
        end = at + timedelta(minutes=draw.randrange(10, 50))
        value = "HKCategoryValueSleepAnalysis" + draw.choice(STAGES)
        yield _record("HKCategoryTypeIdentifierSleepAnalysis", value, (at, end), "", "")
        at = end


def _logged(draw: random.Random, day: datetime) -> Iterator[str]:
    at = day + timedelta(minutes=draw.randrange(1440))
    if draw.random() < 0.3:
        value = "HKCategoryValueNotApplicable"
        yield _record("HKCategoryTypeIdentifierSexualActivity", value, (at, at), "", "")
    if draw.random() < 0.3:
        value = "HKCategoryValueSeverity" + draw.choice(("NotPresent", "Mild", "Moderate", "Severe"))
        yield _record("HKCategoryTypeIdentifierPelvicPain", value, (at, at), "", "")


def _record(kind: str, value: str, span: tuple[datetime, datetime], extra: str, inside: str) -> str:
    start, end = (f"{moment:%Y-%m-%d %H:%M:%S} +0100" for moment in span)
    begin = (
        f' <Record type="{kind}" sourceName="Sam’s Apple\u00a0Watch" sourceVersion="11.4"{extra} '
        f'creationDate="{end}" startDate="{start}" endDate="{end}" value="{value}"'
    )
    return f"{begin}>\n{inside} </Record>\n" if inside else f"{begin}/>\n"


READING = """
import json, resource, sys, time
from datetime import UTC, datetime
from aftercare.importers.base import ImportContext
from aftercare.importers.registry import read_import
from aftercare.knowledge.load import load_knowledge
context = ImportContext(measures=load_knowledge().measures, import_id="bench", now=datetime(2026, 11, 20, tzinfo=UTC))
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
began, began_processor = time.perf_counter(), time.process_time()
with open(sys.argv[1], "rb") as stream:
    draft = read_import(stream, context)
seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
print(json.dumps([seconds, processor, peak(), before, len(draft.entries), draft.report.rows_read]))
"""


def measure(megabytes: float, folder: Path) -> Figures:
    """Generate a file of this size and read it, each time in a process of its own; the fastest run counts."""
    target = folder / f"export-{megabytes:g}.zip"
    generate(target, megabytes)
    with zipfile.ZipFile(target) as archive:
        size = archive.infolist()[0].file_size / 1e6
    return min((_read_once(size, target) for _ in range(RUNS)), key=lambda figures: figures.seconds)


def _read_once(megabytes: float, target: Path) -> Figures:
    command = [sys.executable, "-c", READING, str(target)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    return Figures(megabytes, *json.loads(ran.stdout))


def main(megabytes: float = MEGABYTES) -> list[str]:
    """The lines to print."""
    with tempfile.TemporaryDirectory() as place:
        small = measure(megabytes / 10, Path(place))
        big = measure(megabytes, Path(place))
    ratio = big.peak_megabytes / small.peak_megabytes
    speed = (
        f"{big.megabytes:.0f} MB of XML straight from the zip in {big.seconds:.2f} s: {big.speed:.0f} MB/s, "
        f"{big.processor_speed:.0f} MB/s of processor time (promised {PROMISED})"
    )
    memory = (
        f"peak memory {big.peak_megabytes:.0f} MB, {big.before_megabytes:.0f} MB of it before reading; with a tenth of "
        f"the file {small.peak_megabytes:.0f} MB (ratio {ratio:.2f}, flat is at most {FLAT})"
    )
    return [
        f"apple health: {speed}  {'ok' if big.speed >= PROMISED else 'MISSED'}",
        f"apple health: {big.records} records read, {big.entries} entries made",
        f"apple health: {memory}  {'ok' if ratio <= FLAT else 'MISSED'}",
    ]


if __name__ == "__main__":
    for line in main(float(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES):
        print(line)
