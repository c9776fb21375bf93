"""Writes the site as a folder: every page of each language of the interface, with its style and script.

Languages lie beside one another, the first at the root. Several processes share the pages; each opens the
store for itself, and every page is the same whoever writes it.
"""

import gc
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from recoupe import store
from recoupe.outputs import printing
from recoupe.outputs.site.site import Site

# The files that pages load, each with the pieces it is made of.
ASSETS = {"style.css": ("style.css", "site/site.css"), "site.js": ("script.js", "site/site.js")}
LIST = "site.json"  # what the site says of itself, so that the next one takes away what it no longer has
ALONE = 400  # pages from which a second process pays
Value = dict[str, Any]
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
    before = earlier(out)["files"]
    if jobs == 1:
        written = _write(shares[0])
    else:
        with ProcessPoolExecutor(jobs) as pool:
            written = [name for part in pool.map(_write, shares) for name in part]
    for _, root, _ in roots:
        for name in ASSETS:
            _put(out / root / name, asset(name))
            written.append(root + name)
    _sweep(out, before, written)
    told_of = {"langs": list(langs), "changes": told, "files": sorted(written)}
    _put(out / LIST, json.dumps(told_of, indent=0, ensure_ascii=True))


def asset(name: str) -> str:
    """A file that the pages of the site load: its style or its script."""
    return "".join(printing.asset(part) for part in ASSETS[name])


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
    sites = [(root, Site(shelf, lang, twin=twin, changes=changes)) for lang, root, twin in roots]
    gc.freeze()  # looking through kept records for cycles again and again would cost a tenth of the time
    for n, address in enumerate(sites[0][1].addresses()):
        if n % of != mine:
            continue
        # All languages of a page together: what was read for the first is still at hand for the next.
        for root, site in sites:
            if page := site.page(address):
                _put(Path(out) / root / address, page.html)
                written.append(root + address)
    shelf.close()
    gc.unfreeze()
    return written


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))


def earlier(out: Path) -> Value:
    """What the site in a folder says of itself: its `files`, its `langs`, and its `changes` or null."""
    file = out / LIST
    try:
        held = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    except (ValueError, RecursionError):
        held = {}
    told = held if isinstance(held, dict) else {}
    files, langs, changes = (told.get(name) for name in ("files", "langs", "changes"))
    return {
        "files": files if _are_words(files) else [],
        "langs": langs if _are_words(langs) else [],
        "changes": changes if isinstance(changes, list) and all(map(_is_change, changes)) else None,
    }


def _are_words(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _is_change(change: Any) -> bool:
    """Whether a change says what it is, in words."""
    if not isinstance(change, dict):
        return False
    named = all(isinstance(change.get(name), str) for name in ("change", "kind", "id", "text"))
    return named and all(isinstance(value, str) for value in change.values() if value is not None)


def _sweep(out: Path, before: Iterable[str], now: Iterable[str]) -> None:
    """Take away the files of an earlier site that this one does not have, and nothing else."""
    for name in sorted(set(before) - set(now)):
        file = out / name
        within = out.resolve() in file.resolve().parents and not file.is_symlink()
        if within and file.is_file() and file.suffix in (".html", ".css", ".js"):
            file.unlink(missing_ok=True)
