"""How good the evidence of a page is, by what came with it, and why.

E0: bare text, or its origin or day unknown. E1: text with an address or outlet and a day. E2: besides, the
whole HTML as it was served, hashed, and an address. E3: besides, the day it was fetched. A day counts if it
is given or printed, not if it is inferred; nothing here says that what is given is true, and no grade stands
for a time stamp by a third party.
"""

from recoupe.model import Document, Published, Reason

RULE = "evidence-grade"
_HTML = ("trafilatura", "strip tags", "field html")
_CUT = "cut at"


def grade(doc: Document, day: Published | None, outlet: str | None) -> tuple[str, Reason]:
    """The grade, E0 to E3, with a reason: what the page has and what it lacks for the next grade."""
    html = any(step.startswith(_HTML) for step in doc.recipe)
    cut = any(step.startswith(_CUT) for step in doc.recipe)
    origin = "an address" if doc.url else "an outlet" if outlet else "an address or outlet"
    steps = (
        ("E1", ((origin, bool(doc.url or outlet)), ("a day, given or printed", bool(day)))),
        ("E2", (("the HTML as served", html), ("all of its bytes", not cut), ("an address", bool(doc.url)))),
        ("E3", (("the day it was fetched", bool(doc.retrieved)),)),
    )
    reached, has = "E0", ["text"]
    for name, wanted in steps:
        has += [what for what, there in wanted if there and not what.startswith("all")]
        if missing := [what for what, there in wanted if not there]:
            told = f"{_listed(has)}; for {name} it lacks {_listed(missing)}."
            return reached, _reason(told, reached, day)
        reached = name
    return reached, _reason(f"{_listed(has)}.", reached, day)


def _listed(what: list[str]) -> str:
    return ", ".join(dict.fromkeys(what))


def _reason(told: str, reached: str, day: Published | None) -> Reason:
    spans = (day.span,) if day and day.span else ()
    return Reason(RULE, int(reached[1]) / 3, spans, f"It has {told}")
