"""Who passed words on, and which communiqué still holds: chains as a page prints them."""

import pytest

import make
from recoupe import languages
from recoupe.model import Statement
from recoupe.stages import mentions, statements


def read(text: str) -> tuple[Statement, ...]:
    page = make.page(text, "fr")
    parse, tables = make.parse(page), languages.load("fr")
    return statements.find(page, parse, mentions.find(page, parse, tables), (), tables)


def holders(text: str) -> list[list[str]]:
    """Each statement's holders as printed, outermost first."""
    found = read(text)
    by_id = {s.id: s for s in found}
    out = []
    for s in found:
        chain: list[str] = []
        step: Statement | None = s
        while step is not None:
            named = [*(r.of(text) for r in step.relays), *([step.holder.of(text)] if step.holder else [])]
            chain = named + chain
            step = by_id.get(step.parent or step.outer or "")
        out.append(chain)
    return out


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Le bac est fermé, a indiqué l'agence Havas, citant la préfecture.",
            ["l'agence Havas", "la préfecture"],
        ),
        ("Selon la préfète, citée par l'agence Havas, le bac est fermé.", ["l'agence Havas", "la préfète"]),
        (
            "Selon l'agence Havas, citant la préfecture, le maire Luc Morel a affirmé que le bac est fermé.",
            ["l'agence Havas", "la préfecture", "le maire Luc Morel"],
        ),
        (
            "Le bac devrait fermer, selon un avis de la préfecture, comme le rapporte l'agence Havas.",
            ["l'agence Havas", "un avis de la préfecture"],
        ),
        (
            "Luc Morel a affirmé que Jeanne Petit exigeait la fermeture du bac, a rapporté l'agence Havas.",
            ["l'agence Havas", "Luc Morel", "Jeanne Petit"],
        ),
        (
            "Le palais a dit dans un communiqué que Luc Morel veut la paix. Luc Morel a rappelé ses vœux.",
            ["Le palais", "Luc Morel"],
        ),
    ],
)
def test_a_chain_names_its_holders_from_outside_in(text: str, chain: list[str]) -> None:
    assert chain in holders(text)


def test_who_is_cited_is_no_content() -> None:
    text = "Le bac est fermé, a indiqué l'agence Havas, citant la préfecture."
    assert [[c.of(text) for c in s.content] for s in read(text)] == [["Le bac est fermé"]]


def test_a_communique_does_not_hold_beyond_its_paragraph() -> None:
    text = (
        "Le palais a affirmé dans un communiqué que Luc Morel avait souligné la nécessité d'un accord.\n\n"
        "Luc Morel a aussi rappelé l'importance du bac."
    )
    assert all(s.outer is None for s in read(text))


def test_a_refusal_told_in_a_quotation_does_not_silence_its_cue() -> None:
    text = "« Le maire a refusé la clé du bac », affirme la préfète."
    assert "asserts" in {s.stance for s in read(text)}
