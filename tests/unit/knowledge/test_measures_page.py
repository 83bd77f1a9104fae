"""Every measure is documented, and the page says what the data says."""

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.measures_page import PAGE, measures_page
from aftercare.model.measure import Form

MEASURES = load_knowledge().measures


def test_the_page_in_the_docs_is_the_one_the_data_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == measures_page(MEASURES), (
        "run python -m aftercare.knowledge.measures_page"
    )


@pytest.mark.parametrize("form", Form)
def test_every_measure_of_each_form_is_documented_with_its_words(form: Form) -> None:
    page = PAGE.read_text(encoding="utf-8")
    of_form = [measure for measure in MEASURES.values() if measure.form is form and not measure.retired]
    assert of_form
    for measure in of_form:
        assert f"**{measure.label}** `{measure.id}`: {measure.question}" in page
        for option in measure.options:
            assert f"{option.label} (`{option.id}`)" in page
