"""The dossier that a server has open: its pages in each language, what was decided on it, and its next build.

What is open is swapped whole when a new dossier stands, whoever built it; a page that is being made keeps the
dossier that it began with.
"""

import gc
import json
import re
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe import deciding, store
from recoupe.errors import OptionError, RecoupeError
from recoupe.outputs import html, words
from recoupe.outputs.book import Book
from recoupe.outputs.site import LIST, Site, earlier
from recoupe.outputs.site.live import History, Live
from recoupe.serve.building import Builder, arguments
from recoupe.serve.ledger import Ledger
from recoupe.serve.settings import Settings

Value = dict[str, Any]
_GIVEN = re.compile(r"\[([a-z]-[^\]\s]+)\]\s*$")  # "Anne Roche [a-3f2a9c01d4]", as the menus say it
_LOOK = 60  # seconds between two looks whether the database holds another dossier
_LIKELY = 50  # actors with the words of a name that are looked at


@dataclass(frozen=True, slots=True)
class Opened:
    """One dossier: the shelf, a site for each language of the interface, and what it was built from."""

    shelf: store.Shelf
    main: str  # the language of the pages at the root; the other's lie in a folder
    sites: Mapping[str, Site]
    inputs: frozenset[str]  # hashes


class Desk:
    """What all requests share; safe to be used by many threads at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger(settings.decided)
        self.builder = Builder(self._landed)
        self._lock = threading.Lock()
        self._swapping = threading.Lock()
        self._looked: tuple[float, object] = (float("-inf"), None)
        self._seen = self._found()
        self._now = self._open()
        self.ready = threading.Event()  # set once the slow pages are at hand
        threading.Thread(target=self._begin, daemon=True).start()

    @property
    def now(self) -> Opened:
        """The dossier as it stands. Where another was built meanwhile, it is made ready behind this one."""
        found = self._found()
        if found != self._seen and self.builder.status.state != "running":
            with self._lock:
                due, self._seen = found != self._seen, found
            if due:
                threading.Thread(target=self._swap, daemon=True).start()
        return self._now

    def history(self) -> History:
        """What was decided, and what of it this dossier does not show yet."""
        return self.ledger.history(self.now.inputs)

    def decide(self, asked: deciding.Asked) -> str:
        """Write a decision down and return its id; OptionError, with what to do, where that cannot be."""
        if not self.settings.decided:
            raise OptionError("nothing can be decided here; start the server with --pages or --decisions")
        shelf = self.now.shelf
        records = [_record(shelf, a) for a in asked.about] if asked.verb != "undo" else []
        return deciding.decide_on(records, lambda doc: _page(shelf, doc), asked, self.settings.decided)

    def rebuild(self) -> bool:
        """Begin a new build; False if one runs. OptionError when the server cannot know how."""
        told = self.now.shelf.header["run"].get("options") or {}
        return self.builder.start(arguments(self.settings, told))

    def _landed(self) -> None:
        """A build has ended well: the shared store gets the new dossier, and it is opened."""
        if self.settings.store:
            told = self.settings.out / "dossier.json"
            store.copy(json.loads(told.read_text("utf-8")), self.settings.store)
        self._looked = (float("-inf"), None)
        self._seen = self._found()
        self._swap()

    def _begin(self) -> None:
        _warm(self._now)
        self.ready.set()

    def _swap(self) -> None:
        # One after the other: else the one that began first, with the older dossier, might end last.
        with self._swapping:
            opened = self._open()
            _warm(opened)
            self._now = opened
        # The one before closes when its last reader is done; as its parts hold each other, they are sought.
        gc.collect()

    def _found(self) -> object:
        """Which dossier stands there: another file, the same one written anew, another in the database."""
        if not self.settings.store:
            return _which(self.settings.out)
        now = time.monotonic()
        if now - self._looked[0] > _LOOK:
            self._looked = (now, self._looked[1])
            with suppress(RecoupeError), closing(store.open(self.settings.store)) as shelf:
                self._looked = (now, shelf.header["run"])
        return self._looked[1]

    def _open(self) -> Opened:
        shelf = store.open(self.settings.store or self.settings.out)
        inputs = frozenset(i["sha256"] for i in shelf.header["run"].get("inputs") or ())
        told = earlier(self.settings.out)
        main = next((lang for lang in told["langs"] if lang in words.LANGUAGES), None)
        main = main or html.main_language({"documents": shelf.records("documents").values()})
        return Opened(shelf, main, _sites(shelf, main, told), inputs)


def _warm(opened: Opened) -> None:
    """Make once what each later reader of this dossier finds ready."""
    for site in opened.sites.values():
        for address in ("index.html", "queue.html", "method.html"):
            site.page(address, {}, Live())


def _sites(shelf: store.Shelf, main: str, told: Value) -> dict[str, Site]:
    """The dossier as a site in each language of the interface, the main one at the root."""
    (other,) = (lang for lang in words.LANGUAGES if lang != main)
    changes = None if told["changes"] is None else tuple(told["changes"])
    book = Book(shelf)
    return {
        lang: Site(shelf, lang, book=book, twin=twin, changes=changes)
        for lang, twin in ((main, f"{other}/"), (other, "../"))
    }


def _which(out: Path) -> object:
    """Which dossier lies there: another file, or the same one written anew, is another."""
    base = out / store.NAME
    files = (base if base.is_file() else out / "dossier.json", out / LIST)
    return [(f.stat().st_ino, f.stat().st_mtime_ns) for f in files if f.is_file()]


def _record(shelf: store.Shelf, about: str) -> tuple[str, Value]:
    """The record of an id, of a menu's "name [id]", or the one actor of a name."""
    given = _GIVEN.search(about)
    wanted = given[1] if given else about.strip()
    for kind, field in deciding.KINDS.items():
        if record := shelf.records(field).get(wanted):
            return kind, record
    likely = shelf.find("actors", words=f'"{wanted}"', limit=_LIKELY).ids
    return "actor", deciding.named(shelf.records("actors").get_many(likely), wanted)


def _page(shelf: store.Shelf, doc: str) -> Value:
    return {**shelf.records("documents")[doc], "text": shelf.text(doc)}
