"""What only a server can tell a page: who reads it, what was decided, how far a build is."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision as a person reads it; `about` are its records: kind, id, name or words.

    `waits` says that the dossier does not show it yet: neither the decision nor, where it is `undone`, that.
    """

    id: str
    do: str
    about: tuple[tuple[str, str, str], ...]
    paths: tuple[str, ...]  # of the pages that its records stand on
    words: tuple[str, ...]
    who: str
    when: str
    why: str
    undone: str  # by whom, or empty
    waits: bool


@dataclass(frozen=True, slots=True)
class History:
    """All decisions, the latest first, and those that wait by the id of the record they are about."""

    entries: tuple[Entry, ...] = ()
    waiting: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def waits(self) -> int:
        """How many decisions the next build would obey, or no longer obey."""
        return sum(e.waits for e in self.entries)

    def find(self, decision: str) -> Entry | None:
        """The decision of this id."""
        return next((e for e in self.entries if e.id == decision), None)

    def touched(self, record: str) -> bool:
        """Whether somebody has decided on a record, or remarked on it, since the dossier was built."""
        return any(not e.undone for e in self.waiting.get(record, ()))

    def judged(self, record: str) -> bool:
        """Whether it waits to be accepted or rejected: who thinks otherwise takes that back first."""
        return any(e.do in ("accept", "reject") and not e.undone for e in self.waiting.get(record, ()))

    def on(self, path: str) -> list[Entry]:
        """What waits and concerns a page."""
        return [e for e in self.entries if e.waits and path in e.paths]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a build is: never (none yet), running, done or failed."""

    state: str = "never"
    step: str = ""
    done: int = 0
    total: int = 0
    told: str = ""  # the last lines of a build that failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What a server knows of one request."""

    csrf: str = ""
    who: str = ""
    queue: bool = True  # the review queue is offered
    may_edit: bool = False  # decisions are taken
    may_build: bool = False
    keys: bool = True  # the queue listens to single keys
    login: bool = False  # there is a session to leave
    row: str = ""  # the one row of the queue that is to be printed anew
    history: History = field(default_factory=History)
    decided: Entry | None = None  # what this reader has just decided, or undone
    build: Progress = field(default_factory=Progress)
