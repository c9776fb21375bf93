"""Where a noun phrase without help of the parse begins and ends, beside a verb of speech."""

from recoupe.stages.statements.view import View

WIDEST = 12  # tokens of an insertion before its last noun


def past_phrase(view: View, k: int) -> int:
    """The token behind a phrase with a preposition; a person named right behind a body is not part of it
    ("à l'AFP Paul Lys").
    """
    head = view.head(k)
    if head <= k:
        return k + 1
    if view.tokens[head].pos == "PROPN" and head + 1 < len(view.tokens):
        start = view.tokens[head + 1].start
        if any(
            m.kind == "person" and m.form == "name" and m.span.start == start
            for m in view.mentions_in(start, start + 1)
        ):
            return head + 1
    return max(k, min(view.high[head], k + 6)) + 1


def phrase_head(view: View, k: int, top: int) -> int:
    """The head of a noun phrase that starts at a token, or -1."""
    if view.tokens[k].pos == "PROPN" or (view.tokens[k].text.isupper() and len(view.tokens[k].text) > 1):
        return k
    if view.tokens[k].pos != "DET" and not view.lexicon.has("partitive", view.words[k]):
        return -1
    for j in range(k + 1, min(top, k + 5)):
        if view.tokens[j].pos in ("NOUN", "PROPN"):
            return j
        if view.tokens[j].pos not in ("ADJ", "DET", "NUM"):
            return -1
    return -1


def is_part(view: View, k: int, verb: int) -> bool:
    """Whether a token is the first part of what the parse takes for a noun: "as Reuters reports"."""
    return view.rel(k) == "compound" and view.head(k) == verb


def is_inserted(view: View, start: int, verb: int) -> bool:
    """Whether a phrase closes an insertion before a verb: "X, at a meeting with Y, said"."""
    opens = start > 1 and "ADP" in (view.tokens[start - 1].pos, view.tokens[start].pos)
    commas = [k for k in range(max(view.bounds(verb)[0], start - WIDEST), start) if view.words[k] == ","]
    led = bool(commas) and view.tokens[commas[-1] + 1].pos == "ADP" and view.words[verb - 1] == ","
    verbal = led and any("VerbForm=Fin" in view.tokens[k].morph for k in range(commas[-1], start))
    return opens and led and not verbal
