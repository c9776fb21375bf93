"""What stands between a verb and its subject: does their number agree, where does the phrase really start?"""

from recoupe.model import Span
from recoupe.stages.statements.view import View

PERSONS = ("Person=1", "Person=2")


def agrees(view: View, verb: int, head: int) -> bool:
    """Whether a noun may be the subject of a verb by its number, where both show one."""
    group = (verb, *(k for k in view.kids[verb] if view.rel(k) in ("aux", "cop")))
    finite = [k for k in group if "VerbForm=Fin" in view.tokens[k].morph]
    if not finite or any(view.rel(k) == "conj" for k in view.kids[head]):
        return True
    wanted = _number(view, min(finite))
    shown = _number(view, head) or next(
        (_number(view, k) for k in view.kids[head] if view.rel(k) == "det"), ""
    )
    return not wanted or not shown or wanted == shown


def _number(view: View, k: int) -> str:
    return next((f for f in view.tokens[k].morph.split("|") if f.startswith("Number=")), "")


def past_time(view: View, start: int, head: int) -> int:
    """Where a phrase starts behind a time that the parse takes in: "On Sunday, the minister said"."""
    for k in range(view.at(start), head):
        if view.words[k] == ",":
            return view.tokens[k + 1].start
        if k not in view.timed and view.tokens[k].pos not in ("ADV", "ADP"):
            break
    return start


def past_relative(view: View, verb: int, kid: int) -> int:
    """The subject of a verb whose parsed one is that of a clause between commas: in "X, dont la liste peine,
    assure P" it is X.
    """
    start, noun = view.at(view.noun_phrase(kid, avoid=verb)[0]), view.head(verb)
    inside = kid < verb and noun < start and view.rel(verb) == "acl" and view.words[verb - 1] == ","
    opens = inside and start != kid and view.morph(start, "PronType=Rel") and view.words[start - 1] == ","
    return noun if opens and view.tokens[noun].pos in ("NOUN", "PROPN") else kid


def past_objects(view: View, i: int, first: int) -> int:
    """The first token of a verb group with the pronouns before it: "« P », s'est réjoui X"."""
    while first > view.bounds(i)[0] and view.tokens[first - 1].pos == "PRON":
        told = any(p in view.tokens[first - 1].morph for p in PERSONS) and "Person=3" in view.tokens[i].morph
        object_ = told or view.rel(first - 1) in ("expl", "obj", "iobj", "obl")
        if view.head(first - 1) != i or not object_:
            break
        first -= 1
    return first


def named_until(view: View, bottom: int, k: int) -> Span | None:
    """The name with words beside it that ends at a token, behind a comma or where its sentence begins:
    "En mai, Anne Lys, la porte-parole des juges, avait dit".
    """
    end = view.tokens[k].end
    for m in view.mentions_in(view.tokens[k].start, end):
        first = view.at(m.span.start)
        opens = first == bottom or (first > bottom and view.words[first - 1] == ",")
        beside = "," in view.words[first : k + 1] and m.form == "name" and m.kind in ("person", "body")
        if m.span.end == end and opens and beside:
            return m.span
    return None


def before_group(view: View, first: int, bottom: int) -> int:
    """The token before a verb group, its adverbs and the short form in brackets behind a name: "(WHO)"."""
    k = first - 1
    while k >= bottom and not view.lexicon.has("echo", view.words[k]):
        if view.words[k] == ")" and k - 3 >= bottom and view.words[k - 2] == "(":
            k -= 2
        elif view.tokens[k].pos not in ("ADV", "PRON") and view.rel(k) != "advmod":
            break
        k -= 1
    return k
