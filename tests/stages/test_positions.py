"""Positions: who holds what, over how many origins, and what moved."""

from dataclasses import replace

import make
from recoupe import codebooks
from recoupe.model import Actor, Edge, Mention, Position, Reading, Span, Standing
from recoupe.stages import positions
from world import lineage, read, roster, said

NAMES = ("Begin", "Sadate", "Carter", "Israël")
REJECTS = "Begin a déclaré qu’il rejette le cessez-le-feu."
ACCEPTS = "Begin a déclaré qu’il accepte le cessez-le-feu."


def page(text: str, content: str, day: str, path: str) -> Reading:
    made = make.page(text, published=day, path=path)
    return read(made, NAMES, (said(made, content, text.split(maxsplit=1)[0], "a déclaré"),))


def track(*readings: Reading) -> tuple[tuple[Position, ...], tuple[Standing, ...]]:
    statements = [s for r in readings for s in r.statements]
    tree = lineage(*([r] for r in readings))
    return positions.track(readings, statements, roster(readings), tree, codebooks.load("talks"))


def test_a_standing_gathers_the_positions_of_one_holder_and_issue() -> None:
    first = page(REJECTS, "qu’il rejette le cessez-le-feu", "1978-09-05", "a.txt")
    second = page(REJECTS + " ", "qu’il rejette le cessez-le-feu", "1978-09-06", "b.txt")
    _, standings = track(first, second)
    assert [(s.holder, s.issue, s.stance, len(s.positions)) for s in standings] == [
        ("a-begin", "CF.1", "rejects", 2)
    ]
    assert (standings[0].start, standings[0].end) == ("1978-09-05", "1978-09-06")
    assert standings[0].origins.min == 1


def test_what_another_side_tells_is_marked() -> None:
    before = page(REJECTS, "qu’il rejette le cessez-le-feu", "1978-09-05", "a.txt")
    told = page(
        "Sadate a déclaré que Begin accepte le cessez-le-feu.",
        "que Begin accepte le cessez-le-feu",
        "1978-09-17",
        "b.txt",
    )
    found, standings = track(before, told)
    assert {p.voice for p in found} == {"self", "other_side"}
    assert {s.status for s in standings} == {"one_origin", "others_only"}


def test_one_of_the_same_state_is_a_spokesman() -> None:
    told = page(
        "Begin a déclaré qu’Israël accepte le cessez-le-feu.",
        "qu’Israël accepte le cessez-le-feu",
        "1978-09-17",
        "b.txt",
    )
    found, standings = track(told)
    assert {(p.holder, p.voice) for p in found} == {("a-israel", "spokesman")}
    assert [s.party for s in standings] == ["IL"]


def test_inference_never_becomes_a_standing() -> None:
    made = read(make.page("Begin pourrait accepter un cessez-le-feu."), NAMES)
    inferred = replace(made, stands=tuple(replace(s, voice="inference") for s in made.stands))
    assert track(inferred)[1] == ()


def test_the_order_of_pages_does_not_matter() -> None:
    before = page(REJECTS, "qu’il rejette le cessez-le-feu", "1978-09-05", "a.txt")
    after = page(ACCEPTS, "qu’il accepte le cessez-le-feu", "1978-09-17", "b.txt")
    assert track(before, after) == track(after, before)


def test_what_a_copy_tells_again_founds_no_standing() -> None:
    first = page(REJECTS, "qu’il rejette le cessez-le-feu", "1978-09-05", "a.txt")
    damaged = page(ACCEPTS, "qu’il accepte le cessez-le-feu", "1978-09-06", "b.txt")
    spans = tuple(Span(r.page.doc.id, 0, len(r.page.doc.text)) for r in (damaged, first))
    edge = Edge(child=spans[0].doc, parent=spans[1].doc, kind="edited", passages=(spans,), reasons=())  # type: ignore[arg-type]
    tree = replace(lineage([first, damaged]), edges=(edge,))
    readings = (first, damaged)
    statements = [s for r in readings for s in r.statements]
    found, standings = positions.track(readings, statements, roster(readings), tree, codebooks.load("talks"))
    assert {p.stance for p in found} == {"rejects", "accepts"}
    assert [s.stance for s in standings] == ["rejects"]


def test_a_group_is_of_the_party_of_whom_it_is_named_after() -> None:
    first = page(REJECTS, "qu’il rejette le cessez-le-feu", "1978-09-05", "a.txt")
    people = roster((first,))
    team = Span(first.page.doc.id, 0, len("Begin a"))
    mention = Mention(span=team, form="role", kind="group", core="Begin et son équipe")
    group = Actor(
        id="a-team", name="Begin et son équipe", kind="group", names=(), roles=(), mentions=(mention,)
    )
    cast = positions._Cast(
        {team.doc: {(s.start, s.end): a for s, a in people.by_span().items()}},
        {a.id: a for a in (*people.actors, group)},
        {},
    )
    assert positions._side("a-team", cast) == "IL"
