"""Which names may be one: pairs of our own in six languages, and the keys on names of Wikidata.

    python bench/names.py [--pairs bench/names.tsv] [--shared FOLDER] [--wrong]

Each pair of `names.tsv` is two mentions on two pages of one story, given to `stages.names`, which settles
whether they are one actor; a title before a name is cut off by the table of titles, as the pages' mentions
are, and shows its gender. Prints precision, recall and F1 over the pairs that are one, the hits of each kind,
and the pairs merged wrongly; `--wrong` lists all that went wrong. Then, where ../shared is at hand, how many
of its English and Russian names share a key, come within one letter, and how many random pairs do. Exits 1
when a target is missed.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from recoupe import languages
from recoupe.languages import Language
from recoupe.model import Block, Document, Mention, Page, Span
from recoupe.stages import names
from recoupe.text.fold import fold
from recoupe.text.spelling import keys

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
DATA = Path("data") / "names" / "wd_russian_20.tsv"
TARGETS = {"f1": 0.97, "exact": 0.70, "near": 0.90, "random": 0.001}
DRAWN = 50_000  # random pairs, enough to see one in a thousand
Pair = tuple[str, str, str, str, str]


def read_pairs(path: Path) -> list[Pair]:
    """The answer, the kind, what is named, and the two names of each pair."""
    lines = path.read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(a, b, c, d, e) for a, b, c, d, e in rows]


def titles(tables: Mapping[str, Language]) -> dict[str, str]:
    """The gender that each title of all languages shows, by its folded form."""
    return {fold(form): gender for table in tables.values() for form, gender, _ in table.rows("titles")}


def mention(page: Page, kind: str, genders: Mapping[str, str]) -> Mention:
    """The name on a page of its own, without the titles before it."""
    words, gender = page.doc.text.split(), None
    while len(words) > 1 and fold(words[0]) in genders:
        shown = genders[fold(words.pop(0))]
        gender = shown if shown != "Both" else gender
    core = " ".join(words)
    start = page.doc.text.rindex(core)
    span = Span(page.doc.id, start, start + len(core))
    return Mention(span=span, form="name", kind=kind, core=core, gender=gender, lang=page.lang)  # type: ignore[arg-type]


def page_of(name: str, number: int) -> Page:
    """A page that holds a name and nothing else."""
    doc = Document(id=f"d-{number}", text=name, path=f"{number}.txt", sha256="", text_sha256="")
    return Page(doc=doc, lang="fr", lang_score=1.0, blocks=(Block(Span(doc.id, 0, len(name)), "body"),))


def merged(pair: Pair, tables: Mapping[str, Language], genders: Mapping[str, str]) -> bool:
    """Whether the stage takes the two names for one actor."""
    _, _, kind, *both = pair
    pages = [page_of(name, number) for number, name in enumerate(both)]
    found = [mention(page, kind, genders) for page in pages]
    return len(names.settle(found, {page.doc.id: page for page in pages}, tables).actors) == 1


def measure_pairs(path: Path, every: bool) -> bool:
    """Prints the figures of the pairs; whether they are good enough."""
    tables = {code: languages.load(code) for code in languages.known()}
    genders = titles(tables)
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for pair in read_pairs(path):
        one, said = pair[0] == "same", merged(pair, tables, genders)
        counts[one, said] += 1
        right[pair[:2]].append(one == said)
        if one != said:
            wrong.append(pair)
    for (answer, kind), hits in sorted(right.items()):
        print(f"{answer:10} {kind:12} {sum(hits):4} of {len(hits)}")
    hit, lost, false = counts[True, True], counts[True, False], counts[False, True]
    precision, recall = hit / max(1, hit + false), hit / max(1, hit + lost)
    f1 = 2 * hit / max(1, 2 * hit + lost + false)
    print(
        f"{sum(counts.values())} pairs: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}", end="  "
    )
    print(f"merged wrongly {false} of {false + counts[False, False]}")
    for pair in wrong:
        if every or pair[0] == "different":
            print("  ", *pair, sep="\t")
    return f1 >= TARGETS["f1"] and not false


def near(a: str, b: str) -> bool:
    """Whether two words have keys that are at most one letter apart."""
    return any(_one_edit(x, y) for x in keys(a) for y in keys(b))


def _one_edit(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + 1 :] == long[at + 1 :] if len(a) == len(b) else short[at:] == long[at + 1 :]


def measure_keys(path: Path) -> bool:
    """Prints how often a name and its Russian spelling meet; whether that is good enough."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    pairs = [(latin, cyrillic.replace(" ", "")) for latin, cyrillic, *_ in rows]
    draw = random.Random(1)
    apart = [(draw.choice(pairs)[0], draw.choice(pairs)[1]) for _ in range(DRAWN)]
    exact = sum(bool(keys(a) & keys(b)) for a, b in pairs) / len(pairs)
    close = sum(near(a, b) for a, b in pairs) / len(pairs)
    chance = sum(bool(keys(a) & keys(b)) for a, b in apart) / DRAWN
    slip = sum(near(a, b) for a, b in apart) / DRAWN
    print(f"{len(pairs)} names: key equal {exact:.3f}  one letter off {close:.3f}", end="  ")
    print(f"random pairs {chance:.5f} and {slip:.5f}")
    return exact >= TARGETS["exact"] and close >= TARGETS["near"] and max(chance, slip) <= TARGETS["random"]


def main() -> int:
    """Print the figures; 1 when a target is missed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pairs", type=Path, default=HERE / "names.tsv")
    ask.add_argument("--shared", type=Path, default=SHARED)
    ask.add_argument("--wrong", action="store_true")
    asked = ask.parse_args()
    good = measure_pairs(asked.pairs, asked.wrong)
    if (asked.shared / DATA).is_file():
        good = measure_keys(asked.shared / DATA) and good
    else:
        print("no names of Wikidata beside the repository: the keys are not measured on them")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
