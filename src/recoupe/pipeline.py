"""The order of the stages, as straight code: read this to understand the whole.

Pages are first read one by one (`read_page`: any engine may spread that), then compared with each other
(`compare`). Nothing here decides anything; each line names the stage that does.
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from recoupe import __version__, codebooks, languages, wiring
from recoupe.errors import RecoupeError
from recoupe.ingest import Intake
from recoupe.model import Decision, Document, Dossier, Note, Page, Published, Reading, Roster, Run
from recoupe.options import Options
from recoupe.ports import Drawer, Engine
from recoupe.stages import (
    cautions,
    chains,
    claims,
    clean,
    dating,
    decisions,
    events,
    frames,
    lineage,
    mentions,
    names,
    positions,
    reports,
    shifts,
    signs,
    stands,
    statements,
    stories,
    times,
    tongues,
    trust,
    twins,
    utterances,
    votes,
)

Progress = Callable[[str, int, int], None]
_FAILED = "failed"  # the code of the note on a page on which the program failed
_NO_DAYS: Mapping[str, Published] = {}


def read_page(doc: Document, options: Options, days: Mapping[str, Published] = _NO_DAYS) -> Reading:
    """Everything that one page says, found without looking at another page; `days` are those that other
    pages gave. A page on which the program fails is listed with a note and with where its text is from.
    """
    try:
        return _read_page(doc, options, days)
    except RecoupeError:
        raise
    except Exception as error:  # noqa: BLE001  one bad page must not keep the others from being read
        bare = read_origin(doc, options)
        return replace(bare, notes=(*bare.notes, _failed(doc, error)))


def _failed(doc: Document, error: Exception) -> Note:
    """A note on what went wrong, and where in the program."""
    *_, last = traceback.extract_tb(error.__traceback__)
    at = f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
    return Note("read", _FAILED, f"The program failed on this page ({at}); it is listed and not read", doc.id)


def _read_page(doc: Document, options: Options, days: Mapping[str, Published]) -> Reading:
    tables = languages.all_known()
    book = codebooks.load(options.codebook, options.case)
    page = clean.mark(doc, tables, options.lang)
    lang = tables[page.lang]
    parse = wiring.tagger(options, page.lang).read(page)
    page = page if page.published else replace(page, published=days.get(doc.id))
    clues = () if page.published else dating.gather(page, times.clues(page, parse, lang))
    page = page if page.published else replace(page, published=dating.alone(page, clues))
    named = mentions.find(page, parse, lang)
    timed = times.find(page, parse, lang)
    said = statements.find(page, parse, named, timed, lang)
    named = mentions.add_speakers(page, parse, named, said, lang)
    told = signs.find(page, tables)
    return Reading(
        page=page,
        mentions=named,
        times=timed,
        statements=said,
        reports=reports.code(page, parse, named, timed, said, lang),
        frames=frames.make(page, parse, named, timed, said, lang),
        stands=stands.find(page, parse, named, said, lang, book),
        fingerprint=lineage.fingerprint(page, said, lang),
        legs=signs.tell(tongues.trace(page, tables, parse), told),
        signs=told,
        clues=clues,
        notes=(*parse.notes, *statements.set_aside(page, parse, said)),
    )


def compare(readings: Sequence[Reading], options: Options, decided: Sequence[Decision] = ()) -> Dossier:
    """What the pages say together, as people decided. Readings come in the order of their documents' ids."""
    tables = languages.all_known()
    book = codebooks.load(options.codebook, options.case)
    pages: dict[str, Page] = {r.page.doc.id: r.page for r in readings}
    roster = names.settle([m for r in readings for m in r.mentions], pages, tables)
    roster, strayed = decisions.people(roster, decided, pages)
    said = chains.resolve([s for r in readings for s in r.statements], roster)
    said = trust.weigh(said, roster, pages, tables)
    said, lost = decisions.speech(said, roster, decided, pages)
    said, doubted = trust.keep(chains.resolve(said, roster), options.min_confidence)
    family_tree = lineage.mark(lineage.settle(readings), readings, tables)
    told = stories.settle(readings, roster, family_tree)
    spoken = utterances.settle(said, pages, family_tree)
    said, spoken, disputed = votes.lend(said, spoken, roster, pages)
    claimed, contradicted = claims.settle(readings, said, spoken, roster, family_tree)
    happened = events.disagree(events.settle(readings, said, roster, family_tree), contradicted)
    wanted, standing = positions.track(readings, said, roster, family_tree, book)
    found = Dossier(
        run=Run(version=__version__, options=(), languages=(), codebook=book.name, inputs=()),
        pages=tuple(r.page for r in readings),
        roster=roster,
        times=tuple(t for r in readings for t in r.times),
        statements=said,
        utterances=spoken,
        lineage=family_tree,
        stories=told,
        events=happened,
        claims=claimed,
        contradictions=contradicted,
        positions=wanted,
        standings=standing,
        issues=book.names(p.issue for p in wanted),
        notes=(
            *doubted,
            *disputed,
            *strayed,
            *lost,
            *cautions.of(wanted, said, pages),
            *lineage.alerts(family_tree),
            *(n for r in readings for n in (*r.page.notes, *r.notes)),
        ),
    )
    found = decisions.facts(found, decided)
    return replace(found, shifts=shifts.find(found, tables))


def build(
    intake: Intake,
    options: Options,
    *,
    engine: Engine,
    drawer: Drawer | None = None,
    progress: Progress | None = None,
) -> Dossier:
    """The dossier of what was taken in: the same for any order of pages, any number of jobs, any engine, and
    whatever stands in the drawer.
    """
    documents, others = twins.choose(intake.documents)
    readings = _read(documents, options, engine, drawer, progress=progress)
    if progress:
        progress("compare", len(documents), len(documents))
    dossier = compare(readings, options, intake.decisions)
    days = dating.together(readings, dossier)
    if days:  # what a page tells is read anew once its day is known
        again = [r.page.doc for r in readings if r.page.doc.id in days]
        fresh = {r.page.doc.id: r for r in _read(again, options, engine, drawer, days)}
        renewed = [fresh.get(r.page.doc.id, r) for r in readings]
        dossier = compare(renewed, options, intake.decisions)
    return finish(_with_copies(dossier, others, options), intake, options)


def _read(
    documents: Sequence[Document],
    options: Options,
    engine: Engine,
    drawer: Drawer | None,
    days: Mapping[str, Published] = _NO_DAYS,
    progress: Progress | None = None,
) -> list[Reading]:
    """The readings of the pages, of those in the drawer without reading them again."""
    found = {d.id: r for d in documents if (r := drawer.find(d, days.get(d.id)))} if drawer else {}
    missing = [d for d in documents if d.id not in found]

    def done(count: int) -> None:
        if progress:
            progress("read", len(documents), len(documents) - len(missing) + count)

    for reading in engine.map(partial(read_page, options=options, days=days), missing, done):
        found[reading.page.doc.id] = reading
        if drawer and all(n.code != _FAILED for n in reading.notes):
            drawer.keep(reading, days.get(reading.page.doc.id))
    return [found[d.id] for d in documents]


def trace(intake: Intake, options: Options, *, engine: Engine, progress: Progress | None = None) -> Dossier:
    """Pages, lineage and notes alone: what `recoupe lineage` writes, without reading who said what."""
    # Loaded here, the tables are there in every process.
    tables = languages.all_known()
    documents, others = twins.choose(intake.documents)
    tick = partial(progress, "read", len(documents)) if progress else None
    far = engine.map(partial(_read_far, options=options), documents, tick)
    readings = [replace(r, page=replace(r.page, doc=doc)) for r, doc in zip(far, documents, strict=True)]
    if progress:
        progress("compare", len(documents), len(documents))
    found = lineage.mark(lineage.settle(readings, engine.map), readings, tables)
    dossier = Dossier(
        run=Run(
            version=__version__, options=(), languages=(), codebook=Path(options.codebook).name, inputs=()
        ),
        pages=tuple(r.page for r in readings),
        roster=Roster(()),
        lineage=found,
        notes=(*lineage.alerts(found), *(n for r in readings for n in r.page.notes)),
    )
    return finish(_with_copies(dossier, others, options), intake, options)


def read_origin(doc: Document, options: Options) -> Reading:
    """What lineage needs of one page: no grammar is read, quotations are what stands between marks."""
    tables = languages.all_known()
    page = clean.mark(doc, tables, options.lang)
    told = signs.find(page, tables)
    return Reading(
        page=page, mentions=(), times=(), statements=(), reports=(), frames=(), stands=(),
        fingerprint=lineage.fingerprint(page, (), tables[page.lang]),
        legs=signs.tell(tongues.trace(page, tables), told),
        signs=told,
    )  # fmt: skip


def _read_far(doc: Document, options: Options) -> Reading:
    """The same without the text, which need not travel back from another process."""
    reading = read_origin(doc, options)
    return replace(reading, page=replace(reading.page, doc=replace(doc, text="")))


def _with_copies(dossier: Dossier, others: Mapping[str, Sequence[Document]], options: Options) -> Dossier:
    """The dossier with the pages that were not read, since another has the same text."""
    tables = languages.all_known()
    copies = {kept: tuple(clean.mark(d, tables, options.lang) for d in docs) for kept, docs in others.items()}
    return twins.restore(dossier, copies)


def finish(dossier: Dossier, intake: Intake, options: Options) -> Dossier:
    """The dossier with the record of its run and all notes, sorted."""
    run = Run(
        version=__version__,
        options=options.shown(),
        languages=tuple(sorted({p.lang for p in dossier.pages})),
        codebook=Path(options.codebook).name,
        inputs=intake.inputs,
    )
    notes: set[Note] = {*dossier.notes, *intake.notes}
    return replace(
        dossier,
        run=run,
        notes=tuple(sorted(notes, key=lambda n: (n.stage, n.code, n.doc or "", n.text, str(n.span)))),
    )
