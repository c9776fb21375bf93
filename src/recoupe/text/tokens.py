"""Cuts a text into words, as the treebanks do: what the taggers were trained on is what they read.

One pattern per language, built from its `tokens` table: elisions are words of their own ("l'", "qu'"),
clitics are cut from their word ("dit" + "-il", "do" + "n't"), other hyphens keep a word whole. Broken
print is repaired by position alone: a quotation mark glued to a word is cut off, one that was an apostrophe
once ("l"accord") is read as one, and two words that lost the space between them ("provinceEn") are cut where
one of them is a common word. Offsets are those of the
text given; no character but white space is left out.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

# Zero-width and formatting characters: scraped pages have them between words, as if they were spaces.
GAPS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LOST_SPACE = re.compile(r"(?<=[^\W\d_A-ZÀ-ÞА-Я])(?=[A-ZÀ-ÞА-ЯЄІЇҐ][^\W\d_A-ZÀ-ÞА-Я])")
_LONGEST = 100  # characters; a longer "word" is a leftover of a script or an image and is cut
# Domains that name outlets in running text.
_TOP = "com|org|net|info|fr|de|ru|ua|uk|es|eu|be|ch|tv|ee|lv|lt|kz|by|pl|ge|am|az|md|media|news"


def pattern(rows: Iterable[tuple[str, ...]]) -> re.Pattern[str]:
    """The pattern of one token, from the rows (form, kind) of a `tokens` table; every match is a token."""
    kinds: dict[str, list[str]] = {"elision": [], "clitic": [], "whole": [], "short": []}
    for form, kind in rows:
        kinds[kind].append(re.escape(form))
    some = {
        k: "(?i:" + "|".join(sorted(forms, key=lambda f: (-len(f), f)) or ["(?!)"]) + ")"
        for k, forms in kinds.items()
    }
    clitic = rf"{some['clitic']}(?={some['clitic']}?(?![\w'-]))"
    word = rf"[^\W_]{{1,{_LONGEST}}}"
    inner = "|".join(f for f in sorted(kinds["clitic"]) if f[0].isalpha())
    if inner:  # a clitic that begins with a letter ends the word before it
        word = rf"(?:[^\W_]{{1,{_LONGEST}}}?(?=(?i:{inner})(?![\w'-]))|{word})"
    parts = [
        r"(?:https?://|www\.)[^\s\"<>]{1,300}(?<![.,;:!?)])",
        r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}",
        rf"(?<![\w.-])(?:[\w-]{{1,40}}\.){{1,3}}(?:{_TOP}|Ru|Com)(?![\w.-]\w)(?!\w)",
        rf"(?<![\w.-])(?:[A-Z\d-]{{1,40}}\.){{1,2}}(?:{_TOP.upper()})(?!\w)",
        r"[@#]\w{1,64}",
        rf"(?P<whole>{some['whole']})(?![\w-])",
        rf"(?<![\w-]){some['short']}(?!\w)",
        r"(?:[^\W\d_]\.-?){2,8}(?!\w)",  # O.N.U., J.-C.
        r"(?<![\w'-])[^\W\d_a-zа-я]\.(?=[ \u00a0]?[^\W\d_a-zа-я][^\W\d_])",  # J. Smith
        rf"(?<!\w){some['elision']}(?=[\w\"(«“])",
        rf"(?<!\w){_elided(kinds['elision'])}\"(?=[^\W\d_])",  # l"accord
        r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}(?!\w)(?:,\d{1,9})?",
        r"\d{1,30}(?:[.,:/h]\d{1,30}){1,6}",
        rf"(?<=\w){clitic}",
        rf"{word}(?:(?!{clitic})[-'·](?=[^\W_]){word}){{0,12}}",
        r"\.{2,}|-{2,}|[^\w\s]|_+",
        r"\w",
    ]
    return re.compile("|".join(f"(?:{part})" for part in parts))


def _elided(forms: Iterable[str]) -> str:
    """A pattern of the elided words without their apostrophe."""
    bare = sorted({form.removesuffix("'") for form in forms}, key=lambda f: (-len(f), f))
    return "(?i:" + ("|".join(bare) or "(?!)") + ")"


def tokens(
    text: str, token: re.Pattern[str], common: AbstractSet[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """The tokens of a text as (start, end), in order; `common` are words that tell where a space was lost.

    >>> fr = pattern([("l'", "elision"), ("-il", "clitic")])
    >>> ["L'accord-cadre, dit-il."[a:b] for a, b in tokens("L'accord-cadre, dit-il.", fr)]
    ["L'", 'accord-cadre', ',', 'dit', '-il', '.']
    """
    for hit in token.finditer(text):
        start, end = hit.span()
        if text[start] in GAPS:
            continue
        long = end - start > 5 and hit.lastgroup != "whole"
        cut = _LOST_SPACE.search(text, start + 3, end) if long else None
        if cut and _two_words(text[start : cut.start()], text[cut.start() : end], common):
            yield start, cut.start()
            start = cut.start()
        yield start, end


def _two_words(left: str, right: str, common: AbstractSet[str]) -> bool:
    # "provinceEn", "discoursJean", but neither "LinkedIn" (no small word on the right) nor "PlayStation".
    if left in common and len(left) > 3:
        return True
    return len(right) <= 4 and right.lower() in common
