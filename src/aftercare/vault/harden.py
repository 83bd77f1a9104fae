"""Keep the process that holds keys from being dumped to disk. Takes nothing, returns nothing, opens no file.

Called first thing by every process that will see a passphrase, a key or an entry. It needs nothing from the rest of
the package, so that the short-lived passphrase process can run it alone.
"""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """No core files, and on Linux no reading of this process's memory by other programs of the same user.

    Not promised, and said in the threat model: root, or whoever controls the machine, can still read it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "this process could not be kept from being dumped")
