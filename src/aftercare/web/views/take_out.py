"""Take out: all of the journal as one file; and the way of every file that leaves: seal it, or a warning and the
passphrase; then save it.
"""

from dataclasses import replace
from functools import partial

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.usecases import export_journal, keep_safe, make_report
from aftercare.usecases.confirm import confirm_passphrase
from aftercare.vault import check_passphrase
from aftercare.web.forms import FieldError, Posted
from aftercare.web.leaving_files import Ready, Wish, as_download, neutral_name
from aftercare.web.opened import Opened, opened
from aftercare.web.tries import with_secret
from aftercare.web.visit import Visit

TAR = "application/x-tar"


def show(visit: Visit) -> Response:
    """What goes along. Private answers and left-out entries are asked for separately, and never preset."""
    here = opened(visit)
    left_out = sum(entry.left_out for entry in here.journal.entries)
    return visit.render("yours/take_out.html", entries=len(here.journal.entries), left_out=left_out)


def choose(visit: Visit) -> Response:
    """Go on to the seal."""
    here = opened(visit)
    private, left_out = visit.posted.text("private") == "yes", visit.posted.text("left_out") == "yes"
    here.desk.job = Wish(
        make=partial(_export, private=private, left_out=left_out),
        ending="json",
        media="application/json",
        back="take_out",
    )
    return visit.go("seal")


def ask_seal(visit: Visit) -> Response:
    """A passphrase of its own for the file."""
    job = opened(visit).desk.job
    if not isinstance(job, Wish):
        return visit.go("yours")
    return visit.render("yours/seal.html", errors=(), back=job.back)


def seal(visit: Visit) -> Response:
    """Make the file, sealed."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Wish):
        return visit.go("yours")
    if wrong := mistyped(visit.posted):
        return visit.render("yours/seal.html", status=422, errors=(wrong,), back=job.back)
    try:
        here.desk.job = job.ready(here, check_passphrase(visit.posted.text("phrase")))
    except UserError as error:
        wrong = FieldError("phrase", "", error.sentence)
        return visit.render("yours/seal.html", status=error.status, errors=(wrong,), back=job.back)
    return visit.go("ready")


def warn(visit: Visit) -> Response:
    """What a file without a seal means; the journal's passphrase is asked for."""
    if not isinstance(opened(visit).desk.job, Wish):
        return visit.go("yours")
    return visit.render("yours/plain.html", errors=())


def make_plain(visit: Visit) -> Response:
    """Make the file without a seal, once the passphrase is right."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Wish):
        return visit.go("yours")
    try:
        with_secret(visit, lambda: confirm_passphrase(here.vault, visit.posted.text("phrase")))
        here.desk.job = job.ready(here, None)
    except UserError as error:
        wrong = FieldError("phrase", "", error.sentence)
        return visit.render("yours/plain.html", status=error.status, errors=(wrong,))
    return visit.go("ready")


def backup(visit: Visit) -> Response:
    """What a backup is, and those we know of."""
    return visit.render("yours/backup.html", made=keep_safe.known_backups(opened(visit).vault))


def make_backup(visit: Visit) -> Response:
    """Make one; everything in it is locked already."""
    here = opened(visit)
    name = neutral_name(here.local_now, "tar")
    data = keep_safe.backup_to_carry(here.vault, name, here.now)
    here.desk.job = Ready(name, TAR, data, sealed=True, back="backup", is_backup=True, noted=True)
    return visit.go("ready")


def ready(visit: Visit) -> Response:
    """The file is there; saving it is one tap."""
    job = opened(visit).desk.job
    if not isinstance(job, Ready):
        return visit.go("yours")
    return visit.render("yours/ready.html", ready=job)


def fetch(visit: Visit) -> Response:
    """The file itself. That it was made is remembered, so that forgetting can list it."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Ready):
        return visit.go("yours")
    if not job.noted:
        make_report.note_export(here.vault, job.name, here.now)
        here.desk.job = replace(job, noted=True)
    return as_download(job)


def mistyped(posted: Posted) -> FieldError | None:
    """Whether a new passphrase was not typed twice the same."""
    if posted.text("phrase") != posted.text("again"):
        return FieldError("again", "", "The two are not the same. Type the passphrase once more.")
    return None


def _export(here: Opened, passphrase: str | None, *, private: bool, left_out: bool) -> bytes:
    journal, knowledge = here.journal, here.knowledge
    if passphrase is None:
        return export_journal.plain_json(journal, knowledge, include_private=private, include_left_out=left_out)
    return export_journal.sealed_json(
        journal, knowledge, passphrase, include_private=private, include_left_out=left_out
    )
