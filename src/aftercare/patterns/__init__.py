"""The statistics of one person's entries: arrays in, patterns out. `find.find` is the entry point.

The matrices are small: a second thread of the linear algebra library costs more in waiting than it saves (measured:
ten times slower beside one other busy process), and memory besides. It must be told before numpy is first imported, and
this package is numpy's only home.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
