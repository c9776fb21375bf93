"""Whether two sentences contradict each other, as our comparison of slots decides it.

    python bench/contradictions.py [slots] [pairs] [--errors N]

`slots`: sentences of our own (`bench/slots.tsv`) with one slot changed: found, and named with that slot; and
the same in other words: called a contradiction. `pairs`: where ../shared is at hand, the French sentence
pairs of DACCORD (accuracy, weights fitted on the other source pages) and RTE3-FR (fitted on its first part,
told of its second). Exits 1 where a figure of `slots` or of DACCORD is under what is asked or was reached.
"""

import argparse
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sentence_pairs
from scores import SHARED

from recoupe import languages, pipeline
from recoupe.model import Document, Reading
from recoupe.options import Options
from recoupe.stages import chains, names
from recoupe.stages.claims import cards, contrast
from recoupe.text.fold import short_id

SLOTS = Path(__file__).parent / "slots.tsv"
NAMED, FALSE = 0.90, 0.03
# Reached on DACCORD with every source page left out in turn; asked for are 0.68 and 0.82.
OVER, SURER = 0.68, 0.77
_BRACES = re.compile(r"\{(\w):([^|}]*)\|([^|}]*)\|([^}]*)\}")
_KIND = {"n": "number", "d": "date", "p": "place"}


def page(text: str, name: str, lang: str) -> Reading:
    """A page of one sentence, read as any page is."""
    doc = Document(
        id=short_id("p", name, text), path=name, text=text, sha256="", text_sha256="", published="2020-01-15"
    )
    return pipeline.read_page(doc, Options(lang=lang))


def compare(first: Reading, second: Reading) -> list[contrast.Contrast]:
    """The slots in which two pages of one sentence differ."""
    found: list[contrast.Contrast] = []
    ours, theirs, known = deal(first, second)
    for a, b in itertools.product(ours, theirs):
        found += contrast.find(a, b, known)
    return found


def deal(first: Reading, second: Reading) -> tuple[list[cards.Card], list[cards.Card], contrast.Known]:
    """The cards of two pages and what is known of their actors."""
    readings = sorted((first, second), key=lambda r: r.page.doc.id)
    tables = {code: languages.load(code) for code in languages.known()}
    pages = {r.page.doc.id: r.page for r in readings}
    roster = names.settle([m for r in readings for m in r.mentions], pages, tables)
    said = chains.resolve([s for r in readings for s in r.statements], roster)
    world = cards.look(readings, said, (), roster, pipeline.lineage.settle(readings))
    dealt = cards.deal(readings, world)
    mine = [c for c in dealt if c.doc == first.page.doc.id]
    return mine, [c for c in dealt if c.doc == second.page.doc.id], contrast.Known.of(world)


def changed(line: str) -> Iterator[tuple[str, str, str, str]]:
    """(language, kind of the change, sentence, changed sentence) of one line; kind "same" where none is."""
    lang, pattern, denied, swapped, same = line.split("\t")
    plain = _BRACES.sub(lambda m: m[2], pattern)
    for hit in _BRACES.finditer(pattern):
        before, after = pattern[: hit.start()], pattern[hit.end() :]
        for kind, value in ((_KIND[hit[1]], hit[3]), ("same", hit[4])):
            if value:
                yield lang, kind, plain, _BRACES.sub(lambda m: m[2], before + value + after)
    for kind, text in (("polarity", denied), ("role", swapped), *(("same", t) for t in same.split(" | "))):
        if text != "-":
            yield lang, kind, plain, text


def slots(errors: int) -> bool:
    """Print how many changes are found and named; whether the targets are met."""
    all_, found, named = Counter[str](), Counter[str](), Counter[str]()
    read: dict[str, Reading] = {}
    lines = [x for x in SLOTS.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    for lang, kind, first, second in (c for line in lines for c in changed(line)):
        for n, text in enumerate((first, second)):
            read.setdefault(text, page(text, f"{n}.txt", lang))
        told = {c.slot for c in compare(read[first], read[second])}
        all_[kind] += 1
        found[kind] += bool(told)
        named[kind] += kind in told
        if (told != {kind} if kind != "same" else told) and errors > 0:
            errors -= 1
            print(f"  {kind} read as {sorted(told)}: {first} / {second}")
    for kind in sorted(all_):
        print(f"{kind:10} {all_[kind]:4}  named {named[kind] / all_[kind]:.3f}")
    false = found.pop("same") / all_.pop("same")
    right = sum(named.values()) / sum(all_.values())
    print(f"{len(lines)} sentences: named {right:.3f}, the same called a contradiction {false:.3f}")
    return right >= NAMED and false <= FALSE


def pairs() -> bool:
    """Print the figures of the sentence pairs beside the repository; whether they are what was reached."""
    folder = SHARED / "data" / "claims"
    if not folder.is_dir():
        print("no sentence pairs beside the repository: nothing is measured on them")
        return True
    rows, _, signs = sentence_pairs.read(folder / "daccord_dataset.tsv", page, deal)
    text, over, surer = sentence_pairs.daccord(rows, signs)
    print(text)
    dev, test = (sentence_pairs.read(folder / f"RTE3-FR-{part}.tsv", page, deal) for part in ("dev", "test"))
    print(sentence_pairs.rte(dev[1], (dev[0], dev[2]), (test[0], test[2])))
    return over >= OVER and surer >= SURER


def main() -> int:
    """Print the figures asked for; 1 when one is under its target."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", metavar="slots|pairs")
    ask.add_argument("--errors", type=int, default=0)
    asked = ask.parse_args()
    parts = asked.parts or ["slots", "pairs"]
    good = ["pairs" not in parts or pairs(), "slots" not in parts or slots(asked.errors)]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
