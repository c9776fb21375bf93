"""Which mention speaks: the one in the speaker's phrase, what a pronoun stands for, or the speaker who goes
on.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recoupe.model import Mention, Span
from recoupe.stages.statements import decide, lists, recall, titled
from recoupe.stages.statements.draft import Draft
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold


@dataclass(slots=True)
class _Heard:
    """What is known while the statements of a page are gone through in text order."""

    view: View
    by_span: dict[Span, Mention]
    held: dict[int, Span | None] = field(default_factory=dict)
    known: dict[Span, Span] = field(default_factory=dict)  # a role, and the person whose phrase it stands in
    texts: dict[str, Span] = field(default_factory=dict)  # the word of a document, and its first phrase

    def settled(self, mention: Mention) -> Span:
        """What a mention stands for, past a role that turned out to be somebody's."""
        span = recall.refers(mention, self.by_span)
        return self.known.get(span, span)


def assign(view: View, drafts: Sequence[Draft]) -> dict[int, Span | None]:
    """The holder of each draft, by its identity; None where the evidence is thin."""
    heard = _Heard(view, _gendered(view, {m.span: m for m in view.mentions}))
    speakers = {
        recall.refers(m, heard.by_span) for d in drafts if (m := _mention(view, d, d.head)) is not None
    }
    order = sorted(drafts, key=lambda d: (recall.place_of(d), d.start))
    places = [recall.place_of(d) for d in order]
    around = decide.enclosing(drafts)
    for d in order:
        first = bisect_left(places, recall.place_of(d) - recall.FAR)
        near = recall.aloud(order[first : bisect_left(places, recall.place_of(d))], d, around)
        if d.follows and d.verb is not None and d.verb.subject is not None and (body := _inside(view, d)):
            heard.held[id(d)] = body
        elif d.follows:
            own = _own_subject(view, d, heard.by_span) if d.source is not None else None
            going = own if own in speakers else _introduced(view, d, heard.by_span)
            # A deed told in a noun is no voice that a quotation could go on with, if another is near.
            voices = [e for e in near if not e.nominal] if d.quoted else near
            heard.held[id(d)] = going or recall.before(view, voices or near, heard.held, d)
        elif d.construction == "hearsay":
            heard.held[id(d)] = recall.rumoured(view, near, heard.held, d)
        else:
            heard.held[id(d)] = _named(heard, d, near) if d.speaker is not None else None
    titled.name(view, drafts, heard.held, heard.by_span)
    return heard.held


def _gendered(view: View, by_span: dict[Span, Mention]) -> dict[Span, Mention]:
    """The mentions by place; a first naming without gender has that of the page's other namings of it."""
    shown: dict[Span, set[str]] = {}
    for m in view.mentions:
        if m.gender and m.form != "pronoun":
            shown.setdefault(recall.refers(m, by_span), set()).add(m.gender)
    alike = {span: min(found) for span, found in shown.items() if len(found) == 1 and span in by_span}
    return by_span | {s: replace(by_span[s], gender=g) for s, g in alike.items() if not by_span[s].gender}


def _named(heard: _Heard, d: Draft, near: Sequence[Draft]) -> Span | None:
    """The holder that the speaker's phrase names, or stands for."""
    view = heard.view
    head = d.antecedent if d.antecedent >= 0 else d.head
    if _is_anyone(view, head):
        echoed = d.verb is not None and d.verb.echoed
        return _inside(view, d) or (recall.before(view, near, heard.held, d) if echoed else None)
    if (owner := _owner_ahead(view, d)) is not None:
        return heard.settled(owner)
    told = [e for e in near if e.verb is None or e.verb.mode == "finite"]
    mention = _mention(view, d, head)
    back = _is_same_source(view, d, head) and not (mention and _is_told(mention))
    if back and (before := recall.before(view, told, heard.held, d)):
        return before
    if _is_text(view, head):
        if mention is not None and _is_told(mention):
            return heard.settled(mention)
        return _text(heard, head, _text_phrase(view, d, head))
    if _is_pair(view, d, head) or lists.joined(view, d):
        return _phrase(view, d, head)
    if mention is not None and mention.form != "pronoun":
        settled = heard.settled(mention)
        heard.known.update(dict.fromkeys(_roles_in(view, d), settled))
        return settled
    if _is_pronoun(view, head) or (d.verb is not None and d.verb.echoed):
        return _meant(heard, d, near, mention)
    return _phrase(view, d, head)


def _owner_ahead(view: View, d: Draft) -> Mention | None:
    """The subject of a clause that his own words open: "selon ses propres dires, X part"."""
    if d.verb is not None or d.speaker is None or not 0 <= d.head < len(view.tokens):
        return None
    first, last = view.at(d.speaker[0]), view.before(d.speaker[1])
    if not any(view.lexicon.has("own", view.words[k]) for k in range(first, last + 1)):
        return None
    for k in view.kids[view.head(d.head)]:
        token = view.tokens[k]
        if k > last and token.rel.startswith("nsubj"):
            inside = view.mentions_in(token.start, token.end)
            return min(inside, key=lambda m: (m.form != "name", m.span), default=None)
    return None


def _is_anyone(view: View, head: int) -> bool:
    forms = (view.words[head], view.words[head].lstrip("-")) if 0 <= head < len(view.tokens) else ()
    return any(view.lexicon.has("anyone", form) for form in forms)


def _inside(view: View, d: Draft) -> Span | None:
    """The body in which nobody by name speaks: "dit-on au ministère", "explique-t-on chez X"."""
    subject = d.verb.subject if d.verb is not None else None
    if d.verb is None or subject is None or not _is_anyone(view, subject.head):
        return None
    for k in view.kids[d.verb.token]:
        cases = [c for c in view.kids[k] if view.rel(c) == "case"]
        if k < d.verb.first or not any(view.lexicon.has("inside", view.words[c]) for c in cases):
            continue
        token = view.tokens[k]
        named = [m for m in view.mentions_in(token.start, token.end) if m.kind in ("body", "group", "state")]
        if named:
            return named[0].refers or named[0].span
    return None


def _meant(heard: _Heard, d: Draft, near: Sequence[Draft], mention: Mention | None) -> Span | None:
    """Whom a pronoun stands for."""
    view, by_span, held = heard.view, heard.by_span, heard.held
    if view.tokens[d.head].rel == "nmod:poss":
        return recall.owner(view, d, by_span)
    if d.verb is not None and d.verb.echoed:
        fresh = recall.since(near, d, mention, by_span)
        before = fresh or recall.before(view, near, held, d, persons=by_span)
        return before or (recall.refers(mention, by_span) if mention else None)
    referent = recall.refers(mention, by_span) if mention is not None and mention.refers is not None else None
    referent = recall.going_on(view, near, held, d, by_span) or referent
    if referent is not None and recall.is_unheard(referent, by_span, held, mention):
        referent = recall.last_person(view, near, held, d, by_span, mention) or referent
    meant = by_span.get(referent) if referent else None
    if meant is None or meant.kind != "person":
        referent = recall.state_before(view, near, held, d, by_span) or referent
    found = referent or recall.before(view, near, held, d, persons=by_span)
    return heard.known.get(found, found) if found else None


def _roles_in(view: View, d: Draft) -> list[Span]:
    """The mentions of an office within the speaker's phrase."""
    if d.speaker is None:
        return []
    return [
        m.span
        for m in view.mentions_in(*d.speaker)
        if m.form == "role" and d.speaker[0] <= m.span.start and m.span.end <= d.speaker[1]
    ]


def _is_same_source(view: View, d: Draft, head: int) -> bool:
    """Whether the phrase points back to the source before: "la même source"."""
    if d.speaker is None or not 0 <= head < len(view.tokens):
        return False
    first = view.at(d.speaker[0])
    return view.lexicon.has("source", view.words[head]) and any(
        view.lexicon.has("same", view.words[k]) for k in range(first, head)
    )


def _is_pair(view: View, d: Draft, head: int) -> bool:
    """Whether two holders are joined: "la ministre et le maire"."""
    if d.speaker is None or d.antecedent >= 0 or not 0 <= head < len(view.tokens):
        return False
    told = [k for a in view.kids[head] if view.rel(a) == "appos" for k in view.kids[a]]
    plural = "Number=Plur" in view.tokens[head].morph
    return any(
        view.rel(k) == "conj"
        and view.tokens[k].pos in ("NOUN", "PROPN")
        and d.speaker[0] <= view.tokens[k].start < d.speaker[1]
        for k in (*view.kids[head], *(told if plural else ()))
    )


def _is_told(mention: Mention) -> bool:
    """Whether the page tells whose text it is, or which one."""
    return mention.refers is not None and any(
        r.rule in ("owner", "relay", "same-source", "same-text") for r in mention.reasons
    )


def _text(heard: _Heard, head: int, phrase: Span) -> Span:
    """The first naming of a document: by all words of a phrase that tells which one, else by its noun."""
    view = heard.view
    noun, words = view.tokens[head].lemma.lower(), fold(phrase.of(view.text))
    bare = view.before(phrase.end) <= head
    found = heard.texts.setdefault(noun if bare else words, phrase)
    if not bare:
        heard.texts[noun] = found
    return found


def _text_phrase(view: View, d: Draft, head: int) -> Span:
    """A document's phrase with who made it: "le baromètre publié par X"."""
    start, end = view.noun_phrase(head)
    for part in view.kids[head]:
        agents = [k for k in view.kids[part] if _is_agent(view, k)]
        if view.rel(part) == "acl" and agents:
            agent = view.tokens[agents[0]]
            ends = [m.span.end for m in view.mentions_in(agent.start, agent.end)]
            end = max([end, view.noun_phrase(agents[0])[1], *ends])
    del d
    return view.span(start, end)


def _is_agent(view: View, k: int) -> bool:
    cases = [c for c in view.kids[k] if view.rel(c) == "case"]
    return view.tokens[k].rel == "obl:agent" or any(view.lexicon.has("agent", view.words[c]) for c in cases)


def _is_pronoun(view: View, head: int) -> bool:
    return 0 <= head < len(view.tokens) and view.tokens[head].pos == "PRON"


def _mention(view: View, d: Draft, head: int) -> Mention | None:
    """The mention that names the speaker best: a person's name in apposition, else what stands on the
    phrase's head.
    """
    if d.speaker is None:
        return None
    start, end = view.noun_phrase(d.antecedent) if d.antecedent >= 0 else d.speaker
    inside = view.mentions_in(start, end)
    named = [m for m in inside if m.form == "name" and m.kind == "person" and _apposed(view, m, start, head)]
    if named and not _is_of_body(view, inside, head, named[0]):
        return named[0]
    if 0 <= head < len(view.tokens):
        token = view.tokens[head]
        on_head = [m for m in inside if m.span.start <= token.start < m.span.end]
        if (twin := _twin(view, on_head, head)) is not None:
            return twin
        inside = on_head or ([] if token.pos in ("NOUN", "PRON") else inside)
    return min(inside, key=lambda m: (m.form != "name", m.kind != "person", m.span), default=None)


def _is_of_body(view: View, inside: list[Mention], head: int, person: Mention) -> bool:
    """Whether the phrase is a body's or a text's, of which a person is told: "une étude du professeur X"."""
    if not 0 <= head < len(view.tokens):
        return False
    token, first = view.tokens[head], view.at(person.span.start)
    bodies = [m for m in inside if m.form == "role" and m.kind == "body" and m.span.start <= token.start]
    told = any(token.start < m.span.end for m in bodies)
    return told and any(view.tokens[k].pos == "ADP" for k in range(head + 1, first))


def _twin(view: View, on_head: list[Mention], head: int) -> Mention | None:
    """The name that a second subject of the verb gives an office: "dit le maire, la libérale Anne Lys"."""
    if not on_head or any(m.form == "name" for m in on_head) or on_head[0].kind != "person":
        return None
    for k in view.kids[view.head(head)]:
        if k <= head or view.rel(k) != "nsubj" or "," not in view.words[head + 1 : k]:
            continue
        token = view.tokens[k]
        named = [m for m in view.mentions_in(token.start, token.end) if m.form == "name"]
        if len(named) == 1 and named[0].kind == "person":
            return named[0]
    return None


def _apposed(view: View, m: Mention, start: int, head: int) -> bool:
    """Whether a person's name belongs to the phrase's head and is no complement of it ("le porte-parole de
    X").
    """
    first = view.at(m.span.start)
    if m.span.start <= start or first <= head:
        return not _owns(view, m, head)
    aside = "(" in view.text[start : m.span.start]
    return not aside and view.tokens[first - 1].pos not in ("ADP", "CCONJ")


def _owns(view: View, m: Mention, head: int) -> bool:
    """Whether a name before the phrase's head is but its owner's: "Jane Doe's lawyer"."""
    after = view.at(m.span.end)
    return after <= head and view.tokens[after].pos == "PART" and view.rel(after) == "case"


def _introduced(view: View, d: Draft, by_span: dict[Span, Mention]) -> Span | None:
    """The subject of the sentence that a quotation without a verb of speech stands in or closes:
    "X has a clear opinion: « P »".
    """
    last = view.before(d.start)
    while last > 0 and view.is_mark(last):
        last -= 1
    if last < 0 or view.words[last] in (".", "!", "?", "…"):
        return None
    if "\n" in view.text[view.tokens[last].end : d.start]:
        return None
    opens = max((k for k in range(view.bounds(last)[0], last) if view.is_mark(k)), default=-1)
    above = last - 1 if view.words[last] == ":" else last
    subjects = [
        k
        for g in (above, *view.up(above))
        for k in view.kids[g]
        if view.rel(k) == "nsubj" and opens < k < last
    ]
    found = [
        m
        for k in subjects[-1:]
        for m in view.mentions_in(view.tokens[k].start, view.tokens[k].end)
        if m.kind in ("person", "body", "group") and (m.form != "pronoun" or m.refers is not None)
    ]
    return recall.refers(min(found, key=lambda m: (m.form != "name", m.span)), by_span) if found else None


def _own_subject(view: View, d: Draft, by_span: dict[Span, Mention]) -> Span | None:
    """The body or person named as the subject of a sentence that carries a report on: if it speaks elsewhere
    on the page, it speaks here ("In the same text, the bureau stressed P").
    """
    first = view.at(d.start)
    root = next((g for g in (first, *view.up(first)) if view.head(g) == g), first)
    for k in view.kids[root]:
        token = view.tokens[k]
        if view.rel(k) == "nsubj" and token.pos in ("NOUN", "PROPN"):
            named = [m for m in view.mentions_in(token.start, token.end) if m.kind in ("person", "body")]
            return recall.refers(named[0], by_span) if named else None
    return None


def _is_text(view: View, head: int) -> bool:
    """Whether a document speaks: its own phrase names it better than a mention on its head."""
    if not 0 <= head < len(view.tokens):
        return False
    return view.lexicon.holders.get(view.tokens[head].lemma.lower()) == "text"


def _phrase(view: View, d: Draft, head: int) -> Span | None:
    if d.antecedent >= 0:
        return view.span(*view.noun_phrase(d.antecedent))
    del head
    return view.span(*d.speaker) if d.speaker else None
