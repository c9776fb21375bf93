"""From signs to a source language: what each kind adds, and when it is enough.

Two ways lead to a language. Signs that nobody leaves by chance (words left standing, calques, foreign
spellings, marks) decide on their own. Where the page's language has fitted weights (`tongue_weights`), the
page's turns say whether it was translated at all, and names and institutions say from where: neither
decides without the other.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from recoupe.languages import Language
from recoupe.stages.tongues._finding import Finding
from recoupe.stages.tongues._turns import ANY, Turns

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
# Kinds that name one of the fitted languages without its turns.
PROOF = frozenset({"word", "title", "spelling", "marks"})
WEAK = frozenset({"ground", "style", "names"})
FIRM = 0.8  # log-odds that must come from something else than ground and style
POINTS = 0.5  # what must point to a language before a translated page is said to come from it
MOST_GROUND = 4.0

Kinds = Mapping[str, list[Finding]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A language, the log-odds for it, its signs, and what the turns of the page added."""

    lang: str
    score: float
    kinds: Kinds
    turns: float


def gather(findings: Iterable[Finding], own: str) -> Mapping[str, Kinds]:
    """The findings by language and kind."""
    by_lang: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.lang != own:
            by_lang[finding.lang][finding.kind].append(finding)
    return by_lang


@lru_cache(maxsize=64)
def weights(language: Language) -> Mapping[str, Mapping[str, float]]:
    """Source language, or any -> sign -> weight."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for source, sign, weight in language.rows("tongue_weights"):
        table[source][sign] = float(weight)
    return table


def decide(by_lang: Mapping[str, Kinds], turns: Turns | None, language: Language) -> Verdict | None:
    """The language that the signs name, if they name one."""
    fitted = weights(language) if turns else {}
    sources = sorted(fitted.keys() - {ANY})
    alone = {
        lang: _total({k: f for k, f in kinds.items() if lang not in sources or k in PROOF})
        for lang, kinds in by_lang.items()
        if firm(kinds) >= FIRM
    }
    said = {lang: total for lang, total in alone.items() if total >= ENOUGH}
    added = 0.0
    if turns and sources:
        ahead = _points_to(by_lang, turns, fitted)
        best = max((firm(by_lang.get(lang, {})) for lang in sources), default=0.0)
        added = fitted[ANY]["bias"] + fitted[ANY]["turns"] * turns.translated
        total = added + fitted[ANY]["firm"] * best
        for lang in sources:
            said.pop(lang, None)
        if ahead:
            if not firm(by_lang.get(ahead, {})):
                total += fitted[ANY].get("bare", 0.0)
            score = max(total, alone.get(ahead, -math.inf))
            if score >= ENOUGH:
                said[ahead] = score
    ranked = sorted(said, key=lambda lang: (-said[lang], lang))
    if not ranked:
        return None
    lang = ranked[0]
    settled = {lang, *sources} if lang in sources else {lang}
    rivals = {k: alone.get(k, _total(kinds)) for k, kinds in by_lang.items() if k not in settled}
    if any(not _leads(by_lang, lang, said[lang], k, v) for k, v in sorted(rivals.items())):
        return None
    return Verdict(lang, said[lang], by_lang.get(lang, {}), round(added if lang in sources else 0.0, 4))


def _leads(by_lang: Mapping[str, Kinds], first: str, score: float, second: str, other: float) -> bool:
    """Whether one language is clear of another; by all findings where both have reached their caps."""
    if score - other >= LEAD:
        return True
    all_of = [sum(_sum(f) for f in by_lang.get(lang, {}).values()) for lang in (first, second)]
    return all_of[0] - all_of[1] >= LEAD


def _points_to(
    by_lang: Mapping[str, Kinds], turns: Turns, fitted: Mapping[str, Mapping[str, float]]
) -> str | None:
    """The one of the fitted languages that the page points to, clear of the others."""
    sources = sorted(fitted.keys() - {ANY})
    scored = []
    for lang in sources:
        seen = points(by_lang.get(lang, {}), turns.toward.get(lang, 0.0))
        scored.append((math.fsum(fitted[lang].get(sign, 0.0) * x for sign, x in sorted(seen.items())), lang))
    scored.sort(key=lambda s: (-s[0], s[1]))
    if len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD:
        return None
    ahead = scored[0][1]
    here = {lang: _pointing(kinds) for lang, kinds in by_lang.items()}
    others = max((x for lang, x in here.items() if lang not in sources), default=0.0)
    return ahead if here.get(ahead, 0.0) >= max(POINTS, others) else None


def _pointing(kinds: Kinds) -> float:
    seen = points(kinds, 0.0)
    return seen["ground"] + seen["firm"] + seen["names"]


def points(kinds: Kinds, toward: float) -> dict[str, float]:
    """What points to one language, as numbers for the weights."""
    ground = Counter(f.form for f in kinds.get("ground", ()))
    weight = {f.form: f.weight for f in kinds.get("ground", ())}
    told = math.fsum(weight[form] * (1 + math.log(n)) for form, n in sorted(ground.items()))
    names = len({f.form for f in kinds.get("names", ())})
    return {
        "bias": 1.0,
        "ground": min(MOST_GROUND, told),
        "any ground": float(bool(ground)),
        "names": min(MOST_GROUND, float(names)),
        "firm": min(MOST_GROUND, firm(kinds)),
        "turns": toward,
    }


def firm(kinds: Kinds) -> float:
    """What signs add that nobody leaves by chance."""
    return math.fsum(capped(kind, found) for kind, found in sorted(kinds.items()) if kind not in WEAK)


def _total(kinds: Kinds) -> float:
    return round(sum(capped(kind, found) for kind, found in sorted(kinds.items())), 4)


def capped(kind: str, findings: list[Finding]) -> float:
    """What the findings of a kind add, at most what the kind may."""
    return min(CAPS.get(kind, 0.0), _sum(findings))


def _sum(findings: list[Finding]) -> float:
    """What findings weigh: each form once, a second place of it adds nothing."""
    forms = {finding.form: finding.weight for finding in sorted(findings, key=lambda f: f.weight)}
    return sum(sorted(forms.values()))
