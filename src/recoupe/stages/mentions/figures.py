"""The figures of one page: which of its names are one person, body or place, and which offices each holds.

A bare family name goes to the one full name of the page that has it; where two persons share it, the title
decides, then the one named last. Offices come from the phrases that print name and office together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from recoupe.model import Reason
from recoupe.stages.mentions.drafts import Draft, head_word
from recoupe.stages.mentions.sight import Sight
from recoupe.text.fold import fold
from recoupe.text.spelling import keys, one_off, same

MOST_SLIPS = 50  # names that are tried as misprints
LONG = 5  # letters of a name that tell it from others when it is spelled anew
LEADERS = frozenset({"head", "premier", "monarch", "leader", "pope"})


@dataclass(slots=True, eq=False)
class Figure:
    """One named actor of the page."""

    kind: str
    words: tuple[str, ...]
    drafts: list[Draft] = field(default_factory=list)
    gender: str | None = None
    offices: set[tuple[str, str, str | None]] = field(default_factory=set)  # (office, noun, country)
    called: set[tuple[str, str, str | None]] = field(default_factory=set)  # by an office without the name
    country: str | None = None

    def holds(self, draft: Draft) -> bool:
        """Whether the office of a phrase without a name is one that this figure is said to hold."""
        office = draft.phrase.office
        if office is None:
            return False
        land = draft.phrase.country
        if land and land != self.country and not any(land == c for _, _, c in self.called):
            return False
        if draft.phrase.gender and self.gender and draft.phrase.gender != self.gender and office.gender:
            return False
        for held, noun, _ in (*self.offices, *self.called):
            if office.office and held and office.office == held:
                return True
            if office.office == "leader" and held in LEADERS and draft.phrase.country and self.country:
                return True
            if office.office == "head" and held == "leader" and self.country:
                return True
            if office.office == "minister" and noun == head_word(draft) and held not in LEADERS:
                return True
            if not office.office and noun == head_word(draft):
                return True
        return False


def gather(sight: Sight, drafts: Sequence[Draft]) -> list[Figure]:
    """The figures of the page, in the order in which they are first named in full."""
    figures: list[Figure] = []
    by_key: dict[str, list[Figure]] = defaultdict(list)
    named = [d for d in drafts if d.phrase.run]
    initials = _shorts(sight, named)
    for draft in _respelled(sight, named):
        draft.kind = "person"
    for full in (True, False):
        for draft in named:
            words = _words(sight, draft)
            if draft.kind != "person":
                if full:
                    _other(draft, initials, figures, by_key)
            elif (len(words) > 1) == full:
                _person(draft, words, figures, by_key)
    _expand(sight, drafts, figures)
    for figure in figures:
        _sum_up(sight, figure)
    return figures


def _respelled(sight: Sight, named: Sequence[Draft]) -> list[Draft]:
    """The lone names that the tagger guesses to be bodies, but that spell a person's family name anew."""
    families = {_words(sight, d)[-1] for d in named if d.kind == "person" and len(_words(sight, d)) > 1}
    heard = {key for family in families for key in keys(family)}
    lone = [d for d in named if d.kind == "body" and d.phrase.office is None and " " not in d.core]
    lone = [d for d in lone if d.phrase.run and d.phrase.run.place is None and not d.core.isupper()]
    found = [(d, fold(d.core)) for d in lone if len(d.core) >= LONG]
    return [d for d, word in found if word not in families and keys(word) & heard]


def _expand(sight: Sight, drafts: Sequence[Draft], figures: list[Figure]) -> None:
    """Gives what stands before and in brackets to one body: "Organisation ... (OMS)"."""
    bodies = [d for d in drafts if d.kind == "body"]
    ends = {d.phrase.last: d for d in bodies}
    for inner in bodies:
        outer = ends.get(inner.phrase.first - 2)
        if outer is None or sight.words[inner.phrase.first - 1] != "(" or not _one_body(outer, inner):
            continue
        named = inner if inner.phrase.run else outer
        other = outer if named is inner else inner
        figure = next((f for f in figures if named in f.drafts), None)
        if figure is None or (other.refers is not None and other.phrase.run is None):
            continue
        other.refers = figure.drafts[0].span
        why = "the words that an acronym stands for, one of them in brackets"
        other.reasons.append(Reason("acronym", 0.9, (outer.span, inner.span), why))
        if other.phrase.run is None:
            figure.drafts.append(other)


def _one_body(outer: Draft, inner: Draft) -> bool:
    """Whether one of two names is short for the other."""
    if outer.phrase.run and inner.phrase.run:
        known = outer.phrase.run.place or inner.phrase.run.place
        return inner.core.isupper() and not outer.core.isupper() and not known
    told = outer.phrase.office and outer.phrase.office.kind == "body" and outer.phrase.article == "definite"
    if told and inner.phrase.run and inner.phrase.run.place is None and inner.core.isupper():
        # "l'organisation patronale (APM)", but not "le bureau de l'Union des maires (UDM)"
        words = outer.core.split()
        return not any(_spells(" ".join(words[k:]), inner.core) for k in range(1, len(words)))
    return _spells(outer.core, inner.core) or _spells(inner.core, outer.core)


def _spells(words: str, acronym: str) -> bool:
    """Whether an acronym takes its letters from the beginnings of words, in their order."""
    starts = [w[0] for w in fold(words).replace("'", " ").replace("-", " ").split()]
    letters, rest = fold(acronym), iter(starts)
    if not 2 <= len(letters) <= len(starts) or letters[0] != starts[0]:
        return False
    return all(any(letter == start for start in rest) for letter in letters)


def _words(sight: Sight, draft: Draft) -> tuple[str, ...]:
    run = draft.phrase.run
    assert run is not None
    every = [
        sight.words[i] for i in range(run.first, run.last + 1) if any(c.isalnum() for c in sight.words[i])
    ]
    kept = [_family(sight, w) for w in every if not sight.lexicon.has("particle", w)]
    return tuple(kept or every)


def _family(sight: Sight, word: str) -> str:
    """A family name without the particle glued to it ("al-hassan")."""
    particle, _, family = word.partition("-")
    return family if family and sight.lexicon.has("particle", particle) else word


def _shorts(sight: Sight, named: Sequence[Draft]) -> dict[str, str]:
    """Short forms of the page's longer names of bodies: "ilo", "doe" for "Doe Bank"."""
    found: dict[str, str] = {}
    for draft in named:
        words = [w for w in draft.core.split() if w[:1].isupper()]
        if draft.kind == "body" and len(words) > 1:
            found.setdefault(fold("".join(w[0] for w in words)), fold(draft.core))
            if len(words) == 2 and sight.lexicon.has("company", fold(words[1])):
                found.setdefault(fold(words[0]), fold(draft.core))
    return found


def _other(
    draft: Draft, initials: dict[str, str], figures: list[Figure], by_key: dict[str, list[Figure]]
) -> None:
    run = draft.phrase.run
    assert run is not None
    core = initials.get(fold(draft.core), fold(draft.core))
    key = f"={run.place.kind}:{run.place.key}" if run.place else "=" + core
    if not by_key[key]:
        figures.append(Figure(draft.kind, tuple(fold(draft.core).split())))
        by_key[key].append(figures[-1])
    _add(by_key[key][0], draft, "the same name on this page")


def _person(
    draft: Draft, words: tuple[str, ...], figures: list[Figure], by_key: dict[str, list[Figure]]
) -> None:
    found = [f for key in sorted(_keys_of(words)) for f in by_key[key] if _may_be(f, words, draft)]
    if not found:
        figures.append(Figure("person", words))
        _add(figures[-1], draft, "")
        for key in sorted({k for w in words for k in keys(w)}):
            by_key[key].append(figures[-1])
        return
    before = [f for f in found if f.drafts[0].span < draft.span]
    _add(
        max(before or found[:1], key=lambda f: f.drafts[-1].span),
        draft,
        "the family name of a person of this page",
    )


def _keys_of(words: tuple[str, ...]) -> frozenset[str]:
    return keys(words[-1])


def _may_be(figure: Figure, words: tuple[str, ...], draft: Draft) -> bool:
    if draft.phrase.title and draft.phrase.gender and figure.gender and draft.phrase.gender != figure.gender:
        return False
    if len(words) == 1:
        return True
    if len(figure.words) == 1:
        return same(figure.words[0], words[-1])
    if len(words) != len(figure.words) and not same(words[0], figure.words[0]):
        return False
    short, long = sorted((words, figure.words), key=len)
    if len(short) == 2 < len(long) and short == long[:2]:
        return True  # a given name with a patronymic or a second name
    return same(words[0], figure.words[0]) and same(words[-1], figure.words[-1])


def _add(figure: Figure, draft: Draft, why: str) -> None:
    figure.drafts.append(draft)
    first = figure.drafts[0]
    figure.gender = figure.gender or draft.phrase.gender
    if why and first is not draft:
        draft.refers = first.span
        draft.reasons.append(Reason("same-name", 0.9, (first.span,), why))


def _sum_up(sight: Sight, figure: Figure) -> None:
    """Gathers country, gender and offices of a figure."""
    for draft in figure.drafts:
        phrase = draft.phrase
        figure.gender = figure.gender or phrase.gender
        figure.country = figure.country or phrase.country
        if phrase.office and figure.kind in ("person", "body") and not phrase.former:
            figure.offices.add((phrase.office.office or "", head_word(draft), phrase.country))
            if phrase.also:
                figure.offices.add((phrase.also.office, fold(phrase.also.head), phrase.country))
    if figure.kind == "person" and figure.words[0] in sight.lexicon.given and len(figure.words) > 1:
        # A given name knows better than an office, which many pages print in the masculine.
        gender = sight.lexicon.given[figure.words[0]][0]
        figure.gender = figure.gender if gender == "Both" else gender


def mend(figures: list[Figure]) -> list[Figure]:
    """The figures; a name goes to the one it is a misprint of: one letter off a name that stands firmer."""
    persons = [f for f in figures if f.kind == "person"]
    gone: set[int] = set()
    slips = [f for f in persons if len(f.words) == 1 and len(f.drafts) <= 2]
    slips += [f for f in persons if len(f.words) > 1]
    for slip in slips[:MOST_SLIPS]:
        near = [f for f in persons if f is not slip and id(f) not in gone and _is_slip(slip, f)]
        if len(near) == 1 and not (slip.country and near[0].country and slip.country != near[0].country):
            _take(near[0], slip)
            gone.add(id(slip))
    return [f for f in figures if id(f) not in gone]


def _is_slip(slip: Figure, figure: Figure) -> bool:
    """Whether a name may be a misprint of another: of a family name alone, or behind the same given name."""
    if not one_off(slip.words[-1], figure.words[-1]):
        return False
    if len(slip.words) == 1:
        return len(figure.drafts) > len(slip.drafts)
    alike = len(figure.words) == len(slip.words) and slip.words[:-1] == figure.words[:-1]
    if slip.gender and figure.gender and slip.gender != figure.gender:
        return False
    return alike and (len(figure.drafts), slip.drafts[0].span) > (len(slip.drafts), figure.drafts[0].span)


def _take(figure: Figure, slip: Figure) -> None:
    """Gives a figure the namings under a misprint of its name."""
    first = figure.drafts[0].span
    for draft in slip.drafts:
        draft.refers = first
        why = "one letter off a name that the page prints more often"
        draft.reasons.append(Reason("misprint", 0.7, (draft.span, first), why))
    figure.drafts.extend(slip.drafts)
