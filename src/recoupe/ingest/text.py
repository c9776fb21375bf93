"""Plain text: the document's text is the decoded file unchanged, a byte-order mark aside."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from recoupe.ingest.decode import Decoded
from recoupe.model import Document, Note


def page(
    decoded: Decoded, path: str, sha256: str, recipe: tuple[str, ...], said: Mapping[str, Any] | None = None
) -> Iterator[Document | Note]:
    """The document of a decoded text, with a note for each oddity; only a note where the text is blank."""
    if not decoded.text.strip(" \t\r\n\f\v\x00\u00a0\ufeff\u200b"):
        yield Note("ingest", "empty", f"{path}: no text in it; left out.")
        return
    for code, sentence in decoded.oddities:
        yield Note("ingest", code, f"{path}: {sentence}", path)
    kept = hashlib.sha256(decoded.text.encode("utf-8")).hexdigest()
    yield Document(
        id="", path=path, text=decoded.text, sha256=sha256, text_sha256=kept, recipe=recipe, **(said or {})
    )
