"""What each line of a page is: the rules, from the sure to the likely. They write `kind` and `why` into the
lines.

First what words or shape alone tell (`by_words`), then what opens a run of lines below it (`runs`), then
the head of the page (`head`), then quotations, captions and subheads among the paragraphs (`inside`), at
last what stands below the last paragraph (`tail`). A line of running text is marked as residue only by
words, never by its shape.
"""

import re
from collections.abc import Sequence

from recoupe.stages.clean import days, markup
from recoupe.stages.clean.lexicon import Entry, Lexicon, first_word, key, words
from recoupe.stages.clean.lines import QUOTES, Line
from recoupe.text.fold import fold

_PARTS = re.compile(r"\s*[»›>|]\s*|\s+/\s+|\s+→\s+")
_MONEY = re.compile(r"\d\s?(?:€|\$|£|₽|₴|eur\b|usd\b)|[€$£]\s?\d")
_PHOTO_END = re.compile(  # what stands in the last brackets, or behind the last dash or stroke
    r"(?:\((?P<inner>[^()]{2,80})\)|(?:[–—|/©]|\s-)\s*(?P<outer>[^–—|/()©]{2,60}))\s*$"
)
_ACCOUNT = re.compile(r"\(@\w+\)")
_HASH = re.compile(r"(?<!&)#[^\W\d]\w")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]")
_MENU = 4  # scraps in a row: subheads and signatures come alone, the entries of a menu do not
SURE = frozenset(
    {"navigation", "share", "comment", "tags", "markup", "related", "promotion", "credit", "caption"}
)


def by_words(lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Mark what a line's own words or marks settle."""
    for line in lines:
        found = markup.find(line.text)
        left = "".join(_outside(line.text, found))
        if not any(c.isalnum() for c in left):
            _mark(line, "markup", "only web code or marks")
            continue
        line.holes = [(line.start + a, line.start + b) for a, b in found]
        if (tags := len(_HASH.findall(line.text))) >= 2 and 2 * tags >= line.words:
            _mark(line, "tags", "a run of hashtags")
        elif _is_breadcrumb(line, lexicon):
            _mark(line, "navigation", "a trail of section names")
        elif _is_made_of(line, lexicon, "share"):
            _mark(line, "share", "only names of networks")
        elif _is_credit(line, lexicon):
            _mark(line, "credit", "only agencies and the words of a credit")
        elif line.text.startswith("©") and _is_caption(line, lexicon):
            _mark(line, "caption", "the credit of a picture")
        elif entry := _phrase(line, lexicon):
            _mark(line, entry.kind, f"the phrase “{entry.form}”", entry.langs)
        elif days.is_day_line(line.text, lexicon):
            _mark(line, "dateline", "only a day or hour and the words around it")


def runs(lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Mark the lines that a heading such as "Read also:" or an appeal for money announces."""
    appeal = lexicon.words.get("promotion", frozenset())
    for i, line in enumerate(lines):
        entry = lexicon.line(line.key) or lexicon.start(line.folded)
        if line.kind == "related" and entry and entry.opens in ("next", "list"):
            _mark_headings(lines, i, one=entry.opens == "next")
        elif (
            entry
            and entry.kind == "promotion"
            and entry.opens == "rest"
            and _is_appeal(lines, i, entry, appeal)
        ):
            _mark(line, "promotion", f"the phrase “{entry.form}”", entry.langs)
            _mark_appeal(lines, i, appeal)


def inside(lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Mark quotations with the line that names their speaker, captions, and subheads between paragraphs."""
    last = max((i for i, line in enumerate(lines) if line.prose and not line.kind), default=-1)
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        if line.kind:
            continue
        if before and _names_speaker(line, before):
            _mark(before, "quote_block", "a quotation with its speaker below")
            _mark(line, "quote_block", "the speaker of the quotation above")
        elif _is_caption(line, lexicon):
            _mark(line, "caption", "ends in the credit of a picture")
        elif i < last and line.headlike and line.words <= 16 and not line.final and not line.quoted:
            entry = lexicon.line(line.key)
            _mark(line, "headline", "short, not a sentence, between paragraphs", entry.langs if entry else ())
        elif (
            i < last
            and line.headlike
            and line.words <= 16
            and line.text.endswith(("?", "!"))
            and line.sentences == 1
        ):
            _mark(line, "headline", "a short question or call between paragraphs")


def tail(lines: Sequence[Line], lexicon: Lexicon, author: str | None) -> None:
    """Mark the scraps below the last paragraph, where other residue stands."""
    last = max((i for i, line in enumerate(lines) if line.prose and line.kind in ("", "lead")), default=-1)
    below = range(last + 1, len(lines)) if last >= 0 else range(0)
    residue = any(lines[i].kind in SURE for i in below) or len(below) >= _MENU
    for i in below:
        line = lines[i]
        before = lines[i - 1].kind if i else ""
        if not line.kind and before == "comment" and not line.prose:
            _mark(line, "comment", "goes on from the comment form above")
        # A list may end an article.
        if line.kind or QUOTES.search(line.text) or line.bulleted:
            continue
        if entry := is_byline(line, lexicon):
            _mark(line, "byline", f"the phrase “{entry.form}”", entry.langs)
        elif line.final or line.words > 12:
            continue
        elif (author and key(author) in line.key) or (i == last + 1 and is_name(line.text)):
            _mark(line, "byline", "a name below the text")
        elif _BRACKETED.fullmatch(line.text):
            _mark(line, "credit", "a name in brackets below the text")
        elif residue and before == "credit":
            _mark(line, "credit", "goes on from the credit above")
        elif residue:
            _mark(line, "navigation", "a scrap among residue below the text")


def is_name(text: str) -> bool:
    """Whether a line is two to four capitalised words and nothing else."""
    parts = text.split()
    return 2 <= len(parts) <= 4 and all(
        p[0].isupper() and p.replace("-", "").replace(".", "").replace("'", "").isalpha() for p in parts
    )


def is_byline(line: Line, lexicon: Lexicon) -> Entry | None:
    """The phrase that makes a line a byline: "by", then capitalised names and nothing else."""
    entry = lexicon.start(line.folded) or lexicon.line(line.key)
    if not entry or entry.kind != "byline" or line.words > 20:
        return None
    names = days.without(line.text.lstrip("•·-–—*|> \t")[len(entry.form) :], lexicon)
    known = lexicon.words.get("byline", frozenset()) | lexicon.words.get("credit", frozenset())
    parts = [p for p in words(names) if fold(p) not in known]
    if not words(names) and entry.form != line.key:
        return None
    # A preposition ("von", "par") before a sentence has small words behind it; names have none but a
    # particle.
    small = [p for p in parts if p[0].islower()]
    return entry if len(small) <= (1 if len(parts) > 2 else 0) and len(parts) <= 10 else None


def _mark(line: Line, kind: str, why: str, langs: Sequence[str] = ()) -> None:
    line.kind, line.why = kind, why
    line.lang = ",".join(langs)


def _outside(text: str, holes: Sequence[tuple[int, int]]) -> list[str]:
    at, left = 0, []
    for start, end in holes:
        left.append(text[at:start])
        at = end
    return [*left, text[at:]]


def _phrase(line: Line, lexicon: Lexicon) -> Entry | None:
    """The phrase that makes a line residue, if the line's shape allows it."""
    entry = lexicon.line(line.key)
    # "Comment ?" asks how; a phrase of the web hardly ever asks.
    asks = line.text.endswith("?") and " " not in line.key
    if (
        entry
        and entry.opens != "rest"
        and entry.kind not in ("byline", "headline")
        and line.words <= 12
        and not asks
    ):
        return entry
    entry = lexicon.start(line.folded)
    if entry and entry.kind != "byline" and entry.opens != "rest" and _allows(line, entry):
        return entry
    entry = lexicon.inside(line.folded)
    return entry if entry and not QUOTES.search(line.text) and line.words <= 60 else None


def _allows(line: Line, entry: Entry) -> bool:
    """Whether a line that begins with a phrase can be more than a sentence that happens to begin so."""
    if entry.kind == "comment":
        return line.words <= 60
    if QUOTES.search(line.text) or line.words > 60:
        return False
    marked = entry.form.endswith((":", "©")) or line.folded[len(entry.form) :].lstrip(" \xa0").startswith(
        (":", "»", ">")
    )
    if marked or entry.kind in ("navigation", "promotion", "tags"):
        return line.words <= 45
    return line.words <= 25 and not (line.final and line.words > 12)


def _is_breadcrumb(line: Line, lexicon: Lexicon) -> bool:
    if line.words > 50 or not any(mark in line.text for mark in "»›>|/→"):
        return False
    parts = _PARTS.split(line.text)
    if len(parts) < 3 or not all(parts):
        return False
    home = lexicon.line(key(parts[0]))
    short = all(len(p.split()) <= 4 for p in parts[:-1])
    return short and (
        (home is not None and home.kind == "navigation")
        or (all(p[0].isupper() for p in parts[:-1]) and not line.final)
    )


def _is_made_of(line: Line, lexicon: Lexicon, kind: str) -> bool:
    known = lexicon.words.get(kind, frozenset())
    if fold(first_word(line.text)) not in known:
        return False
    parts = words(line.text)
    return (
        bool(parts)
        and len(parts) <= 20
        and all(fold(p) in known for p in parts)
        and (len(parts) > 1 or len(parts[0]) > 2)
    )


def _is_credit(line: Line, lexicon: Lexicon) -> bool:
    if line.words > 15 or not lexicon.agency.search(line.text):
        return False
    left = lexicon.agency.sub(" ", line.text)
    known = lexicon.words.get("credit", frozenset()) | lexicon.words.get("masthead", frozenset())
    others = [w for w in words(left) if fold(w) not in known]
    # "Agence France-Presse à Kiev": behind an agency's name, where it wrote from.
    place = others and line.words <= 7 and lexicon.agency.match(line.text) and not line.final
    small = lexicon.words.get("byline", frozenset())
    return not any(c.isdigit() for c in left) and (
        not others
        or bool(place and len(others) <= 3 and all(w[0].isupper() or fold(w) in small for w in others))
    )


def _mark_headings(lines: Sequence[Line], at: int, *, one: bool) -> None:
    line = lines[at]
    # "Read also: the headline" carries its headline itself.
    if (
        line.text.rstrip().rstrip(":").count(":")
        and len(line.text.rstrip(": \xa0").rsplit(":", 1)[-1].split()) >= 2
    ):
        return
    below = []
    for follower in lines[at + 1 :]:
        if follower.kind or not (follower.headlike or (follower.bulleted and follower.words <= 25)):
            break
        below.append(follower)
        if one or len(below) == 12:
            break
    ended_by_prose = at + 1 + len(below) < len(lines) and lines[at + 1 + len(below)].prose
    # The last of several headlines right above a paragraph is that paragraph's own.
    for follower in below[:-1] if ended_by_prose and len(below) > 1 else below:
        _mark(follower, "related", "a headline under a heading for other pages")


def _is_appeal(lines: Sequence[Line], at: int, entry: Entry, appeal: frozenset[str]) -> bool:
    """Whether a line that may ask for support does: it is nothing else, or names a sum, or stands below the
    text."""
    line = lines[at]
    if line.words > 40 or QUOTES.search(line.text):
        return False
    if entry.form == line.key or _MONEY.search(line.folded):
        return True
    below = all(n.kind or not n.prose or _appeals(n, appeal) for n in lines[at + 1 :])
    return below and any(w in appeal for n in lines[at : at + 2] for w in words(n.folded))


def _appeals(line: Line, appeal: frozenset[str]) -> bool:
    return sum(1 for w in words(line.folded) if w in appeal) >= 2 and not QUOTES.search(line.text)


def _mark_appeal(lines: Sequence[Line], at: int, appeal: frozenset[str]) -> None:
    """Mark on below an appeal until running text that asks for nothing resumes."""
    for follower in lines[at + 1 :]:
        if follower.kind in SURE:
            continue
        asks = _appeals(follower, appeal) or bool(_MONEY.search(follower.folded))
        if (follower.prose and not asks) or QUOTES.search(follower.text):
            return
        _mark(follower, "promotion", "under an appeal for support")


def _names_speaker(line: Line, before: Line) -> bool:
    attribution = line.bulleted and 1 <= line.words <= 14 and not line.final
    # A post put into the page has no quotation marks, but the writer's account below it.
    quoted = before.quoted or bool(_ACCOUNT.search(line.text))
    return attribution and quoted and before.kind in ("", "quote_block", "lead", "headline")


def _is_caption(line: Line, lexicon: Lexicon) -> bool:
    if line.words > 70 or line.words < 3 or line.quoted or (line.final and line.text[-1] not in ")]"):
        return False
    end = _PHOTO_END.search(line.text[-90:])
    if not end:
        return False
    credit = end.group("inner") or end.group("outer")
    left = [fold(w) for w in words(lexicon.agency.sub(" ", credit))]
    known = lexicon.words.get("caption", frozenset()) | lexicon.words.get("credit", frozenset())
    named = any(w in lexicon.words.get("caption", ()) for w in left)
    # "(AFP)" behind a full stop credits the text; behind none, the picture.
    named = named or (not line.final and bool(lexicon.agency.search(credit)))
    # "Name – AP" and "(Photo: Name / AFP)": an agency or the word photo, and at most a photographer's name
    # beside it.
    return named and len([w for w in left if w not in known]) <= 3
