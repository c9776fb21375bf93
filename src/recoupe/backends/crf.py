"""The linear models that come with the package: part of speech and names, from words and a
gazetteer.

A CRF opens in milliseconds and reads 80,000 words a second; on every treebank it tags better than the
parser's own tagger.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from recoupe.backends.features import Features
from recoupe.backends.pipeline import WEIGHTS
from recoupe.errors import DataError

KINDS = {"PER": "person", "LOC": "place", "ORG": "body"}
Found = tuple[int, int, str]  # first word, end, kind


class Linear:
    """A CRF over the words of a sentence."""

    def __init__(self, path: Path, gazetteer: Mapping[str, str]) -> None:
        import pycrfsuite  # noqa: PLC0415

        self._features = Features(gazetteer)
        self._model: Any = pycrfsuite.Tagger()
        self._model.open(str(path))

    def tags(self, words: Sequence[str]) -> list[str]:
        """One tag for each word."""
        tags: list[str] = self._model.tag(self._features.of(words))
        return tags


class CrfNames:
    """Names by a CRF: the default name model of a language that has one."""

    def __init__(self, lang: str) -> None:
        self._model = Linear(WEIGHTS / f"{lang}_names.crfsuite", gazetteer(lang))

    def find(self, text: str, words: Sequence[str]) -> list[Found]:  # noqa: ARG002  other models read the text
        """See `names.NameModel`."""
        out: list[Found] = []
        for i, tag in enumerate(self._model.tags(words)):
            kind = KINDS.get(tag[2:])
            if kind is None:
                continue
            if tag[0] == "I" and out and out[-1][1] == i and out[-1][2] == kind:
                out[-1] = (out[-1][0], i + 1, kind)
            else:
                out.append((i, i + 1, kind))
        return out


@cache
def gazetteer(lang: str, folder: Path = WEIGHTS) -> Mapping[str, str]:
    """Words in small letters and the lists they are on, as `training/gazetteer.py` writes them; empty if
    there is none.
    """
    path = folder / f"{lang}_gazetteer.tsv"
    if not path.is_file():
        return {}
    out = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        form, tab, lists = line.partition("\t")
        if not tab or not lists:
            raise DataError(f"{path}:{number}: no tab and letters after the word")
        out[form] = lists
    return out


@cache
def part_of_speech(lang: str) -> Linear | None:
    """The part-of-speech model of a language, or None if it has none."""
    path = WEIGHTS / f"{lang}_pos.crfsuite"
    return Linear(path, {}) if path.is_file() else None


@cache
def names(lang: str) -> CrfNames | None:
    """The name model of a language, or None if it has none."""
    return CrfNames(lang) if (WEIGHTS / f"{lang}_names.crfsuite").is_file() else None
