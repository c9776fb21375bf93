"""Talk printed turn by turn, and what only looks like it."""

from tests import make

from recoupe import languages
from recoupe.model import Statement
from recoupe.stages import mentions, statements

TURNS = """Entretien avec Clara Moreno, capitaine du port.
Le Phare : Quand le port rouvre-t-il ?
Clara Moreno : Nous attendons la fin de la tempête, sans doute dimanche.
Le Phare : Et les pêcheurs ?
Clara Moreno : Ils sortiront dès lundi matin, je l'espère.
"""
QUESTIONS = """Entretien avec Clara Moreno
Quand le port rouvre-t-il ?
Nous attendons la fin de la tempête, sans doute dimanche soir.
Et les pêcheurs, que leur dites-vous ?
Ils sortiront dès lundi matin, je l'espère, et nous les aiderons.
"""
LIST = """Le port rouvre dimanche.
Adresse : 3, quai des Brumes.
Horaires : de huit heures à midi.
Tarif : deux euros.
"""


def read(text: str) -> tuple[Statement, ...]:
    page = make.page(text)
    parse, french = make.parse(page), languages.load("fr")
    return statements.find(page, parse, mentions.find(page, parse, french), (), french)


def spoken(text: str) -> list[tuple[str, str]]:
    return [
        (s.content[0].of(text), s.speaker.of(text) if s.speaker else "")
        for s in read(text)
        if s.type == "direct"
    ]


def test_each_turn_of_a_transcript_is_its_speakers() -> None:
    assert spoken(TURNS) == [
        ("Nous attendons la fin de la tempête, sans doute dimanche.", "Clara Moreno"),
        ("Ils sortiront dès lundi matin, je l'espère.", "Clara Moreno"),
    ]


def test_answers_below_questions_are_of_the_one_person_interviewed() -> None:
    assert [said[:4] for said, who in spoken(QUESTIONS) if who == "Clara Moreno"] == ["Nous", "Ils "]


def test_questions_without_a_word_of_interview_are_no_interview() -> None:
    assert not spoken(QUESTIONS.replace("Entretien avec", "Le retour de"))


def test_a_list_with_colons_is_no_transcript() -> None:
    assert not read(LIST)
