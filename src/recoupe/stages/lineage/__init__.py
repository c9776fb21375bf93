"""Which pages are one source: copies, edits, translations and excerpts; and which only share a quotation or
a wire.

Each page leaves a small fingerprint. Over all pages, an inverted index of rare features proposes pairs
(`_pairs`), the alignment of their sentences decides what they are to each other (`_compare`), and texts
that are one are drawn into families (`_families`). Quotations and the page's own words are weighed apart:
two reporters who quote one post are two sources on one utterance. It names no outlet's intention and gives
no verdict.
"""

from recoupe.stages.lineage._altered import alerts, mark
from recoupe.stages.lineage._families import settle
from recoupe.stages.lineage._print import fingerprint

__all__ = ["alerts", "fingerprint", "mark", "settle"]
