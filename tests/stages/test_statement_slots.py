"""Channel, addressee, stance and time of a statement: labelled sentences and what is handed on."""

from pathlib import Path

import pytest

import make
from recoupe import languages
from recoupe.model import Statement
from recoupe.stages import mentions, statements, times

DATA = Path(languages.__file__).parent / "data"


def read(text: str, lang: str = "fr") -> tuple[Statement, ...]:
    page = make.page(text, lang)
    parse, tables = make.parse(page), languages.load(lang)
    timed = times.find(page, parse, tables)
    return statements.find(page, parse, mentions.find(page, parse, tables), timed, tables)


def cases(lang: str) -> list[object]:
    rows = []
    for line in (DATA / lang / "cases" / "slots.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        status, *rest = line.split("\t")
        marks = [pytest.mark.xfail(strict=True)] if status == "known-failure" else []
        rows.append(pytest.param(lang, *rest, id=f"{lang}-{rest[0][:50]}", marks=marks))
    return rows


@pytest.mark.parametrize(
    ("lang", "text", "channel", "kind", "addressee", "stance"), [*cases("fr"), *cases("en")]
)
def test_a_reporting_clause_is_read_as_labelled(
    lang: str, text: str, channel: str, kind: str, addressee: str, stance: str
) -> None:
    said = read(text, lang)[0]
    assert (said.channel.span.of(text) if said.channel else "-") == channel
    assert (said.channel.kind if said.channel else "-") == kind
    assert (said.addressee.of(text) if said.addressee else "-") == addressee
    assert said.stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Le club dément toute négociation.", "rejects"),
        ("Le club a refusé de commenter ces chiffres.", "declines"),
        ("Le syndicat a exigé la fermeture du site.", "demands"),
        ("Le syndicat a promis que la grève cesserait.", "promises"),
        ("La police a confirmé l'arrestation du caissier.", "confirms"),
    ],
)
def test_the_verb_gives_the_stance(text: str, stance: str) -> None:
    assert stance in {s.stance for s in read(text)}


def test_who_goes_on_speaking_speaks_through_the_same_channel() -> None:
    text = "Paul Leroy a assuré dans un communiqué que le bac passerait et a rejeté cette offre."
    first, second = read(text)
    assert first.channel is not None
    assert second.channel == first.channel


def test_the_channel_of_another_verb_is_not_taken() -> None:
    text = "Le maire a affirmé que la route était sûre, a rapporté la préfète dans un communiqué."
    kinds = {s.speaker.of(text): s.channel for s in read(text) if s.speaker}
    assert kinds["Le maire"] is None


def test_the_time_of_the_reporting_clause_is_when_it_was_said() -> None:
    [said] = read("Le 4 mars 2024, la ministre a déclaré que le pont serait fermé le 9 mai 2024.")
    assert said.said == "2024-03-04"


def test_the_day_of_an_interview_is_when_it_was_said() -> None:
    text = "Dans un entretien au Monde paru le 4 mars 2024, la ministre a déclaré que le pont serait fermé."
    [said] = read(text)
    assert said.said == "2024-03-04"
