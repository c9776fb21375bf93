"""A page cut into lines, each with the little that its shape tells; hard-wrapped paragraphs are put
together again."""

import re
from dataclasses import dataclass, field

from recoupe.stages.clean.lexicon import key
from recoupe.text.fold import fold

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"[•·▪◦‣●■►▶*–—―-]\s*(?=\S)")
_OPEN, _CLOSE = '«“„"‟‹»”', '»”“"›«'
QUOTES = re.compile('[«»“”„‟"]')
_FINAL = ".!?…。"
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]$")
_SENTENCE_END = re.compile(r"[.!?…][»”\"]?\s+(?=[«“„\"]?\s?[^\W\d_a-zß-öø-ÿа-яіїєґё])")


@dataclass(slots=True)
class Line:
    """One line or put-together paragraph of a page. `kind` stays empty until a rule marks it; `why` names
    that rule."""

    start: int
    end: int
    text: str
    folded: str = ""
    key: str = ""
    words: int = 0
    final: bool = False  # ends like a sentence
    gap: bool = False  # a blank line stands before it
    kind: str = ""
    lang: str = ""
    why: str = ""
    holes: list[tuple[int, int]] = field(default_factory=list)  # markup inside it

    @property
    def bulleted(self) -> bool:
        """Whether it begins with a list mark or a dash."""
        return bool(_BULLET.match(self.text))

    @property
    def quoted(self) -> bool:
        """Whether it is one quotation from end to end."""
        bare = self.text.rstrip(".,;:!? \xa0\u202f")
        return len(bare) > 2 and bare[0] in _OPEN and bare[-1] in _CLOSE and self.words >= 3

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: a dozen words that end as a sentence, or thirty, or a full
        quotation."""
        if self.words >= 30 or (self.words >= 12 and self.final):
            return True
        return self.words >= 5 and (self.quoted or (self.final and bool(QUOTES.search(self.text))))

    @property
    def headlike(self) -> bool:
        """Whether it has the shape of a headline: short, and not ended as a sentence."""
        ended = self.text.endswith((".", "…", ";", ":", ",")) and not self.text.endswith(("...",))
        return 1 <= self.words <= 25 and len(self.text) <= 200 and not ended and not self.bulleted

    @property
    def sentences(self) -> int:
        """About how many sentences it holds."""
        return 1 + len(_SENTENCE_END.findall(self.text))


def cut(text: str) -> list[Line]:
    """The non-blank lines of a text, in order; lines of a hard-wrapped paragraph become one."""
    found: list[tuple[int, int, bool]] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        own = match.group()
        start, end = start + len(own) - len(own.lstrip()), end - len(own) + len(own.rstrip())
        if start >= end:
            continue
        breaks = text.count("\n", last, start) or text.count("\r", last, start)
        found.append((start, end, breaks > 1))
        last = end
    if _is_wrapped(found):
        found = _join(found, text)
    return [_line(text, *place) for place in found]


def _line(text: str, start: int, end: int, gap: bool) -> Line:
    own = text[start:end]
    line = Line(start, end, own, gap=gap)
    # The shape of a very long line is settled by its first thousand characters.
    line.folded = fold(own[:1000]).lstrip(" •·▪*>»-–—|#\x00\u200b")
    line.key = key(own) if len(own) <= 300 else line.folded
    line.words = len(own.split())
    line.final = _ends(own) or _ends(_IN_BRACKETS.sub("", own[-200:]))  # "... cette semaine. (AFP)"
    return line


def _ends(text: str) -> bool:
    return text.rstrip("»”\"“'’) \xa0\u202f").endswith(tuple(_FINAL))


def _is_wrapped(found: list[tuple[int, int, bool]]) -> bool:
    """Whether the page's paragraphs were broken at a fixed width, as mails and wire copies are."""
    lengths = [end - start for start, end, _ in found]
    if len(lengths) < 6 or max(lengths) > 130:
        return False
    inner = [a for a, (_, _, gap) in zip(lengths, found[1:], strict=False) if not gap]
    return len(inner) >= 5 and sum(1 for n in inner if n >= 50) >= 0.7 * len(inner)


def _join(found: list[tuple[int, int, bool]], text: str) -> list[tuple[int, int, bool]]:
    out: list[tuple[int, int, bool]] = []
    for start, end, gap in found:
        # A line of half the width ends its paragraph; a bullet begins a new one.
        if out and not gap and _goes_on(text, out[-1], start):
            out[-1] = (out[-1][0], end, out[-1][2])
        else:
            out.append((start, end, gap))
    return out


def _goes_on(text: str, before: tuple[int, int, bool], start: int) -> bool:
    last_line = max(
        before[0], text.rfind("\n", before[0], before[1]) + 1, text.rfind("\r", before[0], before[1]) + 1
    )
    return before[1] - last_line >= 45 and not _BULLET.match(text, start)
