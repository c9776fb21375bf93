"""How the statements of a dossier stand against the gold, page by page.

Each level asks more of a pair: A the content; B also the printed speaker; C, besides A, who that is; D also
the type; E, besides C, the whole chain of holders. An actor that swallowed several speakers is right for the
most frequent of them only, so that joining everybody gains nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.evaluation.found import Found, FoundPage
from recoupe.evaluation.gold import Attribution, GoldPage
from recoupe.evaluation.matching import Pair, counted, overlap, pair
from recoupe.evaluation.names import Aliases, same

LEVELS = {"A": (), "B": ("mention",), "C": ("speaker",), "D": ("speaker", "type"), "E": ("speaker", "chain")}
NOWHERE = FoundPage(lang="", text="", statements=())  # a gold page that the dossier does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An attribution and the statement that answers it: what of it is right, and the edges of its chain."""

    pair: Pair
    right: frozenset[str]
    edges: int
    is_kept: bool  # the outermost holder of a relayed attribution stands in the statement's chain, too

    @property
    def levels(self) -> str:
        """The levels it reaches, such as "ABC"."""
        return "".join(level for level, asked in LEVELS.items() if self.right.issuperset(asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One page of the gold with what was found on it and what answers what."""

    gold: GoldPage
    page: FoundPage
    matches: tuple[Match, ...]

    def missed(self) -> list[int]:
        """The numbers of the attributions that nothing answers."""
        met = {m.pair.gold for m in self.matches}
        return [i for i in range(len(self.gold.attributions)) if i not in met]

    def extra(self) -> list[int]:
        """The numbers of the statements that answer nothing."""
        met = {m.pair.found for m in self.matches}
        return [j for j in range(len(self.page.statements)) if j not in met]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A whole dossier judged: its pages in the order of the gold; `confused` actors are several speakers."""

    pages: tuple[Judged, ...]
    confused: frozenset[str]
    absent: tuple[str, ...]  # gold pages that the dossier does not have
    altered: tuple[str, ...]  # pages whose text is not the one that the gold was made on


def judge(gold: Sequence[GoldPage], pages: Mapping[str, FoundPage], aliases: Aliases) -> Verdict:
    """The verdict on what was found on the pages of the gold."""
    found = [pages.get(page.doc, NOWHERE) for page in gold]
    pairs = [_pairs(page, here) for page, here in zip(gold, found, strict=True)]
    refused = _refused(_identities(gold, found, pairs), aliases)
    return Verdict(
        pages=tuple(
            Judged(
                gold=page,
                page=here,
                matches=tuple(
                    _match(p, page.attributions[p.gold], here.statements[p.found], refused, aliases)
                    for p in made
                ),
            )
            for page, here, made in zip(gold, found, pairs, strict=True)
        ),
        confused=frozenset(actor for actor, _ in refused),
        absent=tuple(page.doc for page in gold if page.doc not in pages),
        altered=tuple(
            page.doc
            for page, here in zip(gold, found, strict=True)
            if here is not NOWHERE and page.length not in (None, len(here.text))
        ),
    )


def _pairs(page: GoldPage, here: FoundPage) -> tuple[Pair, ...]:
    return pair(
        [counted(here.text, a.content) for a in page.attributions],
        [counted(here.text, s.content) for s in here.statements],
    )


def _identities(
    gold: Sequence[GoldPage], found: Sequence[FoundPage], pairs: Sequence[tuple[Pair, ...]]
) -> Iterable[tuple[Found, str | None]]:
    for page, here, made in zip(gold, found, pairs, strict=True):
        for p in made:
            yield here.statements[p.found], page.attributions[p.gold].entity


def _refused(met: Iterable[tuple[Found, str | None]], aliases: Aliases) -> set[tuple[str, str]]:
    """Pairs (actor, gold name) that do not count: all but the most frequent speaker of an actor."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for said, entity in met:
        if said.actor and entity and same(entity, said.names, aliases):
            seen[said.actor][entity] += 1
    return {(actor, name) for actor, names in seen.items() for name in _others(names, aliases)}


def _others(names: Counter[str], aliases: Aliases) -> list[str]:
    """Of the gold's names for one actor, those that are not spellings of the most frequent one."""
    groups: list[tuple[int, list[str]]] = []
    for name, n in names.most_common():
        for k, (so_far, group) in enumerate(groups):
            if any(same(name, [x], aliases) or same(x, [name], aliases) for x in group):
                groups[k] = (so_far + n, [*group, name])
                break
        else:
            groups.append((n, [name]))
    groups.sort(key=lambda group: -group[0])
    return [name for _, group in groups[1:] for name in group]


def _match(p: Pair, a: Attribution, s: Found, refused: set[tuple[str, str]], aliases: Aliases) -> Match:
    is_refused = bool(s.actor and a.entity) and (s.actor, a.entity) in refused
    is_chain = len(s.chain) == len(a.chain) and all(
        same(wanted, names, aliases) for wanted, names in zip(a.chain, s.chain, strict=True)
    )
    checks = {
        "mention": overlap(a.speaker, s.speaker) or (a.speaker is None and s.speaker is None),
        "speaker": same(a.entity, s.names, aliases) and not is_refused,
        "type": a.type == s.type,
        "chain": is_chain,
        "channel": overlap(a.channel, s.channel) or (a.channel is None and s.channel is None),
        "addressee": overlap(a.addressee, s.addressee) or (a.addressee is None and s.addressee is None),
        "stance": a.stance in (None, s.stance),
    }
    return Match(
        pair=p,
        right=frozenset(name for name, holds in checks.items() if holds),
        edges=_edges(a, s, aliases),
        is_kept=len(a.chain) > 1 and any(same(a.chain[0], names, aliases) for names in s.chain[:-1]),
    )


def _edges(a: Attribution, s: Found, aliases: Aliases) -> int:
    """How many steps of the gold's chain, from holder to next holder, the statement's chain has."""
    left = list(zip(s.chain, s.chain[1:], strict=False))
    met = 0
    for outer, inner in zip(a.chain, a.chain[1:], strict=False):
        for step in left:
            if same(outer, step[0], aliases) and same(inner, step[1], aliases):
                met += 1
                left.remove(step)
                break
    return met
