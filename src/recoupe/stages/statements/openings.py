"""Where sentences open whose heading or dateline is printed on the same line, without a stop."""

from collections.abc import Sequence

from recoupe.stages.statements.view import View

STOPS = ".!?…"
LONG_BLOCK, HEADING = 500, 230  # characters: a block with a heading glued to it, and the longest heading
FEW = 4  # blanks in a quotation that may be a name
SUBHEAD = 10  # tokens of a heading within a paragraph
OPENING = ("DET", "ADP", "PRON", "SCONJ")


def glued(view: View, depth: Sequence[int]) -> frozenset[int]:
    """Tokens that open a page's first sentence behind a heading or a dateline printed on the same line.

    A heading ends without a stop. The text opens at the first word with a capital that is a function word,
    opens a number or a sentence of the parse, or begins the heading anew; datelines count, too.
    """
    found: set[int] = set()
    for block in view.page.blocks:
        if block.span.end - block.span.start < LONG_BLOCK:
            continue
        first = view.at(block.span.start)
        for k in range(first + 4, min(first + 45, len(view.tokens))):
            before, token = view.tokens[k - 1], view.tokens[k]
            if token.start - block.span.start > HEADING:
                break
            if is_stop(view, k - 1):
                break
            opens = view.text[token.start].isupper() and token.pos in OPENING
            opens = opens or (token.common and token.text[:1].isupper() and _counts(view, k))
            opens = opens or (view.text[token.start].isupper() and view.bounds(k)[0] == k)
            opens = opens or _begins_anew(view, first, k)
            dateline = before.text in ("-", "–", "—") and (
                view.words[k - 2] == ")" or view.tokens[k - 2].text.isupper()
            )
            closed = before.pos not in ("PUNCT", "ADP", "DET") or depth[k - 1] >= 0
            if (opens and closed and depth[k] == -1) or dateline:
                found.add(k)
                if not dateline and not any(
                    view.tokens[j].text.isupper() and len(view.tokens[j].text) > 3 for j in range(k, k + 2)
                ):
                    break
    return frozenset(found | _behind_subheads(view, depth))


def _counts(view: View, k: int) -> bool:
    """Whether a word opens a number: "More than 50 million people"."""
    near = view.tokens[k + 1 : k + 4]
    return view.tokens[k].pos in ("ADJ", "ADV") and any(t.pos == "NUM" for t in near)


def _begins_anew(view: View, first: int, k: int) -> bool:
    """Whether a common word with a capital follows a small one, or the text begins as its heading did."""
    before, token = view.tokens[k - 1], view.tokens[k]
    if not view.text[token.start].isupper():
        return False
    if view.words[k : k + 2] == view.words[first : first + 2]:
        return True
    following = view.tokens[k + 1].text if k + 1 < len(view.tokens) else ""
    small = before.text[:1].islower() and before.pos in ("NOUN", "VERB", "ADV", "NUM")
    small = small or view.is_mark(k - 1)
    common = token.common and token.pos in ("NOUN", "ADJ", "ADV") and following[:1].islower()
    return small and common and not view.tokens[k - 2].text[:1].isupper()


def _behind_subheads(view: View, depth: Sequence[int]) -> set[int]:
    """Tokens that open a sentence behind a heading within a paragraph: "... it. Next steps In May"."""
    found: set[int] = set()
    opened = 0
    for k in range(1, len(view.tokens) - 1):
        before, token = view.tokens[k - 1], view.tokens[k]
        if "\n" in view.text[before.end : token.start] or (is_stop(view, k - 1) and may_open(view, k)):
            opened = k
        lower = before.text[-1:].islower() and (before.text[0].islower() or k - opened > 2)
        if not lower or not token.common or depth[k] >= 0 or not 0 < k - opened <= SUBHEAD:
            continue
        follows = view.tokens[k + 1].text[:1].islower() or token.pos in ("ADP", "SCONJ", "VERB")
        opens = token.pos in OPENING or view.words[k] in view.lexicon.prepositions
        if view.text[token.start].isupper() and opens and follows:
            found.add(k)
            opened = k
    return found


def is_stop(view: View, k: int) -> bool:
    """Whether a token ends a sentence by its print."""
    token = view.tokens[k]
    if token.text[-1:] not in STOPS:
        return False
    if token.pos == "PUNCT" or token.text in STOPS:
        return True
    # A word with its stop is an abbreviation: it ends a sentence only where the parse says so, too.
    return len(token.text) > 3 and k + 1 < len(view.tokens) and view.bounds(k + 1)[0] == k + 1


def may_open(view: View, k: int) -> bool:
    """Whether a sentence may open at a token: marks aside, a small letter only in a quotation."""
    opens = view.quote_at(view.tokens[k].start) if k < len(view.tokens) and view.is_mark(k) else None
    if (
        opens is not None
        and opens.start == view.tokens[k].start
        and view.text[opens.start : opens.end].count(" ") > FEW
    ):
        return True
    while k < len(view.tokens) and (view.is_mark(k) or view.words[k] in ("(", "[", "-", "–", "—")):
        k += 1
    if k >= len(view.tokens):
        return True
    character = view.text[view.tokens[k].start]
    return not character.islower()
