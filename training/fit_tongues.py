"""Fits the weights by which a page is called translated, and says how they do on pages they have not seen.

    python -m training.fit_tongues PAGES.jsonl.gz TREEBANKS [--control LANG=FILE.jsonl ...] [--cache FILE]
                                   [--parts] [--across] [--write]

PAGES are documents with their translations (set, doc, kind src|ref|hyp, who, lang, origlang, text): the
translated news of WMT 2021 and 2022 beside the repository, French to German and back, Russian and
Ukrainian to English. TREEBANKS is the folder with UD archives: French Sequoia and GSD, German GSD, English
EWT (weblogs and newsgroups) and the part of PUD that was written in each language stand for further pages
written in French, German and English; English has no others to learn from. --control names pages written
in a language that are only tested, never learned from.

What is learned: a table of function words, parts of speech, pairs of them and governed words, each with
its rarity and weight (`turn_weights.tsv`), and what their sum, firm signs, names and institutions add
(`tongue_weights.tsv`). No sentence, no name and no word of content goes into either; a form must stand in
FEWEST documents. Translations of one document weigh together as one. --parts gives figures of five parts
by document, --across those of one year learned, the other tested. The words of `residue.tsv`, written by
hand with the pages of 2021 in view, are the same in all of these. No chance is involved.
"""

import argparse
import gzip
import json
import pickle
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recoupe import languages, wiring
from recoupe.languages import Language
from recoupe.model import Document, Page
from recoupe.options import Options
from recoupe.stages import clean, tongues
from recoupe.stages.tongues import _turns, _weigh
from recoupe.text.fold import short_id
from training.corpora import Corpora

WRITTEN = {
    "fr": (
        "fr_sequoia-ud-train",
        "fr_sequoia-ud-dev",
        "fr_sequoia-ud-test",
        "fr_gsd-ud-dev",
        "fr_gsd-ud-test",
    ),
    "de": ("de_gsd-ud-dev", "de_gsd-ud-test"),
    "en": ("en_ewt-train-from-sources", "en_ewt-ud-dev", "en_ewt-ud-test"),
}
# Prefixes of sentence ids: encyclopedia and newspaper, blogs and groups; not letters, reviews, parliament.
TAKEN = {"fr": ("annodis", "frwiki", "fr-"), "de": ("",), "en": ("weblog", "newsgroup")}
PUD = {"fr": "03", "de": "02", "en": "01"}  # the sentences of PUD that were written in a language
WORDS = 200  # of one page made from a treebank
FEWEST = 10  # documents in which a form must stand
# Forms of a table, and of how many words: up to three, or the four parts of a relation. More of either names
# no more pages left out; three in a row help in English only.
Kept = tuple[int, tuple[int, ...]]
PAIRS, TRIPLES = (1, 2, 4), (1, 2, 3, 4)
KEPT = {"fr": (800, PAIRS), "de": (800, PAIRS), "en": (2000, TRIPLES), "other": (400, PAIRS)}
PULL = 0.1  # towards no weight, of forms; chosen on pages left out, like KEPT
PULL_SIGNS = 3.0
PARTS = 5
# Of pages written in the language, how many may pass by turns alone, before names are asked. English
# learns from blogs, not newspapers: on these it is wrong more often than its own pages say.
FALSE = {"fr": 0.015, "de": 0.015, "en": 0.02}
BARE = {"en": -1.0}  # added where no firm sign speaks for the language: for the same reason
VERSIONS = 3  # of one document that are learned from
TARGETS = {"named": 0.62, "not wrong": 0.98, "silent": 0.985}  # of --parts


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with what was counted on it. `source` is None on a page written in its language."""

    page: Page
    source: str | None
    group: str  # what is reported together
    doc: str
    learn: bool
    forms: Counter[str]

    @property
    def part(self) -> int:
        """The part of the data its document is in."""
        return zlib.crc32(self.doc.encode()) % PARTS


def read(pages: Path, treebanks: Path, controls: Sequence[str]) -> list[Sample]:
    """All pages, marked, tagged and counted."""
    samples = []
    with gzip.open(pages, "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            source = None if d["kind"] == "src" else d["origlang"]
            samples.append(_sample(d["text"], source, d["set"], d["doc"]))
    corpora = Corpora(treebanks)
    for lang, names in WRITTEN.items():
        for name in (*names, f"{lang}_pud-ud-test"):
            for number, text in enumerate(_made(corpora.text(f"{name}.conllu"), lang)):
                samples.append(_sample(text, None, f"ud.{lang}", f"{name}.{number}"))
    for control in controls:
        lang, _, file = control.partition("=")
        for number, line in enumerate(Path(file).read_text("utf-8").splitlines()):
            samples.append(
                _sample(json.loads(line)["text"], None, f"control.{Path(file).stem}", f"{file}{number}", lang)
            )
    return [s for s in samples if s is not None]


def _made(conllu: str, lang: str) -> Iterator[str]:
    """Pages of some WORDS words from the sentences of a treebank."""
    taken: list[str] = []
    sentence = ""
    for line in conllu.split("\n"):
        if line.startswith("# sent_id = "):
            sentence = line.removeprefix("# sent_id = ")
        elif line.startswith("# text = "):
            pud = sentence[:1] in "nw" and sentence[1:6].isdigit()
            if sentence[1:3] != PUD[lang] if pud else not sentence.startswith(TAKEN[lang]):
                continue
            taken.append(line.removeprefix("# text = "))
            if sum(len(t.split()) for t in taken) >= WORDS:
                yield "\n".join(taken)
                taken = []


def _sample(text: str, source: str | None, group: str, doc: str, lang: str | None = None) -> Sample | None:
    digest = short_id("p", text)
    document = Document(id=digest, path="page.txt", text=text, sha256=digest, text_sha256=digest)
    page = clean.mark(document, TABLES, lang)
    if page.lang not in WRITTEN and source is not None:
        return None
    parse = wiring.tagger(Options(), page.lang).read(page) if page.lang in WRITTEN else None
    forms = _turns.count(parse) if parse and len(parse.tokens) >= _turns.SHORTEST else Counter()
    return Sample(page, source, group, doc, not group.startswith("control"), forms)


TABLES = {code: languages.load(code) for code in languages.known()}


def fit(x: np.ndarray, right: np.ndarray, weight: np.ndarray, pull: float) -> np.ndarray:
    """The weights that explain right and wrong best, held near nothing; the first, of ones, is held loosely.

    Solved over the pages, which are fewer than the forms.
    """
    held = np.full(x.shape[1], pull)
    held[0] = 1e-3
    kernel = (x / held) @ x.T
    f = np.zeros(len(x))
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(f, -30, 30)))
        spread = np.maximum(p * (1 - p), 1e-6)
        a = np.linalg.solve(kernel + np.diag(1 / (weight * spread)), f + (right - p) / spread)
        before, f = f, kernel @ a
        if np.abs(f - before).max() < 1e-3:
            break
    return x.T @ a / held


def balance(samples: Sequence[Sample], right: np.ndarray) -> np.ndarray:
    """Each document weighs the same, and both sides do."""
    many = Counter((s.doc, s.source) for s in samples)
    weight = np.array([1 / many[s.doc, s.source] for s in samples])
    for side in (True, False):
        weight[right == side] *= len(samples) / 2 / weight[right == side].sum()
    return weight


def forms(samples: Sequence[Sample], right: np.ndarray, kept: Kept, toward: str) -> list[tuple[str, ...]]:
    """The rows of turn_weights toward a language, as they stand in the file."""
    docs: dict[str, set[str]] = defaultdict(set)
    for s in samples:
        for form in s.forms:
            docs[form].add(s.doc)
    many = len({s.doc for s in samples})
    most, sizes = kept
    told = (f for f, d in docs.items() if len(d) >= FEWEST and not f.startswith("#"))
    names = sorted(f for f in told if f.count(" ") + 1 in sizes)
    rarity = {f: round(float(np.log(many / len(docs[f])) + 1), 3) for f in names}
    weight = balance(samples, right)
    x = _matrix(samples, names, rarity)
    w = fit(x, right, weight, PULL)
    tells = np.abs(w[1:]) * x[:, 1:].std(axis=0)
    names = sorted(names[i] for i in np.argsort(-tells, kind="stable")[:most])
    w = fit(_matrix(samples, names, rarity), right, weight, PULL)
    return [(f, toward, f"{rarity[f]:.3f}", f"{v:.3f}") for f, v in zip(names, w[1:], strict=True)]


def _matrix(samples: Sequence[Sample], names: Sequence[str], rarity: dict[str, float]) -> np.ndarray:
    at = {form: i + 1 for i, form in enumerate(names)}
    x = np.zeros((len(samples), len(names) + 1), np.float32)
    for row, s in enumerate(samples):
        for form, n in s.forms.items():
            if form in at:
                x[row, at[form]] = (1 + np.log(n)) * rarity[form]
        x[row] /= np.sqrt((x[row] ** 2).sum()) or 1.0
    x[:, 0] = 1.0
    return x


def with_tables(lang: str, **tables: Sequence[tuple[str, ...]]) -> Language:
    """A language with other tables."""
    mine = TABLES[lang]
    bare = {k: v for k, v in mine.tables.items() if k not in ("turn_weights", "tongue_weights")}
    return replace(mine, tables=bare | {k: tuple(v) for k, v in tables.items()})


def left_out(samples: Sequence[Sample], right: np.ndarray, kept: Kept, toward: str, lang: str) -> np.ndarray:
    """What the forms of each page add up to, by weights learned without its part of the documents."""
    out = np.zeros(len(samples))
    for part in range(PARTS):
        here = np.array([s.part == part for s in samples])
        rows = forms([s for s, h in zip(samples, here, strict=True) if not h], right[~here], kept, toward)
        language = with_tables(lang, turn_weights=[(f, "any", *more) for f, _, *more in rows])
        for i in np.nonzero(here)[0]:
            found = _turns.weigh(samples[i].forms, language)
            out[i] = found.translated if found else 0.0
    return out


def learn(samples: Sequence[Sample], lang: str) -> Language:
    """The language with tables learned from samples."""
    mine = _few([s for s in samples if s.learn and s.page.lang == lang and s.forms])
    right = np.array([s.source is not None for s in mine])
    kinds = [tongues.look(s.page, TABLES) for s in mine]
    sources = sorted({s.source for s in mine if s.source})
    turns = forms(mine, right, KEPT[lang], "any")
    added = left_out(mine, right, KEPT[lang], "any", lang)
    firm = np.array([max(_weigh.firm(k.get(source, {})) for source in sources) for k in kinds])
    x = np.column_stack([np.ones(len(mine)), added, firm])
    w = fit(x, right, balance(mine, right), 0.1)
    w[1:] = np.maximum(w[1:], 0)
    least = np.sort((x @ w)[~right])[::-1][int(FALSE[lang] * (~right).sum())]
    signs = [
        ("any", "bias", f"{w[0] + _weigh.ENOUGH - least:.3f}"),
        ("any", "firm", f"{w[2]:.3f}"),
        ("any", "turns", f"{w[1]:.3f}"),
    ]
    signs += [("any", "bare", f"{BARE[lang]:.3f}")] if lang in BARE else []
    if len(sources) == 2:
        signs += _between(mine, kinds, sources, lang, turns)
    else:
        signs += [(source, "ground", "1") for source in sources]
    return with_tables(lang, turn_weights=sorted(turns), tongue_weights=sorted(signs))


def _between(
    mine: Sequence[Sample],
    kinds: Sequence[dict[str, _weigh.Kinds]],
    sources: Sequence[str],
    lang: str,
    turns: list[tuple[str, ...]],
) -> list[tuple[str, ...]]:
    """Rows that tell two source languages apart; their forms are added to `turns`."""
    one, other = sources
    pairs = [(s, k) for s, k in zip(mine, kinds, strict=True) if s.source]
    two = [s for s, _ in pairs]
    right = np.array([s.source == other for s in two])
    turns += forms(two, right, KEPT["other"], other)
    toward = left_out(two, right, KEPT["other"], other, lang)
    names = sorted(_weigh.points({}, 0.0))
    rows = []
    for (_, k), t in zip(pairs, toward, strict=True):
        a, b = _weigh.points(k.get(one, {}), 0.0), _weigh.points(k.get(other, {}), t)
        rows.append([1.0, *(b[n] for n in names if n != "bias"), *(-a[n] for n in names if n != "bias")])
    w = fit(np.array(rows), right, balance(two, right), PULL_SIGNS)
    kept = [(other, n) for n in names if n != "bias"] + [(one, n) for n in names if n != "bias"]
    signs = [(other, "bias", f"{w[0]:.3f}")]
    signs += [(s, n, f"{v:.3f}") for (s, n), v in zip(kept, w[1:], strict=True) if abs(v) >= 0.005]
    return signs


def _few(samples: Sequence[Sample]) -> list[Sample]:
    """At most VERSIONS translations of a document, the first of each."""
    seen: Counter[tuple[str, str | None, str]] = Counter()
    out = []
    for s in samples:
        seen[s.doc, s.source, s.group] += 1
        if seen[s.doc, s.source, s.group] <= VERSIONS:
            out.append(s)
    return out


def say(s: Sample, language: Language) -> str | None:
    """The language named for a sample."""
    turns = _turns.weigh(s.forms, language) if s.forms else None
    verdict = _weigh.decide(tongues.look(s.page, TABLES), turns, language)
    return verdict.lang if verdict else None


class Report:
    """Counts of what was said, by group."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, s: Sample, said: str | None) -> None:
        """Count one page."""
        kind = "written" if s.source is None else "translated"
        good = said == s.source
        self.cells[kind, f"{s.group} {s.page.lang}"][
            "right" if good else "silent" if not said else "wrong"
        ] += 1

    def means(self) -> dict[str, float]:
        """Of each set of translated news the same weight; silent: of all originals of the sets."""
        sets = [c for (kind, _), c in self.cells.items() if kind == "translated"]
        own = [c for (kind, g), c in self.cells.items() if kind == "written" and g[:3] not in ("ud.", "con")]
        return {
            "named": sum(c["right"] / c.total() for c in sets) / len(sets),
            "not wrong": 1 - sum(c["wrong"] / c.total() for c in sets) / len(sets),
            "silent": sum(c["right"] for c in own) / sum(c.total() for c in own),
        }

    def show(self, title: str) -> None:
        """Print all groups and their means."""
        print(title)
        for (kind, group), c in sorted(self.cells.items()):
            n = c.total()
            if kind == "translated":
                print(f"  {group:26} named {c['right'] / n:.3f} wrong {c['wrong'] / n:.3f} of {n}")
            else:
                print(f"  {group:26} silent on its own pages {c['right'] / n:.3f} of {n}")
        print("  " + "  ".join(f"{name} {share:.3f}" for name, share in self.means().items()), flush=True)


def test(samples: Sequence[Sample], learned: Callable[[Sample], bool], tested: Callable[[Sample], bool],
         report: Report) -> None:  # fmt: skip
    """Learn from some samples, count what is said on others."""
    taken = [s for s in samples if learned(s)]
    for lang in WRITTEN:
        language = learn(taken, lang)
        for s in samples:
            if s.page.lang == lang and tested(s):
                report.add(s, say(s, language))
    for s in samples:  # nothing is learned of these languages, and nothing may be claimed on their pages
        if s.page.lang not in WRITTEN and tested(s):
            report.add(s, say(s, TABLES[s.page.lang]))


def write(lang: str, language: Language) -> None:
    """Puts the tables in place."""
    heads = {
        "turn_weights": "# How small words and word order tell a translated page: form, toward (any: against"
        " pages written here), rarity, weight.\n"
        "# Fitted by training/fit_tongues.py; CC BY-SA 4.0 and LGPL-LR, see weights/ATTRIBUTION.md.",
        "tongue_weights": "# What the signs of a source language add: source, sign, weight."
        " See training/fit_tongues.py.",
    }
    for table, head in heads.items():
        path = languages.HERE / "data" / lang / f"{table}.tsv"
        lines = ["\t".join(row) for row in language.rows(table)]
        path.write_text("\n".join([head, *sorted(lines)]) + "\n", "utf-8")


def main() -> int:
    """Read, learn, print, and write where that is asked; 1 when pages left out miss a target."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("pages", type=Path)
    ask.add_argument("treebanks", type=Path)
    ask.add_argument("--control", nargs="*", default=[], metavar="LANG=FILE")
    ask.add_argument("--cache", type=Path, help="where the tagged pages are kept between two runs")
    ask.add_argument(
        "--parts", action="store_true", help="four parts of the documents learned, the fifth tested"
    )
    ask.add_argument("--across", action="store_true", help="one year learned, the other tested")
    ask.add_argument("--write", action="store_true", help="put the tables in place")
    given = ask.parse_args()
    if given.cache and given.cache.is_file():
        samples = pickle.loads(given.cache.read_bytes())
    else:
        samples = read(given.pages, given.treebanks, given.control)
        if given.cache:
            given.cache.write_bytes(pickle.dumps(samples))
    if given.across:
        for one, two in (("2021", "2022"), ("2022", "2021")):
            report = Report()
            test(samples, lambda s, y=one: y in s.group or s.group.startswith("ud."),
                 lambda s, y=two: y in s.group or not s.learn, report)  # fmt: skip
            report.show(f"learned on {one}, tested on {two}")
    missed = False
    if given.parts:
        report = Report()
        for part in range(PARTS):
            test(samples, lambda s, p=part: s.part != p, lambda s, p=part: s.part == p, report)
        report.show("learned on four parts of the documents, tested on the fifth")
        missed = any(share < TARGETS[name] for name, share in report.means().items())
    if given.write:
        for lang in WRITTEN:
            write(lang, learn(samples, lang))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
