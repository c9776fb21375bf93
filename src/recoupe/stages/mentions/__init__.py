"""Who is named where on one page, and whom do offices and pronouns stand for?

Names come from the gazetteer, the tagger and proper nouns (`runs`), grow into noun phrases with titles and
offices (`phrases`), become drafts (`drafts`), are gathered into the figures of the page (`figures`), and
lend themselves to pronouns and offices (`antecedents`). Nothing is decided here about other pages.
"""

from collections.abc import Iterator
from itertools import pairwise

from recoupe.languages import Language
from recoupe.model import ActorKind, Mention, Page, Parse, Reason, Span, Statement
from recoupe.spans import inside, overlap
from recoupe.stages.mentions import antecedents, drafts, figures, phrases, pronouns, runs
from recoupe.stages.mentions.lexicon import compiled
from recoupe.stages.mentions.sight import Sight


def find(page: Page, parse: Parse, lang: Language) -> tuple[Mention, ...]:
    """Names, roles, metonyms and pronouns of one page, and which other mention each stands for."""
    sight = Sight(page, parse, compiled(lang))
    found = drafts.make(sight, phrases.find(sight, runs.find(sight, parse)))
    named = figures.mend(figures.gather(sight, found))
    resolved = antecedents.resolve(sight, found, pronouns.find(sight), named)
    wanted = {d.refers for d in resolved if not d.hidden}
    mentions = {d.span: d.mention(sight) for d in resolved if not d.hidden or d.span in wanted}
    return tuple(sorted(mentions.values(), key=lambda m: (m.span.start, -m.span.end)))


def add_speakers(
    page: Page, parse: Parse, mentions: tuple[Mention, ...], statements: tuple[Statement, ...], lang: Language
) -> tuple[Mention, ...]:
    """The mentions, and one for each speaker, holder, relay or addressee that is none yet."""
    sight = Sight(page, parse, compiled(lang)) if statements else None
    known = {m.span for m in mentions}
    added: list[Mention] = []
    for span in sorted({s for statement in statements for s in _holders(statement)}):
        if span in known or sight is None:
            continue
        known.add(span)
        added.append(_speaker(sight, span, mentions))
    return tuple(sorted([*mentions, *added], key=lambda m: (m.span.start, -m.span.end)))


def _holders(statement: Statement) -> Iterator[Span]:
    for span in (statement.speaker, statement.holder, statement.addressee, *statement.relays):
        if span is not None:
            yield span


def _speaker(sight: Sight, span: Span, mentions: tuple[Mention, ...]) -> Mention:
    """A mention for a span held to speak: it stands for the mention with which it shares its head."""
    near = [m for m in mentions if overlap(m.span, span) and _is_head(sight, m, span)]
    if near and not _pair(sight, span, mentions):
        best = min(near, key=lambda m: (not inside(m.span, span), m.form == "pronoun", m.span))
        reason = Reason("covers", 0.8, (best.span,), "the words around a mention already known")
        longer = (
            best.form == "role" and best.refers is None and best.kind != "person" and inside(best.span, span)
        )
        core = _without_article(sight, span) if longer else best.core
        return Mention(
            span=span, form=best.form, kind=best.kind, core=core, role=best.role, refers=best.span,
            country=best.country, gender=best.gender, number=best.number, lang=best.lang, reasons=(reason,),
        )  # fmt: skip
    opening = sight.at(span.start)
    indefinite = opening < len(sight.words) and sight.lexicon.has("indefinite", sight.words[opening])
    kind: ActorKind = "anonymous" if indefinite else "group"
    reason = Reason("speaks", 0.5, (span,), "named as the one who speaks or is spoken to")
    core = _without_article(sight, span)
    return Mention(span=span, form="role", kind=kind, core=core, lang=sight.page.lang, reasons=(reason,))


def _without_article(sight: Sight, span: Span) -> str:
    """The words of a span on one line, without the article they begin with."""
    first, start = sight.at(span.start), span.start
    while (
        first + 1 < len(sight.tokens)
        and sight.tokens[first + 1].start < span.end
        and _is_article(sight, first)
    ):
        first += 1
        start = sight.tokens[first].start
    return " ".join(sight.text[start : span.end].split()) or span.of(sight.text)


def _pair(sight: Sight, span: Span, mentions: tuple[Mention, ...]) -> bool:
    """Whether a span holds two names side by side ("A et B"): they speak together, and are neither alone."""
    named = [m for m in mentions if m.form in ("name", "metonym") and inside(m.span, span)]
    for one, other in pairwise(named):
        between = [sight.words[i] for i in range(sight.at(one.span.end), sight.at(other.span.start))]
        if len(between) == 1 and sight.lexicon.has("and", between[0]):
            return True
    return False


def _is_article(sight: Sight, i: int) -> bool:
    return any(sight.lexicon.has(part, sight.words[i]) for part in ("definite", "possessive")) or (
        sight.lexicon.has("indefinite", sight.words[i]) and sight.tokens[i].pos != "NUM"
    )


def _is_head(sight: Sight, mention: Mention, span: Span) -> bool:
    """Whether a mention holds the first noun of a span, or begins where it begins."""
    for i in range(sight.at(span.start), len(sight.tokens)):
        token = sight.tokens[i]
        if token.start >= span.end:
            break
        if token.pos in ("NOUN", "PROPN", "PRON") and not sight.lexicon.titles.get(sight.words[i]):
            return mention.span.start <= token.start < mention.span.end
    return mention.span.start == span.start
