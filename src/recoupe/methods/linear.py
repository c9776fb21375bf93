"""A logistic model over named signs, kept as small whole numbers.

The chance of a class is the softmax of a bias and the sum of its weights over the signs that are there,
each times its value (multinomial logistic regression). Signs are known by the CRC-32 of their names: the file
holds no word of the texts it was fitted on. A sign that the file does not know counts nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_MOST = 127  # the largest weight, as a whole number


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A model of k classes and n signs."""

    classes: tuple[str, ...]
    keys: npt.NDArray[np.uint32]  # n, sorted
    weights: npt.NDArray[np.int8]  # n x k
    scale: Floats  # k: what a weight of one stands for
    bias: Floats  # k

    def chances(self, signs: Mapping[str, float]) -> Floats:
        """The chance of each class; they add up to one."""
        names = np.fromiter(map(key, signs), dtype=np.uint32, count=len(signs))
        values = np.fromiter(signs.values(), dtype=np.float64, count=len(signs))
        at = np.minimum(np.searchsorted(self.keys, names), len(self.keys) - 1)
        known = self.keys[at] == names
        sums = (self.weights[at[known]] * values[known, None]).sum(axis=0) * self.scale + self.bias
        raised = np.exp(sums - sums.max())
        chances: Floats = raised / raised.sum()
        return chances

    def named(self, signs: Mapping[str, float]) -> dict[str, float]:
        """The chance of each class by its name."""
        return dict(zip(self.classes, self.chances(signs).tolist(), strict=True))


def key(sign: str) -> int:
    """The number by which a sign is known."""
    return zlib.crc32(sign.encode("utf-8", "surrogatepass"))


def small(classes: Iterable[str], weights: Mapping[str, Floats], bias: Floats) -> Linear:
    """The model with weights as whole numbers; signs that add next to nothing are left out."""
    signs = sorted(weights, key=key)
    table = np.array([weights[sign] for sign in signs])
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / _MOST
    rounded = np.rint(table / scale).astype(np.int8)
    kept = np.abs(rounded).max(axis=1) > 1
    keys = np.array([key(sign) for sign in signs], dtype=np.uint32)
    return Linear(tuple(classes), keys[kept], rounded[kept], scale, bias)


def load(file: Path) -> dict[str, Linear]:
    """The models of a file by name; raises OSError or ValueError where it cannot be read."""
    with np.load(file, allow_pickle=False) as held:
        names = sorted({name.partition(".")[0] for name in held.files})
        return {
            name: Linear(
                tuple(held[f"{name}.classes"].tolist()),
                *(held[f"{name}.{part}"] for part in ("keys", "weights", "scale", "bias")),
            )
            for name in names
        }


def save(models: Mapping[str, Linear], file: Path) -> None:
    """Write models to a file that `load` reads."""
    parts: dict[str, Any] = {
        f"{name}.{part}": np.array(getattr(model, part))
        for name, model in sorted(models.items())
        for part in ("classes", "keys", "weights", "scale", "bias")
    }
    np.savez_compressed(file, **parts)
