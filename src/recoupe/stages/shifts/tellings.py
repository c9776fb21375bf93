"""A position in its side's own words, with all that may explain why it differs from another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recoupe.model import Dossier, Position
from recoupe.text import calendar

_OWN = ("self", "spokesman")  # voices of the holder's own side
_LAST = date.max


@dataclass(frozen=True, slots=True)
class Telling:
    """A position with its act of speech, its teller, its days and its page's text and languages."""

    position: Position
    act: str | None  # the utterance, or the statement that is in none
    teller: str | None
    channel: str | None
    days: tuple[date, date] | None
    dated: bool  # the words themselves say when, not only the page
    text: str
    lang: str
    translated: bool

    def order(self) -> tuple[date, str]:
        """By day, what is not dated last."""
        return (self.days[1] if self.days else _LAST, self.position.id)

    def explains(self, other: Telling) -> tuple[str, str] | None:
        """(kind, why) where two differing positions are two forms of one thing said; else None."""
        # Like words of two days are taken for one act of speech where nothing else is known of them.
        apart = self.days and other.days and not calendar.meet(self.days, other.days)
        if self.act and self.act == other.act and not (apart and self.dated and other.dated):
            return "other_wording", "two wordings of one utterance"
        if self.text == other.text and self.lang != other.lang:
            return "translation", "one text in two languages"
        if self.text == other.text and self.position.span.doc != other.position.span.doc and not apart:
            return "other_wording", "two versions of one text"
        one_day = self.days and self.days == other.days and self.days[0] == self.days[1]
        if one_day and self.channel and self.channel == other.channel and self.teller == other.teller:
            return "other_wording", "one speaker through one channel on one day"
        return None


def tellings(found: Dossier) -> dict[str, Telling]:
    """The positions in own words, by id."""
    statements = {s.id: s for s in found.statements}
    acts = {s: u.id for u in found.utterances for s in u.statements}
    pages = {p.doc.id: p for p in found.pages}
    far = {doc for doc, legs in found.lineage.paths if any(leg.role != "written" for leg in legs)}
    made = {}
    for p in found.positions:
        if p.voice not in _OWN:
            continue
        said = statements.get(p.statement or "")
        made[p.id] = Telling(
            position=p,
            act=acts.get(said.id, said.id) if said else None,
            teller=(said.actor if said else None) or p.holder,
            channel=said.channel.kind if said and said.channel else None,
            days=calendar.interval(p.said.partition("T")[0]) if p.said else None,
            dated=bool(said and said.said),
            text=found.lineage.text_of(p.span.doc),
            lang=pages[p.span.doc].lang,
            translated=p.span.doc in far,
        )
    return made
