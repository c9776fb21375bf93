"""Whether an event took place: done, announced, planned, claimed, denied, cancelled or only thought of.

These are the auxiliary modes of event coding. They are read off the trigger's own form, its negation, the
words beside a noun, and the verbs above it, with the table `event_moods`.
"""

from dataclasses import dataclass

from recoupe.stages.reports.frames import Reader

_CLIMB = 3
_NEAR = 4  # tokens before an infinitive
_STATUS = {
    "plan": "planned",
    "announce": "announced",
    "wish": "hypothetical",
    "doubt": "hypothetical",
    "if": "hypothetical",
}
_STATUS |= {"deny": "denied", "cancel": "cancelled", "not": "denied", "upcoming": "planned"}
_ORDER = ("cancelled", "denied", "hypothetical", "announced", "planned")


@dataclass(frozen=True, slots=True)
class Status:
    """The status, and the word that decided."""

    name: str
    word: str


def read(reader: Reader, index: int, *, told: bool) -> Status:
    """The status of the event that a token reports; `told` where it stands in what somebody says."""
    found = [*_own(reader, index), *_beside(reader, index), *_above(reader, index), *_before(reader, index)]
    if not found and _is_aim(reader, index):
        return Status("hypothetical", reader.tokens[index].text)
    for name in _ORDER:
        for status in found:
            if status.name == name:
                return status
    claimed = next((s for s in found if s.name == "claimed"), None)
    return claimed or Status("claimed" if told else "done", "")


def _own(reader: Reader, index: int) -> list[Status]:
    """What the verb's tense, mood and negation say."""
    told = [
        index,
        *(
            c
            for c in reader.children[index]
            if reader.tokens[c].rel.startswith(("aux", "cop", "advmod", "mark"))
        ),
    ]
    return [s for i in told if (s := _form(reader, i, index))]


def _form(reader: Reader, at: int, index: int) -> Status | None:
    token, moods = reader.tokens[at], reader.known.moods.get(reader.words[at])
    if at != index and "not" in moods:
        return Status("denied", token.text)
    if at != index and "if" in moods:
        return Status("hypothetical", token.text)
    if "Tense=Fut" in token.morph or (at != index and "plan" in moods):
        return Status("planned", token.text)
    if "Mood=Cnd" in token.morph:
        return Status("claimed" if at != index else "hypothetical", token.text)
    return None


def _beside(reader: Reader, index: int) -> list[Status]:
    """What adjectives and relative clauses of a noun say: the next meeting, which is expected."""
    if reader.tokens[index].pos in ("VERB", "AUX"):
        return []
    out = []
    for child in reader.children[index]:
        moods = reader.known.moods.get(reader.words[child])
        rel = reader.tokens[child].rel.split(":")[0]
        if rel in ("amod", "acl", "det", "case", "advmod") and {
            "upcoming",
            "plan",
            "not",
            "cancel",
            "wish",
        } & set(moods):
            kind = next(m for m in moods if m in ("cancel", "not", "upcoming", "plan", "wish"))
            out.append(Status(_STATUS[kind], reader.tokens[child].text))
    return out


def _before(reader: Reader, index: int) -> list[Status]:
    """What the words just before an infinitive say: the parser loses many finite verbs there."""
    if "VerbForm=Inf" not in reader.tokens[index].morph:
        return []
    first = max(0, index - _NEAR)
    near = [
        (i, m)
        for i in range(first, index)
        for m in reader.known.moods.get(reader.words[i])
        if m in ("plan", "wish")
    ]
    return [
        Status(_STATUS[m], reader.tokens[i].text)
        for i, m in near[-1:]
        if reader.tokens[i].start > _stop(reader, index)
    ]


def _is_aim(reader: Reader, index: int) -> bool:
    """Whether a bare infinitive names an aim ("in order to meet", "a plan: to withdraw") and not a deed."""
    for _ in range(_CLIMB):
        token = reader.tokens[index]
        if "VerbForm=Inf" not in token.morph or _is_past(reader, index):
            return False
        if index and reader.tokens[index - 1].text == ":":  # a list of what is wanted
            return True
        rel = token.rel.split(":")[0]
        if rel != "conj" or token.head == index:
            return rel not in ("xcomp", "ccomp", "conj")
        index = token.head
    return False


def _stop(reader: Reader, index: int) -> int:
    """Where the clause of a token begins: the last mark that closes one before it."""
    marks = (
        t.start
        for t in reader.tokens[max(0, index - _NEAR) : index]
        if t.text in (".", ";", ":", ",", "«", "»")
    )
    return max(marks, default=-1)


def _above(reader: Reader, index: int) -> list[Status]:
    """What the words above say, as far as they govern the event and not only stand before it."""
    out: list[Status] = []
    below, here = index, reader.tokens[index].head
    for _ in range(_CLIMB):
        if here == below or not _governs(reader, below):
            break
        moods = reader.known.moods.get(reader.words[here])
        kinds = [m for m in moods if m in _STATUS and m not in ("not", "upcoming", "if")]
        if kinds and not (kinds[0] == "announce" and _is_past(reader, below)):
            out.append(Status(_STATUS[kinds[0]], reader.tokens[here].text))
        out.extend(s for s in _own(reader, here) if s.name != "claimed")
        if reader.tokens[here].pos in ("VERB", "AUX") and "VerbForm=Fin" in reader.tokens[here].morph:
            break
        below, here = here, reader.tokens[here].head
    return out


def _governs(reader: Reader, below: int) -> bool:
    """Whether the word above speaks of the event itself: its object or what it leads to, not a mere
    circumstance.
    """
    rel = reader.tokens[below].rel
    return rel.split(":")[0] in ("obj", "xcomp", "nsubj", "iobj", "ccomp", "csubj") or rel in (
        "nsubj:pass",
        "obl:arg",
    )


def _is_past(reader: Reader, index: int) -> bool:
    """Whether a form is past in itself ("to have met"), so that announcing it puts nothing ahead."""
    if "Tense=Past" in reader.tokens[index].morph:
        return True
    return any(
        reader.tokens[c].rel.startswith("aux") and reader.tokens[c].pos == "AUX"
        for c in reader.children[index]
    )
