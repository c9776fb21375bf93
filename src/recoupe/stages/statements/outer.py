"""Which earlier statement silently still holds?

A communiqué is often retold sentence after sentence: "The palace said in a communiqué that the king wants
P. The king also recalled Q." The second sentence still comes from the communiqué when it follows at once, in
the same paragraph, and reports somebody whom the communiqué was quoted on. Anything less sure is left alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from recoupe.model import Span, Statement
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

TEXTS = frozenset({"communique", "document", "letter"})
GAP = 4  # characters between a sentence and the next


def mark(view: View, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `outer` filled in where an earlier one still holds."""
    cores = {m.span: fold(m.core) for m in view.mentions}
    out: list[Statement] = []
    for s in statements:
        free = s.parent is None and s.outer is None and s.type != "direct" and s.cue is not None
        source = _source(view, out, s, cores) if free else None
        out.append(replace(s, outer=source.id) if source else s)
    return tuple(out)


def _source(view: View, before: list[Statement], s: Statement, cores: dict[Span, str]) -> Statement | None:
    """The communiqué that a statement still comes from."""
    start = min(x.start for x in (s.content[0], s.cue, s.speaker) if x is not None)
    for earlier in reversed(before):
        if earlier.parent is not None or earlier.type == "direct":
            continue
        same = _core(s, cores) == _core(earlier, cores)
        if earlier.outer is not None and same and not _breaks(view, earlier, start):
            return next((x for x in before if x.id == earlier.outer), None)
        if earlier.channel is None or earlier.channel.kind not in TEXTS or same:
            return None
        inner = {_core(x, cores) for x in before if x.parent == earlier.id} - {""}
        close = start - _end(earlier) <= GAP and not _breaks(view, earlier, start)
        return earlier if close and _core(s, cores) in inner else None
    return None


def _end(s: Statement) -> int:
    """Where a statement ends with its cue, speaker and channel."""
    places = [*s.content, s.cue, s.speaker, s.channel.span if s.channel else None]
    return max(p.end for p in places if p is not None)


def _core(s: Statement, cores: dict[Span, str]) -> str:
    return cores.get(s.holder, "") if s.holder else ""


def _breaks(view: View, earlier: Statement, start: int) -> bool:
    """Whether a paragraph ends between a statement and a place."""
    end = earlier.content[-1].end
    return end < start and "\n" in view.text[end:start]
