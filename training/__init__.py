"""Makes the shipped weights from corpora: `python -m training.train`. See README.md beside this file."""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # before numpy is loaded: one thread, the same sums in the same order
