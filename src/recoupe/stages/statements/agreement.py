"""Can a noun be the subject of a verb: does its number agree, and where does its phrase really start?"""

from recoupe.stages.statements.view import View


def agrees(view: View, verb: int, head: int) -> bool:
    """Whether a noun may be the subject of a verb by its number, where both show one."""
    group = (verb, *(k for k in view.kids[verb] if view.rel(k) in ("aux", "cop")))
    finite = [k for k in group if "VerbForm=Fin" in view.tokens[k].morph]
    if not finite or any(view.rel(k) == "conj" for k in view.kids[head]):
        return True
    wanted = _number(view, min(finite))
    shown = _number(view, head) or next(
        (_number(view, k) for k in view.kids[head] if view.rel(k) == "det"), ""
    )
    return not wanted or not shown or wanted == shown


def _number(view: View, k: int) -> str:
    return next((f for f in view.tokens[k].morph.split("|") if f.startswith("Number=")), "")


def past_time(view: View, start: int, head: int) -> int:
    """Where a phrase starts behind a time that the parse takes in: "On Sunday, the minister said"."""
    for k in range(view.at(start), head):
        if view.words[k] == ",":
            return view.tokens[k + 1].start
        if k not in view.timed and view.tokens[k].pos not in ("ADV", "ADP"):
            break
    return start
