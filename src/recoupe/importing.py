"""What `recoupe import` does: a database coded by hand becomes gold, and decisions on our own coding.

Gold is a JSON object a line, as each statement was coded. Against a dossier, a page that both have is
compared position by position: one that a person kept is accepted, one that a person took out is rejected.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from recoupe import deciding
from recoupe.errors import OptionError
from recoupe.ingest import decisions, dna
from recoupe.outputs.exports.dna import CODER

Value = dict[str, Any]


def gold(coding: dna.Coding) -> Iterator[str]:
    """The lines of the gold: who coded what, where, with which values."""
    for coded in coding.statements:
        told = {k: v for k, v in asdict(coded).items() if k not in ("values", "start", "end")}
        line = {**told, "span": [coded.start, coded.end], "values": dict(coded.values)}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def write(coding: dna.Coding, to: Path) -> None:
    """Write the gold to a file; OptionError where that cannot be."""
    try:
        to.write_bytes("".join(gold(coding)).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OptionError(f"-o {to}: {error.strerror}; name a file in a folder that exists") from error


def decide(coding: dna.Coding, dossier: Value, who: str, to: Path) -> tuple[int, int]:
    """Add to decisions.jsonl what people did with the positions of a dossier; (accepted, rejected).

    A position is the database's where a statement names its id, or stands at its place with its issue. One
    that our export sent and that is not there any more is rejected; what the machine coder still holds is
    nobody's decision, and what stands in the file already is not written twice.
    """
    shas = {d["id"]: d["text_sha256"] for d in dossier["documents"]}
    by_id = {c.value("position"): c for c in coding.statements if c.value("position")}
    by_place = {(c.text_sha256, c.start, c.end, c.value("issue")): c for c in coding.statements}
    known = _decided(to)
    accepted, rejected = [], []
    for position in dossier["positions"]:
        key = position["id"]
        place = (shas[position["doc"]], *position["span"], position["issue"])
        coded = by_id.get(key) or by_place.get(place)
        if coded is None and key in coding.sent and ("reject", key) not in known:
            rejected.append(key)
        elif coded is not None and coded.coder != CODER and ("accept", key) not in known:
            accepted.append(key)
    for verb, about in (("accept", accepted), ("reject", rejected)):
        if about:
            asked = deciding.Asked(
                verb=verb, about=tuple(about), words=(), who=who, why="coded by hand in DNA"
            )
            deciding.decide(dossier, asked, to)
    return len(accepted), len(rejected)


def _decided(to: Path) -> set[tuple[str, str]]:
    """(verb, id) of what stands in a file of decisions."""
    file = to / decisions.NAME if to.is_dir() else to
    found = decisions.read(file).decisions if file.is_file() else ()
    return {(d.do, t.id) for d in found for t in d.targets}
