"""One actor, several spellings: where pages write a name differently, with the sentence that introduces it.

Spellings tell where a text comes from and warn a reader that a search for one form misses pages. Short
forms of the same name ("Wilson" for "Woodrow Wilson") are no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from recoupe.model import Actor, Claim, Mention, Passage, Reason
from recoupe.spans import inside
from recoupe.stages.claims.cards import Card, World
from recoupe.text.fold import fold, short_id


def find(cards: Sequence[Card], world: World) -> list[Claim]:
    """A claim for each actor whose name differs between pages."""
    by_doc: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_doc[card.doc].append(card)
    telling = [
        a for a in world.roster.actors if a.kind in ("person", "place")
    ]  # acronyms and exonyms tell little
    return [claim for actor in telling if (claim := _claim(actor, by_doc, world)) is not None]


def _claim(actor: Actor, by_doc: dict[str, list[Card]], world: World) -> Claim | None:
    shown = _of_one_language(_introductions(actor), world)
    docs = {m.span.doc for m in shown}
    forms = sorted({" ".join(m.core.split()) for m in shown})
    if len(docs) < 2 or not _unlike(forms):
        return None
    passages = []
    for m in shown:
        card = next((c for c in by_doc[m.span.doc] if inside(m.span, c.span)), None)
        if card is not None:
            passages.append(
                Passage(
                    span=card.span,
                    side="variant",
                    statement=card.frame.statement,
                    value=" ".join(m.core.split()),
                )
            )
    if len({p.span.doc for p in passages}) < 2:
        return None
    return Claim(
        id=short_id("c", "name", actor.id, *(f"{p.span.doc}:{p.span.start}" for p in passages)),
        wording=_commonest(shown),
        kind="fact",
        passages=tuple(passages),
        status="variant",
        origins=world.lineage.independent(sorted(docs)),
        pages=len({p.span.doc for p in passages}),
        translation_risk=0.0,
        reasons=(
            Reason(
                "spellings",
                1.0,
                tuple(m.span for m in shown),
                f"The pages write one name as {', '.join(forms)}",
            ),
        ),
        slot="name",
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


def _introductions(actor: Actor) -> list[Mention]:
    """For each page, the first mention with the most words of the name, and the first of each other
    spelling of the last word.
    """
    pages: dict[str, list[Mention]] = defaultdict(list)
    for m in actor.mentions:
        if m.form == "name" and m.core.split():
            pages[m.span.doc].append(m)
    shown: list[Mention] = []
    for doc in sorted(pages):
        seen: dict[str, Mention] = {}
        for m in sorted(pages[doc], key=lambda m: (-min(2, len(m.core.split())), m.span.start)):
            seen.setdefault(fold(m.core.split()[-1]), m)
        shown.extend(seen.values())
    return sorted(shown, key=lambda m: m.span)


def _unlike(forms: Sequence[str]) -> bool:
    """Whether two spellings differ in a word that both have: the last word, or the first of full names."""
    split = [fold(f).split() for f in forms]
    for a, b in combinations(split, 2):
        if a[-1] != b[-1] or (len(a) > 1 and len(b) > 1 and a[0] != b[0]):
            return True
    return False
