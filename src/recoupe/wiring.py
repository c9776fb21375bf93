"""Turns options into loaded backends and engines; says which extra to install when one is missing."""

from functools import cache
from pathlib import Path

from recoupe.backends import drawer as drawers
from recoupe.backends.drawer import Drawer
from recoupe.backends.names import NameModel
from recoupe.engines.local import LocalEngine
from recoupe.options import Options
from recoupe.ports import Engine, Tagger


@cache
def tagger(options: Options, lang: str) -> Tagger:
    """The tagger for a language, opened once per process."""
    from recoupe.backends.tagger import SpacyTagger  # noqa: PLC0415  spaCy costs half a second to import

    folder = Path(options.spacy_pipeline) if options.spacy_pipeline else None
    return SpacyTagger(
        lang, folder=folder, name_model=_names(options.names_model), max_chars=options.max_chars
    )


@cache
def _names(folder: str | None) -> NameModel | None:
    if folder is None:
        return None
    if (Path(folder) / "gliner_config.json").is_file():
        from recoupe.backends.gliner import GlinerNames  # noqa: PLC0415  an extra

        return GlinerNames(Path(folder))
    from recoupe.backends.onnx import OnnxNames  # noqa: PLC0415  an extra

    return OnnxNames(Path(folder))


def engine(options: Options) -> Engine:
    """The engine that spreads the per-page work."""
    return LocalEngine(options.jobs)


def drawer(options: Options, folder: Path) -> Drawer:
    """The readings kept in a folder that were made with these options."""
    return Drawer(folder, options)


def cache_folder() -> Path | None:
    """The folder that keeps readings if nothing else is said, if there is one."""
    return drawers.place()


def kept(folder: Path, *, clear: bool = False) -> tuple[int, int]:
    """How many readings a folder keeps, and their bytes; with `clear` they are taken away."""
    files = drawers.kept(folder)
    if clear:
        drawers.tidy(folder, 0)
    return len(files), sum(stat.st_size for _, stat in files)
