"""What a dossier must look like before anything is read out of it: which field holds what, record by record.

`dossier.json` may come from anybody. Programs that read it ask here first, so that what is wrong is told in
one sentence with its place, and nothing behind has to doubt the form of a field. Whether ids and spans lead
anywhere is asked by `dossier.check`.
"""

from collections.abc import Iterator
from typing import Any

_SPAN = "a span [start, end]"
_NUMBER = "a number"
_TEXT = "text"
_LARGEST = 2**53
_KINDS: dict[str, tuple[type, ...]] = {_TEXT: (str,), _NUMBER: (int, float)}
_PLACE = {"doc": _TEXT, "span": _SPAN}
_REASONS = [{"rule": _TEXT, "weight": _NUMBER, "spans": [_PLACE], "text": _TEXT}]
_ORIGINS = {"min": _NUMBER, "max": _NUMBER}
_PASSAGES = [{**_PLACE, "statement?": _TEXT, "side": _TEXT, "value?": _TEXT}]
_NOTES = [{"stage": _TEXT, "code": _TEXT, "doc?": _TEXT, "span?": _SPAN, "text": _TEXT}]

# A list holds records of the one form given in it; what stands in a tuple may be null; a field with "?"
# may be missing as well.
SHAPE: dict[str, Any] = {
    "schema": _TEXT,
    "run": {
        "version": _TEXT, "options": {}, "languages": [_TEXT], "codebook": _TEXT,
        "inputs": [{"path": _TEXT, "sha256": _TEXT}],
    },
    "documents": [{
        "id": _TEXT, "path": _TEXT, "url?": _TEXT, "title?": _SPAN, "outlet?": _TEXT, "byline?": _SPAN,
        "published?": {
            "value": _TEXT, "from": _TEXT, "span?": _SPAN, "earliest?": _TEXT, "latest?": _TEXT,
            "reasons?": _REASONS,
        },
        "retrieved?": _TEXT, "sha256": _TEXT, "text_sha256": _TEXT, "lang": _TEXT, "lang_score": _NUMBER,
        "grade": _TEXT, "grade_reasons": _REASONS, "recipe": [_TEXT],
        "agencies": [{"name": _TEXT, "span": _SPAN}],
        "blocks": [{"span": _SPAN, "kind": _TEXT, "lang?": _TEXT}],
        "language_path": [{"lang": _TEXT, "role": _TEXT, "score": _NUMBER, "reasons": _REASONS}],
        "notes": _NOTES, "text": _TEXT,
    }],
    "actors": [{
        "id": _TEXT, "name": _TEXT, "kind": _TEXT, "names": [{"text": _TEXT, "lang": _TEXT, "n": _NUMBER}],
        "roles": [{"text": _TEXT, **_PLACE}], "country?": _TEXT, "stands_for?": _TEXT,
        "mentions": [{**_PLACE, "form": _TEXT}], "reasons": _REASONS,
    }],
    "times": [{
        "id": _TEXT, **_PLACE, "kind": _TEXT, "value": _TEXT, "earliest?": _TEXT, "latest?": _TEXT,
        "mod?": _TEXT, "grain": _TEXT, "anchor": (_TEXT,), "reasons": _REASONS,
    }],
    "statements": [{
        "id": _TEXT, "doc": _TEXT, "type": _TEXT, "content": [_SPAN], "cue": (_SPAN,),
        "speaker": {"span": (_SPAN,), "actor": (_TEXT,)}, "chain": [_TEXT], "parent": (_TEXT,),
        "outer": (_TEXT,), "channel": ({"span": _SPAN, "kind": _TEXT, "name?": _TEXT},),
        "addressee": ({"span": _SPAN, "actor?": _TEXT},), "stance": _TEXT, "said": (_TEXT,), "marks": _TEXT,
        "confidence": _NUMBER, "reasons": _REASONS,
    }],
    "utterances": [{
        "id": _TEXT, "statements": [_TEXT], "speaker": (_TEXT,), "wording": {"best": _TEXT, **_PLACE},
        "variants": [{"statement": _TEXT, **_PLACE}], "drift": [{"kind": _TEXT, "spans": [_PLACE]}],
        "reasons": _REASONS,
    }],
    "events": [{
        "id": _TEXT, "code": _TEXT, "mode?": _TEXT, "context?": _TEXT, "aux?": [_TEXT], "title": _TEXT,
        "roles": [{"role": _TEXT, "actor": _TEXT}], "when": (_TEXT,), "earliest?": _TEXT, "latest?": _TEXT,
        "place?": _TEXT, "status": _TEXT, "reports": [_PLACE], "origins": _ORIGINS, "pages": _NUMBER,
        "disagreements": [_TEXT], "reasons": _REASONS,
    }],
    "claims": [{
        "id": _TEXT, "wording": _TEXT, "kind": _TEXT, "slot?": _TEXT, "passages": _PASSAGES, "status": _TEXT,
        "party?": _TEXT, "omitted_by?": [_TEXT], "origins": _ORIGINS, "pages": _NUMBER,
        "translation_risk": _NUMBER, "reasons": _REASONS,
    }],
    "contradictions": [{
        "id": _TEXT, "claim": _TEXT, "kind": _TEXT, "a": _PASSAGES, "b": _PASSAGES,
        "translation_risk": _NUMBER, "reasons": _REASONS,
    }],
    "positions": [{
        "id": _TEXT, "statement": (_TEXT,), **_PLACE, "holder": (_TEXT,), "issue": _TEXT, "option": (_TEXT,),
        "stance": _TEXT, "force": _TEXT, "voice": _TEXT, "condition?": _SPAN, "target?": _TEXT,
        "tense?": _TEXT, "said": (_TEXT,), "reasons": _REASONS,
    }],
    "standings": [{
        "id": _TEXT, "holder": _TEXT, "party?": _TEXT, "issue": _TEXT, "option": (_TEXT,), "from": (_TEXT,),
        "to?": _TEXT, "stance": _TEXT, "positions": [_TEXT], "origins": _ORIGINS, "voices": [_TEXT],
        "status": _TEXT,
    }],
    "shifts": [{
        "id": _TEXT, "before": _TEXT, "after": _TEXT, "kind": _TEXT, "pair": [_TEXT], "reasons": _REASONS,
    }],
    "issues": [{
        "code": _TEXT, "parent": (_TEXT,), "labels": [{"lang": _TEXT, "text": _TEXT}], "options": [_TEXT],
    }],
    "lineage": {
        "edges": [{
            "child": _TEXT, "parent": _TEXT, "kind": _TEXT, "lang_path?": [_TEXT],
            "passages": [{"child": _SPAN, "parent": _SPAN}], "reasons": _REASONS,
        }],
        "families": [{"id": _TEXT, "docs": [_TEXT], "root?": _TEXT}],
    },
    "stories": [{
        "id": _TEXT, "title": _TEXT, "docs": [_TEXT], "from": (_TEXT,), "to": (_TEXT,), "reasons": _REASONS,
    }],
    "notes": _NOTES,
}  # fmt: skip


def fault(value: Any, *, whole: bool = True) -> str:
    """The first place where a value of `dossier.json` is not written as a dossier is, and what should stand
    there; an empty string where all is as it should be. Fields that are not known are passed over; not
    `whole`, so are those that are missing.
    """
    return next(_faults(value, SHAPE, "dossier", whole), "")


def _faults(value: Any, shape: Any, where: str, whole: bool) -> Iterator[str]:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where}: this should be a record"
            return
        for field, inner in shape.items():
            name = field.rstrip("?")
            if name in value and not (name != field and value[name] is None):
                yield from _faults(value[name], inner, f"{where}.{name}", whole)
            elif whole and name == field:
                yield f"{where}.{name} is missing"
    elif isinstance(shape, tuple):
        if value is not None:
            yield from _faults(value, shape[0], where, whole)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where}: this should be a list"
            return
        for n, each in enumerate(value):
            yield from _faults(each, shape[0], f"{where}[{n}]", whole)
    elif not _is(value, shape):
        yield f"{where}: this should be {shape}"


def _is(value: Any, kind: str) -> bool:
    if kind == _SPAN:
        return isinstance(value, list) and len(value) == 2 and all(type(n) is int and _fits(n) for n in value)
    if isinstance(value, bool) or not isinstance(value, _KINDS[kind]):
        return False
    return isinstance(value, str) or _fits(value)


def _fits(number: Any) -> bool:
    """Whether every program that reads JSON can hold a number."""
    return bool(-_LARGEST <= number <= _LARGEST)
