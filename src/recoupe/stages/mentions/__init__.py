"""Who is named where on one page, and whom do offices and pronouns stand for?

Names come from the gazetteer, the tagger and proper nouns (`runs`), grow into noun phrases with titles and
offices (`phrases`), become drafts (`drafts`), are gathered into the figures of the page (`figures`), and
lend themselves to pronouns and offices (`antecedents`). Nothing is decided here about other pages.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from recoupe.languages import Language
from recoupe.model import ActorKind, Form, Mention, Page, Parse, Reason, Span, Statement, Token
from recoupe.spans import inside, overlap
from recoupe.stages.mentions import antecedents, drafts, figures, phrases, pronouns, runs
from recoupe.stages.mentions.lexicon import compiled
from recoupe.stages.mentions.sight import Sight
from recoupe.text.fold import fold

LONGEST_TITLE = 9  # tokens of a title in marks within a body's name
LONGEST_NAME = 8  # tokens of a speaker that are looked at to tell whether it is a name


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
        return _wider(
            sight, span, min(near, key=lambda m: (not inside(m.span, span), m.form == "pronoun", m.span))
        )
    first = min(sight.at(span.start), len(sight.words) - 1)
    tokens = [t for t in sight.tokens[first : first + LONGEST_NAME] if t.start < span.end]
    form, kind, refers = _nature(sight, first, tokens, span, mentions)
    reason = Reason("speaks", 0.5, (span,), "named as the one who speaks or is spoken to")
    core = _without_article(sight, span)
    return Mention(
        span=span, form=form, kind=kind, core=core, refers=refers, lang=sight.page.lang, reasons=(reason,)
    )


def _wider(sight: Sight, span: Span, best: Mention) -> Mention:
    """The words around a mention: they stand for it; where it is no person, they name it more fully."""
    reason = Reason("covers", 0.8, (best.span,), "the words around a mention already known")
    longer = (best.form == "role" and best.kind != "person") or _is_cut(sight, best)
    longer = longer and inside(best.span, span)
    if longer:
        start = best.span.start if "," in sight.text[span.start : best.span.start] else span.start
        core = _without_article(sight, Span(span.doc, start, _pause(sight, best.span.end, span.end)))
    else:
        core = best.core
    # "L'opposition conservatrice" says more than the noun in it, which was taken for a noun named before.
    other = longer and best.refers is not None and len(core.split()) > len(best.core.split())
    return Mention(
        span=span, form=best.form, kind=best.kind, core=core,
        role=best.role, refers=None if other else best.span, country=best.country, gender=best.gender,
        number=best.number, lang=best.lang, reasons=(reason,),
    )  # fmt: skip


def _is_cut(sight: Sight, name: Mention) -> bool:
    """Whether a body's name of one word goes on with a small adjective: "l'Union cycliste du Midi"."""
    after = sight.at(name.span.end)
    lone = name.form == "name" and name.kind == "body" and name.refers is None and " " not in name.core
    goes_on = lone and after < len(sight.tokens) and sight.tokens[after].pos == "ADJ"
    return goes_on and not sight.is_capital(after) and not sight.lexicon.natural_gender


def _pause(sight: Sight, start: int, end: int) -> int:
    """Where the words that tell more of a speaker end: a comma, a pronoun, a clause; no title is cut."""
    opened, limit = -1, sight.bounds[sight.sentence[sight.at(start)]][1] if start < end else 0
    for i in range(sight.at(start), limit):
        token = sight.tokens[i]
        if token.start >= end and (opened < 0 or i - opened > LONGEST_TITLE):
            break
        if sight.words[i] == '"':
            if opened >= 0 and token.start >= end:
                return token.end
            opened = i if opened < 0 else -1
        elif opened < 0 and token.start >= start and token.pos in ("PUNCT", "PRON", "SCONJ", "AUX"):
            return max(start, sight.tokens[i - 1].end)
    return end


def _nature(
    sight: Sight, first: int, tokens: Sequence[Token], span: Span, mentions: tuple[Mention, ...]
) -> tuple[Form, ActorKind, Span | None]:
    """What words that are no mention yet can be: a pronoun, a name by its capitals, a group, or nobody."""
    if len(tokens) == 1 and tokens[0].pos in ("PRON", "DET"):
        return "pronoun", "person", None  # whom it stands for was not safe to say
    noun = sight.lexicon.offices.at(sight.words, sight.printed, first)
    if noun and noun[0] == len(tokens) and noun[1].kind == "group":
        return "role", "group", None  # "told Americans"
    words = [w for w in span.of(sight.text).split() if w]
    if tokens and all(w[:1].isupper() for w in words) and not any(t.common for t in tokens):
        family = fold(words[-1])
        known = next((m for m in mentions if m.form == "name" and fold(m.core).split()[-1] == family), None)
        if known:
            return "name", known.kind, known.span
        return "name", "body" if len(words) == 1 and words[0].isupper() else "person", None
    indefinite = bool(sight.words) and sight.lexicon.has("indefinite", sight.words[first])
    return "role", "anonymous" if indefinite else "group", None


def _without_article(sight: Sight, span: Span) -> str:
    """The words of a span on one line, without the article they begin with and a bracket left open."""
    first, start, end = sight.at(span.start), span.start, span.end
    while first + 1 < len(sight.tokens) and sight.tokens[first + 1].start < end and sight.is_article(first):
        first += 1
        start = sight.tokens[first].start
    text = sight.text[start:end]
    if text.count("(") > text.count(")") and text.rfind("(") > 0:
        text = text[: text.rfind("(")]
    return " ".join(text.split()) or span.of(sight.text)


def _pair(sight: Sight, span: Span, mentions: tuple[Mention, ...]) -> bool:
    """Whether a span holds two side by side ("A et B", "la droite et les Verts"): they speak together."""
    named = [m for m in mentions if m.form in ("name", "metonym") and inside(m.span, span)]
    for one, other in pairwise(named):
        between = [sight.words[i] for i in range(sight.at(one.span.end), sight.at(other.span.start))]
        between = [w for w in between if w != ")" and not sight.lexicon.has("definite", w)]
        if len(between) == 1 and sight.lexicon.has("and", between[0]):
            return True
    first = sight.at(span.start)
    for i in range(first + 2, len(sight.tokens)):
        if sight.tokens[i].start >= span.end:
            break
        joined = (
            i - 2 >= first
            and sight.lexicon.has("and", sight.words[i - 2])
            and sight.tokens[i - 1].pos == "DET"
        )
        if joined and sight.rel(i) == "conj" and not _hangs_inside(sight, first, sight.tokens[i].head):
            return True
    return False


def _hangs_inside(sight: Sight, first: int, i: int) -> bool:
    """Whether a token hangs on a noun before it in the same phrase, as a complement does."""
    return first <= sight.tokens[i].head < i


def _goes_on(sight: Sight, mention: Mention, span: Span) -> bool:
    """Whether a noun for persons goes on behind a body's name, which tells whose they are: "UN experts"."""
    after = sight.at(mention.span.end)
    if mention.kind == "person" or after >= len(sight.tokens) or sight.tokens[after].start >= span.end:
        return False
    noun = sight.lexicon.offices.at(sight.words, sight.printed, after)
    return noun is not None and noun[1].kind in ("person", "group")


def _is_head(sight: Sight, mention: Mention, span: Span) -> bool:
    """Whether a mention holds the first noun of a span, or begins where it begins."""
    for i in range(sight.at(span.start), len(sight.tokens)):
        token = sight.tokens[i]
        if token.start >= span.end:
            break
        if token.pos in ("NOUN", "PROPN", "PRON") and not sight.lexicon.titles.get(sight.words[i]):
            before = sight.lexicon.natural_gender and _goes_on(sight, mention, span)
            return mention.span.start <= token.start < mention.span.end and not before
    return mention.span.start == span.start
