"""Turns options into loaded backends and engines; says which extra to install when one is missing."""

from functools import cache

from recoupe.engines.local import LocalEngine
from recoupe.options import Options
from recoupe.ports import Engine, Tagger


@cache
def tagger(options: Options, lang: str) -> Tagger:
    """The tagger for a language, opened once per process."""
    from recoupe.backends.tagger import SpacyTagger  # noqa: PLC0415  spaCy costs half a second to import

    return SpacyTagger(lang)


def engine(options: Options) -> Engine:
    """The engine that spreads the per-page work."""
    return LocalEngine(options.jobs)
