"""Pages that only a server has: what was decided, and the build that obeys it."""

from recoupe.outputs.site.view import ROWS, Asked, View, cut

KINDS = {
    "actor": "actors", "claim": "claims", "contradiction": "contradictions", "event": "events",
    "position": "positions", "statement": "statements",
}  # fmt: skip


def decisions(asked: Asked) -> View | None:
    """All decisions, the latest first, with what each is about."""
    if not asked.live:
        return None
    entries = asked.live.history.entries
    start = (asked.number - 1) * ROWS
    rows = entries[start : start + ROWS]
    found = cut(asked, tuple(d.id for d in rows), len(entries))
    if not found:
        return None
    told = [(kind, identity) for d in rows for kind, identity, _ in d.about]
    known = {k: {i for kind, i in told if kind == k and i in asked.book.by_id[v]} for k, v in KINDS.items()}
    shown = {"list": found, "rows": rows, "kinds": KINDS, "known": known}
    return View(template="decisions", title=asked.w.live.decisions, part="decisions", shown=shown)


def rebuild(asked: Asked) -> View | None:
    """How far the build is, and the button that begins one."""
    if not asked.live:
        return None
    return View(template="rebuild", title=asked.w.live.rebuild, part="rebuild")
