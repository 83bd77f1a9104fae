"""Experiments: the draw, the chance of a clear answer, and the analysis of randomised trials on oneself.

`draw.arm` says what a round is, `analyse.analyse` what a trial comes to, `chance.chance_of_clear_answer` how likely a
clear answer is. The arrays are tiny: a second thread of the linear algebra library would cost more in waiting than it
saves. It must be told before numpy is first imported.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
