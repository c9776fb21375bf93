"""Claims: the same told twice, and what cannot both be right."""

import random

import make
from recoupe.model import Claim, Contradiction, Lineage, Reading
from recoupe.stages import claims
from world import lineage, read, roster, said

NAMES = ("Sadate", "Begin", "Carter", "Égypte", "Israël")
A = (
    "Carter a réuni les délégations à Camp David pendant treize jours.\n"
    "Sadate et Begin ont eu un entretien de 150 minutes mardi.\n"
    "La pluie tombait sur les collines du Maryland."
)
B = (
    "Begin a eu avec Sadate une conversation d’une heure.\n"
    "Les journalistes attendaient dans un gymnase voisin.\n"
    "Treize jours durant, Carter a réuni à Camp David les deux délégations."
)
C = "Sadate et Begin se sont parlé environ deux heures et demie.\nLe coton a ouvert en baisse."


def settle(
    *readings: Reading, tree: Lineage | None = None
) -> tuple[tuple[Claim, ...], tuple[Contradiction, ...]]:
    statements = [s for r in readings for s in r.statements]
    tree = tree or lineage(*([r] for r in readings))
    return claims.settle(readings, statements, (), roster(readings), tree)


def pages(*texts: str) -> list[Reading]:
    readings = [
        read(make.page(text, published="1978-09-18", path=f"{n}.txt"), NAMES) for n, text in enumerate(texts)
    ]
    return sorted(readings, key=lambda r: r.page.doc.id)


def test_pages_that_differ_on_a_duration_contradict_each_other_with_both_values() -> None:
    found, contradictions = settle(*pages(A, B))
    assert [x.kind for x in contradictions] == ["number"]
    values = {p.value for p in (*contradictions[0].a, *contradictions[0].b)}
    assert values == {"PT150M", "PT60M"}
    claim = next(c for c in found if c.id == contradictions[0].claim)
    assert (claim.status, claim.slot) == ("contradicted", "duration")


def test_the_same_duration_in_other_units_is_no_contradiction() -> None:
    found, contradictions = settle(*pages(A, C))
    assert contradictions == ()
    assert [c.status for c in found if c.slot == "duration"] == ["corroborated"]


def test_calls_that_lie_weeks_apart_are_two_events() -> None:
    first = read(make.page(A, published="1978-09-18", path="a.txt"), NAMES)
    later = read(make.page(B, published="1979-03-26", path="b.txt"), NAMES)
    assert settle(first, later)[1] == ()


def test_other_participants_are_another_event() -> None:
    assert settle(*pages(A, "Carter a parlé une heure avec Sadate."))[1] == ()


def test_the_same_fact_in_other_words_is_one_claim() -> None:
    found, _ = settle(*pages(A, B))
    told = [c for c in found if c.kind == "fact"]
    assert any("Camp David" in c.wording and c.pages == 2 for c in told)
    assert not any("gymnase" in c.wording or "pluie" in c.wording for c in found)


def test_a_copy_is_not_a_source() -> None:
    readings = pages(A, B, B + "\n")
    tree = lineage(
        [r for r in readings if "gymnase" in r.page.doc.text],
        [r for r in readings if "pluie" in r.page.doc.text],
    )
    alone, _ = settle(*pages(A, B))
    found, _ = settle(*readings, tree=tree)
    for claim in found:
        assert claim.origins.max <= 2
    assert max(c.origins.max for c in found) == max(c.origins.max for c in alone)


def test_a_partys_denial_is_a_contradiction_of_words_that_can_both_hold() -> None:
    text = (
        "Begin a affirmé que le texte serait une menace.\n"
        "Sadate a rejeté ces accusations jeudi.\nIl n’y a pas de menace."
    )
    page = make.page(text)
    statements = (
        said(page, "que le texte serait une menace", "Begin", "a affirmé"),
        said(page, "ces accusations", "Sadate", "a rejeté", stance="rejects"),
    )
    found, contradictions = settle(read(page, NAMES, statements))
    assert [(x.kind, x.can_both_hold) for x in contradictions] == [("polarity", True)]
    assert found[0].party == "denied"


def test_rejecting_a_proposal_denies_nothing() -> None:
    text = "Begin a proposé que les troupes se retirent.\nSadate a rejeté cette proposition jeudi."
    page = make.page(text)
    statements = (
        said(page, "que les troupes se retirent", "Begin", "a proposé"),
        said(page, "cette proposition", "Sadate", "a rejeté", stance="rejects"),
    )
    assert settle(read(page, NAMES, statements))[1] == ()


def test_two_spellings_of_one_name_are_shown() -> None:
    readings = [
        read(make.page("Anouar Sadate a signé le texte.", path="a.txt"), ("Anouar Sadate",)),
        read(make.page("Anwar Sadate a signé le texte.", path="b.txt"), ("Anwar Sadate",)),
    ]
    found, _ = settle(*readings)
    assert [c.wording for c in found if c.slot == "name"] == ["Anouar Sadate"]


def test_the_order_of_pages_does_not_matter() -> None:
    readings = pages(A, B, C)
    expected = settle(*readings)
    shuffled = readings[:]
    random.Random(7).shuffle(shuffled)
    assert settle(*shuffled) == expected


def test_everything_asserted_has_a_reason_and_its_passages_lie_in_their_page() -> None:
    readings = pages(A, B, C)
    length = {r.page.doc.id: len(r.page.doc.text) for r in readings}
    found, contradictions = settle(*readings)
    assert found
    for claim in found:
        assert claim.reasons
        assert all(p.span.end <= length[p.span.doc] for p in claim.passages)
    assert all(x.reasons and x.claim in {c.id for c in found} for x in contradictions)


def test_a_value_of_one_page_is_a_claim_where_somebody_is_quoted_with_it() -> None:
    page = make.page("Carter a affirmé que 40 pays soutiennent le texte.")
    alone = (said(page, "que 40 pays soutiennent le texte", "Carter", "a affirmé"),)
    found, _ = settle(read(page, NAMES, alone))
    assert [(c.status, c.passages[0].value, c.origins.max) for c in found] == [("single", "40", 1)]
    assert settle(read(page, NAMES))[0] == ()


def test_no_pages_make_no_claims() -> None:
    assert settle() == ((), ())


def test_one_origin_corroborates_nothing() -> None:
    readings = pages(A, A.replace("La pluie tombait", "La neige tombait"))
    found, _ = settle(*readings, tree=lineage(readings))
    assert found
    assert all(c.status != "corroborated" for c in found if c.origins.min < 2)


def test_who_says_neither_yes_nor_no_is_told_so() -> None:
    page = make.page("Sadate n'a ni confirmé ni démenti que sa délégation ait menacé de partir.")
    words = "que sa délégation ait menacé de partir"
    silent = said(page, words, "Sadate", "n'a ni confirmé ni démenti", stance="declines")
    found, contradictions = settle(read(page, NAMES, (silent,)))
    assert contradictions == ()
    assert [(c.party, c.passages[0].side) for c in found if c.slot == "polarity"] == [("neither", "variant")]


def test_somebody_of_another_side_is_a_third_party() -> None:
    words = "que Sadate et Begin ont eu un entretien de 150 minutes"
    pages = [make.page(f"{who} a dit {words}.", path=f"{who}.txt") for who in ("Carter", "Sadate")]
    told = [read(p, NAMES, (said(p, words, p.doc.path[:-4], "a dit"),)) for p in pages]
    parties = [{c.party for c in settle(one)[0] if c.slot == "duration"} for one in told]
    assert parties == [{"third_party"}, {"single_party"}]


def test_a_lone_denial_is_told_as_denied_and_contradicts_nothing() -> None:
    page = make.page("Sadate a démenti que sa délégation ait menacé de partir.")
    denial = said(page, "que sa délégation ait menacé de partir", "Sadate", "a démenti", stance="rejects")
    found, contradictions = settle(read(page, NAMES, (denial,)))
    assert contradictions == ()
    assert [(c.party, c.passages[0].side) for c in found if c.slot == "polarity"] == [("denied", "against")]


def test_a_page_that_gives_both_values_lists_two_things() -> None:
    both = "Sadate et Begin ont eu un entretien d’une heure, puis un entretien de trois heures."
    assert settle(*pages(both, B))[1] == ()
    assert settle(*pages(both, A))[1] == ()


def test_a_wording_is_a_part_of_its_page_and_opens_with_no_binding_word() -> None:
    readings = pages(A, B, C)
    texts = [" ".join(r.page.doc.text.split()) for r in readings]
    for claim in settle(*readings)[0]:
        assert any(claim.wording in text for text in texts)
        assert not claim.wording.lower().startswith(("que ", "qu’", "de "))


def test_pages_in_the_same_words_make_one_claim_and_little_work() -> None:
    readings = pages(*[f"{A}\nPage {n}." for n in range(30)])
    found, _ = settle(*readings)
    told = [c for c in found if c.kind == "fact" and "Camp David" in c.wording]
    assert [c.pages for c in told] == [30]
