from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

import make
from recoupe import languages
from recoupe.model import Agency, Leg, Lineage, Origins, Page, Reading, Span
from recoupe.stages import lineage

TABLES = {code: languages.load(code) for code in languages.known()}
WIRE = (
    "Les ministres des pêches des deux rives ont signé jeudi à Tromsø un accord sur la morue arctique. "
    "Le texte réduit de 12 % les prises autorisées et crée une patrouille commune de neuf navires. "
    "La ministre norvégienne Ingrid Lund a salué « un compromis que personne n'attendait plus après "
    "dix mois de querelle ». "
    "Son homologue islandais Jon Arnason a rappelé que les chalutiers resteraient à quai en mars et "
    "en avril. "
    "Les syndicats de marins de Bodø réclament des aides pour 430 équipages. "
    "Un comité de surveillance siégera à Reykjavik dès le 3 février."
)
SHORT = ". ".join(WIRE.split(". ")[:2] + WIRE.split(". ")[3:4]) + "."
OTHER = (
    "À Bodø, la colère gronde dans les cafés du port depuis l'annonce venue de Tromsø. "
    "Peu de patrons pêcheurs croient au miracle, et beaucoup parlent de vendre leur bateau avant l'été. "
    "La ministre Ingrid Lund a salué « un compromis que personne n'attendait plus après dix mois de "
    "querelle ». "
    "Sur les quais, on préfère compter les caisses vides et attendre les chiffres de la banque régionale."
)
GERMAN = (
    "Die Fischereiminister beider Küsten haben am Donnerstag in Tromsø ein Abkommen über den "
    "arktischen Kabeljau "
    "unterzeichnet. Der Text senkt die erlaubten Fänge um 12 % und schafft eine gemeinsame "
    "Patrouille von neun Schiffen. "
    "Die norwegische Ministerin Ingrid Lund lobte „einen Kompromiss, den nach zehn Monaten niemand "
    "mehr erwartete“. "
    "Ihr isländischer Kollege Jon Arnason erinnerte daran, dass die Trawler im März und April im "
    "Hafen bleiben. "
    "Die Gewerkschaften der Seeleute von Bodø fordern Hilfen für 430 Mannschaften. "
    "Ein Komitee der Überwachung tagt ab 3. Februar in Reykjavik."
)
FAR = (
    "La municipalité a voté lundi soir le budget des transports scolaires. Trois lignes seront "
    "prolongées jusqu'au lycée, "
    "et le tarif restera le même. Les parents d'élèves demandaient surtout davantage de contrôleurs "
    "le matin. "
    "Une réunion publique est prévue dans la salle des fêtes avant la fin du mois."
)


def read(text: str, lang: str = "fr", **more: str) -> Reading:
    page = make.page(text, lang=lang, published=more.get("published"))
    if agency := more.get("agency"):
        page = replace(page, agencies=(Agency(agency, Span(page.doc.id, 0, 4)),))
    legs = (
        Leg(lang=lang, role="written", score=1.0, reasons=()),
        *(
            [Leg(lang=more["source"], role="translated_from", score=0.9, reasons=())]
            if "source" in more
            else []
        ),
    )
    return made(page, legs)


def made(page: Page, legs: tuple[Leg, ...] = ()) -> Reading:
    return Reading(
        page=page, mentions=(), times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(page, (), languages.load(page.lang)), legs=legs,
    )  # fmt: skip


def kinds(found: Lineage) -> set[str]:
    return {edge.kind for edge in found.edges}


def test_every_page_is_in_exactly_one_family() -> None:
    found = lineage.settle([read(WIRE), read(SHORT), read(OTHER), read(FAR), read(GERMAN, "de")])
    docs = [doc for family in found.families for doc in family.docs]
    assert len(docs) == len(set(docs)) == 5


def test_a_shortened_copy_is_the_child_of_the_fuller_text() -> None:
    wire, short = read(WIRE), read(SHORT)
    edge = next(e for e in lineage.settle([wire, short, read(FAR)]).edges)
    assert (edge.kind, edge.child, edge.parent) == ("edited", short.page.doc.id, wire.page.doc.id)
    assert edge.passages
    assert edge.reasons[0].rule == "shortened-copy"


def test_two_reporters_who_quote_one_sentence_are_two_texts() -> None:
    found = lineage.settle([read(WIRE), read(OTHER), read(FAR)])
    assert kinds(found) == {"shared_statement"}
    assert len(found.families) == 3


def test_a_translation_is_found_without_a_dictionary_and_is_the_child() -> None:
    wire, german = read(WIRE, source="de"), read(GERMAN, "de")
    found = lineage.settle([wire, german, read(FAR), read(OTHER)])
    edge = next(e for e in found.edges if e.kind == "translation")
    assert (edge.child, edge.parent, edge.lang_path) == (wire.page.doc.id, german.page.doc.id, ("de", "fr"))


def test_the_later_of_two_versions_is_the_child() -> None:
    early = read(WIRE, published="2024-02-01")
    late = read(WIRE + " La Commission européenne n'a pas réagi.", published="2024-02-03")
    edge = lineage.settle([early, late]).edges[0]
    assert edge.child == late.page.doc.id
    assert any(reason.rule == "later" for reason in edge.reasons)


def altered(text: str, other: str) -> list[tuple[str, str]]:
    readings = [read(text), read(other), read(FAR)]
    marked = lineage.mark(lineage.settle(readings), readings, TABLES)
    return [(note.code, note.text) for note in lineage.alerts(marked)]


def test_a_changed_number_is_an_alert() -> None:
    assert [code for code, _ in altered(WIRE, WIRE.replace("430 équipages", "4300 équipages"))] == []
    ((code, text),) = altered(WIRE, WIRE.replace("430 équipages", "270 équipages"))
    assert code == "altered-number"
    assert "430" in text
    assert "270" in text


def test_a_lost_negation_is_an_alert() -> None:
    text = WIRE.replace("Le texte réduit de 12 %", "Le texte ne réduit pas de 12 %")
    assert [code for code, _ in altered(text, text.replace("ne réduit pas", "réduit"))] == [
        "altered-negation"
    ]


def test_another_name_is_an_alert_and_another_spelling_is_none() -> None:
    assert [c for c, _ in altered(WIRE, WIRE.replace("marins de Bodø", "marins de Vardø"))] == [
        "altered-name"
    ]
    assert altered(WIRE, WIRE.replace("Arnason", "Arnasson")) == []


def test_a_page_in_other_words_is_no_altered_copy() -> None:
    assert altered(WIRE, WIRE.replace("ont signé jeudi à Tromsø", "se sont mis d'accord à Tromsø sur")) == []


def test_words_of_one_meaning_are_heard_alike_in_two_languages() -> None:
    page, other = (
        read("Le ministre a fermé trois hôpitaux lundi."),
        read("Der Minister schloss am Montag.", "de"),
    )
    shared = set(page.fingerprint.heard.split()) & set(other.fingerprint.heard.split())
    assert len({w for w in shared if w.startswith(b"q")}) >= 2


def test_what_nobody_can_tell_is_said_to_be_open() -> None:
    edge = lineage.settle([read(WIRE), read(WIRE.replace("jeudi", "vendredi"))]).edges[0]
    assert any(reason.rule == "direction-open" for reason in edge.reasons)


def test_a_page_made_of_two_texts_does_not_make_them_one() -> None:
    first, second = WIRE, FAR
    versions = [first, first.replace("jeudi", "hier"), second, second.replace("lundi", "hier")]
    mixed = ". ".join(first.split(". ")[:4] + second.split(". ")[1:3])
    found = lineage.settle([read(t) for t in (*versions, mixed)])
    one, other = (
        next(f.id for f in found.families if read(t).page.doc.id in f.docs) for t in (first, second)
    )
    assert one != other


def test_one_agency_lowers_the_least_number_of_origins_only() -> None:
    a, b = read(WIRE, agency="Nordwire"), read(FAR, agency="Nordwire")
    found = lineage.settle([a, b])
    assert found.independent([a.page.doc.id, b.page.doc.id]) == Origins(1, 2)
    assert len(found.families) == 2


def test_no_page_is_no_origin_and_an_unknown_page_is_one() -> None:
    assert Lineage().independent([]) == Origins(0, 0)
    assert Lineage().independent(["p-1"]) == Origins(1, 1)


def test_a_page_outside_the_question_joins_nobody() -> None:
    texts = [
        read(WIRE),
        read(OTHER),
        read(FAR + " « un compromis que personne n'attendait plus après dix mois de querelle »"),
    ]
    found = lineage.settle(texts)
    assert found.independent([texts[0].page.doc.id]) == Origins(1, 1)


TEXTS = st.lists(
    st.sampled_from([WIRE, SHORT, OTHER, FAR, GERMAN, "", "« » « »", "Oui."]), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(texts: list[str], random: Random) -> None:
    readings = [read(t) for t in dict.fromkeys(texts)]
    mixed = list(readings)
    random.shuffle(mixed)
    assert lineage.settle(mixed) == lineage.settle(readings)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_a_duplicate_page_adds_no_origin(texts: list[str]) -> None:
    readings = [read(t) for t in dict.fromkeys(texts)]
    before = lineage.settle(readings).independent(r.page.doc.id for r in readings)
    twin = readings[0].page
    copy = replace(twin, doc=replace(twin.doc, id="p-twin", path="twin.txt"))
    copy = replace(copy, blocks=tuple(replace(b, span=replace(b.span, doc="p-twin")) for b in twin.blocks))
    doubled = [*readings, made(copy)]
    assert lineage.settle(doubled).independent(r.page.doc.id for r in doubled) == before


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_every_passage_quotes_its_page_and_every_edge_has_reasons(texts: list[str]) -> None:
    readings = {(r := read(t)).page.doc.id: r for t in texts}
    for edge in lineage.settle(list(readings.values())).edges:
        assert edge.reasons
        for child, parent in edge.passages:
            assert (child.doc, parent.doc) == (edge.child, edge.parent)
            assert child.end <= len(readings[child.doc].page.doc.text)
