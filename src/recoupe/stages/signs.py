"""What a page itself says of where its text comes from.

Agencies it credits, "source:" lines, an outlet's name behind its title, canonical and hreflang addresses,
the host of a picture and the instant in a picture's name. Each is a sign: told as a reason on the page's way
through languages, and where another page of the dossier is meant, on the edge between the two. It says
what the page claims, never that this is so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from recoupe.languages import Language, outlets
from recoupe.languages.outlets import Outlet
from recoupe.model import Leg, Page, Reason, Sign, Span
from recoupe.text import addresses, calendar
from recoupe.text.fold import fold

_CREDITS = frozenset({"credit", "byline", "lead", "body", "navigation", "markup", "related"})
_LINE = 15  # words of a line that may be a source line
_NAME = 6  # words of one source
_PARTS = re.compile(r"\s*[,;/|]\s*")
_OLDEST = 3650  # days before the page's own day to which a picture's instant is believed


def find(page: Page, languages: Mapping[str, Language]) -> tuple[Sign, ...]:
    """The signs of a page, in the order of what they weigh."""
    found = [
        *_agencies(page),
        *_titled(page),
        *_source_lines(page, tuple(languages[code] for code in sorted(languages))),
        *_links(page),
        *_pictures(page),
    ]
    return tuple(sorted(found, key=lambda s: (-s.reason.weight, s.reason.spans, s.reason.text)))


def tell(legs: Sequence[Leg], signs: Sequence[Sign]) -> tuple[Leg, ...]:
    """The legs with the signs among their reasons: on the leg of a translation where the sign names an outlet
    behind it, else on the language the page is written in.
    """
    told: dict[int, list[Reason]] = {}
    for sign in signs:
        behind = [
            n
            for n, leg in enumerate(legs)
            if leg.role != "written" and sign.reason.rule == "title-outlet" and sign.lang in (None, leg.lang)
        ]
        told.setdefault(behind[0] if behind else 0, []).append(sign.reason)
    return tuple(
        replace(leg, reasons=(*leg.reasons, *told[n])) if n in told else leg for n, leg in enumerate(legs)
    )


def _agencies(page: Page) -> Iterator[Sign]:
    for agency in page.agencies:
        text = f"The page credits {agency.name} for its text."
        known = outlets.named(agency.name)
        yield Sign(
            reason=Reason("credits-agency", 0.8, (agency.span,), text),
            names=(fold(agency.name), *((fold(known.name),) if known else ())),
            hosts=(known.domain,) if known else (),
        )


def _titled(page: Page) -> Iterator[Sign]:
    """The outlet behind the title, where the page is another's."""
    for note in page.notes:
        if note.code != "two-outlets" or note.span is None:
            continue
        printed = note.span.of(page.doc.text)
        known = _edition(printed)
        text = f"The title names {printed}, the page is of {page.outlet}."
        yield _sign(
            "title-outlet", 0.9, note.span, f"{text} {known.told()}" if known else text, printed, known
        )


def _edition(printed: str) -> Outlet | None:
    """The outlet of a printed name; its section may stand behind it ("... World News")."""
    words = printed.split()
    named = (outlets.named(" ".join(words[:n])) for n in range(len(words), 0, -1))
    known = next((o for o in named if o), None)
    return known or outlets.at(printed if "." in printed else None)


def _sign(rule: str, weight: float, span: Span, text: str, name: str, known: Outlet | None) -> Sign:
    return Sign(
        reason=Reason(rule, weight, (span,), text),
        names=(fold(name), *((fold(known.name),) if known and fold(known.name) != fold(name) else ())),
        hosts=(known.domain,) if known else (name.lower(),) if "." in name else (),
        lang=known.language if known else None,
    )


@cache
def _openings(languages: tuple[Language, ...]) -> re.Pattern[str]:
    forms = {
        fold(form) for lang in languages for form, kind, *_ in lang.rows("boilerplate") if kind == "origin"
    }
    listed = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))) or r"(?!)"
    return re.compile(rf"[\W_]*(?:{listed})\s?:\s*")


def _source_lines(page: Page, languages: tuple[Language, ...]) -> Iterator[Sign]:
    opening = _openings(languages)
    for block in page.blocks:
        text = block.span.of(page.doc.text)
        hit = opening.match(fold(text)) if block.kind in _CREDITS and len(text) < 400 else None
        if not hit or len(text.split()) > _LINE:
            continue
        at = hit.end()
        for part in _PARTS.split(text[hit.end() :]):
            start = text.find(part, at)
            name = part.strip(" .()[]\t\n")
            if not 1 <= len(name.split()) <= _NAME or not name[0].isalnum():
                continue
            at = start + len(part)
            known = outlets.named(name) or outlets.at(_host(name) if "/" in name else name)
            span = Span(page.doc.id, block.span.start + start, block.span.start + at)
            told = f"The page names {name} as its source."
            yield _sign("source-line", 0.9, span, f"{told} {known.told()}" if known else told, name, known)


def _links(page: Page) -> Iterator[Sign]:
    """Canonical and hreflang addresses of an HTML page that are not the page's own."""
    own = _host(page.doc.url or "")
    span = page.title or next((b.span for b in page.blocks), None)
    for link in page.doc.links if span else ():
        relation, _, address = link.partition(" ")
        host = _host(address)
        if not host or address == page.doc.url:
            continue
        known = outlets.at(host)
        name = known.name if known else host
        lang = relation.partition(":")[2]
        if relation == "canonical" and own and host != own:
            text = f"The page gives an address at {name} ({host}) as the one where it belongs."
            rule, weight = "canonical-link", 0.95
        elif lang and lang[:2] not in (page.lang, "x-"):
            text, rule, weight = f"The page names its version in {lang} at {host}.", "hreflang-link", 0.4
        else:
            continue
        yield Sign(
            reason=Reason(rule, weight, (span,) if span else (), text),
            names=(fold(name),) if rule == "canonical-link" else (),
            hosts=(host,) if rule == "canonical-link" else (),
            addresses=(address.rstrip("/"),),
            lang=lang[:2] or None,
        )


def _pictures(page: Page) -> Iterator[Sign]:
    """Whose host serves a picture, and the instant that its name or path tells; once each."""
    own = {_host(page.doc.url or ""), fold(page.outlet or "")}
    seen: set[str] = set()
    for start, end, address in addresses.find(page.doc.text):
        host = _host(address)
        if not host or not addresses.is_picture(address):
            continue
        span = Span(page.doc.id, start, end)
        known = outlets.at(host)
        if known and known.kind in ("agency", "outlet") and not {host, fold(known.name)} & own:
            if known.domain not in seen:
                seen.add(known.domain)
                text = f"A picture comes from {host}. {known.told()}"
                yield _sign("picture-host", 0.4, span, text, known.name, known)
        elif (instant := _instant(page, address)) and instant not in seen:
            seen.add(instant)
            yield Sign(reason=Reason("picture-time", 0.3, (span,), instant))


def _instant(page: Page, address: str) -> str | None:
    """When a picture was made, by its name, and put up, by its path."""
    made = _made(page, address)
    put = addresses.uploaded(address)
    told = []
    if made:
        told.append(f"was given to it by a database on {made:%Y-%m-%d at %H:%M:%S} UTC")
    if put and made:
        told.append(f"it was put up here in {put[0]}-{put[1]:02d}")
    return f"The name of a picture {'; '.join(told)}." if told else None


def _made(page: Page, address: str) -> datetime | None:
    made = addresses.made(address)
    day = calendar.day(page.published.value) if page.published else None
    return made if made and day and -1 <= (day - made.date()).days <= _OLDEST else None


def _host(address: str) -> str:
    """The host of an address that may be printed without its scheme."""
    return addresses.host(address if "//" in address else f"//{address}")
