"""Settings come back as they were kept: those of the device from their plain file, those of the journal from the
vault's own written form; and what an older program kept still opens.
"""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.model.records import from_object, to_object
from aftercare.model.settings import CLOCKS, ICONS, LONGEST_AUTO_LOCK, THEMES, WEEKS, Device, Settings
from aftercare.vault.device import read_device, write_device

NAMES = st.from_regex(r"\A(own\.)?[a-z][a-z0-9_]{1,20}\Z")
DEVICES = st.builds(
    Device,
    language=st.sampled_from(("en", "de", "pt_BR")),
    country=st.sampled_from((None, "DE", "US")),
    theme=st.sampled_from(THEMES),
    auto_lock_minutes=st.integers(1, LONGEST_AUTO_LOCK),
    shown_name=st.text(min_size=1, max_size=30),
    exit_explained=st.booleans(),
    icon=st.sampled_from(ICONS),
    cover=st.booleans(),
    clock=st.sampled_from(CLOCKS),
    week=st.sampled_from(WEEKS),
)


@settings(max_examples=60, deadline=None)
@given(DEVICES)
def test_settings_of_the_device_come_back_from_their_file(device: Device) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_device(Path(place), device)
        assert read_device(Path(place)) == device


@settings(max_examples=100, deadline=None)
@given(st.lists(NAMES, unique=True, max_size=12), st.integers(0, 12))
def test_what_the_form_shows_comes_back_from_the_vault(names: list[str], split: int) -> None:
    kept = Settings(form_first=tuple(names[:split]), form_hidden=tuple(names[split:]))
    assert from_object(Settings, json.loads(json.dumps(to_object(kept)))) == kept


def test_settings_kept_before_these_were_there_still_open() -> None:
    assert from_object(Settings, {"zone": "Europe/Berlin"}) == Settings(zone="Europe/Berlin")
    assert from_object(Device, {"language": "en", "theme": "dark"}) == Device(theme="dark")
