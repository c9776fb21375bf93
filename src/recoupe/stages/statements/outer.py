"""Which earlier statement silently still holds?

A communiqué is often retold sentence after sentence: "The palace said in a communiqué that the king wants
P. The king also recalled Q." The second sentence still comes from the communiqué when it follows at once, in
the same paragraph, and reports somebody of whom the communiqué spoke. Anything less sure is left alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from recoupe.model import Mention, Span, Statement
from recoupe.stages.statements.view import View
from recoupe.text.fold import fold

TEXTS = frozenset({"communique", "document", "letter"})


def mark(view: View, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `outer` filled in where an earlier one still holds."""
    known = {m.span: m for m in view.mentions}
    out: list[Statement] = []
    for s in statements:
        free = s.parent is None and s.outer is None and s.type != "direct" and s.cue is not None
        source = _source(view, out, s, known) if free else None
        out.append(replace(s, outer=source.id) if source else s)
    return tuple(out)


def _source(
    view: View, before: list[Statement], s: Statement, known: dict[Span, Mention]
) -> Statement | None:
    """The communiqué that a statement still comes from."""
    start = min(x.start for x in (s.content[0], s.cue, s.speaker) if x is not None)
    for earlier in reversed(before):
        if earlier.parent is not None or (earlier.type == "direct" and not _is_text(view, earlier)):
            continue
        same = _core(s, known) == _core(earlier, known)
        if earlier.outer is not None and same and not _breaks(view, earlier, start):
            return next((x for x in before if x.id == earlier.outer), None)
        if same or not _is_text(view, earlier) or not _follows(view, earlier, start):
            return None
        return earlier if _is_spoken_of(view, earlier, s, before, known) else None
    return None


def _is_text(view: View, s: Statement) -> bool:
    """Whether a statement stands in a text: through its channel, or because the text itself speaks."""
    if s.channel is not None and s.channel.kind in TEXTS:
        return True
    words = fold(s.speaker.of(view.text)).split() if s.speaker else []
    return any(view.lexicon.holders.get(w) == "text" for w in words[:3])


def _is_spoken_of(
    view: View, earlier: Statement, s: Statement, before: list[Statement], known: dict[Span, Mention]
) -> bool:
    """Whether the holder of a statement is named in an earlier one, or is the only person there by office."""
    holder = known.get(s.holder) if s.holder else None
    if holder is None or holder.kind not in ("person", "body", "group", "state"):
        return False
    inner = [m for c in earlier.content for m in view.mentions_in(c.start, c.end)]
    inner += [known[x.holder] for x in before if x.parent == earlier.id and x.holder in known]
    if any(_same(holder, m) for m in inner):
        return True
    persons = {fold(m.core) for m in inner if m.kind == "person" and m.form == "name"}
    return holder.form == "role" and holder.kind == "person" and holder.refers is None and len(persons) == 1


def _same(a: Mention, b: Mention) -> bool:
    if b.form == "pronoun":
        return False
    return fold(a.core) == fold(b.core) or a.span in (b.refers, b.span) or a.refers == b.span


def _core(s: Statement, known: dict[Span, Mention]) -> str:
    return fold(known[s.holder].core) if s.holder in known else ""


def _follows(view: View, earlier: Statement, start: int) -> bool:
    """Whether a place stands in the sentence right behind a statement, in its paragraph."""
    places = [*earlier.content, earlier.cue, earlier.speaker]
    end = max(p.end for p in places if p is not None)
    steps = view.sentence_of[min(view.at(start), len(view.tokens) - 1)] - view.sentence_of[view.before(end)]
    return 0 <= steps <= 1 and not _breaks(view, earlier, start)


def _breaks(view: View, earlier: Statement, start: int) -> bool:
    """Whether a paragraph ends between a statement and a place."""
    end = earlier.content[-1].end
    return end < start and "\n" in view.text[end:start]
