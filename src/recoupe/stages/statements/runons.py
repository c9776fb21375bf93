"""Where does a subject begin that the parse has run together with the line before it?

A line without a stop (a headline, a list of sources) ends with a name in marks, and the sentence begins with
an article in capitals.
"""

from dataclasses import replace

from recoupe.stages.statements.subjects import Subject
from recoupe.stages.statements.view import View


def past_heading(view: View, subject: Subject, first: int) -> Subject:
    """The subject without the quoted name that the line before, which has no stop, ends with:
    "Source: « X » The ministry reported P".
    """
    for k in range(first - 2, view.at(subject.start) + 1, -1):
        head = view.head(k)
        opens = view.tokens[k].pos == "DET" and view.tokens[k].text[:1].isupper() and view.is_mark(k - 1)
        if opens and k < head < first:
            return replace(subject, head=head, start=view.tokens[k].start, end=view.tokens[first - 1].end)
    return subject
