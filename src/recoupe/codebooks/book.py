"""What a codebook is: issues with their options, triggers by language, and the case it is fitted to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from recoupe.methods.linear import Linear
from recoupe.model import IssueName
from recoupe.text.fold import fold
from recoupe.text.stems import StemTable


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: its options from one pole to the other, or none where they have no order.

    On a graded issue the first option is to refuse the thing, and each further one gives more of it.
    """

    code: str
    parent: str
    labels: Mapping[str, str]
    options: tuple[str, ...]
    pa_x: str = ""
    ucdp: str = ""
    plover: str = ""
    graded: bool = False

    def label(self, lang: str) -> str:
        """Its name in a language, the English one where there is none."""
        return self.labels.get(lang) or self.labels["en"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that speak of an issue, and the option that they name if they name one."""

    pattern: str
    issue: str
    option: str = ""

    def fault(self, options: tuple[str, ...]) -> str:
        """What is wrong with it for an issue of these options; an empty string where nothing is."""
        if self.option and self.option not in options:
            return f'"{self.option}" is no option of {self.issue} ({" -> ".join(options) or "it has none"})'
        stems = [s for part in self.pattern.replace("&", " ").split() for s in part.split("|")]
        if not stems:
            return "a trigger without a word"
        short = next((s for s in stems if s.endswith("*") and len(s) < 4), None)
        return f'"{short}": a stem has three letters or more' if short else ""


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that hint at an issue without naming it, and how much they say."""

    pattern: str
    issue: str
    weight: float


@dataclass(frozen=True, slots=True)
class Case:
    """A negotiation: its parties by the folded names of those who speak for them, options, triggers."""

    name: str
    parties: Mapping[str, str]  # folded name of a member, or of the party -> party
    countries: Mapping[str, str]  # ISO 3166 alpha-2 -> party
    scales: Mapping[str, tuple[str, ...]]  # issue -> options from one pole to the other
    triggers: Mapping[str, tuple[Trigger, ...]]  # by language

    def party(self, names: tuple[str, ...], country: str | None) -> str | None:
        """The party of an actor: by one of its names, else by its country."""
        named = next((self.parties[fold(n)] for n in names if fold(n) in self.parties), None)
        return named or self.countries.get(country or "")


@dataclass(frozen=True, eq=False)
class Codebook:
    """The groups, issues and triggers of a codebook. Compared by identity."""

    name: str
    groups: tuple[Issue, ...]
    issues: tuple[Issue, ...]
    triggers: Mapping[str, tuple[Trigger, ...]]
    case: Case | None = None  # the negotiation it is fitted to
    clues: Mapping[str, tuple[Clue, ...]] = field(default_factory=dict)  # by language
    priors: Mapping[str, float] = field(default_factory=dict)  # how readily an issue is meant at all
    weights: Mapping[str, float] = field(default_factory=dict)  # what each sign of an issue counts
    models: Mapping[str, Linear] = field(default_factory=dict)  # of stance, issue, holder, voice

    @cached_property
    def by_code(self) -> dict[str, Issue]:
        """The issues and groups by their code."""
        return {i.code: i for i in (*self.groups, *self.issues)}

    @cached_property
    def _tables(self) -> dict[str, StemTable[Trigger]]:
        return {lang: StemTable((t.pattern, t) for t in found) for lang, found in self.triggers.items()}

    @cached_property
    def _hints(self) -> dict[str, StemTable[Clue]]:
        return {lang: StemTable((c.pattern, c) for c in found) for lang, found in self.clues.items()}

    def names(self, codes: Iterable[str]) -> tuple[IssueName, ...]:
        """These issues and their groups as a dossier names them, sorted by code."""
        used = set(codes)
        used |= {self.by_code[c].parent for c in used}
        known = (self.by_code[c] for c in sorted(used))
        return tuple(
            IssueName(i.code, i.parent, tuple(sorted(i.labels.items())), i.options, i.graded) for i in known
        )

    def table(self, lang: str) -> StemTable[Trigger]:
        """The triggers of a language, ready to be found in words; empty where the codebook has none."""
        return self._tables.get(lang) or StemTable(())

    def hints(self, lang: str) -> StemTable[Clue]:
        """The clues of a language, ready to be found in words; empty where the codebook has none."""
        return self._hints.get(lang) or StemTable(())
