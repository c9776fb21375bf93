"""What a page's text may do to an output, and how it is kept from doing it.

Pages are written by strangers. Their words reach HTML, a spreadsheet and a terminal; each has characters that
act instead of being read. Nothing is dropped: what cannot be shown is shown by name.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from markupsafe import Markup, escape

# Direction overrides and isolates, marks without width, and controls that HTML forbids or terminals obey.
_ACTING = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]")
# A spreadsheet takes these at the start of a cell for a formula; the apostrophe is our own mark.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'", "＝", "＋", "－", "＠")


def shown(text: str) -> Markup:
    """The text as HTML: escaped, with characters that act kept in place, isolated, marked by their code."""
    if not _ACTING.search(text):  # as a rule
        return escape(_clean(text))
    at, parts = 0, []
    for hit in _ACTING.finditer(text):
        parts.append(escape(_clean(text[at : hit.start()])))
        parts.append(_marker(hit.group()))
        at = hit.end()
    parts.append(escape(_clean(text[at:])))
    return Markup("").join(parts)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).replace("\r", "\n")


def _marker(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    kept = "" if _FORBIDDEN.match(character) else character
    return Markup('<span class="ctl" title="{}" data-c="{}"><bdi>{}</bdi></span>').format(code, code, kept)


def plain(text: str) -> str:
    """The text on one line for a terminal: controls and direction marks become their codes."""
    named = _ACTING.sub(lambda hit: f"<U+{ord(hit.group()):04X}>", text)
    return re.sub(r"\s+", " ", _FORBIDDEN.sub("\ufffd", named)).strip()


def address(url: str | None) -> str | None:
    """The address if a reader may follow it: http or https with a host, and nothing that acts in it."""
    if (
        not url
        or _ACTING.search(url)
        or any(unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") for c in url)
    ):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def cell(value: object) -> str:
    """A value as a cell of a spreadsheet: words that look like a formula get an apostrophe before them.

    >>> cell("=1+1"), cell(-3), cell("plain")
    ("'=1+1", '-3', 'plain')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = value.replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text


def uncell(text: str) -> str:
    """What `cell` was given, for words.

    >>> uncell(cell("'=1"))
    "'=1"
    """
    return text.removeprefix("'")
