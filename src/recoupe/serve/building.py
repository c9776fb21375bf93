"""A new build while the server goes on: `recoupe build` in a process of its own, and how far it is.

The process may fail, run out of memory or be killed: readers see the old dossier until a new one stands.
"""

import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import IO

from recoupe.errors import OptionError, RecoupeError
from recoupe.outputs.site.live import Progress

_STEP = re.compile(r"(?P<step>.+): (?P<done>\d+) of (?P<total>\d+) pages$")
_KEPT = 20  # last lines of what the build said: its error is the last


class Builder:
    """Runs one build at a time; `landed` is called in the builder's thread when a new dossier stands."""

    def __init__(self, landed: Callable[[], None]) -> None:
        self.status = Progress()
        self._landed = landed
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None

    def start(self, given: Sequence[str]) -> bool:
        """Begin a build with these arguments; False if one runs already."""
        with self._lock:
            if self.status.state == "running":
                return False
            try:
                self._process = subprocess.Popen(
                    (sys.executable, "-m", "recoupe", "build", *given),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                )
            except OSError as error:
                raise OptionError(f"the build could not be started: {error.strerror}") from error
            self.status = Progress(state="running")
        self._thread = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._thread.start()
        return True

    def wait(self) -> None:
        """Return when no build runs."""
        if self._thread:
            self._thread.join()

    def stop(self) -> None:
        """End a build that runs: the old dossier stays."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self.wait()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr
        last = self._read(process.stderr)
        code = process.wait()
        if code:
            told = "\n".join(last) or f"the build ended with status {code}"
            self.status = replace(self.status, state="failed", told=told)
            return
        try:
            self._landed()
            self.status = replace(self.status, state="done")
        except RecoupeError as error:
            self.status = replace(self.status, state="failed", told=str(error))
        finally:
            if self.status.state == "running":
                self.status = replace(self.status, state="failed", told="the new dossier could not be opened")

    def _read(self, stream: IO[str]) -> deque[str]:
        last: deque[str] = deque(maxlen=_KEPT)
        with stream:
            for line in stream:
                if hit := _STEP.match(line.strip()):
                    step, done, total = hit["step"], int(hit["done"]), int(hit["total"])
                    self.status = Progress(state="running", step=step, done=done, total=total)
                else:
                    last.append(line.rstrip())
        return last
