"""From files to documents: `read` takes files, folders, globs or "-" and gives every page under them.

Each format has one file here with `page` or `read`; `decode.py` turns bytes into text, `pages.py` reads
what a pages.csv adds, `decisions.py` what people decided. Bad input becomes a note; only nothing readable at
all is an error.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recoupe.errors import InputError
from recoupe.ingest import decisions, decode, html, jsonl, pages, sources, text
from recoupe.ingest.sources import Source
from recoupe.model import Decision, Document, Note
from recoupe.options import Options
from recoupe.text.fold import short_id

Keep = Callable[
    [str, bytes], None
]  # takes the SHA-256 and the raw bytes that a page or a table was read from
_LINES = (".jsonl", ".ndjson")
_MARKUP = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: documents sorted by path, notes on what was not, each input file with its hash, the
    decisions to obey, in the order written, and how many bytes each input has.
    """

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    inputs: tuple[tuple[str, str], ...]
    decisions: tuple[Decision, ...] = ()
    sizes: tuple[tuple[str, int], ...] = ()


def read(
    given: Sequence[str],
    options: Options,
    pages_csv: str | None = None,
    decided: str | None = None,
    keep: Keep | None = None,
) -> Intake:
    """Read every page under the sources; InputError when one is missing or none is readable.

    `decided` is a file of decisions besides those that lie among the pages. `keep` is given the raw bytes of
    each page and table, as they are read; those of a page have the hash `Document.sha256`.
    """
    files = sources.gather([s for s in given if s != "-"])
    found: list[Document | Note] = []
    inputs: list[tuple[str, str]] = []
    sizes: dict[str, int] = {}
    for source in files:
        made, digest, size = _read_file(source, options, keep)
        found += made
        if digest:
            inputs.append((source.path, digest))
            sizes[source.path] = size
    if "-" in given:
        found += jsonl.read(sys.stdin.buffer, "stdin", options.max_bytes, keep)
    docs = [f for f in found if isinstance(f, Document)]
    notes = [f for f in found if isinstance(f, Note)]
    if not docs:
        seen = " ".join(n.text for n in notes[:3]) or "It holds no .txt, .html or .jsonl file."
        where = ", ".join(given) or "nothing given"
        raise InputError(f"{where}: no readable page. {seen} Point at pages or a folder of pages.")
    docs, more, used = _supply(docs, files, pages_csv)
    documents = tuple(sorted(_name(docs), key=lambda d: d.path))
    obeyed, ledgers, faults = _decided(files, decided)
    sizes |= _beside(files, pages_csv, decided, keep)
    # The readers name a page by its path, because its id is not known before pages.csv is read.
    ids = {d.path: d.id for d in documents}
    placed = {replace(n, doc=ids.get(n.doc or "")) for n in (*notes, *more, *faults)}
    told = tuple(sorted(placed, key=str))
    every = tuple(sorted({*inputs, *used, *ledgers}))
    return Intake(documents, told, every, obeyed, tuple(sorted(sizes.items())))


def _beside(
    files: list[Source], pages_csv: str | None, decided: str | None, keep: Keep | None
) -> dict[str, int]:
    """The size of each table and each file of decisions by its path; their bytes are kept, too."""
    named = [Path(f) for f in (pages_csv, decided) if f]
    found = {_shown(f, files): f for f in (*sources.tables(files), *sources.ledgers(files))}
    sizes = {}
    for path, file in {**{f.name: f for f in named}, **found}.items():
        raw = file.read_bytes()
        sizes[path] = len(raw)
        if keep:
            keep(hashlib.sha256(raw).hexdigest(), raw)
    return sizes


def _decided(
    files: list[Source], named: str | None
) -> tuple[tuple[Decision, ...], list[tuple[str, str]], list[Note]]:
    """The decisions beside the pages, then those of the file named; each file's hash; what was wrong."""
    paths = {p.resolve(): _shown(p, files) for p in sources.ledgers(files)}
    if named:
        paths.setdefault(Path(named).resolve(), Path(named).name)
    read_files = [(name, decisions.read(p)) for p, name in paths.items()]
    made = {d.id: d for _, ledger in read_files for d in ledger.decisions}
    return (
        tuple(made.values()),
        [(name, ledger.sha256) for name, ledger in read_files],
        [n for _, ledger in read_files for n in ledger.notes],
    )


_Found = tuple[list[Document | Note], str, int]


def _read_file(source: Source, options: Options, keep: Keep | None) -> _Found:
    """The pages of one file with notes, the hash of what was read of it, and how many bytes that is."""
    if not source.file.is_file():
        return [Note("ingest", "unreadable", f"{source.path}: not a regular file; left out.")], "", 0
    try:
        return _open(source, options, keep)
    except OSError as error:
        return [Note("ingest", "unreadable", f"{source.path}: {error.strerror or error}; left out.")], "", 0


def _open(source: Source, options: Options, keep: Keep | None) -> _Found:
    with source.file.open("rb") as stream:
        head = stream.read(4096)
        stream.seek(0)
        if source.file.suffix.lower() in _LINES or (_unknown(source) and _looks_like_lines(head)):
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
            stream.seek(0)
            return list(jsonl.read(stream, source.path, options.max_bytes, keep)), digest, size
        raw = stream.read(options.max_bytes + 1)
    size = source.file.stat().st_size
    cut = options.max_bytes if len(raw) > options.max_bytes else None
    raw = raw[: options.max_bytes]
    digest = hashlib.sha256(raw).hexdigest()
    notes: list[Document | Note] = []
    if cut:
        told = f"{source.path}: {size} bytes long; only the first {cut} were read, and the hash is of these."
        notes.append(Note("ingest", "too-large", told, source.path))
    made = list(_page(source, raw, digest, cut))
    if keep and any(isinstance(m, Document) for m in made):
        keep(digest, raw)
    return [*notes, *made], digest, len(raw)


def _page(source: Source, raw: bytes, digest: str, cut: int | None) -> Iterator[Document | Note]:
    if not raw.strip():
        yield Note("ingest", "empty", f"{source.path}: the file is empty; left out.")
        return
    if decode.is_binary(raw):
        yield Note(
            "ingest", "binary", f"{source.path}: not text (control characters or a binary format); left out."
        )
        return
    claim = html.declared(raw)
    suffix = source.file.suffix.lower()
    read_text = decode.decode(raw, claim if suffix != ".txt" else None)
    recipe = decode.steps(read_text, cut=cut, mark=decode.has_mark(raw))
    if suffix in _MARKUP or (_unknown(source) and html.looks_like(read_text.text)):
        yield from html.page(read_text, source.path, digest, recipe)
        return
    if html.looks_like(read_text.text):
        told = "a .txt that looks like HTML; it was read as text. Named .html, its main text would be taken."
        yield Note("ingest", "html-in-text", f"{source.path}: {told}", source.path)
    yield from text.page(read_text, source.path, digest, recipe)


def _unknown(source: Source) -> bool:
    return source.file.suffix.lower() not in sources.KNOWN


def _looks_like_lines(head: bytes) -> bool:
    return head.lstrip().startswith(b'{"') or head.lstrip().startswith(b'{ "')


def _supply(
    docs: list[Document], files: list[Source], pages_csv: str | None
) -> tuple[list[Document], list[Note], list[tuple[str, str]]]:
    """The documents with what each pages.csv says of those under it, and the one named says of all."""
    notes: list[Note] = []
    used: list[tuple[str, str]] = []
    for file in sources.tables(files):
        table = pages.read(file)
        mine = {s.path: s.file.relative_to(file.parent).as_posix() for s in files if s.pages == file}
        docs, more = pages.apply(table, docs, file.name, mine)
        notes += more
        used.append((_shown(file, files), table.sha256))
    if pages_csv:
        table = pages.read(Path(pages_csv))
        docs, more = pages.apply(table, docs, Path(pages_csv).name, {d.path: d.path for d in docs})
        notes += more
        used.append((Path(pages_csv).name, table.sha256))
    return docs, notes, used


def _shown(file: Path, files: list[Source]) -> str:
    """The path of a pages.csv or a decisions.jsonl as the paths beside it are shown."""
    beside = next(s for s in files if file in (s.pages, s.decisions))
    inner = beside.file.relative_to(file.parent).as_posix()
    return beside.path.removesuffix(inner) + file.name if beside.path.endswith(inner) else file.name


def _name(docs: list[Document]) -> list[Document]:
    """The documents with ids from their content; a further copy of the same page gets one from its path
    too."""
    out, seen = [], set[str]()
    for doc in sorted(docs, key=lambda d: d.path):
        own = short_id("p", doc.text_sha256, doc.url or "")
        if own in seen:
            own = f"{own}-{hashlib.sha256(doc.path.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        seen.add(own)
        out.append(replace(doc, id=own))
    return out
