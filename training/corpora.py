"""Reads the corpora from their archives: treebanks as trees of our own words, name corpora as tagged
words.

A treebank's multiword token ("du" = de + le) becomes one word again, because that is what a page
prints: it takes the part of speech, head and relation of its first part and the features of all. Where
a language's own tokens are wanted, `printed.py` joins and parts words as its table says. Nothing is
unpacked to disk.
"""

import hashlib
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from recoupe.text.fold import iron


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree; `head` is the index of its governor in the sentence, its own index for the root."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    rel: str
    space: bool = True


Tree = tuple[Word, ...]
Tagged = tuple[tuple[str, str], ...]  # (word, BIO tag) of one sentence


class Corpora:
    """The archives of a folder, opened once; remembers the SHA-256 of each file that was read."""

    def __init__(self, folder: Path) -> None:
        self.hashes: dict[str, str] = {}
        self._texts: dict[str, bytes] = {}
        for archive in sorted(folder.rglob("*.tar.xz")):
            with tarfile.open(archive) as tar:
                for member in tar:
                    stream = tar.extractfile(member) if member.isfile() else None
                    if stream and member.name.endswith((".conllu", ".bio", ".tsv", ".iob2")):
                        self._texts[member.name] = stream.read()

    def text(self, name: str) -> str:
        """The text of the one file whose path ends with a name."""
        path = next(p for p in sorted(self._texts) if p.endswith(name))
        self.hashes[name] = hashlib.sha256(self._texts[path]).hexdigest()
        return self._texts[path].decode("utf-8")

    def trees(self, *names: str, apart: bool = False) -> list[Tree]:
        """The sentences of treebank files, in order; see `read_conllu`."""
        return [t for name in names for t in read_conllu(self.text(name).split("\n"), apart=apart)]

    def tagged(self, name: str) -> list[Tagged]:
        """The sentences of a name corpus: words with PER, LOC, ORG in BIO."""
        lines = self.text(name).split("\n")
        return list(_read_tagged(lines, column=1, separator="\t" if name.endswith(".tsv") else " "))


def read_conllu(lines: Iterable[str], *, apart: bool = False) -> Iterator[Tree]:
    """The trees of CoNLL-U lines, multiword tokens merged; with `apart`, those that are printed as the row
    of their parts ("don't" = do + n't) stay parted.
    """
    rows: list[list[str]] = []
    for line in lines:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _tree(_parted(rows) if apart else rows)
            rows = []
    if rows:
        yield _tree(_parted(rows) if apart else rows)


def _parted(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the multiword tokens that are but the row of their parts."""
    forms = {row[0]: row for row in rows}
    out: list[list[str]] = []
    glued: set[str] = set()
    for row in rows:
        first, dash, last = row[0].partition("-")
        ids = [str(i) for i in range(int(first), int(last) + 1)] if dash else []
        if ids and "".join(forms[i][1] for i in ids) == row[1]:
            glued |= set(ids[:-1])
            forms[ids[-1]][9] = row[9]
            continue
        out.append([*row[:9], "SpaceAfter=No"] if row[0] in glued else row)
    return out


def _tree(rows: list[list[str]]) -> Tree:
    place: dict[str, int] = {}  # CoNLL-U id -> index of the printed word that holds it
    printed: list[tuple[list[str], list[list[str]]]] = []  # the row that is printed, the rows it stands for
    last = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            last = int(row[0].split("-")[1])
            printed.append((row, []))
            continue
        if int(row[0]) > last:
            printed.append((row, []))
        printed[-1][1].append(row)
        place[row[0]] = len(printed) - 1
    return tuple(_word(i, row, parts, place) for i, (row, parts) in enumerate(printed))


def _word(i: int, row: list[str], parts: list[list[str]], place: dict[str, int]) -> Word:
    outside = [p for p in parts if place.get(p[6], -1) != i]
    main = outside[0] if outside else parts[0]
    feats = (
        {f for p in parts for f in p[5].split("|") if f != "_"}
        if len(parts) > 1
        else set(main[5].split("|")) - {"_"}
    )
    by_name = {f.split("=")[0]: f for f in sorted(feats, reverse=True)}
    head = place.get(main[6], i)
    return Word(
        form=iron(row[1]),
        lemma=main[2],
        pos=main[3],
        feats="|".join(by_name[k] for k in sorted(by_name, key=str.lower)),
        head=head,
        rel="root" if head == i else main[7],
        space="SpaceAfter=No" not in row[9],
    )


def _read_tagged(lines: Iterable[str], column: int, separator: str) -> Iterator[Tagged]:
    sentence: list[tuple[str, str]] = []
    for line in lines:
        cells = line.rstrip("\n").split(separator)
        if line.startswith("# ") or cells[0] == "TOKEN":
            continue
        ends = len(cells) < 2 or not cells[0]
        if not ends:
            sentence.append((iron(cells[0]), kind_of(cells[column])))
            # The old press has no sentence bounds in the plain format: a stop after some words is one.
            ends = (
                "EndOfSentence" in cells[-1]
                or (cells[0] in ".!?" and len(sentence) > 8)
                or len(sentence) > 120
            )
        if ends and sentence:
            yield _as_bio(sentence)
            sentence = []
    if sentence:
        yield _as_bio(sentence)


def kind_of(tag: str) -> str:
    """A corpus's tag as B- or I- with one of our kinds, or O."""
    kind = tag.rsplit("-", maxsplit=1)[-1].upper()
    kind = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}.get(kind, "")
    return f"{tag[0]}-{kind}" if kind else "O"


def _as_bio(sentence: list[tuple[str, str]]) -> Tagged:
    """The sentence with every name begun by B-, also where the corpus writes only I-."""
    out: list[tuple[str, str]] = []
    before = "O"
    for word, tag in sentence:
        fresh = tag.startswith("I-") and before[2:] != tag[2:]
        out.append((word, "B" + tag[1:] if fresh else tag))
        before = tag
    return tuple(out)


def recased(tree: Tree, forms: Iterable[str]) -> Tree:
    """The tree with other spellings of its words."""
    return tuple(replace(word, form=form) for word, form in zip(tree, forms, strict=True))
