"""The engine of a laptop: a plain loop, or a pool of processes."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class LocalEngine:
    """Runs in this process with one job, else in a pool of `jobs` processes."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = max(1, jobs)

    def map(
        self, work: Callable[[T], R], pieces: Sequence[T], done: Callable[[int], None] | None = None
    ) -> Iterable[R]:
        """See `ports.Engine`."""
        if self._jobs == 1 or len(pieces) < 2:
            results: list[R] = []
            for piece in pieces:
                results.append(work(piece))
                if done:
                    done(len(results))
            return results
        results = []
        # Small batches keep the processes busy to the end; four a process is enough.
        size = max(1, min(16, len(pieces) // (4 * self._jobs)))
        with ProcessPoolExecutor(self._jobs) as pool:
            for result in pool.map(work, pieces, chunksize=size):
                results.append(result)
                if done:
                    done(len(results))
        return results
