"""The page: it quotes exactly, nothing of a page's text acts, it reads without script in two languages."""

import itertools
import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outputs.sample import PAGES, dossier

from recoupe import dossier as checked
from recoupe.outputs import hostile, html, reader, words
from recoupe.outputs.book import KINDS, Book, Marks, anchor
from recoupe.outputs.links import OnePage
from recoupe.outputs.sections import facts, speech

VOID = {"meta", "input", "br", "hr", "link", "img"}


class Tree(HTMLParser):
    """What a browser would find: elements in order, the text under each id, attributes, balance of tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.under: dict[str, str] = {}
        self.open: list[tuple[str, str | None]] = []
        self.visible: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {k: v or "" for k, v in attrs}
        self.tags.append((tag, held))
        if tag not in VOID:
            self.open.append((tag, held.get("id")))
        if "id" in held:
            if held["id"] in self.under:
                self.faults.append(f"id {held['id']} twice")
            self.under[held["id"]] = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> ends {self.open[-1:]}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, identity in self.open:
            if identity:
                self.under[identity] += data
        if not any(tag in ("script", "style") for tag, _ in self.open):
            self.visible.append(data)

    def links(self) -> list[str]:
        return [a["href"] for _, a in self.tags if "href" in a]


@pytest.fixture(scope="module", params=["fr", "en"])
def page(request: pytest.FixtureRequest) -> str:
    return html.render(dossier(), request.param, other="index.xx.html")


@pytest.fixture(scope="module")
def tree(page: str) -> Tree:
    return Tree(page)


def readable(text: str) -> str:
    """A text as HTML can hold it."""
    return text.replace("\x00", "")


def test_the_sample_follows_the_contract() -> None:
    assert checked.check(dossier()) == []


def test_the_page_is_well_formed_and_ids_are_unique(tree: Tree) -> None:
    assert not tree.faults
    assert not tree.open


def test_every_link_leads_to_a_place_of_the_page_or_to_an_http_source(tree: Tree) -> None:
    for link in tree.links():
        if link.startswith("#"):
            assert link[1:] in tree.under, link
        else:
            assert link.startswith("https://") or link == "index.xx.html", link


def test_every_anchor_marks_exactly_the_words_of_its_span(tree: Tree) -> None:
    spans = {
        anchor(doc, a, b): (PAGES[doc][3][a:b])
        for doc in PAGES
        for a in range(len(PAGES[doc][3]))
        for b in range(a + 1, len(PAGES[doc][3]) + 1)
    }
    anchors = [i for i in tree.under if i.startswith("e-")]
    assert len(anchors) > 30
    whole = [i for i in anchors if tree.under[i] == readable(spans[i])]
    # A span that crosses another is marked in pieces; a rule lights them all.
    assert set(anchors) - set(whole) <= set(html_pieces())


def html_pieces() -> list[str]:
    marks, w = Marks(), words.load("fr")
    book = Book(dossier(), marks)
    links = OnePage(html._parts(book, w)["anchors"])
    return [a for doc in PAGES for a in reader.read(book, doc, marks, w, links).crossing]


def test_every_passage_shown_is_the_text_at_its_span(page: str) -> None:
    marks = Marks()
    book = Book(dossier(), marks)
    html._parts(book, words.load("fr"))
    for doc, spans in marks.spans.items():
        for start, end in spans:
            quote = book.quote(doc, (start, end), "said")
            assert quote.text == PAGES[doc][3][start:end]
            assert str(hostile.shown(quote.text)) in page or "why" in spans[start, end]


def test_the_reader_shows_the_whole_of_each_page(tree: Tree) -> None:
    for doc, held in PAGES.items():
        shown = re.sub(r"\s+", "", tree.under[f"r-{doc}"])
        for line in held[3].split("\n"):
            assert re.sub(r"\s+", "", readable(line)) in shown


def test_no_script_but_ours_and_nothing_is_fetched(page: str, tree: Tree) -> None:
    assert sum(tag == "script" for tag, _ in tree.tags) == 1
    fetching = {
        "src",
        "srcset",
        "data",
        "poster",
        "background",
        "action",
        "formaction",
        "xlink:href",
        "style",
    }
    for tag, attributes in tree.tags:
        assert not fetching & set(attributes), (tag, attributes)
        assert not [a for a in attributes if a.startswith("on")], (tag, attributes)
        assert tag not in (
            "img",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "u",
            "i" if "class" not in attributes else "",
        )
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_forbids_all_but_the_hashed_style_and_script(page: str, tree: Tree) -> None:
    (policy,) = [a["content"] for t, a in tree.tags if a.get("http-equiv") == "Content-Security-Policy"]
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    script = page[page.index("<script>") + 8 : page.rindex("</script>")]
    assert policy == html.policy(style, script)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_only_http_addresses_become_links_and_tell_nothing(tree: Tree) -> None:
    outer = [a for _, a in tree.tags if a.get("href", "").startswith("http")]
    assert [a["href"] for a in outer] == ["https://lac.test/a?b=1&c=<2>"]
    assert all(a["rel"] == "noreferrer noopener" for a in outer)
    assert not [link for link in tree.links() if "javascript" in link]


def test_direction_overrides_are_marked_and_isolated(page: str) -> None:
    assert '<span class="ctl" title="U+202E" data-c="U+202E"><bdi>\u202e</bdi></span>' in page
    assert page.count("\u202e") == page.count("<bdi>\u202e</bdi>")


def test_every_quotation_has_its_language(tree: Tree) -> None:
    quoted = [a for _, a in tree.tags if a.get("class") == "words"]
    assert quoted
    assert {a["lang"] for a in quoted} == {"fr", "en"}


def test_every_assertion_shows_its_reasons(page: str) -> None:
    for reason in (
        "two numbers for one duration",
        "from open to a condition",
        "the same sentences in the same order",
    ):
        assert reason in page


def test_without_script_all_is_there(tree: Tree) -> None:
    said = " ".join("".join(tree.visible).split())
    for wording in (
        "« Nous ne céderons pas le pont »",
        "60 min",
        "90 min",
        "Pavel Orlin",
        "joint customs",
        "empty.txt",
    ):
        assert wording in said
    assert not [a for _, a in tree.tags if "hidden" in a]


def test_the_same_dossier_gives_the_same_page() -> None:
    assert html.render(dossier(), "fr") == html.render(dossier(), "fr")


def test_no_verdict_is_pronounced() -> None:
    for lang in words.LANGUAGES:
        said = " ".join(_texts(words.load(lang).table)).lower()
        assert not re.search(r"\b(faux|fausse|mensonge|vrai|false|lie|lies|fake|hoax|debunked)\b", said)


def test_both_languages_have_the_same_words() -> None:
    french, english = (words.load(lang).table for lang in words.LANGUAGES)
    assert _shape(french) == _shape(english)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    return [t for v in value for t in _texts(v)] if isinstance(value, list) else [value]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _shape(v) for k, v in value.items()}
    if isinstance(value, list):
        return len(value)
    return sorted(set(re.findall(r"\{(\w+)\}", value)))


def test_an_empty_dossier_says_why_it_is_empty() -> None:
    bare = dossier()
    for kind in KINDS[1:]:
        bare[kind] = []
    bare["notes"] = []
    bare["lineage"] = {"edges": [], "families": []}
    text = "".join(Tree(html.render(bare, "fr")).visible)
    for part in (
        "state",
        "said",
        "timeline",
        "positions",
        "accounts",
        "claims",
        "lineage",
        "actors",
        "notes",
    ):
        assert words.load("fr").empty[part] in text


def test_dates_are_written_out() -> None:
    french, english = words.load("fr"), words.load("en")
    assert french.when("2025-02-01") == "1er février 2025"
    assert english.when("2025-02-12T10:30") == "12 February 2025, 10:30"
    assert french.when("2025-02") == "février 2025"
    assert french.when("XXXX-WXX-3") == ""
    assert french.when("2025-W08") == "semaine du 17 février 2025"
    assert french.value("PT90M") == "90 minutes"
    assert french.value("PT600M") == "10 heures"
    assert french.when("1986-10-12TEV") == "12 octobre 1986, soir"
    assert english.value("12 km") == "12 km"
    assert french.n("pages", 0) == "0 page"
    assert english.n("pages", 0) == "0 pages"
    assert french.origins({"min": 1, "max": 3}) == "1 à 3 origines"


def test_a_paragraph_of_ten_megabytes_is_shown_around_its_passages() -> None:
    large = dossier()
    page = large["documents"][0]
    page["text"] += "mot " * 2_500_000 + "fin\n"
    page["blocks"].append({"span": [len(PAGES[page["id"]][3]), len(page["text"]) - 1], "kind": "body"})
    end = [len(page["text"]) - 4, len(page["text"]) - 1]
    large["notes"].append(
        {"stage": "ingest", "code": "long", "doc": page["id"], "span": end, "text": "a long page"}
    )
    text = html.render(large, "fr")
    assert len(text) < 400_000
    assert anchor(page["id"], *end) in text


def test_a_large_dossier_stays_within_bounds_and_says_what_is_left_out() -> None:
    large = dossier()
    several = [large["claims"][0], large["events"][0], large["actors"][0], large["lineage"]["edges"][0]]
    for kind, record in zip(("claims", "events", "actors"), several, strict=False):
        large[kind] += [{**deepcopy(record), "id": f"{record['id']}-{n}"} for n in range(2000)]
    large["lineage"]["edges"] += [large["lineage"]["edges"][0]] * 2000
    large["statements"] += [{**large["statements"][0], "id": f"s-{n}"} for n in range(3000)]
    text = html.render(large, "fr")
    assert len(text) < 3_000_000
    tree = Tree(text)
    assert not [link for link in tree.links() if link.startswith("#") and link[1:] not in tree.under]
    for table in ("claims", "events", "actors", "lineage", "utterances"):
        assert f"tables/{table}.csv" in text


extents = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda se: (se[0], se[0] + se[1]))


@given(st.sets(extents, max_size=12))
def test_nested_pieces_cover_their_spans_and_never_cross(spans: set[tuple[int, int]]) -> None:
    pieces = reader.nest(spans)
    for span in spans:
        own = sorted((p.start, p.end) for p in pieces if p.span == span)
        assert own[0][0] == span[0]
        assert own[-1][1] == span[1]
        assert all(a[1] == b[0] for a, b in itertools.pairwise(own))
        assert sum(p.head for p in pieces if p.span == span) == 1
    for a in pieces:
        assert not any(a.start < b.start < a.end < b.end for b in pieces)


@settings(max_examples=60)
@given(st.sets(extents, max_size=10), st.lists(st.integers(1, 41), max_size=4))
def test_the_reader_keeps_the_text_under_any_marks(spans: set[tuple[int, int]], cuts: list[int]) -> None:
    bare = dossier()
    text = "Le pont <b> tient\u202e & reste « là », dit-on"
    bounds = sorted({0, len(text), *(c for c in cuts if c < len(text))})
    blocks = [{"span": [a, b], "kind": "body"} for a, b in itertools.pairwise(bounds)]
    bare["documents"] = [{**bare["documents"][0], "id": "d", "text": text, "blocks": blocks, "title": [0, 2]}]
    marks = Marks()
    book = Book(bare, marks)
    for start, end in spans:
        if end <= len(text):
            book.quote("d", (start, end), "said")
    found = Tree(str(reader.read(book, "d", marks, words.load("fr"), OnePage(())).html))
    assert not found.faults
    assert "".join(found.visible).replace("\n", "") == text
    assert {anchor("d", *s) for s in marks.spans.get("d", {})} == set(found.under)


@given(st.text())
def test_any_text_is_shown_escaped(text: str) -> None:
    out = str(hostile.shown(text))
    assert not re.search(r"<(?!/?(span|bdi)\b)", out)
    assert "\x00" not in hostile.plain(text)
    assert "\x1b" not in hostile.plain(text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://a.test",
        "data:text/html,x",
        "//a.test",
        "file:///etc/passwd",
        "http://",
        "https://[x",
        "ja\tvascript:x",
        None,
    ],
)
def test_an_address_that_may_act_is_not_a_link(url: str | None) -> None:
    assert hostile.address(url) is None


def test_a_claim_of_perhaps_one_origin_is_not_called_corroborated() -> None:
    lone = dossier()
    lone["claims"][1]["origins"] = {"min": 1, "max": 3}
    row = next(c for c in facts.claims(Book(lone)).rows if c.record["id"] == "c-bridge")
    assert row.status == "repeated"


def test_acts_of_speech_are_grouped_under_their_speaker_with_all_wordings() -> None:
    voices = speech.voices(Book(dossier())).rows
    brandt = next(v for v in voices if v.actor and v.actor["id"] == "a-brandt")
    (bridge,) = brandt.sayings
    assert bridge.parts[0].text == "« Nous ne céderons pas le pont »"
    assert len(bridge.variants) == 3
    assert bridge.pages == 4
    assert bridge.channel is not None
    assert bridge.drift[0].kind == "strength"
    assert voices[-1].actor is None
