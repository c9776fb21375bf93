"""A dossier for sharing: short quotations instead of whole pages, every offset and every hash as before.

Of each page so many characters stay as short quotations allow: first what contradictions, positions and
statements rest on, then claims, events, days and names. All else becomes filler of the same length, so that
spans still resolve and a reader with the page at hand can check each of them. Elsewhere in the dossier no
more than five words in a row that the texts keep back are left.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recoupe.custody import manifest
from recoupe.errors import OptionError

Value = dict[str, Any]
Extent = tuple[int, int]

# No law that we know gives a number for a short quotation; these are ours: a quarter of a page, in pieces of
# two or three sentences.
SHARE = 0.25  # of a page's characters
LEAST = 400  # characters that may stay of a short page, at most half of it
QUOTE = 200  # characters of one span
PIECE = 300  # characters in a row
APART = 20  # characters of filler that part two pieces; less can be guessed
WORDS = 5  # in a row that other fields may share with what is kept back
FILLER = "▒"
CUT = "[…]"
_ORDER = ("contradictions", "positions", "statements", "claims", "utterances", "events", "times", "actors")
# Their spans are of what stands beside them, or of everything.
_PASSED = frozenset({"reasons", "blocks", "notes"})
_EXTENTS = frozenset({"span", "cue", "title", "byline", "condition"})
_EXACT = frozenset({"id", "doc", "path", "url", "sha256", "text_sha256", "rule", "code", "stage"})
_WORD = re.compile(r"\w+")


def redact(value: Value) -> Value:
    """The dossier with short quotations in place of texts.

    Each document has `redacted`, the extents of its text that are still the page's words, and a note;
    `text_sha256` stays that of the whole text. The value given is not changed.
    """
    kept = _chosen(value)
    scrub = _Scrub(value["documents"], kept)
    out: Value = {k: scrub.all(v) for k, v in value.items() if k != "documents"}
    notes = []
    documents = []
    for page in value["documents"]:
        note = _note(page, kept[page["id"]])
        notes.append(note)
        shown = {k: scrub.all(v) for k, v in page.items() if k != "text"}
        shown["notes"] = [*shown["notes"], note]
        filled = fill(page["text"], kept[page["id"]])
        extents = [list(e) for e in kept[page["id"]]]
        documents.append({**shown, "redacted": extents, "text": filled})
    out["documents"] = documents
    out["notes"] = sorted([*out["notes"], *notes], key=lambda n: (n["stage"], n["code"], n.get("doc") or ""))
    out["run"] = {**out["run"], "options": {**out["run"]["options"], "redact": "True"}}
    return {k: out[k] for k in value}


def check(out: Path, *, keep_raw: bool | None) -> None:
    """OptionError if raw bytes are wanted, too, or if a folder holds files that may have whole texts."""
    if keep_raw:
        raise OptionError("--keep-raw: raw bytes are whole pages; leave it out, or leave out --redact")
    if not out.is_dir() or not any(out.iterdir()):
        return
    held = manifest.read(out)
    options = held.get("options") if held else None
    if not isinstance(options, dict) or options.get("redact") != "True":
        raise OptionError(f"-o {out}: its files may have whole texts; name an empty folder with --redact")


def fill(text: str, kept: Sequence[Extent]) -> str:
    """The text with filler of the same length in place of all but the kept extents; line feeds stay."""
    out, at = [], 0
    for start, end in (*kept, (len(text), len(text))):
        hidden = enumerate(text[at:start], start=at)
        out += ["\n" if c == "\n" else " " if i % 8 == 7 else FILLER for i, c in hidden]
        out.append(text[start:end])
        at = end
    return "".join(out)


def faults(page: Value, whole: str | None = None) -> Iterator[str]:
    """A sentence if a redacted page shows more than it says; with its whole text, also if it quotes it
    wrongly.
    """
    if not _in_order(page["redacted"], len(page["text"])):
        yield f"{page['path']}: redacted, and its extents do not lie in its text one behind the other"
        return
    kept = [(a, b) for a, b in page["redacted"]]
    if fill(page["text"], kept) != page["text"]:
        yield f"{page['path']}: redacted, yet it holds more text than it says"
    if whole is not None and fill(whole, kept) != page["text"]:
        yield f"{page['path']}: redacted, and its quotations are not those of the page"


def _in_order(extents: Any, length: int) -> bool:
    """Whether these are pairs of offsets in a text, none empty, each behind the one before."""
    at = 0
    for extent in extents if isinstance(extents, list) else (None,):
        if not (isinstance(extent, list) and len(extent) == 2 and all(type(n) is int for n in extent)):
            return False
        if not at <= extent[0] < extent[1] <= length:
            return False
        at = extent[1]
    return True


def _note(page: Value, kept: Sequence[Extent]) -> Value:
    shown = sum(b - a for a, b in kept)
    told = (
        f"Version for sharing: {shown} of {len(page['text'])} characters are quoted, the others show as "
        f"{FILLER}. Offsets and hashes are those of the whole text."
    )
    return {"stage": "redact", "code": "redacted", "doc": page["id"], "text": told}


def _chosen(value: Value) -> dict[str, list[Extent]]:
    """The extents that stay of each page. Pages of one family, the longest first, do not show what another
    of them keeps back: pieces of several copies would make the text again.
    """
    spans = _spans(value)
    family = {doc: f["id"] for f in value["lineage"]["families"] for doc in f["docs"]}
    hidden: dict[str, set[str]] = {}
    kept = {}
    for page in sorted(value["documents"], key=lambda d: (-len(d["text"]), d["path"])):
        text, held = page["text"], hidden.setdefault(family.get(page["id"], page["id"]), set())
        kept[page["id"]] = _kept(text, spans.get(page["id"], ()), held)
        held |= _sorted_rows(text, kept[page["id"]])[0]
    return kept


def _spans(value: Value) -> dict[str, list[Extent]]:
    """What records rest on, page by page, the most telling first."""
    found: dict[str, list[Extent]] = {}
    for page in value["documents"]:
        for doc, extent in _walk(page, page["id"]):
            found.setdefault(doc, []).append(extent)
    for kind in _ORDER:
        records = value.get(kind, [])
        if kind == "statements":
            for said in sorted(records, key=lambda s: -s["confidence"]):
                found.setdefault(said["doc"], []).extend(_said(said))
            continue
        for record in records:
            for doc, extent in _walk(record, record.get("doc")):
                found.setdefault(doc, []).append(extent)
    return found


def _said(statement: Value) -> list[Extent]:
    """What a statement is shown by: from its content to its cue and speaker, if they stand near it."""
    content = [(a, b) for a, b in statement["content"]]
    parts = [*content, statement["cue"], statement["speaker"]["span"]]
    ends = [p for p in parts if p]
    whole = (min(a for a, _ in ends), max(b for _, b in ends))
    return [whole] if whole[1] - whole[0] <= QUOTE + APART else content


def _walk(value: Any, home: str | None) -> Iterator[tuple[str, Extent]]:
    """Each extent below a record, with its page."""
    if isinstance(value, dict):
        home = value.get("doc") or home
        for name, inner in value.items():
            if name in _PASSED or (home is None and name in _EXTENTS):
                continue
            if name in _EXTENTS and isinstance(inner, list):
                yield str(home), (inner[0], inner[1])
            elif name == "content":
                yield from ((str(home), (a, b)) for a, b in inner)
            else:
                yield from _walk(inner, home)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, home)


def _kept(text: str, spans: Sequence[Extent], hidden: set[str]) -> list[Extent]:
    """Which extents of a text stay: spans in their order, each cut short, as long as the page's share lasts,
    without those that have one of the rows of words to hide.
    """
    mask = bytearray(len(text))
    left = min(max(int(SHARE * len(text)), LEAST), len(text) // 2)
    for start, end in spans:
        start, end = _short(text, start, min(end, start + QUOTE + APART))  # noqa: PLW2901  a part of the span
        new = mask.count(0, start, end)
        if not 0 < new <= left or _run(mask, start, end) > PIECE:
            continue
        if hidden and any(row in hidden for row, _, _ in _rows(text[start:end])):
            continue
        mask[start:end] = b"\x01" * (end - start)
        left -= new
    return [m.span() for m in re.finditer(rb"\x01+", _closed(text, mask))]


def _closed(text: str, mask: bytearray) -> bytearray:
    """The mask without gaps that hide no letter."""
    for gap in re.finditer(rb"(?<=\x01)\x00+(?=\x01)", bytes(mask)):
        start, end = gap.span()
        if not _WORD.search(text, start, end):
            mask[start:end] = b"\x01" * (end - start)
    return mask


def _short(text: str, start: int, end: int) -> Extent:
    """An extent that ends where a word does."""
    if end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum()):
        return start, end
    space = text.rfind(" ", start, end)
    return (start, space) if space > start else (start, end)


def _run(mask: bytearray, start: int, end: int) -> int:
    """How many characters would stand in a row, were these kept, with what is hardly parted from them."""
    gap = bytes(APART)
    before, after = mask.rfind(gap, 0, start), mask.find(gap, end)
    return (after if after >= 0 else len(mask)) - (before + APART if before >= 0 else 0)


class _Scrub:
    """Cuts words in a row that the texts keep back out of all other fields."""

    def __init__(self, documents: Sequence[Value], kept: dict[str, list[Extent]]) -> None:
        shown: set[str] = set()
        self.hidden: set[str] = set()
        for page in documents:
            hidden, seen = _sorted_rows(page["text"], kept[page["id"]])
            self.hidden |= hidden
            shown |= seen
        self.hidden -= shown

    def all(self, value: Any) -> Any:
        """The value with its strings cut, but for addresses, ids, rules and hashes."""
        if isinstance(value, str):
            return self._cut(value)
        if isinstance(value, list):
            return [self.all(v) for v in value]
        if isinstance(value, dict):
            return {k: v if k in _EXACT else self.all(v) for k, v in value.items()}
        return value

    def _cut(self, text: str) -> str:
        """The first words of each stretch that is kept back, then a sign that it goes on."""
        out: list[str] = []
        at = until = 0
        for row, start, end in _rows(text):
            if row not in self.hidden:
                continue
            if start >= until:
                words = list(_WORD.finditer(text, start, end))
                out += [text[at : words[WORDS - 1].end()], f" {CUT}"]
            until = at = end
        out.append(text[at:])
        whole = "".join(out)
        return whole if len(whole) <= PIECE else f"{whole[:PIECE]}{CUT}"


def _sorted_rows(text: str, kept: Sequence[Extent]) -> tuple[set[str], set[str]]:
    """The rows of words that the kept extents of a text hide, at least in part, and those that they show."""
    mask = bytearray(len(text))
    for a, b in kept:
        mask[a:b] = b"\x01" * (b - a)
    hidden: set[str] = set()
    shown: set[str] = set()
    for row, start, end in _rows(text):
        (hidden if mask.find(0, start, end) >= 0 else shown).add(row)
    return hidden, shown


def _rows(text: str) -> Iterator[tuple[str, int, int]]:
    """Each row of six words, written small, with where it begins and ends."""
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for i in range(len(words) - WORDS):
        row = words[i : i + WORDS + 1]
        yield " ".join(w for w, _, _ in row), row[0][1], row[-1][2]
