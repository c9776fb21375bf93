"""The way a page's text came through languages, read from the page alone.

Each finding speaks for one source language with a weight (log-odds): names spelled in another language's
system (`_spelling`), words left untranslated and turns translated word by word (`_residue`), marks, date
forms and word order (`_marks`). What merely fits (institutions of a country, turns that translators
overuse) is capped so that it never decides alone. Under the threshold, or with two languages close to each
other, only `written` is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from recoupe.languages import Language
from recoupe.model import Leg, Page, Reason
from recoupe.stages.tongues import _marks, _residue, _spelling
from recoupe.stages.tongues._finding import Finding

# Log-odds from which a source language is named, and by how much it must lead the next. Chosen on
# translated news of 2021 so that at most three pages in a hundred get a wrong language.
ENOUGH = 2.3
LEAD = 1.2
# What all findings of one kind may add up to. Ground and style are weak: FIRM must come from elsewhere.
CAPS = {
    "ground": 1.3,
    "style": 1.2,
    "calque": 4.0,
    "word": 4.0,
    "title": 3.2,
    "spelling": 4.0,
    "marks": 1.2,
    "order": 0.9,
}
FIRM = 0.8  # log-odds that must come from something else than ground and style
SHOWN = 8  # places shown for one reason


def trace(page: Page, languages: Mapping[str, Language]) -> tuple[Leg, ...]:
    """The way the page came through languages: written in, translated from, originally; with reasons."""
    written = Leg(lang=page.lang, role="written", score=round(page.lang_score, 4), reasons=_written(page))
    findings = [
        *_spelling.find(page, languages),
        *_residue.find(page, languages),
        *_marks.find(page),
    ]
    found = _strongest(findings, page.lang)
    return (written, found) if found else (written,)


def _written(page: Page) -> tuple[Reason, ...]:
    spans = tuple(b.span for b in page.blocks[:1])
    return (
        Reason(
            "language-of-page", round(page.lang_score, 4), spans, f"The text of the page is in {page.lang}."
        ),
    )


def _strongest(findings: Iterable[Finding], own: str) -> Leg | None:
    by_lang: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.lang != own:
            by_lang[finding.lang][finding.kind].append(finding)
    ranked = sorted(((_total(kinds), lang) for lang, kinds in by_lang.items()), key=lambda k: (-k[0], k[1]))
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    total, lang = ranked[0]
    kinds = by_lang[lang]
    firm = sum(_capped(kind, found) for kind, found in kinds.items() if kind not in ("ground", "style"))
    if firm < FIRM or (len(ranked) > 1 and not _leads(by_lang, ranked[0], ranked[1])):
        return None
    reasons = tuple(_reason(kind, found) for kind, found in sorted(kinds.items(), key=lambda k: -_capped(*k)))
    return Leg(lang=lang, role="translated_from", score=round(1 - 2.0**-total, 4), reasons=reasons)


def _leads(
    by_lang: Mapping[str, Mapping[str, list[Finding]]], first: tuple[float, str], second: tuple[float, str]
) -> bool:
    """Whether the first language is clear of the second; by all findings where both have reached their
    caps.
    """
    if first[0] - second[0] >= LEAD:
        return True
    all_of = [sum(_sum(found) for found in by_lang[lang].values()) for _, lang in (first, second)]
    return all_of[0] - all_of[1] >= LEAD


def _total(kinds: Mapping[str, list[Finding]]) -> float:
    return round(sum(_capped(kind, found) for kind, found in sorted(kinds.items())), 4)


def _capped(kind: str, findings: list[Finding]) -> float:
    return min(CAPS[kind], _sum(findings))


def _sum(findings: list[Finding]) -> float:
    """What findings weigh: each form once, a second place of it adds nothing."""
    forms = {finding.form: finding.weight for finding in sorted(findings, key=lambda f: f.weight)}
    return sum(sorted(forms.values()))


_SAYS = {
    "word": "Left untranslated or as that language's pages put it",
    "calque": "Turned word by word",
    "title": "The title names an edition of that language",
    "spelling": "Names spelled as that language spells Cyrillic",
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
        f"tongue-{kind}", round(_capped(kind, findings), 4), spans[:SHOWN], f"{_SAYS[kind]}: {listed}."
    )
