"""A new build while the server goes on: `recoupe build` in a process of its own, and how far it is.

The process may fail, run out of memory or be killed: readers see the old dossier until a new one stands.
"""

import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from recoupe import codebooks
from recoupe.errors import OptionError, RecoupeError
from recoupe.outputs import ONE_FILE
from recoupe.outputs.site import earlier
from recoupe.outputs.site.live import Progress
from recoupe.serve.settings import Settings

_STEP = re.compile(r"(?P<step>.+): (?P<done>\d+) of (?P<total>\d+) pages$")
# What a dossier echoes of the options of its run, by their names on the command line.
_ECHOED = {"lang": "--lang", "codebook": "--codebook", "min_confidence": "--min-confidence"}
# Of these it echoes the name only: the server must be told where they lie.
_PLACED = {"case": "--case", "spacy_pipeline": "--spacy", "names_model": "--names"}
_KEPT = 20  # last lines of what the build said: its error is the last


def arguments(settings: Settings, told: Mapping[str, str]) -> tuple[str, ...]:
    """What `recoupe build` is given: the pages, what the dossier in OUT tells of its run, what was added.

    `told` are the options that the dossier echoes. OptionError where they name a file that nobody named here.
    """
    if not settings.pages:
        raise OptionError("nothing to build from; start the server with --pages")
    added = {word.partition("=")[0] for word in settings.options}
    known = [f"{option}={told[name]}" for name, option in _ECHOED.items() if told.get(name)]
    known += _as_it_stands(settings.out, redacted=told.get("redact") == "True")
    wanted = {option: told[name] for name, option in _PLACED.items() if told.get(name)}
    if told.get("codebook", "talks") not in codebooks.known():
        wanted["--codebook"] = told["codebook"]
    for option, name in wanted.items():
        if option not in added:
            raise OptionError(
                f"this dossier was built with {option} {name}; start the server with: -- {option} PATH"
            )
    if settings.ledger and settings.decided and settings.decided.is_file():
        known.append(f"--decisions={settings.decided}")
    kept = [word for word in known if word.partition("=")[0] not in added]
    return (*settings.pages, "-o", str(settings.out), *kept, *settings.options)


def _as_it_stands(out: Path, *, redacted: bool) -> Iterator[str]:
    """The options that write what was written there before, and no more."""
    formats = ["json", "sqlite"]
    formats += ["html"] if (out / "index.html").is_file() else []
    formats += ["csv"] if (out / "tables").is_dir() else []
    yield f"--formats={','.join(formats)}"
    if langs := earlier(out)["langs"]:
        yield f"--ui={','.join(langs)}"
    if (out / ONE_FILE).is_file():
        yield "--one-file"
    if redacted:
        yield "--redact"  # whole texts must not come to light by a button
    elif not (out / "raw").is_dir():
        yield "--no-keep-raw"


class Builder:
    """Runs one build at a time; `landed` is called in the builder's thread when a new dossier stands."""

    def __init__(self, landed: Callable[[], None]) -> None:
        self.status = Progress()
        self._landed = landed
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None

    def start(self, given: Sequence[str]) -> bool:
        """Begin a build with these arguments; False if one runs, OptionError where none can be started."""
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
                    start_new_session=True,  # so that it can be ended with the processes that it started
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
            _end(self._process)
            self.wait()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        last: deque[str] = deque(maxlen=_KEPT)
        reader = threading.Thread(target=self._read, args=(process, last), daemon=True)
        reader.start()
        code = process.wait()
        if code < 0:
            _end(process)  # it was killed: what it started lives on, and holds the pipe that is read
        reader.join()
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

    def _read(self, process: subprocess.Popen[str], last: deque[str]) -> None:
        assert process.stderr
        with process.stderr:
            for line in process.stderr:
                if hit := _STEP.match(line.strip()):
                    step, done, total = hit["step"], int(hit["done"]), int(hit["total"])
                    self.status = Progress(state="running", step=step, done=done, total=total)
                else:
                    last.append(line.rstrip())


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with those that it started; on Windows it alone."""
    if sys.platform == "win32":
        process.terminate()
    else:
        with suppress(ProcessLookupError, PermissionError):  # it has just ended
            os.killpg(process.pid, signal.SIGTERM)
