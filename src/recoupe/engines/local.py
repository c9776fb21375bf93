"""The engine of a laptop: a plain loop, or a pool of processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from recoupe.errors import OptionError

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Runs in this process with one job, else in a pool of `jobs` processes."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = max(1, jobs)

    def map(
        self, work: Callable[[T], R], pieces: Sequence[T], done: Callable[[int], None] | None = None
    ) -> Iterator[R]:
        """See `ports.Engine`; OptionError where the system ends one of the processes."""
        if self._jobs == 1 or len(pieces) < 2:
            yield from _told(map(work, pieces), done)
            return
        # Small batches keep the processes busy to the end; four a process is enough.
        size = max(1, min(16, len(pieces) // (4 * self._jobs)))
        try:
            with ProcessPoolExecutor(self._jobs) as pool:
                yield from _told(pool.map(work, pieces, chunksize=size), done)
        except BrokenProcessPool as error:
            told = f"--jobs {self._jobs}: a process was ended from outside, perhaps for want of memory"
            raise OptionError(f"{told}; take fewer") from error


def _told(results: Iterable[R], done: Callable[[int], None] | None) -> Iterator[R]:
    """The results, each told of as it comes."""
    for n, result in enumerate(results, start=1):
        if done:
            done(n)
        yield result
