"""Origins: one speech act is one, however many pages report it; what may be one lowers the least number."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import make
from recoupe.methods.origins import Count, Telling
from recoupe.model import (
    Actor,
    Channel,
    Edge,
    Family,
    Lineage,
    Mention,
    Origins,
    Page,
    Reason,
    Roster,
    Span,
    Statement,
    Utterance,
    Variant,
)
from recoupe.text.fold import short_id

PAGES = [make.page(f"Le barrage {n} sera rouvert en mai.", path=f"{n}.txt") for n in range(6)]


def place(n: int) -> Span:
    page = PAGES[n]
    return Span(page.doc.id, 0, len(page.doc.text))


def said(n: int, who: str, *, channel: str | None = None, day: str | None = None, by: str = "") -> Statement:
    page: Page = PAGES[n]
    span = make.span(page, "sera rouvert en mai")
    return Statement(
        id=short_id("s", page.doc.id, who), type="indirect", content=(span,), cue=None, speaker=None,
        holder=None, stance="asserts", confidence=0.9, reasons=(), actor=who,
        chain=(by, who) if by else (who,), said=day, channel=Channel(span, channel) if channel else None,
    )  # fmt: skip


def actor(name: str, kind: str = "person", **more: tuple) -> Actor:
    return Actor(id=name, name=name, kind=kind, names=(), roles=(), mentions=(), **more)  # type: ignore[arg-type]


def count(
    *tellings: int | Statement, tree: Lineage | None = None, acts: tuple = (), who: tuple[Actor, ...] = ()
) -> tuple[Origins, dict[str, str]]:
    """The origins of pages in their own voice (a number) and of statements, with the reasons by rule."""
    statements = [t for t in tellings if isinstance(t, Statement)]
    places = [
        Telling(Span(t.doc, 0, 20), (t.id,)) if isinstance(t, Statement) else Telling(place(t))
        for t in tellings
    ]
    roster = Roster(tuple(who) or tuple(actor(s.actor or "") for s in statements))
    found = Count(tree or Lineage(), roster, statements, acts).of(places)
    return found.origins, {r.rule: r.text for r in found.reasons}


def test_pages_that_report_one_speaker_are_one_origin() -> None:
    origins, why = count(said(0, "Lund"), said(1, "Lund", channel="post"), said(2, "Lund"))
    assert origins == Origins(1, 1)
    assert why["origin-speech"] == "Counted once: what Lund said (post)."


def test_two_occasions_of_one_speaker_may_be_two() -> None:
    assert count(said(0, "Lund", channel="post"), said(1, "Lund", channel="interview"))[0] == Origins(1, 2)
    days = count(said(0, "Lund", day="2024-02-01"), said(1, "Lund", day="2024-02-03"))[0]
    assert days == Origins(1, 2)


def test_two_speakers_are_two() -> None:
    assert count(said(0, "Lund"), said(1, "Arnason"))[0] == Origins(2, 2)


def test_what_pages_tell_in_their_own_voice_counts_for_each() -> None:
    origins, why = count(0, 1)
    assert origins == Origins(2, 2)
    assert "own voice" in why["origin-own"]


def test_a_page_without_a_source_may_rest_on_what_another_attributes() -> None:
    origins, why = count(0, said(1, "Lund"))
    assert origins == Origins(1, 2)
    assert "names no source" in why["origin-fold"]


def test_what_gives_another_value_does_not_rest_on_it() -> None:
    statement = said(1, "Lund")
    tellings = [Telling(place(0), value="PT1H"), Telling(place(1), (statement.id,), value="PT2H")]
    found = Count(Lineage(), Roster((actor("Lund"),)), [statement], ()).of(tellings)
    assert found.origins == Origins(2, 2)


def test_one_text_is_one_and_one_agency_may_be() -> None:
    family = Family("f-1", tuple(sorted((place(0).doc, place(1).doc))))
    assert count(0, 1, tree=Lineage(families=(family,)))[0] == Origins(1, 1)
    credited = ((place(0).doc, "Nordwire"), (place(1).doc, "Nordwire"))
    origins, why = count(0, 1, tree=Lineage(credits=credited))
    assert origins == Origins(1, 2)
    assert "agency" in why["origin-fold"]


def test_a_shared_quotation_folds_what_it_says_and_not_what_else_is_told() -> None:
    quoted = (make.span(PAGES[0], "en mai"), make.span(PAGES[1], "en mai"))
    edge = Edge(
        child=PAGES[0].doc.id, parent=PAGES[1].doc.id, kind="shared_statement", passages=(quoted,),
        reasons=(Reason("same-quotation", 0.5, quoted, "alike"),),
    )  # fmt: skip
    tree = Lineage(edges=(edge,))
    assert count(0, 1, tree=tree)[0] == Origins(1, 2)
    elsewhere = [Telling(Span(PAGES[n].doc.id, 0, 10)) for n in (0, 1)]
    assert Count(tree, Roster(()), (), ()).of(elsewhere).origins == Origins(2, 2)


def test_unnamed_sources_may_be_the_same() -> None:
    who = (actor("x", "anonymous"), actor("y", "anonymous"))
    assert count(said(0, "x"), said(1, "y"), who=who)[0] == Origins(1, 2)


def test_a_spokesman_and_his_ministry_are_one_voice() -> None:
    page = PAGES[2]
    inner = make.span(page, "barrage")
    body = replace(
        actor("Ministry", "body"), mentions=(Mention(span=inner, form="name", kind="body", core="Ministry"),)
    )
    man = replace(actor("Lund"), roles=(Span(page.doc.id, 0, inner.end),))
    assert count(said(0, "Lund"), said(1, "Ministry"), who=(man, body))[0] == Origins(1, 1)


def test_what_an_agency_passes_on_is_one_with_its_speaker_named() -> None:
    outer = [said(n, "Nordwire") for n in (0, 1)]
    inner = [replace(said(n, "Lund", by="Nordwire"), parent=o.id) for n, o in enumerate(outer)]
    who = (actor("Nordwire", "body"), actor("Lund"))
    tellings = [Telling(place(n), (o.id,)) for n, o in enumerate(outer)]
    found = Count(Lineage(), Roster(who), [*outer, *inner], ()).of(tellings)
    assert found.origins == Origins(1, 1)
    assert found.reasons[0].text == "Counted once: what Lund said, passed on by Nordwire."


def test_an_act_told_of_without_its_source_may_come_from_who_tells_it() -> None:
    statement = said(1, "Arnason")
    other = said(0, "Lund")
    tellings = [Telling(place(0), (other.id,), frozenset({"Arnason"})), Telling(place(1), (statement.id,))]
    roster = Roster((actor("Lund"), actor("Arnason")))
    assert Count(Lineage(), roster, [other, statement], ()).of(tellings).origins == Origins(1, 2)


def test_one_utterance_is_one_origin_though_the_speaker_is_named_unlike() -> None:
    a, b = said(0, "Lund"), said(1, "Ministry")
    act = Utterance(
        id="u", statements=(a.id, b.id), speaker=None, best=Variant(a.id, a.content[0]), variants=()
    )
    assert count(a, b, acts=(act,))[0] == Origins(1, 1)


voices = st.lists(st.sampled_from(["Lund", "Arnason", "own"]), min_size=1, max_size=5)


@given(voices, st.data())
def test_the_bounds_hold_and_order_and_copies_change_nothing(heard: list[str], data: st.DataObject) -> None:
    statements = [said(n, who) for n, who in enumerate(heard) if who != "own"]
    by_doc = {s.doc: s for s in statements}
    tellings = [
        Telling(place(n), (by_doc[place(n).doc].id,) if who != "own" else ()) for n, who in enumerate(heard)
    ]
    roster = Roster((actor("Lund"), actor("Arnason")))
    counted = Count(Lineage(), roster, statements, ()).of(tellings)
    assert 1 <= counted.origins.min <= counted.origins.max <= len(heard)
    assert all(r.spans for r in counted.reasons)
    shuffled = data.draw(st.permutations(tellings))
    assert Count(Lineage(), roster, statements, ()).of(shuffled) == counted
    copied = data.draw(st.integers(0, len(heard) - 1))
    copy = Telling(place(5), ())
    if heard[copied] != "own":
        more = said(5, heard[copied])
        statements.append(more)
        copy = Telling(place(5), (more.id,))
    family = Lineage(families=(Family("f", tuple(sorted((place(copied).doc, place(5).doc)))),))
    assert Count(family, roster, statements, ()).of([*tellings, copy]).origins == counted.origins
