"""Spellings of one name meet; other names do not."""

import itertools

import pytest

from recoupe.text.spelling import is_other_w, keys, one_off, same, schemes

FAMILIES = [
    "Zalevsky Zalevskyy Salewskyj Zalevskyi Залевський Zalevski",
    "Raspoutine Rasputin Распутин",
    "Lavrov Lawrow Лавров",
    "Ouchakov Uschakow Ushakov Ушаков",
    "Gorbatchev Gorbatschow Gorbachev Горбачев",
    "Eltsine Jelzin Yeltsin Ельцин",
    "Chevtchenko Schewtschenko Shevchenko Шевченко",
    "Chevardnadze Schewardnadse Shevardnadze Шеварднадзе",
    "Guerassimov Gerassimow Gerasimov Guerásimov Герасимов",
    "Khrouchtchev Chruschtschow Khrushchev Jruschov Хрущёв",
    "Mikhaïl Michail Mikhail Mijaíl Михаил",
    "Jdanov Schdanow Zhdanov Zhdánov Жданов",
    "Akhromeïev Achromejew Akhromeyev Ajroméyev Ахромеев",
    "Zakharova Sacharowa Zajárova Захарова",
    "Milošević Milosevic Milosevitch Милошевич",
    "Zelenetsky Zelenecki Selenezki Зеленецкий",
    "Gordeïevskaïa Gordeyevskaya Gordejewskaja Гордеевская",
    "Schröder Schroeder Schroder Шрёдер",
    "Trump Трамп",
    "Kohl Коль",
    "Nemtsov Nemzow Nemcov Немцов",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_spellings_of_one_name_share_a_key(family: str) -> None:
    first, *others = family.split()
    assert all(same(first, other) for other in others)


def test_names_of_two_persons_share_none() -> None:
    firsts = [f.split()[0] for f in FAMILIES] + ["Macron", "Merkel", "Kallas", "Kallis", "Rocard"]
    assert not [pair for pair in itertools.combinations(firsts, 2) if same(*pair)]


def test_an_initial_w_is_a_v_in_slavic_names_only() -> None:
    assert is_other_w("Weil", "Veil")
    assert not is_other_w("Vorontsov", "Woronzow")


def test_a_slip_is_one_letter_in_a_long_word() -> None:
    assert one_off("Lavrov", "Lavrof") is False  # the same sound, no slip
    assert one_off("Mitterand", "Mittarand")
    assert not one_off("Bush", "Bosh")


def test_a_scheme_shows_only_where_the_spelling_tells() -> None:
    assert schemes("Salewskyj") == ("uk>de",)
    assert "ru>fr" in schemes("Ouchakov")
    assert schemes("Martin") == ()


def test_marks_alone_have_no_key() -> None:
    assert keys("«») ") == frozenset()
