"""Makes pages with known lineage in any number: what `lineage_speed.py` measures on.

The translated news of ../shared gives segments and their translations, line by line. A family takes a few
runs of segments, and changes names, figures and five in six of the longer words in a way of its own, the same
in all its pages: so that a translation still answers its original, and pages of two families are unrelated
though the segments recur. Of the families, six in ten are a page alone; the others hold copies (share bar and
headline apart), edited copies, other translations of one text, excerpts and translations. Everything follows
from the seed.
"""

import gzip
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEWS = Path(__file__).parents[2] / "shared" / "data" / "lineage" / "translated_news_2021_2022.jsonl.gz"
WORD = re.compile(r"\d+|[^\W\d_]+")
# What a family may hold beside its first page, and how often.
KINDS = {"copy": 3, "edited": 3, "retranslated": 3, "excerpt": 2, "translation": 4}
ALONE = 0.6  # of the families
LENGTH = 290  # words from which a page is long enough: 300 on average
LONGEST = 160  # words of a line; a few documents stand in one line
_LATIN = "ba do fe ga ka lo mi na po ra se ti vu ze bor dal fin gar kel lam mon nor pel ras sol tam vor zan"
_CYRILLIC = (
    "ба до фе га ка ло ми на по ра се ти ву зе бор дал фин гар кел лам мон нор пел рас сол там вор зан"
)
_SYLLABLES = tuple(zip(_LATIN.split(), _CYRILLIC.split(), strict=True))
_BARS = {
    "de": ("Teilen Drucken", "Lesen Sie auch: Was morgen wichtig wird"),
    "en": ("Share Print", "Read also: what matters tomorrow"),
    "fr": ("Partager Imprimer", "Lire aussi : ce qui compte demain"),
    "ru": ("Поделиться", "Читайте также: что важно завтра"),
    "uk": ("Поділитися", "Читайте також: що важливо завтра"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A page with what is known of it: its kind, and the page that it was made from."""

    name: str
    lang: str
    text: str
    kind: str = "first"
    of: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A document of the news: its lines in the source language and in each translation."""

    lang: str
    lines: tuple[str, ...]
    to: str
    versions: tuple[tuple[str, ...], ...]


def news(data: Path = NEWS) -> tuple[list[News], dict[str, list[str]]]:
    """The documents whose translations keep the lines, and the longer words of each language by frequency."""
    docs: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            docs[page["set"], page["doc"]].append(page)
            counts[page["lang"]].update(w for w in WORD.findall(page["text"]) if len(w) >= 4 and w.islower())
    found = []
    for _, pages in sorted(docs.items()):
        source = [tuple(p["text"].split("\n")) for p in pages if p["kind"] == "src"]
        if not source:
            continue
        others = sorted({tuple(p["text"].split("\n")) for p in pages if p["kind"] != "src"})
        kept = [v for v in others if len(v) == len(source[0])]
        short = [n for n, line in enumerate(source[0]) if 3 <= len(line.split()) <= LONGEST]
        lang, to = pages[0]["origlang"], next(p["lang"] for p in pages if p["kind"] != "src")
        if len(kept) >= 3 and short:
            versions = tuple(tuple(v[n] for n in short) for v in kept)
            found.append(News(lang, tuple(source[0][n] for n in short), to, versions))
    words = {lang: [w for w, n in seen.most_common() if n >= 3] for lang, seen in counts.items()}
    return found, words


def make(count: int, seed: int = 1, data: Path = NEWS) -> Iterator[Made]:
    """So many pages, family by family."""
    docs, words = news(data)
    done = 0
    for family in range(count):
        for page in _family(f"{seed}-{family:06}", docs, words):
            if done == count:
                return
            yield page
            done += 1


def _family(name: str, docs: list[News], words: dict[str, list[str]]) -> Iterator[Made]:
    rng = random.Random(name)
    change = _Change(name, words)
    picked = _pick(rng, docs)
    lang, to = picked[0][0].lang, picked[0][0].to
    source = _Sheet(lang, [line for doc, a, b in picked for line in doc.lines[a:b]])
    turned = _Sheet(to, [line for doc, a, b in picked for line in doc.versions[0][a:b]])
    other = _Sheet(to, [line for doc, a, b in picked for line in doc.versions[-1][a:b]])
    # English is only ever a translation in the news: one family in three begins there.
    first = turned if rng.random() < 0.33 else source
    alone = rng.random() < ALONE
    change.learn(source, turned, other)
    made = [Made(f"{name}-0.txt", first.lang, change.of(first))]
    yield made[0]
    kinds = [] if alone else rng.choices(list(KINDS), list(KINDS.values()), k=rng.choice((1, 1, 2, 3)))
    for n, kind in enumerate(kinds, 1):
        at = f"{name}-{n}.txt"
        if kind == "translation":
            sheet = source if first is turned else turned
            yield Made(at, sheet.lang, change.of(sheet), kind, made[0].name)
        elif kind == "retranslated" and first is turned:
            yield Made(at, other.lang, change.of(other), kind, made[0].name)
        elif kind == "excerpt":
            yield Made(at, first.lang, _excerpt(rng, made[0], name, docs, words), kind, made[0].name)
        else:
            now = "copy" if kind == "copy" else "edited"
            yield Made(at, first.lang, _edit(rng, made[0], words, light=now == "copy"), now, made[0].name)


@dataclass(frozen=True, slots=True)
class _Sheet:
    lang: str
    lines: list[str]


def _pick(rng: random.Random, docs: list[News]) -> list[tuple[News, int, int]]:
    """Runs of lines, of one pair of languages, that make a page of the wanted length."""
    first = rng.choice(docs)
    alike = [d for d in docs if (d.lang, d.to) == (first.lang, first.to)]
    picked, length, doc = [], 0, first
    while length < LENGTH:
        start = rng.randrange(max(1, len(doc.lines) - 3))
        end = start
        while end < len(doc.lines) and length < LENGTH and end - start < 6:
            length += len(doc.lines[end].split())
            end += 1
        picked.append((doc, start, end))
        doc = rng.choice(alike)
    return picked


def _edit(rng: random.Random, page: Made, words: dict[str, list[str]], *, light: bool) -> str:
    """A copy: another head line and a share bar; edited, sentences left out and one word in eight changed."""
    bars = _BARS[page.lang]
    lines = page.text.split("\n")
    if light:
        return "\n".join([lines[0], bars[0], *lines[1:], bars[1]])
    kept = [line for n, line in enumerate(lines) if n < 2 or rng.random() > 0.2]
    vocabulary = words[page.lang]

    def other(hit: re.Match[str]) -> str:
        word = hit.group()
        return rng.choice(vocabulary) if len(word) >= 4 and word.islower() and rng.random() < 0.12 else word

    return "\n".join([bars[0], *(WORD.sub(other, line) for line in kept[1:])])


def _excerpt(rng: random.Random, page: Made, name: str, docs: list[News], words: dict[str, list[str]]) -> str:
    """A page of another family in which a third of the lines are the page's."""
    for n in range(50):
        other = next(_family(f"{name}-x{n}", docs, words))
        if other.lang == page.lang:
            break
    own, taken = other.text.split("\n"), page.text.split("\n")
    share = max(2, len(taken) // 3)
    at = rng.randrange(max(1, len(taken) - share))
    return "\n".join([*own[: len(own) - share], *taken[at : at + share]])


class _Change:
    """How one family changes words: by a hash of the family and the word, so the same in all its pages."""

    def __init__(self, name: str, words: dict[str, list[str]]) -> None:
        self._name = name
        self._words = words
        self._names: set[str] = set()

    def learn(self, *sheets: _Sheet) -> None:
        """Take for names the capitalised words of which all versions share the start."""
        each = [
            {w.lower()[:4] for w in WORD.findall("\n".join(s.lines)) if w[0].isupper() and len(w) >= 4}
            for s in sheets
            if s.lang not in ("ru", "uk")
        ]
        self._names = set.intersection(*each) if each else set()
        cyrillic = [s for s in sheets if s.lang in ("ru", "uk")]
        for sheet in cyrillic:
            self._names |= {
                w.lower()[:4] for w in re.findall(r"(?<=[^\W\d_] )[А-ЯІЇЄҐ]\w{3,}", "\n".join(sheet.lines))
            }

    def of(self, sheet: _Sheet) -> str:
        """The sheet as a page of the family."""
        return "\n".join(
            WORD.sub(lambda hit: self._word(hit.group(), sheet.lang), line) for line in sheet.lines
        )

    def _draw(self, word: str) -> int:
        return zlib.crc32(f"{self._name} {word}".encode())

    def _word(self, word: str, lang: str) -> str:
        if word.isdigit():
            return str(self._draw(word))[: len(word)] if len(word) > 1 else word
        if len(word) < 4:
            return word
        if word[0].isupper() and word.lower()[:4] in self._names:
            return self._made_up(_heard(word), lang)
        drawn = self._draw(word.lower())
        if drawn % 6 == 0:
            return word
        # Common words come oftener than rare ones, as in any text.
        share = (drawn >> 3) / 2**29
        other = self._words[lang][int(share**3 * len(self._words[lang]))]
        return other.capitalize() if word[0].isupper() else other

    def _made_up(self, word: str, lang: str) -> str:
        drawn, script = self._draw(word), int(lang in ("ru", "uk"))
        parts = [_SYLLABLES[(drawn >> (5 * n)) % len(_SYLLABLES)][script] for n in range(3)]
        return "".join(parts).capitalize()


_LETTERS = str.maketrans(dict(zip("абвгдезийклмнопрстуфхыэіїєґ", "abvgdeziiklmnoprstufhieiieg", strict=True)))


def _heard(word: str) -> str:
    """The start of a name as the scripts share it."""
    return word.lower().translate(_LETTERS)[:4]
