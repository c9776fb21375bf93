"""One actor, several spellings or offices: where pages write a name differently, or give a person another
office, with the sentence that introduces it.

Spellings tell where a text comes from and warn a reader that a search for one form misses pages. Short
forms of the same name ("Wilson" for "Woodrow Wilson") are no difference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import combinations

from recoupe import languages
from recoupe.model import Actor, Claim, Mention, Passage, Reason, Span
from recoupe.spans import inside
from recoupe.stages.claims.cards import Card, World
from recoupe.text.fold import fold, short_id

_ABOVE = ("headline", "lead")  # what editors write above a text introduces nobody
_TELLING = 2  # words of an office that can be another office; "president" alone is any
_STEM = 5  # letters by which words of two offices are taken for one


def find(cards: Sequence[Card], world: World) -> list[Claim]:
    """A claim for each actor whose name or office differs between pages."""
    by_doc: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_doc[card.doc].append(card)
    telling = [
        a for a in world.roster.actors if a.kind in ("person", "place")
    ]  # acronyms and exonyms tell little
    above = {m for c in cards if c.frame.block in _ABOVE for m in c.frame.mentions}
    named = [claim for actor in telling if (claim := _claim(actor, by_doc, above, world)) is not None]
    people = [a for a in telling if a.kind == "person"]
    titled = [claim for actor in people if (claim := _titled(actor, by_doc, world)) is not None]
    return [*named, *titled]


def _claim(
    actor: Actor, by_doc: dict[str, list[Card]], above: AbstractSet[Span], world: World
) -> Claim | None:
    shown = _of_one_language(_introductions(actor, above), world)
    docs = {m.span.doc for m in shown}
    forms = sorted({" ".join(m.core.split()) for m in shown})
    if len(docs) < 2 or not _unlike(forms):
        return None
    why = Reason(
        "spellings", 1.0, tuple(m.span for m in shown), f"The pages write one name as {', '.join(forms)}"
    )
    given = [(m.span, " ".join(m.core.split())) for m in shown]
    return _made(actor, "name", _commonest(shown), _passages(given, by_doc), why, world)


def _titled(actor: Actor, by_doc: dict[str, list[Card]], world: World) -> Claim | None:
    """The claim that pages of one language give a person offices without a word in common."""
    shown: dict[tuple[str, frozenset[str]], tuple[Span, str]] = {}
    first = {m.span: (m.form != "name", m.span) for m in actor.mentions}
    for m in sorted(actor.mentions, key=lambda m: first[m.span]):
        lang = world.pages[m.span.doc].lang
        abroad = None not in (m.country, actor.country) and m.country != actor.country
        if m.role is None or m.number == "Plur" or abroad or lang != world.lang:
            continue
        office = world.text(m.role)
        words = _office_words(office, lang)
        if words and not any(d == m.span.doc and words & known for d, known in shown):
            shown[m.span.doc, words] = (m.span, office)
    apart = any(d != e and not v & w for (d, v), (e, w) in combinations(shown, 2))
    if not apart:
        return None
    offices = ", ".join(sorted({office for _, office in shown.values()}, key=lambda o: (fold(o), o)))
    spans = tuple(sorted(span for span, _ in shown.values()))
    why = Reason("offices", 1.0, spans, f"The pages give {actor.name} as {offices}")
    return _made(actor, "office", actor.name, _passages(shown.values(), by_doc), why, world)


@cache
def _peers(lang: str) -> frozenset[str]:
    """The nouns that name nobody's office but a place beside somebody: counterpart, colleague."""
    if lang not in languages.known():
        return frozenset()
    return frozenset(fold(row[0]) for row in languages.load(lang).rows("roles") if row[3:4] == ("peer",))


def _office_words(office: str, lang: str) -> frozenset[str]:
    """The telling words of an office by their beginnings; none of a bare title or of a mere peer."""
    words = re.findall(r"[^\W\d_]{4,}", fold(office))
    if len(words) < _TELLING or any(w in _peers(lang) for w in words):
        return frozenset()
    return frozenset(w[:_STEM] for w in words)


def _passages(given: Iterable[tuple[Span, str]], by_doc: dict[str, list[Card]]) -> tuple[Passage, ...]:
    """The sentences that hold these spans, each with its value."""
    held = (
        (next((c for c in by_doc[span.doc] if inside(span, c.span)), None), value)
        for span, value in sorted(given)
    )
    return tuple(
        Passage(span=card.span, side="variant", statement=card.statement, value=value)
        for card, value in held
        if card is not None
    )


def _made(
    actor: Actor, slot: str, wording: str, passages: tuple[Passage, ...], why: Reason, world: World
) -> Claim | None:
    docs = sorted({p.span.doc for p in passages})
    if len(docs) < 2:
        return None
    return Claim(
        id=short_id("c", slot, actor.id, *(f"{p.span.doc}:{p.span.start}" for p in passages)),
        wording=wording,
        kind="fact",
        passages=passages,
        status="variant",
        origins=world.lineage.independent(docs),
        pages=len(docs),
        translation_risk=0.0,
        reasons=(why,),
        slot=slot,
    )


def _commonest(shown: Sequence[Mention]) -> str:
    """The spelling that most pages have; of equals the fullest."""
    times = Counter(" ".join(m.core.split()) for m in shown)
    return min(times, key=lambda form: (-times[form], -len(form), form))


def _of_one_language(shown: list[Mention], world: World) -> list[Mention]:
    """The mentions in languages that write the name in several ways; between two it tells nothing."""
    forms: dict[str, set[str]] = defaultdict(set)
    for m in shown:
        forms[world.pages[m.span.doc].lang].add(" ".join(m.core.split()))
    return [m for m in shown if _unlike(sorted(forms[world.pages[m.span.doc].lang]))]


def _introductions(actor: Actor, above: AbstractSet[Span]) -> list[Mention]:
    """For each page, the mention that introduces the name (the most words, with the office, in the body
    rather than the headline), and the first of each other spelling of the last word.
    """
    pages: dict[str, list[Mention]] = defaultdict(list)
    for m in actor.mentions:
        if m.form == "name" and m.core.split():
            pages[m.span.doc].append(m)
    shown: list[Mention] = []
    for doc in sorted(pages):
        seen: dict[str, Mention] = {}
        for m in sorted(pages[doc], key=lambda m: _introducing(m, above)):
            seen.setdefault(fold(m.core.split()[-1]), m)
        shown.extend(seen.values())
    return sorted(shown, key=lambda m: m.span)


def _introducing(m: Mention, above: AbstractSet[Span]) -> tuple[int, bool, bool, int]:
    return -min(2, len(m.core.split())), m.role is None, m.span in above, m.span.start


def _unlike(forms: Sequence[str]) -> bool:
    """Whether two spellings differ in a word that both have: the last word, or the first of full names."""
    split = [fold(f).split() for f in forms]
    for a, b in combinations(split, 2):
        if a[-1] != b[-1] or (len(a) > 1 and len(b) > 1 and a[0] != b[0]):
            return True
    return False
