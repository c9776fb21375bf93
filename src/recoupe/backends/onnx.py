"""Names by an ONNX token-classification model that the user has in a folder (`model.onnx`, `tokenizer.json`,
`config.json`).

Needs the extra `onnx`. Labels are BIO with PER, LOC, ORG or their long names, as exports of common models
have them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from recoupe.backends.names import Found
from recoupe.backends.words import covered
from recoupe.errors import MissingError, OptionError

KINDS = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "ORG": "body",
    "NORP": "other",
    "MISC": "other",
}
FILES = ("model.onnx", "tokenizer.json", "config.json")


class OnnxNames:
    """A `names.NameModel` over onnxruntime."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise OptionError(f"{folder}: not an ONNX name model (no {', '.join(missing)})")
        try:
            import onnxruntime  # noqa: PLC0415
            import tokenizers  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
        except ImportError as error:
            raise MissingError("an ONNX name model needs: pip install 'recoupe[onnx]'") from error
        config = json.loads((folder / "config.json").read_text("utf-8"))
        self._labels = {int(k): str(v) for k, v in config["id2label"].items()}
        self._cut: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._cut.enable_truncation(int(config.get("max_position_embeddings", 512)) - 2)
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = 1
        self._model: Any = onnxruntime.InferenceSession(str(folder / "model.onnx"), settings)
        self._inputs = {i.name for i in self._model.get_inputs()}

    def find(self, text: str, words: Sequence[str]) -> list[Found]:
        """See `names.NameModel`."""
        read = self._cut.encode(text)
        ids = np.asarray([read.ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        scores = self._model.run(None, {name: rows for name, rows in given.items() if name in self._inputs})[
            0
        ][0]
        labels = [self._labels[int(i)] for i in np.argmax(scores, axis=-1)]
        return covered(words, _spans(read.offsets, labels))


def _spans(offsets: Sequence[tuple[int, int]], labels: Sequence[str]) -> list[Found]:
    """The stretches of text that labels of word pieces mark: a B- label, or another kind, begins a new
    one.
    """
    out: list[Found] = []
    before = "O"
    for (start, end), label in zip(offsets, labels, strict=True):
        if start == end:
            continue
        kind = KINDS.get(label.split("-")[-1].upper())
        if kind and out and before == kind and (not label.startswith("B-") or out[-1][1] == start):
            out[-1] = (out[-1][0], end, kind)
        elif kind:
            out.append((start, end, kind))
        before = kind or "O"
    return out
