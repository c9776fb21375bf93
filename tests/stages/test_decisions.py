"""What people decided is obeyed, found again when ids move, and said when it no longer fits."""

from dataclasses import replace

import pytest
from tests import make

from recoupe.model import (
    Actor,
    ActorName,
    Claim,
    Contradiction,
    Decision,
    Dossier,
    Event,
    Mention,
    Origins,
    Passage,
    Place,
    Reason,
    Roster,
    Run,
    Span,
    Statement,
    Target,
)
from recoupe.stages import decisions

PAGE = make.page(
    "Kirov attend le ministre Sergueï Kirov. « Rien ne presse », a dit Patrouchev. Il y tient. "
    "Nikolaï Patrouchev a promis douze navires.",
    published="1986-10-11",
)
PAGES = {PAGE.doc.id: PAGE}


def where(words: str, nth: int = 0) -> Span:
    return make.span(PAGE, words, nth)


def place(span: Span, **changed: str) -> Place:
    words = span.of(PAGE.doc.text)
    made = Place(
        path=PAGE.doc.path, text_sha256=PAGE.doc.text_sha256, start=span.start, end=span.end, words=words
    )
    return replace(made, **changed)


def mention(words: str, nth: int = 0, form: str = "name", refers: Span | None = None) -> Mention:
    return Mention(span=where(words, nth), form=form, kind="person", core=words, refers=refers, lang="fr")


def actor(key: str, *mentions: Mention) -> Actor:
    names = {m.core for m in mentions if m.form == "name"}
    return Actor(
        id=key,
        name=mentions[0].core,
        kind="person",
        names=tuple(ActorName(n, "fr", 1) for n in sorted(names)),
        roles=(),
        mentions=mentions,
        reasons=(Reason("named", 0.9, (mentions[0].span,), "named"),),
    )


SHORT = actor("a-1", mention("Patrouchev"), mention("Il", form="pronoun", refers=where("Patrouchev")))
LONG = actor("a-2", mention("Nikolaï Patrouchev"))
MIXED = actor("a-3", mention("Kirov"), mention("Sergueï Kirov"))
CAST = Roster((SHORT, LONG, MIXED))


def decide(do: str, *targets: Target, words: tuple[str, ...] = ()) -> Decision:
    return Decision(
        id="j-1", do=do, targets=targets, words=words, who="Anne", when="2025-03-01T10:00:00Z",
        why="checked", where="decisions.jsonl:1",
    )  # fmt: skip


def the(key: str, kind: str = "actor", *places: Place, name: str = "") -> Target:
    return Target(kind=kind, id=key, places=places, name=name)


def test_merged_actors_share_mentions_and_say_who_decided() -> None:
    roster, notes = decisions.people(CAST, [decide("merge", the("a-2"), the("a-1"))], PAGES)
    kept = {a.id: a for a in roster.actors}
    assert set(kept) == {"a-2", "a-3"}
    assert {m.core for m in kept["a-2"].mentions} == {"Nikolaï Patrouchev", "Patrouchev", "Il"}
    assert kept["a-2"].reasons[-1].text == "decided by Anne on 2025-03-01: checked"
    assert not notes


def test_an_actor_is_found_by_its_places_then_by_its_name() -> None:
    moved = the("a-77", "actor", place(where("Nikolaï Patrouchev")))
    named = the("a-78", name="Patrouchev")
    roster, notes = decisions.people(CAST, [decide("merge", moved, named)], PAGES)
    assert (len(roster.actors), notes) == (2, ())


def test_a_place_holds_on_a_changed_page_only_where_its_words_stand() -> None:
    same = place(where("Nikolaï Patrouchev"), text_sha256="other")
    cut = place(where("Nikolaï Patrouchev"), text_sha256="other", words="Nikolaï")
    other = place(where("Nikolaï Patrouchev"), text_sha256="other", words="Sergueï Ivanov")
    assert not decisions.people(CAST, [decide("rename", the("a-9", "actor", same), words=("P.",))], PAGES)[1]
    assert not decisions.people(CAST, [decide("rename", the("a-9", "actor", cut), words=("P.",))], PAGES)[1]
    assert decisions.people(CAST, [decide("rename", the("a-9", "actor", other), words=("P.",))], PAGES)[1]


def test_a_split_takes_what_stands_for_the_spelling_along() -> None:
    both = replace(SHORT, mentions=(*SHORT.mentions, mention("Sergueï Kirov")))
    roster, _ = decisions.people(Roster((both,)), [decide("split", the("a-1"), words=("Patrouchev",))], PAGES)
    left = {a.name: {m.core for m in a.mentions} for a in roster.actors}
    assert left == {"Sergueï Kirov": {"Sergueï Kirov"}, "Patrouchev": {"Patrouchev", "Il"}}


def test_a_renamed_actor_has_the_name_given() -> None:
    roster, _ = decisions.people(CAST, [decide("rename", the("a-3"), words=("Sergueï Kirov",))], PAGES)
    assert "Sergueï Kirov" in {a.name for a in roster.actors}


def test_no_split_leaves_an_actor_without_a_name() -> None:
    office = replace(mention("Sergueï Kirov"), form="role", refers=where("Patrouchev"))
    both = Roster((replace(SHORT, mentions=(*SHORT.mentions, office)),))
    roster, (note,) = decisions.people(both, [decide("split", the("a-1"), words=("Patrouchev",))], PAGES)
    assert (roster, note.code) == (both, "unused")


@pytest.mark.parametrize(
    "decision",
    [
        decide("merge", the("a-1"), the("a-9")),
        decide("merge", the("a-1"), the("a-1")),
        decide("split", the("a-3"), words=("Ivanov",)),
        decide("split", the("a-3"), words=("Kirov", "Sergueï Kirov")),
        decide("split", the("a-1"), words=("Il",)),
        decide("split", the("a-1"), words=("Patrouchev",)),
        decide("rename", the("a-9"), words=("X",)),
        decide("rename", the("a-1")),
    ],
)
def test_what_fits_no_actor_is_a_note_and_changes_nothing(decision: Decision) -> None:
    roster, (note,) = decisions.people(CAST, [decision], PAGES)
    assert roster == CAST
    assert note.code == "unused"
    assert "decisions.jsonl:1" in note.text


SAID = Statement(
    id="s-1",
    type="direct",
    content=(where("Rien ne presse"),),
    cue=where("a dit"),
    speaker=where("Patrouchev"),
    holder=where("Patrouchev"),
    stance="asserts",
    confidence=0.4,
    reasons=(Reason("cue", 1.0, (where("a dit"),), "says"),),
)
INNER = replace(SAID, id="s-2", content=(where("presse"),), parent="s-1")


def test_a_rejected_statement_is_gone_and_nobodys_parent() -> None:
    decided = [decide("reject", the("s-9", "statement", place(where("Rien ne presse"))))]
    said, notes = decisions.speech((SAID, INNER), CAST, decided, PAGES)
    assert [(s.id, s.parent) for s in said] == [("s-2", None)]
    assert not notes


def test_an_accepted_statement_is_certain() -> None:
    said, _ = decisions.speech((SAID,), CAST, [decide("accept", the("s-1", "statement"))], PAGES)
    assert said[0].confidence == 1.0
    assert said[0].reasons[-1].rule == "decided-accept"


def test_a_speaker_put_right_is_the_mention_before() -> None:
    decided = [decide("speaker", the("s-1", "statement"), the("a-3"))]
    said, _ = decisions.speech((SAID,), CAST, decided, PAGES)
    assert said[0].holder == said[0].speaker == where("Sergueï Kirov")
    _, notes = decisions.speech(
        (SAID,), CAST, [decide("speaker", the("s-1", "statement"), the("a-9"))], PAGES
    )
    assert len(notes) == 1


ORIGINS = Origins(1, 1)


def claim(key: str, *words: str) -> Claim:
    passages = (Passage(span=where(words[0])), *(Passage(span=where(w), side="against") for w in words[1:]))
    status = "contradicted" if len(words) > 1 else "single"
    return Claim(
        id=key, wording=words[0], kind="fact", passages=passages, status=status, origins=ORIGINS, pages=1,
        translation_risk=0.0, reasons=SAID.reasons,
    )  # fmt: skip


def world() -> Dossier:
    told = claim("c-1", "Rien ne presse", "douze navires")
    against = Contradiction(
        id="x-1", claim="c-1", kind="number", a=told.passages[:1], b=told.passages[1:], can_both_hold=False,
        translation_risk=0.0, reasons=SAID.reasons,
    )  # fmt: skip
    happened = Event(
        id="e-1", code="CONSULT", title="talk", roles=(), reports=(where("attend"),), status="done",
        origins=ORIGINS, pages=1, reasons=SAID.reasons, disagreements=("x-1",),
    )  # fmt: skip
    return Dossier(
        run=Run(version="0", options=(), languages=(), codebook="talks", inputs=()),
        pages=(PAGE,),
        roster=CAST,
        statements=(SAID,),
        claims=(told, claim("c-2", "douze navires")),
        contradictions=(against,),
        events=(happened,),
    )


def test_a_claim_whose_contradiction_is_rejected_is_a_variant() -> None:
    made = decisions.facts(world(), [decide("reject", the("x-1", "contradiction"))])
    assert not made.contradictions
    assert not made.events[0].disagreements
    assert (made.claims[0].status, made.claims[0].passages[1].side) == ("variant", "variant")


def test_a_rejected_claim_takes_its_contradictions_along() -> None:
    places = (place(where("Rien ne presse")), place(where("douze navires")))
    made = decisions.facts(world(), [decide("reject", the("c-9", "claim", *places))])
    assert [c.id for c in made.claims] == ["c-2"]
    assert not made.contradictions
    assert not made.notes


def test_accepting_and_remarking_leave_a_trace() -> None:
    made = decisions.facts(
        world(),
        [
            decide("accept", the("e-1", "event")),
            decide("note", the("c-2", "claim"), words=("asked the yard",)),
            decide("note", the("c-8", "claim"), words=("lost",)),
        ],
    )
    assert made.events[0].reasons[-1].rule == "decided-accept"
    assert [(n.code, n.span) for n in made.notes] == [("remark", where("douze navires")), ("unused", None)]


def test_without_decisions_nothing_changes() -> None:
    assert decisions.people(CAST, [], PAGES) == (CAST, ())
    assert decisions.speech((SAID,), CAST, [], PAGES) == ((SAID,), ())
    assert decisions.facts(world(), []) == world()
