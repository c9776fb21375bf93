"""What every record rests on: spans of text, reasons and notes."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document's text, counted in code points, end excluded."""

    doc: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"{self.doc}: empty or reversed span {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The characters of the span in its document's text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asserted: the rule, its weight (log-odds or 0..1, see the rule), where to look, in
    plain words.
    """

    rule: str
    weight: float
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A problem or a limit that the reader of the dossier must know; the work goes on."""

    stage: str
    code: str
    text: str
    doc: str | None = None
    span: Span | None = None
