"""What people decided about a dossier: read from `decisions.jsonl`, obeyed by every later run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal["merge", "split", "rename", "reject", "accept", "note", "speaker"]
VERBS: tuple[Verb, ...] = ("merge", "split", "rename", "reject", "accept", "note", "speaker")

TargetKind = Literal["actor", "statement", "claim", "contradiction", "event", "position"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a decided thing stood: the page by its path and the hash of its text, offsets, and the words."""

    path: str
    text_sha256: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A record that was decided on: found again by its id, else by its places, an actor last by its name."""

    kind: TargetKind
    id: str
    name: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. `words` are the spellings that leave (split), the new name (rename) or the remark (note).

    `where` is the line that it was read from, for notes. `when` is an ISO instant, as written.
    """

    id: str
    do: Verb
    targets: tuple[Target, ...]
    words: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    why: str = ""
    where: str = ""
