"""Whether a name of the gold and the names of an actor mean one person or body.

By the words that tell people apart: titles and articles aside, the same words; or the last word of the gold's
name with one more; or half of all words in common. Lenient by design: it measures identity, not spelling.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from recoupe.evaluation.protocol import TITLES

Aliases = Mapping[str, tuple[str, ...]]


def same(gold: str | None, names: Iterable[str], aliases: Aliases) -> bool:
    """Whether one of the names is a spelling of the gold's; an unknown holder is matched by no name at all.

    >>> same("Angela Merkel", ["Mme Merkel"], {}), same("Angela Merkel", ["Angela"], {}), same(None, [], {})
    (True, True, True)
    """
    if gold is None:
        return not any(True for _ in names)
    wanted = (gold, *aliases.get(gold, ()))
    return any(_alike(want, name) for name in names for want in wanted)


@cache
def _alike(want: str, name: str) -> bool:
    wanted, given = _telling(want), set(_telling(name))
    if not wanted or not given:
        return False
    shared = len(given & set(wanted))
    if given == set(wanted):
        return True
    if wanted[-1] in given and (len(given) == 1 or shared >= min(2, len(wanted))):
        return True
    return shared / len(given | set(wanted)) >= 0.5


@cache
def _telling(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, folded; all of them where none does."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return tuple(w for w in words if w not in TITLES) or tuple(words)
