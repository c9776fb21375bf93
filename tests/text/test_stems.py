"""Stems and patterns of stems."""

from recoupe.text.stems import StemTable


def test_the_longest_stem_gives_a_word_its_value() -> None:
    table = StemTable([("neg*", "short"), ("negoci*", "long"), ("paix", "whole")])
    assert [table.word(w) for w in ("negociations", "neglige", "paix", "paixs")] == [
        "long",
        "short",
        "whole",
        None,
    ]


def test_an_ordered_pattern_allows_few_words_between() -> None:
    table = StemTable([("garanti* securite", 1)])
    assert [hit[2] for hit in table.find(["des", "garanties", "fortes", "de", "securite"])] == [1]
    assert not list(table.find(["garanties", "un", "deux", "trois", "quatre", "securite"]))
    assert not list(table.find(["securite", "des", "garanties"]))


def test_an_unordered_pattern_asks_for_all_its_stems() -> None:
    table = StemTable([("troupe* & americain*|etranger*", 1)])
    assert list(table.find(["aucun", "soldat", "americain", "ni", "troupes"])) == [(2, 4, 1)]
    assert not list(table.find(["des", "troupes", "fraiches"]))
