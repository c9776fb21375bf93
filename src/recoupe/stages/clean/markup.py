"""Leftovers of web code in the text: tags, attributes, addresses, images, shortcodes, style rules.

Each is found by its own syntax, never by words. Leftovers that touch, or have only marks between them, are
one.
"""

import re

_REMAINS = re.compile(
    r"""
      !\[[^\]\n]{0,1000}\]\([^()\s]{1,1000}(?:\s[^()]{0,200})?\)                  # an image of Markdown
    | \]\((?:https?:|/|mailto:)[^()\s]{0,1000}\)  # the address of a link of Markdown
    | </?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,500})?/?>  | <!--[^>]{0,500}-->    # a tag, a comment
    | \b(?:target|href|src|srcset|rel|class|style|alt|width|height|onclick|data-[a-z-]{1,20})\s{0,2}=\s{0,2}
        (?:["“”«»„][^"“”«»„<>\n]{0,300}["“”«»]|(?<==)[^\s"“”«»<>]{1,300})  # an attribute
    | \bhttps?\s?:\s?/{1,2}\s?[^\s"“”«»<>]{1,1000}  # an address, also with blanks put in
    | \b(?:pic\.twitter\.com|t\.co|bit\.ly|youtu\.be)/\S{1,100}
    | \bwww\.[a-z0-9-]{1,60}\.[a-z]{2,10}/[^\s"“”«»<>]{1,500}
    | \[/?(?:caption|embed|gallery|video|audio|img|url|vc_\w{1,30}|et_pb_\w{1,30})\b
        [^\]\n]{0,500}\]  # a shortcode
    | \{\{[^{}\n]{0,300}\}\} | \{%[^{}\n]{0,300}%\}  # a template's place
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(  # a line that begins as a style rule or a script does
    r"\s*(?:[.#@][\w-]+[^{}\n]{0,200}\{|(?:var|let|const)\s+[\w$]+\s*=|!?function\s*\w*\s*\(|(?:window|document)\.\w+"
    r"|(?:jQuery|\$)\(|/\*|\}\s*$)"
)
_TRAIL = " \t\xa0\"“”«»'>/="


def find(text: str) -> list[tuple[int, int]]:
    """Where web code is left in a line, as offsets in it, sorted and apart."""
    if _CODE.match(text) and len(text.split()) < 200:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    # Every form holds one of these, so that a plain line costs one look.
    if not any(c in text for c in "<=/&{[]"):
        return found
    for match in _REMAINS.finditer(text):
        start, end = match.span()
        end -= len(match.group()) - len(match.group().rstrip(".,;:!?"))  # the sentence's own mark
        if "=" in match.group()[:20] or match.group().startswith("<"):
            # The mark that closed the attribute once, and the bracket of its tag, belong to it.
            while end < len(text) and text[end] in _TRAIL and end - match.end() < 3:
                end += 1
        if found and not any(c.isalnum() for c in text[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [_close(text, start, end) for start, end in found]


def _close(text: str, start: int, end: int) -> tuple[int, int]:
    """The leftover with a lone quotation mark behind it, and without blanks at its ends."""
    if re.match(r"\s?[\"“”](?=\w)", text[end:]) and text[:end].count('"') % 2 == 0:
        end += re.match(r"\s?[\"“”]", text[end:]).end()  # type: ignore[union-attr]
    while end > start and text[end - 1] in " \t\xa0":
        end -= 1
    return start, end
