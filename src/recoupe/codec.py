"""From records to the value of `dossier.json`: the only serialiser, and the only place that knows the schema.

Within a record that names its page, spans are `[start, end]`; where a record crosses pages they come as
`{doc, span}`. Absent optional values are null, except those the contract marks with "?", which are left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from recoupe.model import (
    Actor,
    Agency,
    Block,
    Claim,
    Contradiction,
    Dossier,
    Edge,
    Event,
    IssueName,
    Leg,
    Mention,
    Note,
    Origins,
    Page,
    Passage,
    Position,
    Reason,
    Shift,
    Span,
    Standing,
    Statement,
    Story,
    TimeExpression,
    Utterance,
)

SCHEMA = "recoupe/1"
Value = dict[str, Any]


def dumps(value: Value) -> str:
    """The text of a dossier: one form, so that equal dossiers are equal bytes; a line for each record."""
    return _laid_out(value) + "\n"


_NEXT = ",\n"
_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _laid_out(value: Any) -> str:
    if isinstance(value, dict) and value:
        inner = [f"{_line(name)}: {_laid_out(each)}" for name, each in value.items()]
        return f"{{\n{_NEXT.join(inner)}\n}}"
    if isinstance(value, list) and value:
        return f"[\n{_NEXT.join(map(_line, value))}\n]"
    return _line(value)


def encode(dossier: Dossier) -> Value:
    """The dossier as the contract describes it."""
    texts = {p.doc.id: p.doc.text for p in dossier.pages}
    paths = dict(dossier.lineage.paths)
    pages = sorted(dossier.pages, key=lambda p: (p.doc.path, p.doc.id))
    notes: dict[str | None, list[Note]] = defaultdict(list)
    for n in dossier.notes:
        notes[n.doc].append(n)
    return {
        "schema": SCHEMA,
        "run": {
            "version": dossier.run.version,
            "options": dict(dossier.run.options),
            "languages": list(dossier.run.languages),
            "codebook": dossier.run.codebook,
            "inputs": [{"path": path, "sha256": sha256} for path, sha256 in dossier.run.inputs],
        },
        "documents": [document(p, paths.get(p.doc.id, ()), notes.get(p.doc.id, ())) for p in pages],
        "actors": [_actor(a, texts) for a in dossier.roster.actors],
        "times": [_time(t) for t in dossier.times],
        "statements": [_statement(s) for s in dossier.statements],
        "utterances": [_utterance(u, texts) for u in dossier.utterances],
        "events": [_event(e) for e in dossier.events],
        "claims": [_claim(c) for c in dossier.claims],
        "contradictions": [_contradiction(c) for c in dossier.contradictions],
        "positions": [_position(p) for p in dossier.positions],
        "standings": [_standing(s) for s in dossier.standings],
        "shifts": [_shift(s) for s in dossier.shifts],
        "issues": [_issue(i) for i in dossier.issues],
        "lineage": {
            "edges": [edge(e) for e in dossier.lineage.edges],
            "families": [
                {"id": f.id, "docs": list(f.docs), **({"root": f.root} if f.root else {})}
                for f in dossier.lineage.families
            ],
        },
        "stories": [_story(s) for s in dossier.stories],
        "notes": [note(n) for n in dossier.notes],
    }


def _extent(span: Span) -> list[int]:
    return [span.start, span.end]


def _maybe(span: Span | None) -> list[int] | None:
    return None if span is None else _extent(span)


def _place(span: Span) -> Value:
    return {"doc": span.doc, "span": _extent(span)}


def _given(**fields: Any) -> Value:
    """The fields that have a value: for what the contract marks optional."""
    return {name: value for name, value in fields.items() if value is not None}


def _reasons(reasons: Iterable[Reason]) -> list[Value]:
    return [
        {"rule": r.rule, "weight": round(r.weight, 4), "spans": [_place(s) for s in r.spans], "text": r.text}
        for r in reasons
    ]


def _origins(origins: Origins) -> Value:
    return {"min": origins.min, "max": origins.max}


def note(n: Note) -> Value:
    """A note of the contract."""
    return {
        "stage": n.stage,
        "code": n.code,
        **_given(doc=n.doc, span=_maybe(n.span)),
        "text": n.text,
    }


def document(page: Page, legs: Iterable[Leg], notes: Iterable[Note] = ()) -> Value:
    """A document of the contract."""
    doc = page.doc
    published = page.published and {
        "value": page.published.value,
        "from": page.published.source,
        **_given(span=_maybe(page.published.span)),
        **_given(earliest=page.published.earliest, latest=page.published.latest),
        **_given(reasons=_reasons(page.published.reasons) or None),
    }
    return {
        "id": doc.id,
        "path": doc.path,
        **_given(url=doc.url, title=_maybe(page.title), outlet=page.outlet, byline=_maybe(page.byline)),
        **_given(published=published, retrieved=doc.retrieved),
        "sha256": doc.sha256,
        "text_sha256": doc.text_sha256,
        "lang": page.lang,
        "lang_score": round(page.lang_score, 4),
        "grade": page.grade,
        "grade_reasons": _reasons(page.grade_reasons),
        "recipe": list(doc.recipe),
        "agencies": [_agency(a) for a in page.agencies],
        "blocks": [_block(b) for b in page.blocks],
        "language_path": [
            {"lang": g.lang, "role": g.role, "score": round(g.score, 4), "reasons": _reasons(g.reasons)}
            for g in legs
        ],
        "notes": [note(n) for n in notes],
        "text": doc.text,
    }


def _agency(agency: Agency) -> Value:
    return {"name": agency.name, "span": _extent(agency.span)}


def _block(block: Block) -> Value:
    return {"span": _extent(block.span), "kind": block.kind, **_given(lang=block.lang)}


def _mention(mention: Mention) -> Value:
    return {**_place(mention.span), "form": mention.form}


def _actor(actor: Actor, texts: dict[str, str]) -> Value:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "names": [{"text": n.text, "lang": n.lang, "n": n.n} for n in actor.names],
        "roles": [{"text": span.of(texts[span.doc]), **_place(span)} for span in actor.roles],
        **_given(country=actor.country, stands_for=actor.stands_for),
        "mentions": [_mention(m) for m in actor.mentions],
        "reasons": _reasons(actor.reasons),
    }


def _time(time: TimeExpression) -> Value:
    return {
        "id": time.id,
        "doc": time.span.doc,
        "span": _extent(time.span),
        "kind": time.kind,
        "value": time.value,
        **_given(earliest=time.earliest, latest=time.latest, mod=time.mod),
        "grain": time.grain,
        "anchor": time.anchor,
        "reasons": _reasons(time.reasons),
    }


def _statement(s: Statement) -> Value:
    channel = s.channel and {
        "span": _extent(s.channel.span),
        "kind": s.channel.kind,
        **_given(name=s.channel.name),
    }
    addressee = s.addressee and {"span": _extent(s.addressee), **_given(actor=s.addressee_actor)}
    return {
        "id": s.id,
        "doc": s.doc,
        "type": s.type,
        "content": [_extent(c) for c in s.content],
        "cue": _maybe(s.cue),
        "speaker": {"span": _maybe(s.speaker), "actor": s.actor},
        "chain": list(s.chain),
        "parent": s.parent,
        "outer": s.outer,
        "channel": channel,
        "addressee": addressee,
        "stance": s.stance,
        "said": s.said,
        "marks": s.marks,
        "confidence": round(s.confidence, 4),
        "reasons": _reasons(s.reasons),
    }


def _utterance(u: Utterance, texts: dict[str, str]) -> Value:
    best = u.best.span
    return {
        "id": u.id,
        "statements": list(u.statements),
        "speaker": u.speaker,
        "wording": {"best": best.of(texts[best.doc]), **_place(best)},
        "variants": [{"statement": v.statement, **_place(v.span)} for v in u.variants],
        "drift": [{"kind": d.kind, "spans": [_place(s) for s in d.spans]} for d in u.drift],
        "reasons": _reasons(u.reasons),
    }


def _event(e: Event) -> Value:
    return {
        "id": e.id,
        "code": e.code,
        **_given(mode=e.mode, context=e.context, aux=list(e.aux) or None),
        "title": e.title,
        "roles": [{"role": r.role, "actor": r.actor} for r in e.roles],
        "when": e.when,
        **_given(earliest=e.earliest, latest=e.latest, place=e.place),
        "status": e.status,
        "reports": [_place(s) for s in e.reports],
        "origins": _origins(e.origins),
        "pages": e.pages,
        "disagreements": list(e.disagreements),
        "reasons": _reasons(e.reasons),
    }


def _issue(issue: IssueName) -> Value:
    labels = [{"lang": lang, "text": text} for lang, text in issue.labels]
    return {
        "code": issue.code,
        "parent": issue.parent,
        "labels": labels,
        "options": list(issue.options),
        "graded": issue.graded,
    }


def _passage(p: Passage) -> Value:
    return {**_place(p.span), **_given(statement=p.statement), "side": p.side, **_given(value=p.value)}


def _claim(c: Claim) -> Value:
    return {
        "id": c.id,
        "wording": c.wording,
        "kind": c.kind,
        **_given(slot=c.slot),
        "passages": [_passage(p) for p in c.passages],
        "status": c.status,
        **_given(party=c.party, omitted_by=list(c.omitted) or None),
        "origins": _origins(c.origins),
        "pages": c.pages,
        "translation_risk": round(c.translation_risk, 4),
        "reasons": _reasons(c.reasons),
    }


def _contradiction(c: Contradiction) -> Value:
    return {
        "id": c.id,
        "claim": c.claim,
        "kind": c.kind,
        "a": [_passage(p) for p in c.a],
        "b": [_passage(p) for p in c.b],
        "can_both_hold": c.can_both_hold,
        "translation_risk": round(c.translation_risk, 4),
        "reasons": _reasons(c.reasons),
    }


def _position(p: Position) -> Value:
    return {
        "id": p.id,
        "statement": p.statement,
        **_place(p.span),
        "holder": p.holder,
        "issue": p.issue,
        "option": p.option,
        "stance": p.stance,
        "force": p.force,
        "voice": p.voice,
        **_given(condition=_maybe(p.condition), target=p.target, tense=p.tense, negated=p.negated or None),
        "said": p.said,
        "reasons": _reasons(p.reasons),
    }


def _standing(s: Standing) -> Value:
    return {
        "id": s.id,
        "holder": s.holder,
        **_given(party=s.party),
        "issue": s.issue,
        "option": s.option,
        "from": s.start,
        **_given(to=s.end),
        "stance": s.stance,
        "positions": list(s.positions),
        "origins": _origins(s.origins),
        "voices": list(s.voices),
        "status": s.status,
    }


def _shift(s: Shift) -> Value:
    return {
        "id": s.id,
        "before": s.before,
        "after": s.after,
        "kind": s.kind,
        "pair": list(s.pair),
        "reasons": _reasons(s.reasons),
    }


def edge(e: Edge) -> Value:
    """An edge of the contract."""
    return {
        "child": e.child,
        "parent": e.parent,
        "kind": e.kind,
        **_given(lang_path=list(e.lang_path) or None),
        "passages": [{"child": _extent(c), "parent": _extent(p)} for c, p in e.passages],
        "reasons": _reasons(e.reasons),
    }


def _story(s: Story) -> Value:
    return {
        "id": s.id,
        "title": s.title,
        "docs": list(s.docs),
        "from": s.start,
        "to": s.end,
        "reasons": _reasons(s.reasons),
    }
