"""The head of a page: title, its repetition, the standfirst, byline and day; and the head of a page without
line breaks.

Also the place that a report is dated from ("PARIS (AFP) -"), which stands before the first sentence of the
text.
"""

import re
from collections.abc import Container, Sequence
from itertools import takewhile

from recoupe.stages.clean import days
from recoupe.stages.clean.kinds import is_byline, is_name
from recoupe.stages.clean.lexicon import Lexicon, key
from recoupe.stages.clean.lines import Line
from recoupe.text.fold import fold

_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]"
_TOWN = rf"{_UPPER}(?:[\w'’]|[.-](?=\w))*"  # letters, and marks only inside
_PLACE = rf"{_TOWN}(?:[ /](?:[a-z]{{1,4}}\s)?{_TOWN}){{0,4}}"
_DASH = r"(?:-{1,2}|[–—−])"
_DAY = (
    r"(?:,?\s+(?:le\s+)?\d{1,2}(?:er|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?(?:\s+(?:de\s+)?(?:19|20)\d\d)?"
    r"|,?\s+[^\W\d_]{3,10}\.?\s+\d{1,2}(?:,?\s+(?:19|20)\d\d)?)"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<second>,\s+{_PLACE})?(?P<day>{_DAY})?"
    rf"(?P<agency>\s*\([^()\n]{{2,40}}\))?\s*(?P<mark>[.,:]?\s*{_DASH}{{1,2}})\s*(?=[«“„\"'‘]?\s?{_UPPER})"
)
_WIRE = re.compile(rf"\(?(?P<wire>[^()\n–—-]{{2,40}})\)?\s*[.,]?\s*{_DASH}{{1,2}}\s+(?={_UPPER})")
_SEPARATOR = re.compile(r"\s+[–—|•·-]\s+|\s*\|\s*")
_BAR = re.compile(r"\s[|•·]\s")
_SENTENCE = 200  # characters: as far as the first sentence of a text is read
_SHARED = 2  # words at least that a title and the first sentence of its text share
_SHORTEST = 20  # characters of a title that is printed before its text
_FULL = 6  # words of a title that is not called short
_SHAPE = 0.15  # of a score: what each step of a shape counts beside the share of a title's words
_LONG = 300  # characters: a first line longer than any headline with its standfirst


def mark(lines: Sequence[Line], lexicon: Lexicon, title: str | None, author: str | None) -> Line | None:
    """Mark the lines above the text; the line that holds the title, or None."""
    first = next((i for i, line in enumerate(lines) if line.prose and not line.kind), len(lines))
    # Two paragraphs in: bylines and days also stand between standfirst and text.
    above = lines[: min(first + 2, len(lines))]
    _bylines(above, lexicon, author)
    found = _title(lines, first, title)
    if found is not None:
        lines[found].kind, lines[found].why = (
            "headline",
            "the first line of the page with the shape of a title",
        )
        _repeats(lines, found)
    first = next((i for i, line in enumerate(lines) if line.prose and not line.kind), len(lines))
    if found is not None or first:
        _between(lines, found if found is not None else -1, first)
    # A page without line breaks is one long paragraph, and no lead.
    if first < len(lines) and lines[first].words <= 120 and not any(line.kind == "lead" for line in lines):
        lines[first].kind, lines[first].why = "lead", "the first paragraph"
    return lines[found] if found is not None else None


def _bylines(above: Sequence[Line], lexicon: Lexicon, author: str | None) -> None:
    for i, line in enumerate(above):
        if line.kind:
            continue
        # "Von Frauen für Frauen" on top is a title: no page begins with its byline alone.
        if (entry := is_byline(line, lexicon)) and (i or any(a.headlike for a in above[1:])):
            line.kind, line.lang, line.why = "byline", ",".join(entry.langs), f"the phrase “{entry.form}”"
        elif i and author and line.words <= 12 and key(author) and key(author) in line.key:
            line.kind, line.why = "byline", "the author that the page's data name"
        elif (
            i
            and line.words <= 16
            and any(days.find(line.text, lexicon))
            and is_name(_bare(line.text, lexicon))
        ):
            line.kind, line.why = "byline", "a name beside a printed day"
        elif i and line.words <= 20 and _BAR.search(line.text) and any(days.find(line.text, lexicon)):
            line.kind, line.why = "dateline", "a printed day in a bar"


def _bare(text: str, lexicon: Lexicon) -> str:
    return " ".join(
        re.sub(r"[^\w'’.-]+", " ", days.without(text, lexicon)).replace(" - ", " ").split()
    ).strip(" -.")


def _title(lines: Sequence[Line], first: int, title: str | None) -> int | None:
    """Which line is the title: the one that the page's data name, else the first with the shape of one."""
    wanted = key(title) if title else ""
    open_lines = [
        i for i, line in enumerate(lines[: max(first + 1, 1)]) if not line.kind or line.kind == "byline"
    ]
    if len(wanted) >= 8:
        for i in open_lines:
            own = lines[i].key
            if len(own) >= 8 and (own.startswith(wanted) or wanted.startswith(own)) and lines[i].words <= 45:
                return i
    shaped = [i for i in open_lines if lines[i].headlike and i < first and not lines[i].kind]
    if not shaped:
        return None
    # "International" above the title is the name of a section, a column of short lines is a menu.
    small = list(takewhile(lambda i: lines[i].words <= 3, shaped))
    if len(small) not in (2, len(shaped)) and lines[shaped[len(small)]].words >= 5:
        for i in small:
            lines[i].kind, lines[i].why = "navigation", "a section name above the title"
        return shaped[len(small)]
    return shaped[0] if lines[shaped[0]].words >= 2 else None


def _repeats(lines: Sequence[Line], title: int) -> None:
    own = lines[title].key
    for i, line in enumerate(lines):
        if i != title and len(own) >= 12 and line.key == own:
            line.kind, line.why = "navigation", "the title once more"


def _between(lines: Sequence[Line], title: int, first: int) -> None:
    """Mark the standfirst and scraps between title and text."""
    for line in lines[title + 1 : first]:
        if line.kind:
            continue
        if line.words >= 8:
            line.kind, line.why = "lead", "between the title and the text"
        elif line.words <= 3 and not line.final:
            line.kind, line.why = "navigation", "a scrap between the title and the text"
        elif line.headlike:
            line.kind, line.why = "headline", "a further title line"


def dateline(line: Line, lexicon: Lexicon, *, anywhere: bool) -> tuple[int, int] | None:
    """Where a paragraph says what place it is dated from, as offsets in the line; only with a sign beyond
    the dash.

    Such a sign is capitals, an agency, a day, or a mark before the dash. `anywhere` also looks inside a
    first line that carries title and text without a break; there only capitals or an agency count.
    """
    text = line.text[: 400 if anywhere else 120]
    own = _WIRE.match(text)
    if own and lexicon.agency.fullmatch(own.group("wire").strip()):
        return 0, own.end()
    starts = (
        [m.start() for m in re.finditer(r"(?:(?<=\s)|^)(?=[A-ZÀ-ÞА-ЯІЇЄҐ]{4,})", text)] if anywhere else [0]
    )
    for start in starts:
        hit = _DATELINE.match(text, start)
        if hit and (not start or hit.group("place").isupper()) and _is_dated(hit, text, lexicon):
            return hit.start(), hit.end()
    return None


def _is_dated(hit: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    place, mark = hit.group("place"), hit.group("mark")
    if len(hit.group()) > 80:
        return False
    agency = hit.group("agency") or ""
    capitals = place.isupper() and sum(c.isalpha() for c in place) >= 4
    spaced = bool(re.search(r"\s", hit.group()[len(hit.group().rstrip()) - 2 :])) or mark[0] in ".,:"
    word = re.match(r"[^\W\d_]+['’]?", text[hit.end() :])
    opens = bool(word) and any(word.group().replace("’", "'") in forms for forms in lexicon.openers.values())  # type: ignore[union-attr]
    if agency and (lexicon.agency.search(agency) or capitals):
        return True
    if capitals:
        return opens or (spaced and " " in text[hit.end() - 1 : hit.end() + 1])
    if hit.group("day"):
        return any(w in lexicon.months for w in re.findall(r"[^\W\d_]+", hit.group("day").lower()))
    # "Washington.- " and "Madrid.–": the full stop before the dash is the sign.
    return mark[0] == "." and len(place.split()) <= 3


def glued(line: Line, lexicon: Lexicon, lang: str) -> int | None:
    """Where the text begins in a first line that carries the title and the text without a break, if that is
    plain.

    Plain is: a capitalised opening word ("Le", "Selon") follows a word without any mark, and a small word
    comes next, so that neither a name ("Bruno Le Maire") nor an ordinary sentence is cut.
    """
    if len(line.text) < _LONG:
        return None
    openers, small = (
        lexicon.openers.get(lang, frozenset()),
        lexicon.tells[lang].words if lang in lexicon.tells else {},
    )
    head = line.text[:260]
    stop = re.search(r"[.…]\s+\S", head)
    limit = stop.start() if stop else len(head)
    for hit in re.finditer(r"(?<=\S) (?P<open>[^\W\d_]+['’]?)(?=(?P<next>\s?\S+))", head[:limit]):
        opener = hit.group("open").replace("’", "'")
        before = head[: hit.start()].rsplit(None, 1)[-1]
        if opener not in openers or hit.start() < 20 or len(head[: hit.start()].split()) < 4:
            continue
        if before[-1] in ',;:–—-«“("/' or before.lower().rstrip('»”"') in small or before[0] in '«“"(':
            continue
        follower = head[hit.end() :].lstrip().split(None, 1)[0] if head[hit.end() :].strip() else ""
        if follower[:1].islower() or follower[:1].isdigit():
            return hit.start() + 1
    return _restated(line.text, limit, lexicon, lang)


def _restated(text: str, limit: int, lexicon: Lexicon, lang: str) -> int | None:
    """Where a title ends that the first sentence behind it says again in other words, if that is plain.

    The text begins with a capital or a number, behind a word that may close a title, and its first sentence
    has many of the title's words.
    """
    small = lexicon.tells[lang].words if lang in lexicon.tells else {}
    openers = lexicon.openers.get(lang, frozenset())
    parts = [(m.start(), m.group()) for m in re.finditer(r"\S+", text[: limit + _SENTENCE])]
    stems = [_stems(part, small) for _, part in parts]
    best: tuple[float, int] | None = None
    for n in range(4, len(parts)):
        start, word = parts[n]
        if start >= limit:
            break
        title = {w for told in stems[:n] for w in told}
        anew = any(w in title for w in stems[n][:1])
        shape = _may_begin((parts[n - 2][1], parts[n - 1][1], word), small, openers, anew=anew)
        if shape < 0 or start < _SHORTEST:
            continue
        closed = next((m for m in range(n, len(parts)) if _closes(parts[m][1])), len(parts) - 1)
        shared = len(title.intersection(w for told in stems[n : closed + 1] for w in told))
        if shared < _SHARED or shared < len(title) / 3:
            continue
        score = shared / max(len(title), _FULL) + _SHAPE * (shape + anew)
        if best is None or score > best[0]:
            best = score, start
    return best[1] if best else None


def _may_begin(
    parts: tuple[str, str, str], small: Container[str], openers: Container[str], *, anew: bool
) -> int:
    """How well the last of three printed parts may begin a text behind a title: an opening word, or a capital
    behind a small letter (2), a capital behind a name (1), a number (0), or not at all (-1).
    """
    far, before, word = parts
    closing = before.rstrip('»”"')
    if not closing or before[-1] in ",;:–—-«“(/" or before[0] == "(" or _is_small(closing, small, openers):
        return -1
    if before[0] in '«“"' and before == closing:
        return -1
    if any(c.isdigit() for c in word):
        return 0 if word[0].isdigit() or word[0].isupper() else -1
    if not word[0].isupper():
        return -1
    if word in openers or not before[0].isupper() or before != closing:
        return 2
    return 1 if anew or (far.islower() and _is_small(far, small, openers)) else -1


def _is_small(word: str, small: Container[str], openers: Container[str]) -> bool:
    """Whether no title ends with a word."""
    return word.lower() in small or word.capitalize() in openers


def _closes(part: str) -> bool:
    """Whether a printed part ends a sentence; what is as short as a title ("Dr.") does not."""
    return len(part) > 3 and part.rstrip('»”"')[-1:] in (".", "!", "?", "…")


def _stems(part: str, small: Container[str]) -> list[str]:
    """The beginnings of the words of a printed part that carry meaning, folded."""
    found = [fold(w) for w in re.findall(r"[^\W_]+", part)]
    return [w[:4] for w in found if len(w) > 3 and w not in small] + [w for w in found if w.isdigit()]


def suffix(title: Line, lexicon: Lexicon, outlet: str | None) -> tuple[int, str] | None:
    """Where the outlet's name begins behind the title ("... – Example News"), with the name."""
    cuts = list(_SEPARATOR.finditer(title.text))
    if not cuts:
        return None
    last = cuts[-1]
    name = title.text[last.end() :].strip()
    if not 1 <= len(name.split()) <= 6 or len(title.text[: last.start()].split()) < 3:
        return None
    known = outlet and key(outlet) in (key(name), key(name).replace(" ", ""))
    masthead = lexicon.words.get("masthead", frozenset())
    titled = (
        name[0].isupper() and any(w in masthead for w in key(name).split()) and not name.endswith(("?", "!"))
    )
    web = re.search(r"\.(?:com|fr|de|es|ru|ua|org|net|info|eu|uk|be|ch)$", name.lower())
    strong = "|" in last.group() and name[0].isupper()
    return (last.start(), name) if known or titled or web or strong else None
