"""The options of a run, each with its effect. One frozen record; no environment variables."""

from dataclasses import dataclass, fields
from pathlib import Path

LANGUAGES = ("de", "en", "es", "fr", "ru", "uk")
FORMATS = ("json", "html", "csv", "sqlite")  # that a dossier is written in


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user chose; echoed in the dossier (jobs, quiet and paths are not: they change no result)."""

    lang: str | None = None  # the pages' language, where the user knows it; else identified page by page
    codebook: str = "talks"  # name of a shipped issue codebook, or a folder with one
    case: str | None = None  # a TOML file: the parties and options of one negotiation
    max_bytes: int = 10_000_000  # of one page; the rest is cut and noted. Real news pages stay under 2 MB
    max_chars: int = 200_000  # of one page's text that the parser reads; a 600-word page has 4,000
    min_confidence: float = (
        0.32  # statements less likely right are left out and counted in a note; 0.95: to publish by
    )
    jobs: int = 1
    spacy_pipeline: str | None = None  # a folder with a spaCy pipeline, in place of the shipped ones
    names_model: str | None = None  # a folder with a GLiNER or ONNX name model, in place of the CRF

    def shown(self) -> tuple[tuple[str, str], ...]:
        """What the dossier echoes: all that can change a result, of a file or folder its name only.

        >>> dict(Options(spacy_pipeline="/models/press").shown())["spacy_pipeline"]
        'press'
        """
        told = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "jobs"}
        for folder in ("spacy_pipeline", "names_model", "codebook", "case"):
            told[folder] = Path(told[folder]).name if told[folder] else None
        return tuple((name, "" if value is None else str(value)) for name, value in sorted(told.items()))
