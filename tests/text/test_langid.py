"""Naming the language: whole pages without the model, short lines with it, and texts in none of the
languages."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe import languages
from recoupe.stages.clean.lexicon import lexicon
from recoupe.text import langid

TELLS = lexicon({code: languages.load(code) for code in languages.known()}).tells

LINES = [
    ("fr", "Les délégations se retrouvent à Genève"),
    ("fr", "Le maire dit qu'il n'a rien signé"),
    ("fr", "Une réponse est attendue dans la soirée"),
    ("fr", "Cœur de ville"),
    ("en", "Ships will leave the port on Monday"),
    ("en", "The mayor says he has not signed"),
    ("en", "Leave a comment"),
    ("de", "Die Schiffe verlassen am Montag den Hafen"),
    ("de", "Der Bürgermeister hat nichts unterschrieben"),
    ("de", "Große Straße"),
    ("es", "Los barcos saldrán del puerto el lunes"),
    ("es", "¿Qué quieren los navieros?"),
    ("es", "El alcalde no ha firmado nada"),
    ("ru", "Корабли выйдут из порта в понедельник"),
    ("ru", "Мэр говорит, что он ничего не подписал"),
    ("ru", "Мы это знаем"),
    ("uk", "Кораблі вийдуть із порту в понеділок"),
    ("uk", "Мер каже, що він нічого не підписав"),
    ("uk", "Ми це знаємо"),
]


@pytest.mark.parametrize(("code", "line"), LINES)
def test_a_short_line_is_named(code: str, line: str) -> None:
    assert langid.identify(line, TELLS)[0] == code


def test_the_answer_keeps_to_the_languages_allowed() -> None:
    allowed = {code: TELLS[code] for code in ("de", "es")}
    assert langid.identify("Le maire dit qu'il n'a rien signé", allowed)[0] in allowed


def test_a_text_in_another_script_has_no_score() -> None:
    assert langid.identify("السفن سوف تغادر الميناء", TELLS)[1] == 0.0
    assert langid.identify("", TELLS)[1] == 0.0
    assert langid.identify("12 %", TELLS)[1] == 0.0


def test_a_clear_text_is_named_without_loading_the_model() -> None:
    script = (
        "import sys\n"
        "from recoupe import languages\n"
        "from recoupe.stages.clean.lexicon import lexicon\n"
        "from recoupe.text import langid\n"
        "tells = lexicon({c: languages.load(c) for c in languages.known()}).tells\n"
        "text = 'Les navires quittent le port pour la mer et le maire le sait, dit-il dans une lettre.'\n"
        "assert langid.identify(text, tells)[0] == 'fr'\n"
        "assert 'py3langid' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@given(st.text(max_size=200))
def test_any_text_has_an_answer_and_a_score(text: str) -> None:
    code, score = langid.identify(text, TELLS)
    assert code in TELLS
    assert 0.0 <= score <= 1.0
