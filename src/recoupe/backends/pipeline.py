"""Opens spaCy pipelines and reads their answers: the shipped weights, or any pipeline that a user has in
a folder.

The words are cut by ourselves, so a pipeline's own tokeniser is never used; the shipped weights
therefore carry none, and open in a fraction of a second.
"""

import gc
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from recoupe.backends import threads
from recoupe.backends.pieces import Piece
from recoupe.errors import MissingError, OptionError

WEIGHTS = Path(__file__).parent.parent / "weights"


class Reading(NamedTuple):
    """What a pipeline says of one token; `head` counts from the start of the piece."""

    lemma: str
    pos: str
    morph: str
    head: int
    rel: str
    starts: bool


def shipped(lang: str) -> Path:
    """The folder of the weights that come with the package: a language's own, else the one that all share."""
    return WEIGHTS / (lang if (WEIGHTS / lang).is_dir() else "xx")


@cache
def load(folder: Path) -> Any:
    """The spaCy pipeline of a folder, opened once per process."""
    import spacy  # noqa: PLC0415  half a second, which only those pay who parse

    if not (folder / "config.cfg").is_file():
        raise OptionError(f"{folder}: not the folder of a spaCy pipeline (it has no config.cfg)")
    collecting = gc.isenabled()
    try:
        return ready(spacy.load(folder))
    except ImportError as error:
        raise MissingError(
            f"{folder}: this pipeline needs a library that is not installed: {error}"
        ) from error
    finally:
        if not collecting:  # reading its files switches the collector on
            gc.disable()


def ready(nlp: Any) -> Any:
    """The pipeline as it is to be used: its weights in full precision (the shipped ones are stored in half),
    and numpy's matrix product, on processors with wide registers three times as fast as thinc's own.
    """
    from thinc.api import NumpyOps  # noqa: PLC0415

    fast = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model else ():
            for name in node.param_names:
                value = node.maybe_get_param(name)
                if value is not None and value.dtype == "float16":
                    node.set_param(name, value.astype("float32"))
            if type(node.ops) is NumpyOps:
                node.ops = fast
    return nlp


def parse(nlp: Any, pieces: Sequence[Piece]) -> list[list[Reading]]:
    """The readings of the tokens of each piece, in order."""
    from spacy.tokens import Doc  # noqa: PLC0415

    open_or_not = {-1: False, 0: None, 1: True}
    docs = [
        Doc(
            nlp.vocab,
            words=list(p.words),
            spaces=list(p.spaces),
            sent_starts=[open_or_not[s] for s in p.starts],
        )
        for p in pieces
    ]
    with threads.one():
        return [_readings(doc) for doc in nlp.pipe(docs)]


def _readings(doc: Any) -> list[Reading]:
    from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START  # noqa: PLC0415

    strings = doc.vocab.strings
    rows = doc.to_array([LEMMA, POS, MORPH, HEAD, DEP, SENT_START]).astype("int64", copy=False)
    texts = {key: strings[key & 0xFFFFFFFFFFFFFFFF] for key in set(rows[:, [0, 1, 2, 4]].ravel().tolist())}
    return [
        Reading(texts[lemma], texts[pos], texts[morph], i + head, texts[rel], start == 1)
        for i, (lemma, pos, morph, head, rel, start) in enumerate(rows.tolist())
    ]
