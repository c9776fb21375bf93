"""Readings of a parser that no sentence can have, mended before anybody reads them.

The small parsers stumble over names that they never saw: a finite verb becomes part of the name before it, a
name becomes punctuation. The part of speech comes from another model and is surer there; where the two cannot
both be right, the tree gives way.
"""

from collections.abc import Sequence
from dataclasses import replace

from recoupe.model import Token

NOMINAL = ("PROPN", "NOUN")


def mend(tokens: Sequence[Token], first: int) -> list[Token]:
    """The tokens with impossible attachments mended; `first` is the index of the first on its page."""
    out = list(tokens)
    for i in range(len(out)):
        token = out[i]
        governor = token.head - first
        if not 0 <= governor < len(out):
            continue
        if _is_swallowed(token, out[governor]) and governor < i:
            _raise(out, i, governor, first)
        elif token.pos in NOMINAL and token.rel == "punct" and governor != i:
            out[i] = _named(out, i, governor, first)
    return out


def _is_swallowed(token: Token, governor: Token) -> bool:
    """Whether a finite verb hangs on a name as if it were part of it."""
    is_verb = token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph
    return is_verb and token.rel.startswith("flat") and governor.pos == "PROPN"


def _raise(out: list[Token], verb: int, name: int, first: int) -> None:
    """Lets a verb govern the name that it was part of, and what stands behind it."""
    above = out[name]
    is_root = above.head - first == name
    out[verb] = replace(out[verb], head=first + verb if is_root else above.head, rel=above.rel)
    out[name] = replace(above, head=first + verb, rel="nsubj")
    for k in range(verb + 1, len(out)):
        if out[k].head - first == name:
            out[k] = replace(out[k], head=first + verb)


def _named(out: list[Token], i: int, governor: int, first: int) -> Token:
    """A name or noun that was taken for punctuation: part of the name before it, or its verb's object."""
    token, before = out[i], out[i - 1] if i else None
    if (
        before is not None
        and before.pos == token.pos == "PROPN"
        and before.head in (token.head, first + i - 2)
    ):
        top = first + i - 1 if before.rel != "flat:name" else before.head
        return replace(token, head=top, rel="flat:name")
    taken = any(t.head == token.head and t.rel == "obj" for t in out)
    is_object = out[governor].pos == "VERB" and i > governor and not taken
    return replace(token, rel="obj" if is_object else "dep")
