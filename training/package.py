"""Puts trained pipelines into the form that ships: weights in half precision, no training notes, and only
the strings that a reading can need.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.strings import StringStore

ROOT_STRINGS = ("ROOT", "dep", "punct")


def lean(nlp: Any, out: Path, name: str) -> None:
    """Writes a pipeline to a folder; of its strings it keeps labels, features and what lemma trees write."""
    nlp.meta.update(
        {
            "name": name,
            "version": "1",
            "performance": {},
            "description": "See ATTRIBUTION.md beside this folder.",
        }
    )
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    for path in sorted(out.glob("*/model")):
        _halve(path)
    path = out / "vocab" / "strings.json"
    texts = json.loads(path.read_text("utf-8"))
    needed = _needed(nlp, out)
    store = StringStore()
    kept = sorted({t for t in texts if t in needed or store.add(t) in needed})
    path.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def _halve(path: Path) -> None:
    """Writes a model's weights in half precision, which `recoupe.backends.pipeline` reads."""
    model = srsly.msgpack_loads(path.read_bytes())
    for values in model["params"]:
        for name, value in values.items():
            if getattr(value, "dtype", None) == "float32":
                values[name] = value.astype("float16")
    path.write_bytes(srsly.msgpack_dumps(model))


def _needed(nlp: Any, out: Path) -> set[Any]:
    needed: set[Any] = set(ROOT_STRINGS)
    for _, pipe in nlp.pipeline:
        for label in getattr(pipe, "labels", ()):
            parts = str(label).replace("POS=", "|").split("|")
            needed |= {str(label), *parts, *(p for part in parts for p in part.split("="))}
            needed.add("|".join(p for p in str(label).split("|") if not p.startswith("POS=")))
    trees = out / "trainable_lemmatizer" / "trees"
    if trees.is_file():
        needed |= set(_numbers(srsly.msgpack_loads(trees.read_bytes())))
    return needed


def _numbers(packed: Any) -> Iterator[int]:
    if isinstance(packed, bytes):
        yield from _numbers(srsly.msgpack_loads(packed))
    elif isinstance(packed, dict):
        for value in packed.values():
            yield from _numbers(value)
    elif isinstance(packed, list | tuple):
        for value in packed:
            yield from _numbers(value)
    elif isinstance(packed, int):
        yield packed
