"""Statements and acts of speech: who said what to whom, through whom, and in which wordings."""

from dataclasses import dataclass, replace

from recoupe.outputs.book import Quote
from recoupe.outputs.sections import sources, speech, wishes
from recoupe.outputs.sections.aligned import Pair, pair
from recoupe.outputs.sections.common import Value
from recoupe.outputs.sections.sources import Source
from recoupe.outputs.sections.speech import Saying
from recoupe.outputs.site.view import Asked, View, listing

WORDINGS = 200  # of one act of speech on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An act of speech on one page, beside the wording that was kept as the best."""

    statement: str | None
    quote: Quote
    source: Source
    pair: Pair


def statements(asked: Asked) -> View | None:
    """The list of acts of speech, those on most pages first."""
    found = listing(asked, "utterances", "rank")
    if not found:
        return None
    rows = [_act(asked, asked.shelf.records("utterances")[i], most=0) for i in found.ids]
    speakers = [
        asked.shelf.records("actors")[i] for i in asked.shelf.find("actors", order="rank", limit=40).ids
    ]
    shown = {"list": found, "rows": rows, "speakers": speakers}
    return View(template="statements", title=asked.w.ui.said, part="said", shown=shown)


def _act(asked: Asked, record: Value, most: int = WORDINGS) -> Saying:
    group = asked.shelf.records("statements").get_many(record["statements"])
    return speech.saying(asked.book, record, group, lambda s: _home(asked, s), most)


def _home(asked: Asked, statement: str) -> str | None:
    """The act of speech that a statement belongs to; the statement itself where it stands alone."""
    if not statement or statement not in asked.shelf.records("statements"):
        return None
    held = asked.shelf.backlinks("statements", statement, "utterances", "statement")
    return held[0][1] if held else statement


def act_of(asked: Asked, statement: str) -> Saying:
    """The act of speech of a statement as a row."""
    record = asked.shelf.records("utterances").get(_home(asked, statement) or "")
    return (
        _act(asked, record, most=0) if record else alone(asked, asked.shelf.records("statements")[statement])
    )


def alone(asked: Asked, record: Value) -> Saying:
    """One statement as it stands on its page."""
    return speech.saying(asked.book, None, [record], lambda s: _home(asked, s), 0)


def statement(asked: Asked, identity: str) -> View | None:
    """One statement: who, to whom, when, through which channel and chain, and what rests on it."""
    record = asked.shelf.records("statements").get(identity)
    if not record:
        return None
    held = asked.shelf.backlinks("statements", identity)
    home = next((i for kind, i, role in held if kind == "utterances"), None)
    act = asked.shelf.records("utterances").get(home) if home else None
    row = alone(asked, record)
    shown = {
        "s": row,
        "record": record,
        "act": act if act and len(act["statements"]) > 1 else None,
        "inside": [act_of(asked, i) for kind, i, role in held if kind == "statements" and role == "parent"],
        "labels": wishes.issue_labels(asked.book, asked.w.lang),
        "positions": asked.shelf.records("positions").get_many(i for k, i, _ in held if k == "positions"),
        "claims": asked.shelf.records("claims").get_many(
            dict.fromkeys(i for k, i, _ in held if k == "claims")
        ),
    }
    return View(template="statement", title=_title(asked, row), part="said", shown=shown)


def _title(asked: Asked, row: Saying) -> str:
    """A statement is called by its speaker."""
    return row.speaker or str(asked.w.ui.speaker_unknown)


def utterance(asked: Asked, identity: str) -> View | None:
    """One act of speech in all its wordings, each beside the best one with what differs."""
    record = asked.shelf.records("utterances").get(identity)
    if not record:
        return None
    row = _act(asked, record)
    best = row.parts[0] if len(row.parts) == 1 else _whole(asked, row.parts)
    wordings = []
    for place in record["variants"][:WORDINGS]:
        quote = asked.book.quote(place["doc"], place["span"], "said")
        source = sources.source(asked.book, place["doc"])
        wordings.append(
            Wording(statement=place.get("statement"), quote=quote, source=source, pair=pair(quote, best))
        )
    wordings.sort(key=lambda x: (x.quote.day or "9", x.quote.source, x.quote.start))
    dated = [x.quote for x in wordings if x.quote.day]
    shown = {
        "s": row,
        "best": best,
        "wordings": wordings,
        "more": len(record["variants"]) - len(wordings),
        "first_of": dated[0] if dated else None,
    }
    return View(template="utterance", title=_title(asked, row), part="said", shown=shown)


def _whole(asked: Asked, parts: tuple[Quote, ...]) -> Quote:
    """A statement that its cue interrupts, from its first word to its last; it opens at its first part."""
    whole = asked.book.quote(parts[0].doc, (parts[0].start, parts[-1].end), "said")
    return replace(whole, anchor=parts[0].anchor)
