"""The way a page's text came through languages, read from the page alone.

Each finding speaks for one source language with a weight (log-odds): names spelled in another language's
system (`_spelling`), words left untranslated and turns translated word by word (`_residue`), marks and date
forms (`_marks`). The small words and the word order of the whole page (`_turns`) say whether it was
translated, not from what. `_weigh` decides: what merely fits (institutions of a country, turns) never
decides alone. Under the threshold, or with two languages close to each other, only `written` is said.
"""

from collections.abc import Mapping

from recoupe.languages import Language
from recoupe.model import Leg, Page, Parse, Reason
from recoupe.stages.tongues import _marks, _residue, _spelling, _turns, _weigh
from recoupe.stages.tongues._finding import Finding, blocks_of_words

SHOWN = 8  # places shown for one reason


def trace(page: Page, languages: Mapping[str, Language], parse: Parse | None = None) -> tuple[Leg, ...]:
    """The way the page came through languages: written in, translated from, originally; with reasons."""
    written = Leg(lang=page.lang, role="written", score=round(page.lang_score, 4), reasons=_written(page))
    turns = None
    if parse and len(parse.tokens) >= _turns.SHORTEST:
        turns = _turns.weigh(_turns.count(parse), languages[page.lang])
    verdict = _weigh.decide(look(page, languages), turns, languages[page.lang])
    if verdict is None:
        return (written,)
    reasons = [
        _reason(kind, found)
        for kind, found in sorted(verdict.kinds.items(), key=lambda k: (-_weigh.capped(*k), k[0]))
    ]
    if parse and turns and verdict.turns > 0:
        reasons.append(_bent(page, parse, turns, verdict.turns))
    score = round(1 - 2.0**-verdict.score, 4)
    return (written, Leg(lang=verdict.lang, role="translated_from", score=score, reasons=tuple(reasons)))


def look(page: Page, languages: Mapping[str, Language]) -> Mapping[str, Mapping[str, list[Finding]]]:
    """All signs of source languages on a page, by language and kind."""
    words = blocks_of_words(page)
    findings = (
        *_spelling.find(page, words, languages),
        *_spelling.originals(page, words, languages),
        *_residue.find(page, words, languages),
        *_marks.find(page),
    )
    return _weigh.gather(findings, page.lang)


def _written(page: Page) -> tuple[Reason, ...]:
    spans = tuple(b.span for b in page.blocks[:1])
    return (
        Reason(
            "language-of-page", round(page.lang_score, 4), spans, f"The text of the page is in {page.lang}."
        ),
    )


_SAYS = {
    "word": "Left untranslated or as that language's pages put it",
    "calque": "Turned word by word",
    "title": "The title names an edition of that language",
    "spelling": "Names spelled as that language spells Cyrillic",
    "names": "Names that come from that language's spelling (weak)",
    "ground": "Institutions, media and places of its countries (weak)",
    "style": "Turns that its translators overuse (weak)",
    "marks": "Marks and date forms of that language",
    "order": "Subject before verb after a quotation, as that language has it",
}


def _reason(kind: str, findings: list[Finding]) -> Reason:
    forms = list(dict.fromkeys(f.shown for f in sorted(findings, key=lambda f: (-f.weight, f.spans))))
    spans = tuple(
        dict.fromkeys(s for f in sorted(findings, key=lambda f: (-f.weight, f.spans)) for s in f.spans)
    )
    listed = ", ".join(f"“{form}”" for form in forms[:SHOWN])
    return Reason(
        f"tongue-{kind}",
        round(_weigh.capped(kind, findings), 4),
        spans[:SHOWN],
        f"{_SAYS[kind]}: {listed}.",
    )


def _bent(page: Page, parse: Parse, turns: _turns.Turns, weight: float) -> Reason:
    shown = _turns.show(page, parse, turns.telling, SHOWN)
    listed = ", ".join(f"“{words}”" for _, words in shown)
    text = f"Small words and word order of a translated page, taken together (weak): {listed}."
    spans = tuple(sorted({span for span, _ in shown})) or tuple(b.span for b in page.blocks[:1])
    return Reason("tongue-turns", weight, spans, text)
