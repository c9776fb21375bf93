"""A page of the sample doubled through the edits of a copier (cut, reordered, under a new headline) is no new
origin, and joins or parts no other pages.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe import languages
from recoupe.ingest import read
from recoupe.model import Document, Lineage, Origins, Reading
from recoupe.options import Options
from recoupe.stages import clean, lineage
from recoupe.text.fold import short_id

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "reykjavik"
TABLES = {code: languages.load(code) for code in languages.known()}
KEPT = 0.6  # of the paragraphs that a shortened copy keeps
Edit = Callable[[list[str], Random], list[str]]
HEADLINE = "Une soirée au bord du lac"


def reading(doc: Document) -> Reading:
    page = clean.mark(doc, TABLES, None)
    return Reading(
        page=page, mentions=(), times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(page, (), TABLES[page.lang]), legs=(),
    )  # fmt: skip


@cache
def sample() -> tuple[Reading, ...]:
    return tuple(map(reading, read([str(SAMPLE)], Options()).documents))


@cache
def told() -> Lineage:
    return lineage.settle(sample())


def shortened(lines: list[str], random: Random) -> list[str]:
    whole = [n for n, line in enumerate(lines) if line.strip()]
    dropped = set(random.sample(whole[2:], int((1 - KEPT) * len(whole[2:]))))
    return [line for n, line in enumerate(lines) if n not in dropped]


def reordered(lines: list[str], random: Random) -> list[str]:
    body = [line for line in lines[2:] if line.strip()]
    random.shuffle(body)
    return [*lines[:2], *(part for line in body for part in ("", line))]


def renamed(lines: list[str], random: Random) -> list[str]:
    first = next(n for n, line in enumerate(lines) if line.strip())
    return [*lines[:first], HEADLINE + " ?!"[random.randrange(3)], *lines[first + 1 :]]


def copy_of(doc: Document, lines: list[str]) -> Document:
    text = "\n".join(lines)
    digest = short_id("t", text)
    return replace(
        doc, id=short_id("p", "copy", text), path="copy.txt", text=text, sha256=digest, text_sha256=digest
    )


def origins(found: Lineage) -> dict[tuple[str, ...], Origins]:
    """The origins of all pages of the sample, and of each two."""
    docs = [r.page.doc.id for r in sample()]
    return {group: found.independent(group) for group in (tuple(docs), *combinations(docs, 2))}


@settings(max_examples=24, deadline=None)
@given(
    st.integers(0, len(list(SAMPLE.glob("*.*"))) - 2),
    st.sampled_from([shortened, reordered, renamed]),
    st.randoms(use_true_random=False),
)
def test_a_copy_of_a_page_changes_no_origin_count(at: int, edit: Edit, random: Random) -> None:
    doc = sample()[at].page.doc
    copied = reading(copy_of(doc, edit(doc.text.split("\n"), random)))
    after = lineage.settle([*sample(), copied])
    assert origins(after) == origins(told())
    assert after.independent([doc.id, copied.page.doc.id]).max == 1
    everyone = [r.page.doc.id for r in (*sample(), copied)]
    assert after.independent(everyone) == told().independent(everyone[:-1])
