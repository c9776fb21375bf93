"""Writes the site as a folder: every page of each language of the interface, with its style and script.

Languages lie beside one another, the first at the root. Several processes share the pages; each opens the
store for itself, and every page is the same whoever writes it.
"""

import json
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from recoupe import store
from recoupe.outputs import printing
from recoupe.outputs.site.site import Site

ALONE = 400  # pages from which a second process pays
Share = tuple[str, str, tuple[tuple[str, str, str], ...], tuple[dict[str, Any], ...] | None, int, int]


def write_site(
    where: str,
    out: Path,
    langs: Sequence[str],
    *,
    jobs: int = 1,
    changes: Iterable[dict[str, Any]] | None = None,
) -> None:
    """Write every page of the dossier that `store.open(where)` finds to the folder `out`.

    The first language stands in `out`, any other in a folder of its name. Files of an earlier site that this
    one does not have are taken away.
    """
    told = None if changes is None else tuple(changes)
    roots = tuple((lang, "" if n == 0 else f"{lang}/", _twin(langs, n)) for n, lang in enumerate(langs))
    shelf = store.open(where)
    try:
        many = 2 * len(shelf.records("statements")) > ALONE
    finally:
        shelf.close()
    jobs = jobs if many else 1
    shares: list[Share] = [(where, str(out), roots, told, n, jobs) for n in range(jobs)]
    before = _known(out)
    if jobs == 1:
        written = _write(shares[0])
    else:
        with get_context("spawn").Pool(jobs) as pool:
            written = [name for part in pool.map(_write, shares) for name in part]
    for _, root, _ in roots:
        for name, told_as in (("style.css", "style.css"), ("site.js", "script.js")):
            _put(out / root / name, printing.asset(told_as))
            written.append(root + name)
    _sweep(out, before, set(written))


def _twin(langs: Sequence[str], n: int) -> str:
    """The way from the root of one language to that of the next; none where there is one only."""
    if len(langs) < 2:
        return ""
    return f"{langs[1]}/" if n == 0 else "../"


def _write(share: Share) -> list[str]:
    """Write every so-manieth page, and tell their names."""
    where, out, roots, changes, mine, of = share
    shelf = store.open(where)
    written = []
    for lang, root, twin in roots:
        site = Site(shelf, lang, twin=twin, changes=changes)
        for n, address in enumerate(site.addresses()):
            if n % of != mine:
                continue
            page = site.page(address)
            if page:
                _put(Path(out) / root / address, page.html)
                written.append(root + address)
    shelf.close()
    return written


_MADE: set[Path] = set()


def _put(path: Path, text: str) -> None:
    if path.parent not in _MADE:
        path.parent.mkdir(parents=True, exist_ok=True)
        _MADE.add(path.parent)
    path.write_bytes(text.encode("utf-8", "replace"))


def _known(out: Path) -> set[str]:
    """The files of the site that stood here before, by its own list."""
    file = out / LIST
    return set(json.loads(file.read_text("utf-8"))) if file.is_file() else set()


LIST = "site.json"  # the files of the site, so that the next one takes away what it no longer has


def _sweep(out: Path, before: set[str], now: set[str]) -> None:
    for name in before - now:
        (out / name).unlink(missing_ok=True)
    _put(out / LIST, json.dumps(sorted(now), indent=0))
