"""Chains of holders, outermost first."""

from recoupe.model import Actor, ActorName, Mention, Roster, Span, Statement
from recoupe.stages import chains


def actor(name: str, *spans: Span) -> Actor:
    mentions = tuple(Mention(span=s, form="name", kind="person", core=name) for s in spans)
    return Actor(
        id=f"a-{name}",
        name=name,
        kind="person",
        names=(ActorName(name, "fr", 1),),
        roles=(),
        mentions=mentions,
    )


def statement(name: str, start: int, end: int, speaker: Span | None, **fields: object) -> Statement:
    return Statement(
        id=name, type="indirect", content=(Span("p", start, end),), cue=None, speaker=speaker, holder=speaker,
        stance="asserts", confidence=0.9, reasons=(), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


AGENCY, VOICE, CHIEF = Span("p", 0, 6), Span("p", 10, 16), Span("p", 30, 36)
ROSTER = Roster((actor("agence", AGENCY), actor("voix", VOICE), actor("chef", CHIEF)))


def test_a_relayed_chain_names_all_holders_from_outside_in() -> None:
    said = chains.resolve(
        [
            statement("s1", 10, 90, AGENCY),
            statement("s2", 30, 90, VOICE, parent="s1"),
            statement("s3", 40, 90, CHIEF, parent="s2"),
        ],
        ROSTER,
    )
    assert said[2].chain == ("a-agence", "a-voix", "a-chef")
    assert said[2].actor == "a-chef"


def test_an_outer_statement_holds_where_there_is_no_parent() -> None:
    said = chains.resolve(
        [statement("s1", 10, 20, VOICE), statement("s2", 40, 50, CHIEF, outer="s1")], ROSTER
    )
    assert said[1].chain == ("a-voix", "a-chef")


def test_an_unknown_holder_is_left_out_and_never_guessed() -> None:
    [said] = chains.resolve([statement("s1", 50, 60, None)], ROSTER)
    assert said.actor is None
    assert said.chain == ()


def test_a_span_without_a_mention_takes_the_mention_it_shares_most_with() -> None:
    [said] = chains.resolve([statement("s1", 50, 60, Span("p", 8, 17))], ROSTER)
    assert said.actor == "a-voix"


def test_relays_stand_outside_the_speaker() -> None:
    [said] = chains.resolve([statement("s1", 50, 60, CHIEF, relays=(AGENCY,))], ROSTER)
    assert said.chain == ("a-agence", "a-chef")


def test_a_ring_of_parents_ends() -> None:
    said = chains.resolve(
        [statement("s1", 1, 2, VOICE, parent="s2"), statement("s2", 1, 2, CHIEF, parent="s1")], ROSTER
    )
    assert said[0].chain == ("a-chef", "a-voix")
