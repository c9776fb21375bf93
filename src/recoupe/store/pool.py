"""Connections that threads lend one another: as many as are ever in use at once, whoever comes and goes."""

import queue
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from recoupe.errors import OptionError


class Connection(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Let go of it."""


C = TypeVar("C", bound=Connection)
_WAIT = 0.5  # seconds, then to see whether all was closed meanwhile


class Pool(Generic[C]):
    """Free connections; `connect` makes one more, or gives None where one has to wait for another's."""

    def __init__(self, connect: Callable[[], C | None]) -> None:
        self._connect = connect
        self._free: queue.LifoQueue[C] = queue.LifoQueue()
        self._closed = False

    def take(self) -> C:
        """A connection for the one who asks alone, until it is given back; OptionError once all is closed."""
        with suppress(queue.Empty):
            return self._free.get_nowait()
        if not self._closed and (made := self._connect()):
            return made
        while not self._closed:
            with suppress(queue.Empty):
                return self._free.get(timeout=_WAIT)
        raise OptionError("the store is closed; open it again")

    def give(self, base: C) -> None:
        """Give a connection back."""
        if self._closed:
            base.close()
        else:
            self._free.put(base)

    def close(self) -> None:
        """Close what is free; what is in use, once it is given back."""
        self._closed = True
        with suppress(queue.Empty):
            while True:
                self._free.get_nowait().close()
