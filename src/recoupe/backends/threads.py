"""Keeps numpy's matrix products on one core while a page is parsed.

The matrices of a page are small: on two cores they are no faster, and whoever reads pages in several
processes would pay for each of them twice. numpy offers no switch, so the library that it carries is asked
itself; where numpy carries another one, nothing is done.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

PLACES = ("numpy.libs", "numpy/.dylibs")  # of the wheels for Linux and Windows, and for macOS
NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads")


@contextmanager
def one() -> Iterator[None]:
    """One thread within, as many as before after it."""
    switch = _switch()
    if switch is None:
        yield
        return
    ask, set_to = switch
    before = ask()
    set_to(1)
    try:
        yield
    finally:
        set_to(before)


@cache
def _switch() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """How to ask for the number of threads and how to set it; None if numpy's library is not OpenBLAS."""
    import numpy as np  # noqa: PLC0415  what it opens is what we look for

    packages = Path(np.__file__).parent.parent
    for file in sorted(f for place in PLACES for f in (packages / place).glob("*openblas*")):
        try:
            library = ctypes.CDLL(str(file))
        except OSError:
            continue
        for name in NAMES:
            if hasattr(library, name.format("set")) and hasattr(library, name.format("get")):
                ask, set_to = getattr(library, name.format("get")), getattr(library, name.format("set"))
                ask.restype, ask.argtypes = ctypes.c_int, []
                set_to.restype, set_to.argtypes = None, [ctypes.c_int]
                return ask, set_to
    return None
