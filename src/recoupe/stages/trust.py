"""How likely is a statement right, content and speaker together?

While a page is read, `confidence` says only that a proposal is a statement. Once actors are settled, what
points to the speaker is known too: a printed name, an office, a pronoun, the speaker before. A logistic
model over all these signs (table `trust_weights`, fitted by `training/fit_trust.py` on pages left out in
turn) makes of both one probability that a desk may set a threshold on. A language without the table keeps
the first.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recoupe.languages import Language
from recoupe.model import Mention, Note, Page, Reason, Roster, Span, Statement

BIAS, SCORE = "bias", "score"
FEW_TIMES = 2  # an actor whom a page names at least so often is one of its persons


def signs(statement: Statement, mention: Mention | None, times: int) -> tuple[str, ...]:
    """What is seen of a statement, as names of weights, sorted."""
    holder = "none" if statement.actor is None else mention.form if mention else "phrase"
    known = "" if mention is None else f"{mention.kind}-"
    seen = {
        *(r.rule for r in statement.reasons),
        f"type-{statement.type}",
        f"holder-{known}{holder}",
        f"stance-{statement.stance}",
    }
    if statement.marks == "repaired":
        seen.add("marks-repaired")
    if statement.speaker is not None and statement.holder not in (None, statement.speaker):
        seen.add("holder-elsewhere")
    if statement.parent:
        seen.add("nested")
    if times >= FEW_TIMES:
        seen.add("actor-often")
    return tuple(sorted(seen))


def score(confidence: float) -> float:
    """The log-odds of a confidence."""
    bounded = min(max(confidence, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def weigh(
    statements: Sequence[Statement], roster: Roster, pages: Mapping[str, Page], tables: Mapping[str, Language]
) -> tuple[Statement, ...]:
    """The statements with the probability that both content and speaker are right."""
    seen = sight(statements, roster)
    weights = {code: {r[0]: float(r[1]) for r in lang.rows("trust_weights")} for code, lang in tables.items()}
    return tuple(_weighed(s, seen[s.id], weights[pages[s.doc].lang]) for s in statements)


def sight(statements: Sequence[Statement], roster: Roster) -> dict[str, tuple[str, ...]]:
    """The signs of each statement, by its id."""
    mentions = {m.span: m for a in roster.actors for m in a.mentions}
    times: dict[tuple[str, str | None], int] = {}
    for actor in roster.actors:
        for m in actor.mentions:
            if m.form == "name":
                times[m.span.doc, actor.id] = times.get((m.span.doc, actor.id), 0) + 1
    return {
        s.id: signs(s, mentions.get(s.holder) if s.holder else None, times.get((s.doc, s.actor), 0))
        for s in statements
    }


def _weighed(statement: Statement, seen: Sequence[str], weights: Mapping[str, float]) -> Statement:
    if not weights:
        return statement
    total = weights.get(BIAS, 0.0) + weights.get(SCORE, 1.0) * score(statement.confidence)
    total += sum(weights.get(sign, 0.0) for sign in seen)
    where: Span = statement.holder or statement.content[0]
    told = [s for s in seen if s.startswith(("holder-", "marks-", "nested", "actor-")) and weights.get(s)]
    reasons = tuple(Reason(s, weights[s], (where,), TOLD.get(s, "how the speaker is named")) for s in told)
    probability = round(1 / (1 + math.exp(-total)), 4)
    return replace(statement, confidence=probability, reasons=(*statement.reasons, *reasons))


TOLD = {
    "actor-often": "the page names the speaker several times",
    "holder-elsewhere": "the speaker is named in another place than the statement",
    "holder-none": "nobody is known to speak",
    "holder-phrase": "the speaker is known by a description only",
    "marks-repaired": "quotation marks had to be repaired",
    "nested": "it stands within another statement",
}


def keep(statements: Sequence[Statement], least: float) -> tuple[tuple[Statement, ...], tuple[Note, ...]]:
    """The statements that reach a confidence, and one note for each page where some do not.

    A statement that is kept keeps its parent only if that is kept, too; its chain of holders stays.
    """
    kept = [s for s in statements if s.confidence >= least]
    known = {s.id for s in kept}
    left: dict[str, int] = {}
    for s in statements:
        if s.id not in known:
            left[s.doc] = left.get(s.doc, 0) + 1
    notes = tuple(
        Note("trust", "below-min-confidence", f"{n} statements under confidence {least:g} are left out.", doc)
        for doc, n in sorted(left.items())
    )
    free = [
        replace(
            s,
            parent=s.parent if s.parent in known else None,
            outer=s.outer if s.outer in known else None,
        )
        for s in kept
    ]
    return tuple(free), notes
