"""From bytes to text: which encoding, and what was odd. The text is never tidied up, so that offsets stay
exact.

The order of trial is: a byte-order mark, NUL bytes at every second place (UTF-16 without a mark), UTF-8,
what the page declares, then two old code pages told apart by where their letters lie. UTF-8 comes before
the declaration because text that is not UTF-8 hardly ever decodes as such, while declarations lie.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# Python's codecs for names of hosts and for nothing: no page is written in them, and their readers stumble.
_NO_PAGE = ("idna", "punycode", "undefined")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
# UTF-8 read once as a Western code page: two-character remains of accented letters and typographic marks.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨ª§´¢®¯»¼]|â€[™œ“¦\u009d˜]|Ð[°-¿]|Ñ[\u0080-\u008f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and pairs (code, sentence) of what was odd."""

    text: str
    encoding: str
    oddities: tuple[tuple[str, str], ...] = ()


def is_binary(raw: bytes) -> bool:
    """Whether these bytes are no text: many NULs (not UTF-16) or many control characters in the first 64
    kB."""
    head = raw[:_SAMPLE]
    if not head or any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    if head.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
    ):
        return True
    if _utf16_without_mark(head):
        return False
    control = len(head.translate(None, bytes(range(32, 256)) + b"\t\n\r\f\v\x1b"))
    # A few stray NULs in a page are damage; one byte in fifty is another kind of file.
    return control >= 8 and control * 50 > len(head)


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of a page's bytes, whatever they claim to be; never fails."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _read(raw[len(mark) :], name, declared, has_mark=True)
    if wide := _utf16_without_mark(raw[:_SAMPLE]):
        return _read(raw, wide, declared)
    if _decodes(raw, "utf-8"):
        return _read(raw, "utf-8", declared)
    if declared and (codec := _codec(declared)) not in (None, "utf-8") and _plausible(raw, str(codec)):
        return _read(raw, str(codec), declared)
    return _read(raw, _guess(raw), declared)


def _codec(declared: str) -> str | None:
    name = declared.strip().strip("\"'").lower()
    # Browsers read these as cp1252, and so pages that declare them mean it.
    if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        return "cp1252"
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    fits = known._is_text_encoding and known.name not in _NO_PAGE  # noqa: SLF001  the only way to tell "hex"
    return known.name if fits else None


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeError, ValueError) as error:
        # A cut at the size limit may fall inside a character.
        return encoding == "utf-8" and getattr(error, "start", 0) >= len(raw) - 3 and len(raw) > 4
    return True


def _plausible(raw: bytes, encoding: str) -> bool:
    return not encoding.startswith(("utf-16", "utf-32", "utf-7")) and _decodes(raw, encoding)


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4:
        return None
    # Western text in UTF-16 has a NUL in nearly every second byte, Cyrillic one at each space and mark.
    if odd > 0.12 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.12 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _guess(raw: bytes) -> str:
    head = raw[:_SAMPLE]
    broken = head.decode("utf-8", "replace").count("\ufffd")
    whole = sum(1 for c in head.decode("utf-8", "ignore") if c > "\x7f")
    if whole > 10 * broken:
        return "utf-8"
    plain = sum(1 for b in head if 0x41 <= b <= 0x7A)
    upper, lower = (sum(1 for b in head if low <= b <= low + 31) for low in (0xC0, 0xE0))
    if upper + lower <= plain:
        return "cp1252"
    # Lower-case letters, the many, lie high in cp1251 and low in KOI8-R.
    return "cp1251" if lower >= upper else "koi8-r"


def _read(raw: bytes, encoding: str, declared: str | None, *, has_mark: bool = False) -> Decoded:
    # Not final: a character that the size limit cut in two is no character.
    text = codecs.getincrementaldecoder(encoding)("replace").decode(raw)
    odd: list[tuple[str, str]] = []
    claim = _codec(declared) if declared else None
    if claim and claim.replace("-", "") != encoding.replace("-", "") and not raw.isascii():
        odd.append(
            (
                "wrong-encoding",
                f"The page declares {declared} but is written in {encoding}; it was read in {encoding}.",
            )
        )
    elif encoding != "utf-8" and not declared and not has_mark:
        odd.append(
            (
                "guessed-encoding",
                f"The bytes are not UTF-8 and nothing is declared; they were read in {encoding}.",
            )
        )
    if lost := text.count("\ufffd"):
        odd.append(
            ("undecodable", f"{lost} places could not be decoded in {encoding}; each shows as \ufffd.")
        )
    return inspect(text, encoding, odd)


def inspect(text: str, encoding: str, oddities: list[tuple[str, str]] | None = None) -> Decoded:
    """The text with what is odd about it. Lone surrogates become U+FFFD, one for one; all else is kept."""
    odd = list(oddities or ())
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    if surrogates:
        odd.append(
            (
                "lone-surrogates",
                f"{surrogates} halves of characters without the other half; each shows as \ufffd.",
            )
        )
    if nuls := text.count("\x00"):
        odd.append(("nul", f"{nuls} NUL characters stand in the text; they are kept, and read as spaces."))
    windows, lone = text.count("\r\n"), len(_LONE_RETURN.findall(text))
    kinds = [windows, lone, text.count("\n") - windows]
    if sum(1 for n in kinds if n) > 1:
        odd.append(
            ("mixed-line-ends", f"Line ends differ: {windows} CRLF, {lone} CR, {kinds[2]} LF; all are kept.")
        )
    if (scrambled := len(_MOJIBAKE.findall(text[:200_000]))) >= 3:
        odd.append(
            (
                "mojibake",
                f"{scrambled} letters look as if decoded twice (such as Ã©); they are kept as they are.",
            )
        )
    return Decoded(text, encoding, tuple(odd))


def in_codec(raw: bytes, codec: str) -> str:
    """The text of bytes in an encoding that is known, as `decode` gives it; LookupError where there is
    none.
    """
    if _codec(codec) is None:
        raise LookupError(codec)
    mark = next((m for m, name in _MARKS if name == codec and raw.startswith(m)), b"")
    return _read(raw[len(mark) :], codec, None, has_mark=True).text


def steps(decoded: Decoded, *, cut: int | None = None, mark: bool = False) -> tuple[str, ...]:
    """The way from the raw bytes to the text, step by step."""
    spaces = sum(decoded.text.count(c) for c in "\u00a0\u202f\u2009")
    done = [f"cut at {cut} bytes"] if cut else []
    done.append(f"decode {decoded.encoding}")
    if mark:
        done.append("drop byte-order mark")
    if spaces:
        done.append(f"keep {spaces} no-break spaces")
    return tuple(done)


def has_mark(raw: bytes) -> bool:
    """Whether the bytes begin with a byte-order mark."""
    return any(raw.startswith(mark) for mark, _ in _MARKS)
