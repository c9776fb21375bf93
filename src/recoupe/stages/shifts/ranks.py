"""How high somebody speaks for his side, by the offices that the pages give him.

A head of state or government speaks for it, and so does the state itself; a minister stands below, an envoy
or a spokesman below him. Who has no such office has no rank: of him nothing is known.
"""

import re
from collections.abc import Mapping

from recoupe.languages import Language
from recoupe.model import Actor, Page
from recoupe.text.fold import fold

_WORD = re.compile(r"\w+")
_PRINCIPAL = 3
_OFFICES = {
    _PRINCIPAL: "head leader monarch pope premier prince secretary_general state",
    2: "defence finance foreign interior justice minister security vice",
    1: "adviser ambassador deputy_minister envoy military negotiator spokes state_secretary",
}
_RANKS = {office: rank for rank, offices in _OFFICES.items() for office in offices.split()}
_OWN = ("state", "body", "place")  # kinds that speak as their side itself


class Ranks:
    """The ranks of a dossier's actors, each read once."""

    def __init__(
        self, actors: Mapping[str, Actor], pages: Mapping[str, Page], tables: Mapping[str, Language]
    ) -> None:
        self._actors, self._pages = actors, pages
        self._offices = {
            lang: {
                " ".join(_WORD.findall(fold(row[0]))): row[3]
                for row in table.rows("roles")
                if row[3] in _RANKS
            }
            for lang, table in tables.items()
        }
        self._known: dict[str, int | None] = {}

    def of(self, actor: str) -> int | None:
        """3 a principal or the side itself, 2 a minister, 1 below; None where no office is known."""
        if actor not in self._known:
            self._known[actor] = self._read(self._actors.get(actor))
        return self._known[actor]

    def _read(self, actor: Actor | None) -> int | None:
        if actor is None:
            return None
        if actor.kind in _OWN:
            return _PRINCIPAL
        offices = (
            self._office(r.of(self._pages[r.doc].doc.text), self._pages[r.doc].lang) for r in actor.roles
        )
        return max((_RANKS[o] for o in offices if o), default=None)

    def _office(self, role: str, lang: str) -> str | None:
        """The office that the words of a role name: that of the longest entry in them."""
        words = f" {' '.join(_WORD.findall(fold(role)))} "
        offices = self._offices.get(lang, {})
        best = max((f for f in offices if f" {f} " in words), key=lambda f: (len(f), f), default=None)
        return offices[best] if best else None
