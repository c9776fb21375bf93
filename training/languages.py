"""Which corpora train and test which language, and how the shared model's labels are kept few."""

from dataclasses import replace

from recoupe import languages
from recoupe.text.tokens import pattern
from training.corpora import Corpora, Tree, Word
from training.printed import as_cut, turned

OWN = ("fr", "en")  # languages with a pipeline of their own
PRINTED = ("en",)  # those whose treebanks cut words otherwise than we do, and hang what is reported otherwise

TRAIN = {
    "fr": ("fr_sequoia-ud-train.conllu", "fr_gsd-ud-dev.conllu", "fr_gsd-ud-test.conllu"),
    "en": ("en_ewt-train-from-sources.conllu",),
    "de": ("de_gsd-ud-dev.conllu", "de_gsd-ud-test.conllu"),
    "es": ("es_gsd-ud-dev.conllu", "es_gsd-ud-test.conllu"),
    "ru": (
        "ru_gsd-ud-dev.conllu",
        "ru_gsd-ud-test.conllu",
        "ru_taiga-ud-dev.conllu",
        "ru_taiga-ud-test.conllu",
    ),
    "uk": ("uk_parlamint-ud-dev.conllu",),
}
DEV = {"fr": ("fr_sequoia-ud-dev.conllu",), "en": ("en_ewt-ud-dev.conllu",)}
TEST = {
    "fr": ("fr_sequoia-ud-test.conllu", "fr_pud-ud-test.conllu"),
    "en": ("en_pud-ud-test.conllu",),
    "de": ("de_pud-ud-test.conllu",),
    "es": ("es_pud-ud-test.conllu",),
    "ru": ("ru_pud-ud-test.conllu",),
    "uk": ("uk_parlamint-ud-test.conllu",),
}
MOST = {"fr": 40_000, "en": 90_000}  # words; the shared model shall not be drowned by the largest treebank
# A test corpus of news that lends its first sentences to training.
LENT = {"fr": ("fr_pud-ud-test.conllu", 700), "en": ("en_pud-ud-test.conllu", 700)}
AGAIN = {"en": 2}  # how often an epoch shows the sentences that are lent
OFTEN = {"de": 2, "uk": 2}  # how often an epoch shows the sentences of a small treebank to the shared model
HELD = 60  # last sentences of a language without a dev file, to choose the best step by
READ = {"Definite", "Gender", "Mood", "Number", "Person", "Poss", "PronType", "Tense", "VerbForm", "Voice"}
FEATURES = {"Gender", "Mood", "Number", "Person", "Polarity", "PronType", "Tense", "VerbForm", "Voice"}


def training(corpora: Corpora, lang: str) -> list[Tree]:
    """All sentences that train a language with weights of its own."""
    name, count = LENT[lang]
    return read(corpora, *TRAIN[lang]) + read(corpora, name)[:count] * AGAIN.get(lang, 1)


def unseen(corpora: Corpora, name: str) -> list[Tree]:
    """The sentences of a test corpus that train nothing."""
    lent = dict(LENT.values())
    return read(corpora, name)[lent.get(name, 0) :]


def read(corpora: Corpora, *names: str) -> list[Tree]:
    """The sentences of treebanks of one language with a pipeline of its own."""
    lang = names[0][:2]
    if lang not in PRINTED:
        return corpora.trees(*names)
    token = pattern(languages.load(lang).rows("tokens"))
    return [turned(as_cut(shown(tree), token)) for tree in corpora.trees(*names, apart=True)]


def shown(tree: Tree) -> Tree:
    """The tree with the features that the stages read and that English words show: "said" has no person, and
    a gerund is named as the other treebanks name it.
    """
    return tuple(replace(w, feats=_shown(w)) for w in tree)


def _shown(word: Word) -> str:
    feats = dict(f.split("=", 1) for f in word.feats.split("|") if "=" in f)
    kept = {name: value for name, value in feats.items() if name in READ}
    if kept.get("VerbForm") == "Ger":
        kept |= {"VerbForm": "Part", "Tense": "Pres"}
    if kept.get("VerbForm") == "Fin" and not (kept.get("Tense") == "Pres" and kept.get("Number") == "Sing"):
        kept = {name: value for name, value in kept.items() if name not in ("Number", "Person")}
    return "|".join(f"{name}={kept[name]}" for name in sorted(kept))


def shared(tree: Tree) -> Tree:
    """The tree with relations without subtypes (but for the passive) and the features that the stages
    read.
    """
    return tuple(
        replace(
            w,
            rel=w.rel if w.rel.endswith(":pass") else w.rel.split(":")[0],
            feats="|".join(f for f in w.feats.split("|") if f.split("=")[0] in FEATURES),
        )
        for w in tree
    )


def split(corpora: Corpora, lang: str) -> tuple[list[Tree], list[Tree]]:
    """Training and development sentences of a language for the shared model."""
    trees = [shared(t) for t in corpora.trees(*TRAIN[lang])]
    if lang in DEV:
        dev = [shared(t) for t in corpora.trees(*DEV[lang])][: 2 * HELD]
    else:
        trees, dev = trees[:-HELD], trees[-HELD:]
    kept: list[Tree] = []
    words = 0
    for tree in trees:
        words += len(tree)
        if words > MOST.get(lang, words):
            break
        kept.append(tree)
    return kept, dev
