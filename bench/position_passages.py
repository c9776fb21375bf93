"""Passages about real negotiations, coded by two people: how far they agree, and how far the program does.

Used by `positions.py`. Two mentions of one passage are one where their issue is the same and their quotes
overlap, else where the quotes share most of their words; each is used once.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe import codec, ingest, languages, pipeline
from recoupe.engines.local import LocalEngine
from recoupe.model import Actor
from recoupe.options import Options
from recoupe.text.fold import fold

HERE = Path(__file__).parent / "positions"
FIELDS = ("group", "issue", "holder", "stance", "force", "voice", "option")
SEATS = ("state", "body", "place", "group")  # kinds of actors for which their country may stand
FORCES = {"declaratory": "plain", "commitment": "firm"}
_MOST = 0.6  # of the shorter quote, shared, from which two mentions of other issues are one


@dataclass(frozen=True, slots=True)
class Coded:
    """One mention: its passage, its place, what was coded; `names` are all that its holder is called."""

    passage: str
    start: int
    end: int
    told: dict[str, str]
    names: tuple[str, ...]
    country: str = ""

    def field(self, name: str) -> str:
        """A coded value; the group is the first part of the issue."""
        return self.told["issue"].partition(".")[0] if name == "group" else self.told.get(name) or ""


def passages(file: Path = HERE / "passages.jsonl") -> dict[str, dict[str, str]]:
    """The passages of a file by id."""
    return {p["id"]: p for p in map(json.loads, file.read_text("utf-8").splitlines())}


def coder(name: str) -> list[Coded]:
    """What one of the two coded."""
    return rows(HERE / f"coder_{name}.jsonl", passages())


def rows(file: Path, texts: Mapping[str, Mapping[str, str]]) -> list[Coded]:
    """What is coded in a file on these passages."""
    found = []
    for line in file.read_text("utf-8").splitlines():
        told = {k: v for k, v in json.loads(line).items() if v}
        start = texts[told["passage"]]["text"].find(told["quote"])
        if start >= 0:
            place = (told["passage"], start, start + len(told["quote"]))
            found.append(Coded(*place, told, (told["holder"],), _country(told["holder"])))
    return found


def of_actor(actor: Actor) -> Coded:
    """An actor as the holder of a mention that is not coded."""
    names = (*(n.text for n in actor.names), actor.name)
    country = (actor.country or "") if actor.kind in SEATS else ""
    return Coded("", 0, 0, {"issue": "", "holder": actor.name}, names, country)


def program(tmp: Path, texts: Mapping[str, Mapping[str, str]]) -> list[Coded]:
    """What the program codes on passages: each is a page of its own story."""
    found = []
    for key, passage in texts.items():
        page = {k: passage[k] for k in ("text", "lang")} | {"published": passage["day"]}
        (tmp / f"{key}.jsonl").write_text(json.dumps(page), "utf-8")
        options = Options(lang=passage["lang"])
        intake = ingest.read([str(tmp / f"{key}.jsonl")], options)
        found += list(_coded(key, codec.encode(pipeline.build(intake, options, engine=LocalEngine(1)))))
    return found


def _coded(key: str, value: dict[str, Any]) -> Iterator[Coded]:
    actors = {a["id"]: a for a in value["actors"]}
    for p in value["positions"]:
        actor = actors.get(p["holder"] or "", {})
        told = {k: p[k] or "" for k in ("issue", "option", "stance", "force", "voice")}
        told["force"] = FORCES.get(told["force"], told["force"])
        names = tuple(n["text"] for n in actor.get("names", ())) + ((actor["name"],) if actor else ())
        country = actor.get("country", "") if actor.get("kind") in SEATS else ""
        yield Coded(key, *p["span"], {**told, "holder": actor.get("name", "")}, names, country)


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    rows = [r for code in ("en", "fr") for r in languages.load(code).rows("states")]
    countries = {fold(form): country for form, kind, country, _ in rows if kind == "state"}
    with (HERE / "holders.tsv").open(encoding="utf-8") as lines:
        spelled = {fold(row[0]): row[1] for row in csv.reader(lines, delimiter="\t") if len(row) > 1}
    return countries, spelled


_COUNTRIES, _SPELLED = _tables()


def _country(name: str) -> str:
    return _COUNTRIES.get(fold(name.partition(" (")[0]), "")


def same_holder(a: Coded, b: Coded) -> bool:
    """Whether two holders are one: a name, a family name, a short form, or the country they speak for."""
    ours, theirs = ({fold(_SPELLED.get(fold(n), n)) for n in c.names if n} for c in (a, b))
    if ours & theirs or (a.country and a.country == b.country):
        return True
    last = [
        {n.replace(")", "").replace("(", "").split()[-1] for n in names if n.split()}
        for names in (ours, theirs)
    ]
    return bool(last[0] & last[1])


def paired(ours: Sequence[Coded], theirs: Sequence[Coded]) -> list[tuple[Coded, Coded]]:
    """The mentions that are one, those of one issue and holder first."""
    edges = []
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            if a.passage != b.passage:
                continue
            shared = min(a.end, b.end) - max(a.start, b.start)
            part = shared / min(a.end - a.start, b.end - b.start)
            issue = a.field("issue") == b.field("issue")
            if shared > 0 and (issue or part >= _MOST):
                edges.append((-issue, -same_holder(a, b), -part, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_, i, j in sorted(edges):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((ours[i], theirs[j]))
    return pairs


def agreed(a: Coded, b: Coded, field: str) -> bool:
    """Whether two mentions are coded alike in a field."""
    return same_holder(a, b) if field == "holder" else a.field(field) == b.field(field)


def alpha(pairs: Sequence[tuple[Coded, Coded]], field: str) -> float:
    """Krippendorff's alpha of two coders for a nominal field, over the mentions that both coded.

    Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": 1 - observed / expected disagreement.
    """
    counts: Counter[str] = Counter()
    apart = 0
    for a, b in pairs:
        alike = agreed(a, b, field)
        counts.update((a.field(field), a.field(field) if alike else b.field(field)))
        apart += not alike
    n = sum(counts.values())
    expected = 1 - sum(c * (c - 1) for c in counts.values()) / (n * (n - 1))
    return 1 - (apart / len(pairs)) / expected if expected else 1.0


def f1(ours: Sequence[Coded], theirs: Sequence[Coded], fields: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of mentions that are alike in all fields."""
    hits = sum(all(agreed(a, b, f) for f in fields) for a, b in paired(ours, theirs))
    precision, recall = hits / max(1, len(ours)), hits / max(1, len(theirs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
