"""Names by a GLiNER model that the user has in a folder: a slow, strong option for pages where the default is
weak.

Needs the extra `gliner`. Nothing is downloaded: the folder must hold the model and its tokeniser.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recoupe.backends.names import Found
from recoupe.backends.words import covered
from recoupe.errors import MissingError

LABELS = {"person": "person", "location": "place", "organization": "body"}
SURE = 0.5  # GLiNER's own default threshold


class GlinerNames:
    """A `names.NameModel` over GLiNER."""

    def __init__(self, folder: Path) -> None:
        try:
            from gliner import GLiNER  # noqa: PLC0415
        except ImportError as error:
            raise MissingError("a GLiNER name model needs: pip install 'recoupe[gliner]'") from error
        self._model: Any = GLiNER.from_pretrained(str(folder), local_files_only=True)

    def find(self, text: str, words: Sequence[str]) -> list[Found]:
        """See `names.NameModel`."""
        found = self._model.predict_entities(text, list(LABELS), threshold=SURE, flat_ner=True)
        spans = [(int(f["start"]), int(f["end"]), LABELS.get(f["label"], "other")) for f in found]
        return covered(words, sorted(spans))
