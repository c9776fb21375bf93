"""Adds lines to a file that several people write at once, and reads it whole.

Whoever writes holds the file alone, appends in one piece and answers once the disk has it. Where writing
fails half way, the file is cut back; where the machine stops half way, the next line begins on a line of its
own, and the torn one is a broken line like any other.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def append(file: Path, line: bytes) -> None:
    """Add a line, given without its end; when this returns, it is on the disk.

    Raises OSError where that is not possible, and then adds nothing.
    """
    fresh = not file.exists()
    with file.open("a+b", buffering=0) as stream, _held(stream, shared=False):
        size = stream.seek(0, os.SEEK_END)
        try:
            _write(stream, (b"" if _ends_whole(stream, size) else b"\n") + line + b"\n")
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(size)
            raise
    if fresh:
        _keep_name(file.parent)


def read(file: Path, most: int) -> bytes:
    """The first bytes of a file, while nobody is in the middle of a line; raises OSError."""
    with file.open("rb") as stream, _held(stream, shared=True):
        return stream.read(most)


def _write(stream: IO[bytes], raw: bytes) -> None:
    while raw:
        raw = raw[stream.write(raw) :]


def _ends_whole(stream: IO[bytes], size: int) -> bool:
    if not size:
        return True
    stream.seek(size - 1)
    return stream.read(1) == b"\n"


def _keep_name(folder: Path) -> None:
    """Have the disk keep the name of a new file, too, where folders can be opened."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _held(stream: IO[bytes], *, shared: bool) -> Iterator[None]:
    """Hold a file; others wait. Some network drives have no locks: there one goes on without."""
    if sys.platform == "win32":
        if shared:  # a lock there keeps readers out, too, and none is needed to see whole lines
            yield
            return
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
        return
    with suppress(OSError):
        fcntl.flock(stream, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    yield  # closing the file lets go of it
