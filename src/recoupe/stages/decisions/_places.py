"""Where a decided thing stands now: its page by the text's hash, else by path and the same words."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from recoupe.model import Decision, Note, Page, Place, Reason, Span, Target

T = TypeVar("T")


class Places:
    """The pages of a dossier, asked where a place of a decision lies in them."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._by_text = {}
        self._by_path = {}
        for page in sorted(pages, key=lambda p: p.doc.id, reverse=True):
            self._by_text[page.doc.text_sha256] = page
            self._by_path[page.doc.path] = page

    def spans(self, target: Target) -> tuple[Span, ...]:
        """The target's places that are still there."""
        return tuple(s for s in map(self._span, target.places) if s)

    def _span(self, place: Place) -> Span | None:
        page = self._by_text.get(place.text_sha256) or self._by_path.get(place.path)
        if page is None or place.end > len(page.doc.text):
            return None
        span = Span(page.doc.id, place.start, place.end)
        if page.doc.text_sha256 == place.text_sha256:
            return span
        # A line keeps the first words of a long passage, without the spaces around them.
        words = span.of(page.doc.text).strip()
        return span if place.words and words.startswith(place.words) else None


def found(
    target: Target, at: tuple[Span, ...], standing: Mapping[str, T], where: Mapping[str, set[Span]]
) -> str:
    """The id of the record decided on: the same id, else of the one record with all its places, else ""."""
    if target.id in standing:
        return target.id
    if not at or len(at) < len(target.places):
        return ""
    holding = [key for key, spans in where.items() if spans.issuperset(at)]
    return holding[0] if len(holding) == 1 else ""


def told(decision: Decision) -> str:
    """Who decided, when and why, in words."""
    who = f" by {decision.who}" if decision.who else ""
    when = f" on {decision.when[:10]}" if decision.when else ""
    return f"decided{who}{when}" + (f": {decision.why}" if decision.why else "")


def reason(decision: Decision, spans: tuple[Span, ...]) -> Reason:
    """The reason that a decided record carries."""
    return Reason(f"decided-{decision.do}", 1.0, spans, told(decision))


def unused(decision: Decision, why: str) -> Note:
    """The note on a decision that no longer applies."""
    names = ", ".join(t.name or t.id for t in decision.targets)
    return Note("decisions", "unused", f"{decision.where}: {decision.do} {names}: {why}; not obeyed.")
