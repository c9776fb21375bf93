"""What a dossier found, as far as it is measured: its pages by file name, each with its statements.

Works on the value of `dossier.json`, so that dossiers of any version and of other programs can be measured.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from recoupe.errors import InputError
from recoupe.evaluation.gold import Extent, extent

Value = dict[str, Any]
OTHER = "other"
# The rules by which a statement of ours names the construction that proposed it.
CONSTRUCTIONS = frozenset(
    {
        "adjective",
        "agent-noun",
        "as-said",
        "colon",
        "continued",
        "headline-colon",
        "headline-dash",
        "headline-plain",
        "headline-quoted",
        "hearsay",
        "infinitive",
        "judged-as",
        "named-as",
        "noun",
        "noun-after-preposition",
        "noun-bearing",
        "noun-clause",
        "noun-colon",
        "parenthesis",
        "quotation-beside",
        "resumed",
        "signed-block",
        "source-first",
        "source-last",
        "source-middle",
        "that-clause",
        "this-is-what",
        "transcript",
        "unmarked",
        "whether-clause",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement of a dossier; `names` are those of its speaker, the chosen one last, none if unknown."""

    id: str
    type: str
    content: tuple[Extent, ...]
    cue: Extent | None
    speaker: Extent | None
    actor: str | None
    names: tuple[str, ...]
    chain: tuple[tuple[str, ...], ...]
    channel: Extent | None
    addressee: Extent | None
    stance: str | None
    marks: str
    confidence: float
    construction: str
    reasons: tuple[tuple[str, str], ...]  # (rule, what was seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A page of a dossier with what was found on it."""

    lang: str
    text: str
    statements: tuple[Found, ...]


def read(dossier: Value) -> dict[str, FoundPage]:
    """The pages of a dossier by the name of their file."""
    if missing := {"documents", "actors", "statements"} - dossier.keys():
        raise InputError(f"not a dossier: it has no {', '.join(sorted(missing))}; build it again")
    names = {a["id"]: (*(n["text"] for n in a["names"]), a["name"]) for a in dossier["actors"]}
    here: dict[str, list[Found]] = defaultdict(list)
    for s in dossier["statements"]:
        here[s["doc"]].append(_found(s, names))
    return {
        PurePosixPath(d["path"]).name: FoundPage(
            lang=d.get("lang", ""), text=d["text"], statements=tuple(here[d["id"]])
        )
        for d in dossier["documents"]
    }


def _found(s: Value, names: Mapping[str, tuple[str, ...]]) -> Found:
    speaker = s.get("speaker") or {}
    actor = speaker.get("actor") or None
    reasons = tuple((r["rule"], r["text"]) for r in s.get("reasons", ()))
    return Found(
        id=s["id"],
        type=s["type"],
        content=tuple((start, end) for start, end in s["content"]),
        cue=extent(s.get("cue")),
        speaker=extent(speaker.get("span")),
        actor=actor,
        names=names.get(actor, ()) if actor else (),
        chain=tuple(names.get(a, (a,)) for a in s.get("chain", ())),
        channel=extent((s.get("channel") or {}).get("span")),
        addressee=extent((s.get("addressee") or {}).get("span")),
        stance=s.get("stance"),
        marks=s.get("marks", "intact"),
        confidence=s.get("confidence", 1.0),
        construction=construction(rule for rule, _ in reasons),
        reasons=reasons,
    )


def construction(rules: Iterable[str]) -> str:
    """The construction that proposed a statement: the first of its reasons' rules that names one.

    >>> construction(["verb-say", "that-clause", "subject-parse"])
    'that-clause'
    """
    return next((rule for rule in rules if rule in CONSTRUCTIONS), OTHER)
