"""Codebooks as data: issues of a negotiation with their options, labels and triggers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """A codebook: PLACEHOLDER, its owner gives it issues, options and triggers."""

    name: str


def load(name: str) -> Codebook:
    """The codebook of a name; raises DataError where it is missing or broken."""
    return Codebook(name)
