"""Dossiers made by hand: each text a page, one statement on all of it, one actor."""

from typing import Any

_EMPTY = (
    "times", "utterances", "events", "claims", "contradictions", "positions", "standings", "shifts", "issues",
    "stories",
)  # fmt: skip


def dossier(*texts: str, lang: str = "fr", name: str = "Ada", extra: str = "") -> dict[str, Any]:
    """The value of a dossier with these pages; `extra` stands in fields that come from pages."""
    return {
        "schema": "recoupe/1",
        "run": {"version": "0", "options": {}, "languages": [lang], "codebook": "talks", "inputs": []},
        "documents": [_document(n, text, lang, extra) for n, text in enumerate(texts)],
        "actors": [
            {
                "id": "a-1",
                "name": name,
                "kind": "person",
                "names": [{"text": name, "lang": lang, "n": 1}],
                "roles": [],
                "mentions": [],
                "reasons": [],
            }
        ],
        "statements": [_statement(n, text) for n, text in enumerate(texts) if text],
        **{kind: [] for kind in _EMPTY},
        "lineage": {"edges": [], "families": []},
        "notes": [{"stage": "ingest", "code": "odd", "doc": "p-0", "text": extra}],
    }


def _document(number: int, text: str, lang: str, extra: str) -> dict[str, Any]:
    return {
        "id": f"p-{number}",
        "path": f"page{extra}{number}.txt",
        "outlet": extra or None,
        "sha256": "",
        "text_sha256": "",
        "lang": lang,
        "lang_score": 1.0,
        "grade": "E0",
        "grade_reasons": [],
        "recipe": [],
        "agencies": [],
        "blocks": [],
        "language_path": [],
        "notes": [],
        "text": text,
    }


def _statement(number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"s-{number}",
        "doc": f"p-{number}",
        "type": "direct",
        "content": [[0, len(text)]],
        "cue": None,
        "speaker": {"span": None, "actor": "a-1"},
        "chain": [],
        "parent": None,
        "outer": None,
        "channel": None,
        "addressee": None,
        "stance": "asserts",
        "said": None,
        "marks": "intact",
        "confidence": 0.9,
        "reasons": [],
    }
