"""What each kind of damage costs: clean pages with answers are damaged by known edits and read again.

    python bench/corruption.py [--shared FOLDER] [--pages FOLDER --gold FILE] [--kind KIND]...

Takes the press pages and the seeds of ../shared (or a folder and its answers), keeps those whose quotation
marks are whole, damages each once per kind (a third of the marks, say) and prints the content F1 (level A of
../shared/tools/score_statements.py) and its fall. The damage is drawn from a hash of page, kind and place:
the same every time. Answers move with the edits. Exits 1 where a kind costs more than MOST.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from recoupe import pipeline
from recoupe.model import Document
from recoupe.options import Options
from recoupe.text import quotes
from recoupe.text.fold import short_id

SHARED = Path(__file__).parent.parent.parent / "shared"
MOST = 0.06
MARKS_HURT = 3  # one mark, or one quotation, in three: as on the worst pages seen
STOPS_BROKEN = 4  # one end of a sentence in four becomes the end of a paragraph
WORDS_RAISED = 12  # one word in twelve gets a capital, as in machine translation
SWAP = str.maketrans("«»“”„‹›", "»«”“”›‹")
OTHER = {"«": "“", "»": "”", "“": "«", "”": "»", "„": "«", '"': "«", "‹": "“", "›": "”"}
SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from start to end give way to others."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clean:
    """A page, its answers and its quotations as the marks show them."""

    name: str
    text: str
    gold: dict[str, Any]
    pairs: tuple[tuple[int, int], ...]


def drawn(page: Clean, kind: str, places: Iterable[int], one_in: int) -> list[int]:
    """One place in so many, chosen by hash; at least one."""
    places = list(places)
    order = sorted(places, key=lambda p: hashlib.sha256(f"{page.name} {kind} {p}".encode()).digest())
    return sorted(order[: -(-len(places) // one_in)])


def hurt(page: Clean, kind: str) -> list[tuple[int, int]]:
    """The quotations that a kind of damage befalls."""
    chosen = set(drawn(page, kind, range(len(page.pairs)), MARKS_HURT))
    return [pair for i, pair in enumerate(page.pairs) if i in chosen]


def opening_lost(page: Clean) -> list[Edit]:
    """Opening marks gone, with the space inside."""
    return [Edit(a, _inner(page.text, a + 1), "") for a, _ in hurt(page, "opening lost")]


def closing_lost(page: Clean) -> list[Edit]:
    """Closing marks gone, with the space inside."""
    return [Edit(_outer(page.text, b - 1), b, "") for _, b in hurt(page, "closing lost")]


def doubled(page: Clean) -> list[Edit]:
    """Closing marks printed twice."""
    return [Edit(b, b, page.text[b - 1]) for _, b in hurt(page, "doubled")]


def swapped(page: Clean) -> list[Edit]:
    """Both marks of a pair printed the wrong way round."""
    out = []
    for a, b in hurt(page, "swapped"):
        out += [_turned(page.text, a, closing=False), _turned(page.text, b - 1, closing=True)]
    return out


def one_turned(page: Clean) -> list[Edit]:
    """One mark of a pair printed the wrong way round, the opening one and the closing one by turns."""
    places = [pair[i % 2] - i % 2 for i, pair in enumerate(hurt(page, "one turned"))]
    return [_turned(page.text, k, closing=i % 2 == 1) for i, k in enumerate(places)]


def mixed(page: Clean) -> list[Edit]:
    """One mark of a pair of another family, the opening one and the closing one by turns."""
    places = [pair[i % 2] - i % 2 for i, pair in enumerate(hurt(page, "mixed"))]
    return [Edit(k, k + 1, _other(page.text[k], closing=i % 2 == 1)) for i, k in enumerate(places)]


def glued(page: Clean) -> list[Edit]:
    """The spaces outside a pair gone."""
    out = []
    for a, b in hurt(page, "glued"):
        out += [Edit(_outer(page.text, a), a, ""), Edit(b, _inner(page.text, b), "")]
    return [e for e in out if e.start < e.end and "\n" not in page.text[e.start : e.end]]


def moved(page: Clean) -> list[Edit]:
    """A mark moved by one word: the opening one into the quotation, the closing one out of it, by turns."""
    out: list[Edit] = []
    for i, (a, b) in enumerate(hurt(page, "moved")):
        at = b - 1 if i % 2 else a
        word = re.compile(r"[\s,]*[\w’'-]+").match(page.text, at + 1)
        if word is not None and "\n" not in word.group():
            behind = page.text[at] if i % 2 else f" {page.text[at]}"
            out += [Edit(at, at + 1, ""), Edit(word.end(), word.end(), behind)]
    return out


def spaces_lost(page: Clean) -> list[Edit]:
    """All spaces inside marks gone."""
    out = []
    for a, b in page.pairs:
        out += [Edit(a + 1, _inner(page.text, a + 1), ""), Edit(_outer(page.text, b - 1), b - 1, "")]
    return [e for e in out if e.start < e.end]


def spaces_added(page: Clean) -> list[Edit]:
    """A space on both sides of every mark."""
    return [Edit(k, k, " ") for a, b in page.pairs for k in (a, a + 1, b - 1, b)]


def folded(page: Clean) -> list[Edit]:
    """The page in ASCII: straight marks, no accents."""
    plain = str.maketrans("«»“”„‹›’‘–—\u00a0\u202f", '"""""""\'\'--  ')
    out = []
    for k, c in enumerate(page.text):
        if ord(c) < 128:
            continue
        flat = unicodedata.normalize("NFKD", c.translate(plain).replace("œ", "oe").replace("æ", "ae"))
        out.append(Edit(k, k + 1, flat.encode("ascii", "ignore").decode()))
    return out


def apostrophes(page: Clean) -> list[Edit]:
    """One apostrophe in so many printed as a straight quotation mark."""
    places = [m.start() for m in re.finditer(r"(?<=\w)['’](?=\w)", page.text)]
    return [Edit(k, k + 1, '"') for k in drawn(page, "apostrophes", places, WORDS_RAISED)]


def broken(page: Clean) -> list[Edit]:
    """Paragraphs broken after sentences, within quotations and without."""
    stops = [m.end() for m in re.finditer(r"(?<=\w\w)[.!?…] (?=[A-ZÀ-Þ«“\"])", page.text)]
    return [Edit(k - 1, k, "\n\n") for k in drawn(page, "paragraphs broken", stops, STOPS_BROKEN)]


def raised(page: Clean) -> list[Edit]:
    """Capitals where none belong."""
    words = [m.start() for m in re.finditer(r"(?<=[a-z,] )[a-zà-þ](?=\w\w)|(?<=['’])[a-zà-þ]", page.text)]
    places = drawn(page, "odd capitals", words, WORDS_RAISED)
    return [Edit(k, k + 1, page.text[k].upper()) for k in places]


KINDS: dict[str, Callable[[Clean], list[Edit]]] = {
    "opening lost": opening_lost,
    "closing lost": closing_lost,
    "doubled": doubled,
    "swapped": swapped,
    "one turned": one_turned,
    "mixed": mixed,
    "glued": glued,
    "moved": moved,
    "spaces lost": spaces_lost,
    "spaces added": spaces_added,
    "ascii": folded,
    "apostrophes": apostrophes,
    "paragraphs broken": broken,
    "odd capitals": raised,
}


def _inner(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACES:
        at += 1
    return at


def _outer(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in SPACES:
        at -= 1
    return at


def _turned(text: str, at: int, *, closing: bool) -> Edit:
    """A mark the wrong way round; straight marks have no way, an angle mark stands in for them."""
    wrong = ("«" if closing else "»") if text[at] == '"' else text[at].translate(SWAP)
    return Edit(at, at + 1, wrong)


def _other(glyph: str, *, closing: bool) -> str:
    other = OTHER.get(glyph, "»")
    return "»" if closing and other == "«" else other


def apply(page: Clean, edits: Sequence[Edit]) -> tuple[str, dict[str, Any]]:
    """The page with its edits made, and its answers moved with them."""
    out, at, starts, shifts = [], 0, [-1], [0]
    for edit in sorted(edits):
        if edit.start < at:
            continue
        out += [page.text[at : edit.start], edit.text]
        at = edit.end
        starts.append(edit.end)
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def to(offset: int) -> int:
        return offset + shifts[bisect_right(starts, offset) - 1]

    def moved_to(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
            return [to(value[0]), to(value[1])]
        return [moved_to(v) for v in value] if isinstance(value, list) else value

    answers = [
        {k: moved_to(v) if k in PLACES else v for k, v in a.items()} for a in page.gold["attributions"]
    ]
    return "".join([*out, page.text[at:]]), {**page.gold, "attributions": answers}


PLACES = ("content", "cue", "speaker", "channel", "addressee")


def clean_pages(sets: Sequence[tuple[Path, Path]]) -> list[Clean]:
    """The pages that hold quotations and whose marks are all whole."""
    out = []
    for folder, answers in sets:
        for gold in map(json.loads, answers.read_text("utf-8").splitlines()):
            text = (folder / gold["doc"]).read_text("utf-8")
            found = quotes.find(text, _paragraphs(text))
            if found and all(q.intact for q in found):
                out.append(Clean(gold["doc"], text, gold, tuple((q.start, q.end) for q in found)))
    return out


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def score(scorer: ModuleType, pages: Sequence[tuple[str, str, dict[str, Any]]]) -> tuple[float, float]:
    """Content F1 of the statements read on pages, and how many of those with quotations are found."""
    said, documents = [], []
    for name, text, _ in pages:
        doc = Document(
            id=short_id("page", name), path=name, text=text, sha256="", text_sha256=short_id("t", text)
        )
        found = pipeline.read_page(doc, Options()).statements
        documents.append({"id": doc.id, "path": name, "text": text})
        said += [{"doc": doc.id, "id": s.id, "type": s.type, "content": [[c.start, c.end] for c in s.content]}
                 for s in found]  # fmt: skip
    dossier = {"documents": documents, "actors": [], "statements": said}
    scored, _ = scorer.score(dossier, [gold for _, _, gold in pages], {})
    return float(scored["A"]["f1"]), found_quoted(scorer, pages, said)


def found_quoted(
    scorer: ModuleType, pages: Sequence[tuple[str, str, dict[str, Any]]], said: Sequence[dict[str, Any]]
) -> float:
    """The share of the direct and mixed answers whose content is found."""
    wanted = hit = 0
    for name, text, gold in pages:
        mine = [s for s in said if s["doc"] == short_id("page", name)]
        answers = [(a, scorer.trimmed(text, a["content"])) for a in gold["attributions"]]
        pairs = scorer.pair(answers, [(s, scorer.trimmed(text, s["content"])) for s in mine])
        quoted = {i for i, (a, _) in enumerate(answers) if a["type"] in ("direct", "mixed")}
        wanted += len(quoted)
        hit += sum(i in quoted for i, _ in pairs)
    return hit / wanted if wanted else 0.0


def load(path: Path) -> ModuleType:
    """A module from a file outside the package."""
    found = importlib.util.spec_from_file_location(path.stem, path)
    if found is None or found.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def main() -> int:
    """Print the falls; 1 where one is over MOST."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=SHARED)
    ask.add_argument("--pages", type=Path)
    ask.add_argument("--gold", type=Path)
    ask.add_argument("--kind", action="append", choices=sorted(KINDS))
    asked = ask.parse_args()
    if not asked.shared.is_dir():
        print("no gold beside the repository: nothing is measured")
        return 0
    gold = asked.shared / "gold"
    sets = [
        (gold / "press", gold / "press_statements.jsonl"),
        (asked.shared / "seeds", gold / "seeds_statements.jsonl"),
    ]
    if asked.pages and asked.gold:
        sets = [(asked.pages, asked.gold)]
    scorer = load(asked.shared / "tools" / "score_statements.py")
    pages = clean_pages(sets)
    whole, quoted = score(scorer, [(p.name, p.text, p.gold) for p in pages])
    print(f"{len(pages)} clean pages with quotations: A {whole:.3f}, direct and mixed found {quoted:.3f}")
    worst = 0.0
    for kind in asked.kind or KINDS:
        damaged = [(p.name, *apply(p, KINDS[kind](p))) for p in pages]
        value, still = score(scorer, damaged)
        worst = max(worst, whole - value)
        print(
            f"  {kind:18} A {value:.3f}   fall {whole - value:+.3f}   "
            f"direct and mixed {still:.3f}   fall {quoted - still:+.3f}",
            flush=True,
        )
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
