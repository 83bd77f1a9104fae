"""The experiments of the sample: the list, where one stands, what one came to, and the page for a clinician with them.

Open to all, read-only, in memory only, as the other pages of the sample. Nothing here can be acted on.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.experiment import Experiment
from aftercare.model.report import Report, ReportChoice
from aftercare.usecases import experiments as use
from aftercare.usecases.experiment_result import ExperimentResult
from aftercare.usecases.make_report import preview_report
from aftercare.web.experiment_pages import Look, list_page, stands_page
from aftercare.web.experiment_result import result_page
from aftercare.web.telling import drawn
from aftercare.web.views.sample import Sample, draw_of, sample_of, sample_on
from aftercare.web.visit import Visit


@lru_cache(maxsize=2)
def _found(today: date) -> Mapping[str, ExperimentResult]:
    """What each comes to: the same all day."""
    sample = sample_on(today)
    return {
        one.id: use.result(sample.journal, one, load_knowledge(), sample.review.at)
        for one in sample.journal.experiments
    }


@lru_cache(maxsize=2)
def _report(today: date) -> Report:
    sample = sample_on(today)
    return preview_report(sample.journal, sample.review, load_knowledge(), ReportChoice(), sample=True)


def show(visit: Visit) -> Response:
    """The one that runs and those before."""
    sample, times = sample_of(visit)
    found = _found(sample.now.date())
    answers = {name: one.verdict for name, one in found.items() if one.verdict is not None}
    page = list_page(sample.journal, load_knowledge(), answers, planning=False, gettext=times.gettext)
    return visit.render("experiments/list.html", page=page, sentence="", undo="", sample=True)


def one(visit: Visit) -> Response:
    """Where one stands; without a choice the one that runs."""
    sample, times = sample_of(visit)
    experiment = _chosen(visit, sample)
    found = _found(sample.now.date())[experiment.id]
    page = stands_page(
        experiment, found.measure, sample.journal, load_knowledge(), clear=found.clear_already, gettext=times.gettext
    )
    return visit.render(
        "experiments/stands.html",
        page=page,
        experiment=experiment.id,
        draw=draw_of(sample, Look("experiment"), times.gettext) if experiment.is_running else None,
        sentence="",
        undo="",
        sample=True,
    )


def result(visit: Visit) -> Response:
    """What one that has ended came to; of the one that runs where it stands."""
    sample, times = sample_of(visit)
    experiment = _chosen(visit, sample)
    if experiment.is_running:
        return visit.go("sample_experiment")
    page = result_page(_found(sample.now.date())[experiment.id], sample.journal, load_knowledge(), times.gettext)
    return visit.render("experiments/result.html", page=page, experiment=experiment.id, sample=True)


def report(visit: Visit) -> Response:
    """The page for a clinician as it would be, with what the experiments came to."""
    sample, _ = sample_of(visit)
    made = _report(sample.now.date())
    picture = None if made.arcs is None else drawn(made.arcs.on_screen)
    return visit.render("yours/report_look.html", report=made, picture=picture, choice=ReportChoice(), sample=True)


def _chosen(visit: Visit, sample: Sample) -> Experiment:
    wanted = visit.posted.text("experiment")
    return use.experiment_of(sample.journal, wanted) if wanted else use.running_now(sample.journal)
