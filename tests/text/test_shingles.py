from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import shingles
from recoupe.text.sound import sound

PIECES = [
    "Poutine ",
    "M. ",
    "a dit. ",
    "« ",
    " »",
    "\u00a0",
    "Straße ",
    "1 000 ",
    "! ",
    "Київ ",
    "\n",
    "..." * 50,
]
pages = st.lists(st.sampled_from(PIECES)).map("".join)


def test_three_words_in_a_row_make_one_triple() -> None:
    a = shingles.triples(shingles.hashes(["le", "traité", "sera", "signé"]))
    b = shingles.triples(shingles.hashes(["hier", "le", "traité", "sera", "rejeté"]))
    assert len(set(a.tolist()) & set(b.tolist())) == 1


def test_triples_depend_on_the_order_of_words() -> None:
    a = shingles.triples(shingles.hashes(["un", "deux", "trois"]))
    b = shingles.triples(shingles.hashes(["deux", "un", "trois"]))
    assert a.tolist() != b.tolist()


def test_a_title_before_a_name_does_not_end_a_sentence() -> None:
    text = "Le Dr. Lind arrive. M. Sorel attend à l'ONU. Tout va bien !"
    cut = [text[a:b] for a, b in shingles.sentences(text, 0, len(text))]
    assert cut == ["Le Dr. Lind arrive.", "M. Sorel attend à l'ONU.", "Tout va bien !"]


def test_packed_integers_come_back() -> None:
    some = shingles.hashes(["paix", "guerre"])
    assert shingles.unpack(shingles.pack(some)).tolist() == some.tolist()


def test_one_name_sounds_alike_in_all_scripts() -> None:
    assert len({sound(w) for w in ("Chevtchenko", "Schewtschenko", "Shevchenko", "Шевченко")}) == 1


@given(pages)
def test_sentences_are_in_order_and_inside(text: str) -> None:
    found = shingles.sentences(text, 0, len(text))
    assert all(a < b for a, b in found)
    assert [x for pair in found for x in pair] == sorted(x for pair in found for x in pair)


@given(pages)
def test_the_sound_form_is_ascii_and_grams_fit(text: str) -> None:
    heard = shingles.heard(shingles.words(shingles.plain(text), 0, len(text)))
    assert len(shingles.grams(heard)) == max(0, len(heard) - 3)
