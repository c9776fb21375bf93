"""What "this offer" takes up, what a participle tells in passing, what a wanted thing leaves out."""

import pytest

import make
from world import read

NAMES = ("Begin", "Sadat", "Sadate", "Carter")


def stands(text: str, lang: str = "fr") -> set[tuple[str, str, str]]:
    """(issue, holder, stance) of each stand."""
    found = read(make.page(text, lang), NAMES).stands
    return {(s.issue, s.holder.of(text) if s.holder else "", s.stance) for s in found}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "fr",
            "Sadate a proposé un cessez-le-feu. Begin a rejeté cette offre.",
            ("CF.1", "Begin", "rejects"),
        ),
        (
            "fr",
            "Sadate a proposé un cessez-le-feu. Begin a accepté la proposition.",
            ("CF.1", "Begin", "accepts"),
        ),
        (
            "fr",
            "Sadate a proposé un cessez-le-feu. Begin a accepté la proposition de trente jours.",
            ("CF.2", "Begin", "accepts"),
        ),
        ("en", "Sadat proposed a ceasefire. Begin rejected this offer.", ("CF.1", "Begin", "rejects")),
    ],
)
def test_a_noun_for_what_is_put_forward_takes_up_the_issue_before(
    lang: str, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in stands(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "Sadate a proposé un cessez-le-feu. Begin a rejeté la proposition du journal.",
        "Sadate a proposé un cessez-le-feu. Begin a rejeté une proposition.",
        "Begin a rejeté cette offre.",
    ],
)
def test_a_proposal_of_something_else_does_not_take_up_the_issue_before(text: str) -> None:
    assert {s[0] for s in stands(text) if s[1] == "Begin"} <= {"GEN.2"}  # a plan as a whole


def test_a_participle_tells_of_its_agent_in_passing() -> None:
    found = stands("Begin rejette le cessez-le-feu exigé par Sadate.")
    assert found >= {("CF.1", "Begin", "rejects"), ("CF.1", "Sadate", "demands")}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "Begin exige un accord qui n’inclut pas de réparations.", ("EC.4", "Begin", "rejects")),
        ("fr", "Begin exige que l’accord ne prévoie pas de réparations.", ("EC.4", "Begin", "rejects")),
        ("fr", "Begin exige que le cessez-le-feu ne dure pas.", ("CF.1", "Begin", "demands")),
        ("en", "Begin demands a deal that does not include reparations.", ("EC.4", "Begin", "rejects")),
    ],
)
def test_who_wants_something_left_out_is_against_it(
    lang: str, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in stands(text, lang)


def test_a_stand_within_a_clause_of_time_is_not_conditional() -> None:
    text = "Après que Begin a accepté un cessez-le-feu, Carter est rentré."
    assert ("CF.1", "Begin", "accepts") in stands(text)
