"""The vault: all of one person's data in one folder, encrypted. Files, keys and the letterbox; docs/vault-format.md.

Public: the functions and types named here. Takes folders, secrets and the moment from the caller; nothing in here
computes anything from what it keeps.
"""

from aftercare.vault.backup import backup_locked, restore
from aftercare.vault.contents import PairedDevice
from aftercare.vault.device import read_device, write_device
from aftercare.vault.folder import State, state
from aftercare.vault.forget import OutOfReach, forget_everything
from aftercare.vault.harden import harden_process
from aftercare.vault.intake import TakenIn
from aftercare.vault.keys import last_six_match, read_recipient
from aftercare.vault.letter import Draft, Letter, seal_letter
from aftercare.vault.letterbox import LetterSlot, drop_letter, waiting
from aftercare.vault.pairing import Pairing
from aftercare.vault.passphrase import check_passphrase, draw_passphrase
from aftercare.vault.renew import Recovery, Renewed, change_passphrase
from aftercare.vault.session import Session
from aftercare.vault.unlock import Created, Recovered, create_vault, unlock, unlock_with_recovery

__all__ = [
    "Created",
    "Draft",
    "Letter",
    "LetterSlot",
    "OutOfReach",
    "PairedDevice",
    "Pairing",
    "Recovered",
    "Recovery",
    "Renewed",
    "Session",
    "State",
    "TakenIn",
    "backup_locked",
    "change_passphrase",
    "check_passphrase",
    "create_vault",
    "draw_passphrase",
    "drop_letter",
    "forget_everything",
    "harden_process",
    "last_six_match",
    "read_device",
    "read_recipient",
    "restore",
    "seal_letter",
    "state",
    "unlock",
    "unlock_with_recovery",
    "waiting",
    "write_device",
]
