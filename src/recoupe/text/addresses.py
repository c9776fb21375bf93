"""Web addresses in a text, and the days that their paths and names tell: of a picture's making, of its being
put up, of a page.

An address tells what a program wrote, so its days are believed where two of them agree, not alone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from recoupe.text import calendar

_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]]{4,500}")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#].*)?$", re.IGNORECASE)
_UPLOADED = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?:[^/]+)$")
# An ObjectId of a database: four bytes of seconds, then eight of any kind; 24 hexadecimal signs in all.
_OBJECT = re.compile(r"(?<![0-9a-f])([0-9a-f]{8})[0-9a-f]{16}(?![0-9a-f])")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Each address with its place."""
    for hit in _ADDRESS.finditer(text):
        yield hit.start(), hit.end(), hit.group()


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture.

    >>> is_picture("https://press.example/a.jpg?w=600")
    True
    """
    return _PICTURE.search(address) is not None


def uploaded(address: str) -> tuple[int, int] | None:
    """The year and month of the folder in which a picture lies.

    >>> uploaded("https://press.example/uploads/1986/10/a.jpg")
    (1986, 10)
    """
    found = _UPLOADED.search(path(address))
    return (int(found[1]), int(found[2])) if found else None


def made(address: str) -> datetime | None:
    """The instant that the last part of an address tells, if a database named it; any such name tells one."""
    found = _OBJECT.search(address.rsplit("/", 1)[-1].lower())
    return datetime.fromtimestamp(int(found[1], 16), UTC) if found else None


def day(address: str) -> date | None:
    """The full day in an address or path.

    >>> day("https://press.example/1986/10/12/summit")
    datetime.date(1986, 10, 12)
    """
    found = _DAY.search(address)
    return calendar.make(int(found[1]), int(found[3]), int(found[4])) if found else None


def host(address: str) -> str:
    """The host of an address, without "www."; empty where it has none or cannot be read.

    >>> host("https://www.example.org/a/b"), host("page.html"), host("https://[")
    ('example.org', '', '')
    """
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path(address: str) -> str:
    """The path of an address; empty where it cannot be read.

    >>> path("https://www.example.org/a/b"), path("https://e\u2100.example/a")
    ('/a/b', '')
    """
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
