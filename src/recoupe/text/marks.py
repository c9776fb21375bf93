"""Quotation marks as printed: where they stand, and what reading each as opening, as closing or as no mark
at all would cost.

Costs come from the mark's own shape, the characters beside it, the page's habits, and hints: what the words
beside a mark say of it, which only a reader of the language can know. They are set by hand;
`bench/corruption.py` watches over them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

OPENING = "«“„‹‟"
CLOSING = "»”›"
STRAIGHT = '"＂'
# Single curly marks are apostrophes first: they count where they stand at a word's outer side only.
SINGLE = r"(?<![^\s\u00a0(\[«“\"„—–-])‘(?=\w)|(?<=[\w.,!?…])’(?!\w)"
MARKS = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]|''|``|{SINGLE}")
FAMILY = {
    "‘": "q",
    "’": "q",
    "«": "g",
    "»": "g",
    "“": "c",
    "”": "c",
    "„": "c",
    "‟": "c",
    "‹": "s",
    "›": "s",
    '"': "d",
    "＂": "d",
}
SPACES = " \t\n\u00a0\u202f\u2009"
STOPS = ".!?…"
# An elided word before a straight mark: the mark was an apostrophe once ("l"accord", and 'l "accord').
ELIDED = re.compile(r"(?:^|[\s\u00a0'’(\"«-])(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)\s?$", re.IGNORECASE)
IGNORED = 2.6
TOLD = 3.0  # a cue stands behind the mark: it does not open
LED = 2.0  # a word that wants more stands before it: it does not close
FACE = 0.8  # a mark whose place or form shows what it does is no stroke of a pen
PLURAL = 0.6  # a single closing mark may be an apostrophe: "the workers’ hall"
AGAIN = 0.3  # the same mark printed a second time


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words beside marks say of them. Offsets are those of the marks.

    `told`: a reporting clause opens right behind, so the mark closes. `led`: a word that wants a complement
    stands right before, so the mark opens. `clauses`: where a reporting clause is inserted ("…, a dit X"),
    so that hardly a quotation goes on across it.
    """

    told: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark and its costs; `doubles` says that the mark before it is printed again here."""

    at: int
    end: int
    glyph: str
    paragraph: int
    last: int  # the end of its paragraph
    opens: float = 0.0
    closes: float = 0.0
    ignores: float = IGNORED
    doubles: bool = False
    told: bool = False

    @property
    def family(self) -> str:
        """Angle, curly, single angle or straight ("d")."""
        return FAMILY.get(self.glyph, "d")


@dataclass(frozen=True, slots=True)
class _Beside:
    """The characters beside a mark: the nearest, and the nearest that are no spaces; "" at the edges."""

    before: str
    after: str
    last: str = field(default="")
    first: str = field(default="")


def habits(text: str, paragraphs: Sequence[tuple[int, int]]) -> Counter[str]:
    """How often each family of marks is printed."""
    found: Counter[str] = Counter()
    for start, end in paragraphs:
        found.update(FAMILY.get(m, "d") for m in MARKS.findall(text, start, end))
    return found


def read(text: str, number: int, place: tuple[int, int], usual: Counter[str], hints: Hints) -> list[Mark]:
    """The marks of one paragraph with their costs."""
    out: list[Mark] = []
    for hit in MARKS.finditer(text, *place):
        at, end, glyph = hit.start(), hit.end(), hit.group()[0]
        if glyph == "’" and not any(m.glyph == "‘" for m in out):
            continue
        beside = _beside(text, at, end, place)
        opens, closes = _shape(glyph)
        opens += _opens_badly(beside, glyph) + (TOLD if at in hints.told else 0.0)
        closes += _closes_badly(beside, glyph) + (LED if at in hints.led else 0.0)
        again = bool(out) and _is_again(text[out[-1].end : at], out[-1].glyph, glyph)
        ignores = AGAIN if again else _ignores(text, at, place[0], beside, glyph, usual)
        told = at in hints.told
        if told and not again:
            ignores += 1.0
        out.append(Mark(at, end, glyph, number, place[1], opens, closes, ignores, again, told))
    return out


def _beside(text: str, at: int, end: int, place: tuple[int, int]) -> _Beside:
    before, after = text[place[0] : at], text[end : end + 8]
    return _Beside(
        before[-1:] or " ",
        text[end : min(end + 1, place[1])] or " ",
        before.rstrip(SPACES)[-1:],
        after[: max(0, place[1] - end)].lstrip(SPACES)[:1],
    )


def _is_again(between: str, one: str, other: str) -> bool:
    """Whether two marks are one printed twice: nothing between but at most a comma, and no pair by shape."""
    if between not in ("", ",", "."):
        return False
    faces = one in OPENING and other in CLOSING
    return not faces and (FAMILY.get(one) == FAMILY.get(other) or bool(between))


def _shape(glyph: str) -> tuple[float, float]:
    """The cost of opening and of closing, by the mark's own form."""
    if glyph in "«„‹‟‘":
        return 0.0, 2.2
    if glyph == "“":
        return 0.0, 1.3  # German pages close with it
    if glyph in "»›’":
        return 2.2, 0.0
    if glyph == "”":
        return 1.6, 0.0
    return 0.3, 0.3


def _opens_badly(beside: _Beside, glyph: str) -> float:
    cost = 0.0
    if beside.before.isalnum():
        cost += 1.4
    elif beside.before in ",;" or beside.before in STOPS:
        cost += 0.4
    if beside.after in SPACES and glyph not in "«»":
        cost += 0.8 + (FACE if beside.before.isalnum() else 0.0)
    if beside.first and beside.first in ",;.)!?":
        cost += 1.5
    if not beside.first:
        cost += 1.5
    return cost


def _closes_badly(beside: _Beside, glyph: str) -> float:
    cost = 0.0
    if beside.before in SPACES and glyph not in "«»":
        cost += 0.8 + (FACE if beside.after.isalnum() else 0.0)
    if not beside.last:
        cost += 1.5
    elif beside.last in "([:":
        cost += 1.2
    if glyph == "’" and beside.before == "s" and beside.first.islower():
        cost += FACE  # rather a plural's apostrophe
    if beside.after.isalnum():
        cost += 1.1
    elif beside.first.isupper() and beside.last in STOPS and beside.before in SPACES:
        cost += 0.3
    return cost


def _ignores(text: str, at: int, start: int, beside: _Beside, glyph: str, usual: Counter[str]) -> float:
    """The cost of taking a mark for none."""
    share = usual[FAMILY.get(glyph, "d")] / (sum(usual.values()) or 1)
    cost = IGNORED if share > 0.2 else IGNORED - 0.8
    if FAMILY.get(glyph) == "q":
        return PLURAL if glyph == "’" else cost
    if glyph not in STRAIGHT:
        return cost + FACE
    if beside.last.isalpha() and beside.first.isalpha() and ELIDED.search(text[max(start, at - 9) : at]):
        return 0.0 if beside.before.isalpha() and beside.after.isalpha() else 0.4
    if beside.before.isdigit() and not beside.after.isalpha():
        return 1.4  # inches and seconds
    opens = beside.before in SPACES and beside.after.isalnum()
    closes = beside.before not in SPACES and (beside.after in SPACES or beside.after in ",.")
    return cost + (FACE if opens or closes else 0.0)
