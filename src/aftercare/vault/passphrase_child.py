"""The passphrase step, alone in a process that ends with it: one JSON line in, one out.

Up to 1 GiB and two seconds of scrypt, whose memory the system takes back at once. Started by path, so that it loads
nothing of the program but `harden`. Takes `{"do", "passphrase", "data"}` on standard input; the passphrase is never an
argument and never in the environment. Returns `{"data"}` or `{"error"}` on standard output. Writes no file.
"""

import base64
import json
import runpy
import sys
from pathlib import Path

import pyrage


def main() -> None:
    """Do the one thing asked."""
    runpy.run_path(str(Path(__file__).with_name("harden.py")))["harden_process"]()
    asked = json.loads(sys.stdin.buffer.readline())
    data = base64.b64decode(asked["data"])
    try:
        if asked["do"] == "seal":
            done = pyrage.passphrase.encrypt(data, asked["passphrase"])
        else:
            done = pyrage.passphrase.decrypt(data, asked["passphrase"])
    except pyrage.DecryptError as error:
        answer = {"error": str(error)}
    else:
        answer = {"data": base64.b64encode(done).decode()}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
