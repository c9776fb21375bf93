"""From noun phrases to mentions in the making, with what the search for antecedents wants to know of each.

A phrase with a name becomes a name or a metonym, one without becomes a role; kind and form are decided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from recoupe.model import ActorKind, Form, Mention, Reason, Span
from recoupe.stages.mentions.phrases import Phrase
from recoupe.stages.mentions.sight import Sight
from recoupe.text.fold import fold

BODY_KINDS: dict[str, ActorKind] = {"body": "body", "document": "body", "group": "group"}
NAME_KINDS: dict[str, ActorKind] = {"person": "person", "state": "state", "place": "place", "body": "body"}


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making. `refers` and `reasons` are filled in as antecedents are found."""

    phrase: Phrase
    form: Form
    kind: ActorKind
    span: Span
    core: str
    sentence: int
    head: int
    subject: bool
    quoted: bool
    nested: bool = False
    hidden: bool = False
    pair: bool = False
    refers: Span | None = None
    reasons: list[Reason] = field(default_factory=list)

    def mention(self, sight: Sight) -> Mention:
        """The finished record."""
        role = self.phrase.role
        return Mention(
            span=self.span,
            form=self.form,
            kind=self.kind,
            core=self.core,
            role=sight.span(*role) if role else None,
            refers=self.refers if self.refers != self.span else None,
            country=self.phrase.country,
            gender=self.phrase.gender,
            number=self.phrase.number,
            lang=sight.page.lang,
            reasons=tuple(self.reasons),
        )


def make(sight: Sight, phrases: Sequence[Phrase]) -> list[Draft]:
    """The drafts of the phrases, in text order."""
    drafts: list[Draft] = []
    reach = document_reach = -1
    for phrase in phrases:
        draft = _named(sight, phrase) if phrase.run else _unnamed(sight, phrase)
        author = phrase.run is not None and draft.kind == "person"
        draft.nested = phrase.last <= reach or (phrase.last <= document_reach and not author)
        draft.hidden = phrase.hidden
        if phrase.office and phrase.office.kind == "document":
            document_reach = max(document_reach, phrase.last)
        else:
            reach = max(reach, phrase.last)
        drafts.append(draft)
    whole = [d for d in drafts if not d.nested]
    for one, two in pairwise(whole):
        _name_several(sight, one, two)
    ends = {d.phrase.last: d for d in whole if d.kind in ("group", "anonymous")}
    pairs = []
    for one, two in pairwise(whole):
        pair = _pair(sight, one, two)
        noun = _noun_of(sight, pair, ends) if pair else None
        if noun and pair:
            noun.core = noun.core if two.core in noun.core else f"{noun.core} {pair.core}"
        elif pair:
            pairs.append(pair)
    return sorted([*drafts, *pairs], key=lambda d: (d.phrase.first, -d.phrase.last))


def _noun_of(sight: Sight, pair: Draft, ends: Mapping[int, Draft]) -> Draft | None:
    """The noun that speaks for both: "les deux ministres, A et B", "experts A and B"."""
    before = pair.phrase.first - 1
    if before > 0 and sight.words[before] == ",":
        before -= 1
    noun = ends.get(before)
    return noun if noun and noun.phrase.number == "Plur" and noun.sentence == pair.sentence else None


def _name_several(sight: Sight, one: Draft, two: Draft) -> None:
    """Names a plural with the person right behind it, and whoever is joined: "les frères A et B Doe"."""
    phrase, named = one.phrase, two.phrase.run
    person = phrase.office is not None and phrase.office.kind in ("person", "group")
    if phrase.run or not person or phrase.number != "Plur" or phrase.article == "indefinite":
        return
    if named is None or two.kind != "person" or two.phrase.first != phrase.last + 1 or two.phrase.title:
        return
    end = sight.bounds[two.sentence][1]
    joined = next((k for k in range(named.last + 1, end) if not _names_on(sight, k)), end)
    one.core = core_of(sight, replace(phrase, last=joined - 1))


def _names_on(sight: Sight, k: int) -> bool:
    """Whether a token carries a list of names on: a name, a comma or "and" between two."""
    if sight.is_capital(k) and sight.tokens[k].pos == "PROPN":
        return True
    links = sight.words[k] == "," or sight.lexicon.has("and", sight.words[k])
    return links and k + 1 < len(sight.tokens) and sight.is_capital(k + 1)


def _pair(sight: Sight, one: Draft, two: Draft) -> Draft | None:
    """Two persons, bodies or states side by side, for a plural that speaks of both; hidden until one does."""
    kinds = {one.kind, two.kind}
    between = range(one.phrase.last + 1, two.phrase.first)
    words = [sight.words[k] for k in between]
    if one.hidden or two.hidden or not words or one.sentence != two.sentence:
        return None
    joined = sight.lexicon.has("and", words[0]) and all(sight.lexicon.has("definite", w) for w in words[1:])
    joined = joined or (words == ["/"] and kinds == {"body"})
    if "place" in kinds and "metonym" in (one.form, two.form):
        kinds = kinds - {"place"} | {"state"}
    if not joined or not kinds <= {"person", "body", "state"} or (len(kinds) > 1 and "person" in kinds):
        return None
    phrase = Phrase(one.phrase.first, two.phrase.last, one.head, number="Plur")
    span = sight.span(phrase.first, phrase.last)
    core = f"{one.core} {words[0]} {two.core}"
    both = Draft(
        phrase,
        "role",
        "group",
        span,
        core,
        one.sentence,
        one.head,
        one.subject,
        one.quoted,
        hidden=True,
        pair=True,
    )
    both.reasons.append(
        Reason("side-by-side", 0.8, (one.span, two.span), "two named side by side, spoken of as both")
    )
    return both


def _draft(sight: Sight, phrase: Phrase, form: Form, kind: ActorKind, core: str) -> Draft:
    span = sight.span(phrase.first, phrase.last)
    token = sight.tokens[phrase.head]
    rel = sight.tokens[token.head].rel if token.rel == "conj" else token.rel
    subject = rel.startswith("nsubj") or rel == "obl:agent" or sight.acts(phrase.head)
    return Draft(
        phrase,
        form,
        kind,
        span,
        core,
        sight.sentence[phrase.head],
        phrase.head,
        subject,
        sight.quoted[phrase.head],
    )


def _named(sight: Sight, phrase: Phrase) -> Draft:
    run = phrase.run
    assert run is not None
    kind: ActorKind = run.kind if run.kind in ("person", "state", "place", "body") else "person"  # type: ignore[assignment]
    if phrase.office and phrase.office.kind == "person" and run.place is None:
        kind = "person"
    elif phrase.office and phrase.office.kind == "body" and run.place is None:
        kind = "body"
    form: Form = "name"
    if (
        run.place
        and run.place.kind in ("seat", "capital")
        and (run.place.kind == "seat" or speaks(sight, phrase))
    ):
        form = "metonym"
    core = _without_noun(sight, sight.text[sight.tokens[run.first].start : sight.tokens[run.last].end])
    office = phrase.office
    if office and office.kind == "body" and office.office in ("", "state") and run.place is None:
        core = core_of(sight, phrase)  # "l'administration Martin" is no Martin
    draft = _draft(sight, phrase, form, kind, " ".join(core.replace("]", " ").replace("[", " ").split()))
    draft.reasons.append(_why_named(sight, phrase, form))
    return draft


def _without_noun(sight: Sight, core: str) -> str:
    """The name in a compound with what its bearer learnt: "ABC-Informations"."""
    name, _, noun = core.rpartition("-")
    told = sight.lexicon.offices.at([fold(noun)], [noun], 0) if name and " " not in core else None
    return name if told and told[1].office == "relay" else core


def _why_named(sight: Sight, phrase: Phrase, form: Form) -> Reason:
    run = phrase.run
    assert run is not None
    span = sight.span(run.first, run.last)
    if form == "metonym":
        return Reason("metonym", 0.9, (span,), "a city or a seat of power named for those who decide there")
    if run.place:
        return Reason("gazetteer", 0.95, (span,), "a name of the list of states, places and institutions")
    if phrase.role:
        return Reason(
            "office-with-name", 0.95, (span, sight.span(*phrase.role)), "a name with its office beside it"
        )
    if phrase.title:
        return Reason("title-with-name", 0.95, (span,), "a name after a title")
    return Reason("name", 0.9 if run.sure else 0.6, (span,), "printed as a proper name")


def speaks(sight: Sight, phrase: Phrase) -> bool:
    """Whether a place acts: it is a subject, or stands after "selon", or beside a place that acts."""
    head = phrase.run.first if phrase.run else phrase.head
    token = sight.tokens[head]
    if token.rel.startswith("nsubj") or token.rel == "obl:agent":
        return True
    if sight.after_source(phrase.first):
        return True
    return (
        token.head != head and sight.rel(head) == "conj" and sight.tokens[token.head].rel.startswith("nsubj")
    )


def _unnamed(sight: Sight, phrase: Phrase) -> Draft:
    office = phrase.office
    assert office is not None
    kind: ActorKind = BODY_KINDS.get(office.kind, "person")
    if office.kind == "person" and phrase.number == "Plur":
        kind = "anonymous" if phrase.article == "indefinite" else "group"
    elif office.kind == "person" and phrase.article in ("indefinite", ""):
        kind = "anonymous" if phrase.article else "person"
    elif office.kind == "group" and phrase.article == "indefinite":
        kind = "anonymous"
    draft = _draft(sight, phrase, "role", kind, core_of(sight, phrase))
    told = {
        "person": "an office",
        "anonymous": "a holder without a name",
        "group": "a group",
        "body": "a body or document",
    }
    draft.reasons.append(Reason("role-noun", 0.8, (draft.span,), f"{told[kind]}, named by its noun"))
    return draft


def core_of(sight: Sight, phrase: Phrase) -> str:
    """The words of the phrase without its article, on one line."""
    first = phrase.first
    while first < phrase.head and sight.is_article(first):
        first += 1
    span = sight.span(first, phrase.last)
    return " ".join(span.of(sight.text).split())


def head_word(draft: Draft) -> str:
    """The noun of an office, folded, in the singular."""
    office = draft.phrase.office
    return fold(office.head) if office else ""
