"""Getting back in: put a backup back where there is no journal, or open one with the recovery key."""

from dataclasses import replace

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.usecases import device, keep_safe
from aftercare.usecases.start import offer_passphrase
from aftercare.usecases.unlock import unlock_with_recovery
from aftercare.vault import Recovery
from aftercare.web.forms import FieldError
from aftercare.web.new_words import mismatch
from aftercare.web.tries import with_secret
from aftercare.web.uploads import UPLOAD_LIMIT
from aftercare.web.views.start import Beginning
from aftercare.web.views.unlocking import let_in
from aftercare.web.visit import Visit

PAPER = {"safe": Recovery.KEEP, "lost": Recovery.REPLACE}


def show(visit: Visit) -> Response:
    """Choose the backup and say what opens it."""
    if device.has_vault(visit.state.launch.folder):
        return visit.go("front")
    return _restore_page(visit)


def restore(visit: Visit) -> Response:
    """Prove that it opens, then put it in place. It is unlocked like any journal afterwards."""
    state = visit.state
    if visit.posted.file is None or visit.posted.file.size == 0:
        return _restore_page(visit, (FieldError("file", "", "Choose the backup first."),), status=422)
    archive, secret = visit.posted.file.data, visit.posted.text("phrase")
    archive.seek(0)
    folder = state.launch.folder
    try:
        if visit.posted.text("with") == "key":
            with_secret(visit, lambda: keep_safe.restore(archive, folder, recovery_key=secret))
        else:
            with_secret(visit, lambda: keep_safe.restore(archive, folder, passphrase=secret))
    except UserError as error:
        return _restore_page(visit, (FieldError("phrase", "", error.sentence),), status=error.status)
    state.device = replace(device.load(folder), exit_explained=state.device.exit_explained)
    return visit.go("front")


def ask_key(visit: Visit) -> Response:
    """The recovery key and a new passphrase."""
    if visit.unlocked or not device.has_vault(visit.state.launch.folder):
        return visit.go("front")
    return _key_page(visit, _offered(visit))


def recover(visit: Visit) -> Response:
    """Open with the key, set the passphrase, let this browser in."""
    state = visit.state
    if visit.posted.text("other"):
        state.drafts.forget(visit.launch_id)
        return visit.go("recover")
    offered = _offered(visit)
    paper = PAPER.get(visit.posted.text("paper"))
    if paper is None:
        return _key_page(visit, offered, (FieldError("paper", "", "Say whether the paper is safe."),), status=422)
    if wrong := mismatch(visit.posted, offered):
        return _key_page(visit, offered, (wrong,), status=422)
    try:
        recovered = with_secret(
            visit,
            lambda: unlock_with_recovery(
                state.launch.folder,
                visit.posted.text("key"),
                new_passphrase=visit.posted.text("phrase"),
                recovery=paper,
                now=state.now(),
            ),
        )
    except UserError as error:
        place = "phrase" if error.where == "passphrase" else "key"
        return _key_page(visit, offered, (FieldError(place, "", error.sentence),), status=error.status)
    state.drafts.forget(visit.launch_id)
    if recovered.recovery_key is not None:
        state.drafts.keep(visit.launch_id, Beginning(recovery_key=recovered.recovery_key))
    return let_in(visit, recovered.session)


def _offered(visit: Visit) -> str:
    """Six words for this browser, the same until it is through."""
    draft = visit.state.drafts.get(visit.launch_id)
    if isinstance(draft, Beginning) and draft.offered:
        return draft.offered
    words = offer_passphrase()
    visit.state.drafts.keep(visit.launch_id, Beginning(offered=words))
    return words


def _restore_page(visit: Visit, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    return visit.render(
        "yours/restore.html",
        status=status,
        limit=UPLOAD_LIMIT // 2**20,
        by_key=visit.posted.text("with") == "key",
        errors=errors,
    )


def _key_page(visit: Visit, offered: str, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    return visit.render(
        "yours/recover.html",
        status=status,
        words=offered.split(),
        own=visit.posted.text("which") == "own",
        paper=visit.posted.text("paper"),
        errors=errors,
    )
