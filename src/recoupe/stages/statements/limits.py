"""Where a reported content ends and the page takes over again; where a sentence really starts and stops.

The parse's sentences break at quotation marks and abbreviations, so real units are counted anew: a stop
counts only when it stands outside the quotation that the reader is not in.
"""

from recoupe.stages.statements import edges
from recoupe.stages.statements.cues import Cue
from recoupe.stages.statements.openings import glued, is_stop, may_open
from recoupe.stages.statements.view import View

FRONT = 3  # tokens before a report that opens its sentence ("Après avoir", "Tout en")
REACH = 14  # tokens of a subject within which its verb must come
SURE = 0.8  # weight of a verb that shows a report of its own
INSERTED = 20  # tokens between commas behind "that"
FURTHEST = 220  # tokens; no sentence of a newspaper is longer


class Limits:
    """Answers questions of limits for one page."""

    def __init__(self, view: View, cues: list[Cue]) -> None:
        self.view = view
        self.cue_at = {c.first: c for c in cues}
        self.cue_of = {c.token: c for c in cues}
        self.asways = frozenset(c.asway for c in cues if c.asway >= 0 and not c.thisis)
        self.units: dict[int, tuple[int, int]] = {}
        self.depth = self._quotation_of_tokens()
        self.glued = glued(view, self.depth)
        self.openings = frozenset(view.at(b.span.start) for b in view.page.blocks)

    def _quotation_of_tokens(self) -> list[int]:
        """The number of the outermost quotation of each token, -1 outside; marks count as inside."""
        view, out = self.view, [-1] * len(self.view.tokens)
        for number, q in enumerate(view.quotes):
            if q.depth == 0 and q.end > q.start:
                for i in range(view.at(q.start), min(view.at(q.end - 1) + 1, len(out))):
                    if view.tokens[i].start < q.end:
                        out[i] = number
        return out

    def unit(self, i: int) -> tuple[int, int]:
        """First token and past-the-last token of the real sentence of a token, inside its quotation if it
        is in one.
        """
        if i not in self.units:
            self.units[i] = self._unit(i)
        return self.units[i]

    def _unit(self, i: int) -> tuple[int, int]:
        view, place = self.view, self.depth[i]
        first = i
        while first > 0 and i - first < FURTHEST and not self._breaks(first - 1, place):
            first -= 1
        last = i
        while last < len(view.tokens) - 1 and last - i < FURTHEST and not self._breaks(last, place):
            last += 1
        return first, last + 1

    def _breaks(self, k: int, place: int) -> bool:
        """Whether a sentence ends after token k for a reader in a quotation (its number) or in none (-1)."""
        view = self.view
        if k + 1 >= len(view.tokens):
            return True
        this, following = view.tokens[k], view.tokens[k + 1]
        if k + 1 in self.openings or "\n" in view.text[this.end : following.start]:
            return True
        if place < 0 and self.depth[k] < 0 and (k + 1 in self.glued):
            return True
        if place >= 0:
            if self.depth[k] != place or self.depth[k + 1] != place:
                return True
            return is_stop(self.view, k) and may_open(self.view, k + 1)
        if self.depth[k] >= 0:
            closes = self.depth[k + 1] != self.depth[k]
            return (
                closes
                and k > 0
                and is_stop(self.view, k - 1)
                and may_open(self.view, k + 1)
                and not self._reports(k + 1)
            )
        return is_stop(self.view, k) and may_open(self.view, k + 1)

    def _reports(self, k: int) -> bool:
        """Whether a bare reporting clause follows a full stop inside marks ("... fin." X a déclaré.)."""
        view = self.view
        for j in range(k, min(k + 4, len(view.tokens))):
            cue = self.cue_at.get(j)
            if cue is not None:
                after = cue.last + 1
                return after >= len(view.tokens) or view.tokens[after].pos == "PUNCT" or view.is_mark(after)
            if view.tokens[j].pos == "PUNCT":
                return False
        return False

    def stretch(self, first: int, cue: Cue | None, *, tight: int = -1, noun: int = -1) -> int:
        """Past-the-last token of a content that opens at a token under a cue; `tight` bounds it to a
        subtree, `noun` is the noun of speech that carries it.
        """
        view = self.view
        within = self.depth[cue.token if cue is not None else noun] == self.depth[first]
        within = within and (cue is not None or noun >= 0)
        _, top = self.unit(first)
        if cue is not None and not within and self.depth[cue.token] == -1:
            top = max(top, self.unit(cue.token)[1])
        k = first + 1 if self.depth[first] == -1 or within else self._skip_quotation(first, top)
        place = self.depth[first] if within or cue is None else self.depth[cue.token]
        alone = cue is not None and not within and self.depth[cue.token] == -1
        if tight >= 0 and alone and edges.joins(view, k):
            return max(k, self.stretch(k + 1, cue, tight=k + 1))
        if k < top and view.words[k] == "," and view.lexicon.has("that", view.words[first]):
            k = next((j for j in range(k + 1, min(top, k + INSERTED)) if view.words[j] == ","), k) + 1
        while k < top:
            if self.depth[k] >= 0 and self.depth[k] != place:
                if self._opens_anew(k, first):
                    break
                k = self._skip_quotation(k, top)
                continue
            if k > first + 2 and self._opens_glued(k):
                break
            if self.depth[k] == place and (past := edges.past_source(view, k, first, top)):
                k = past
                continue
            if self.depth[k] == place and self._hands_over(k, first, cue, top, tight):
                relative = edges.clause_end(view, k, top) if k > tight >= 0 else -1
                acts = cue is not None and any(v.kind != "wish" for v in cue.verbs)
                if relative < 0 and k > tight >= 0 and acts:
                    relative = edges.condition_end(view, k, top)
                if relative < 0:
                    break
                tight = max(tight, relative)
            k += 1
        while k > first + 1 and (
            view.words[k - 1] in ",;:."
            or view.words[k - 1] in ("-", "–")
            or view.tokens[k - 1].pos == "CCONJ"
        ):
            if self.depth[k - 1] >= 0 and view.is_mark(k - 1):
                break
            k -= 1
        return k

    def _opens_glued(self, k: int) -> bool:
        """Whether a sentence opens here behind a heading that has no stop: "promet des prêts Le pays est"."""
        view = self.view
        token, before = view.tokens[k], view.tokens[k - 1]
        if not token.text[0].isupper() or token.text[1:].isupper() or self.depth[k] >= 0:
            return False
        if before.pos != "PUNCT" and edges.opens_source(view, k, len(view.tokens)):
            return True
        if view.is_mark(k - 1) and self.depth[k - 1] >= 0:
            named = any(m.span.start == token.start for m in view.mentions_in(token.start, token.end))
            return token.pos == "DET" or (token.pos != "PROPN" and not named)
        return token.pos == "DET" and before.pos in ("NOUN", "PROPN", "ADJ", "VERB")

    def _opens_anew(self, k: int, first: int) -> bool:
        """Whether a quotation that starts at a token is a sentence of its own behind a finished clause."""
        view = self.view
        q = view.quotes[self.depth[k]]
        inner = k + 1 if view.is_mark(k) else k
        if (
            q.end - q.start < 30
            or inner >= len(view.tokens)
            or not view.text[view.tokens[inner].start].isupper()
        ):
            return False
        before = view.tokens[k - 1]
        if (
            before.pos in ("SCONJ", "ADP", "DET", "CCONJ", "AUX")
            or before.text in (":", ",")
            or k - first < 5
        ):
            return False
        return any("VerbForm=Fin" in view.tokens[j].morph for j in range(first, k))

    def _skip_quotation(self, k: int, top: int) -> int:
        number = self.depth[k]
        while k < len(self.view.tokens) and self.depth[k] == number:
            k += 1
        return max(k, min(k, top))

    def _hands_over(self, k: int, first: int, cue: Cue | None, top: int, tight: int) -> bool:
        view = self.view
        word = view.words[k]
        joint = word in (",", ";", "-", "–", "—") or view.tokens[k].pos == "CCONJ"
        if edges.is_medium(view, k, first, tight, top) or (tight >= 0 and edges.is_day(view, k)):
            return True
        gerund = self.cue_at.get(k)
        if gerund is not None and gerund.mode == "gerund" and view.is_mark(k - 1):
            return True
        if tight >= 0 and edges.is_adjunct(view, k, top):
            return True
        phrase = tight >= 0 or view.tokens[first].pos == "ADP"
        if word == "," and k + 1 in self.asways and "," not in view.words[k + 1 : top]:
            return True
        if word in (":", ";") and phrase and self._opens_clause(k, top):
            return True
        if (
            tight >= 0
            and word == ","
            and (edges.extends(view, k + 1, top) or edges.lists(view, k, first, top))
        ):
            return False
        if 0 <= k <= tight and word == "," and edges.is_aside(view, k + 1, top):
            return True
        if tight >= 0 and k > tight and (word in (",", ";") or not (joint or edges.trails(view, k))):
            return True
        if not joint or edges.joins_subject(view, k):
            return False
        after = k + 1
        if word == "," and after < top and view.tokens[after].pos == "CCONJ":
            after += 1
        if word == "," and (self.comments(after, top) or self._resumes_main(after, cue, top)):
            return True
        if word == "," and self._is_told(after, first, top):
            return True
        if (
            word == ","
            and after < top
            and view.tokens[after].pos == "DET"
            and view.text[view.tokens[after].start].isupper()
        ):
            return True
        if self._new_report(after, cue, top, comma=word == ","):
            return True
        if cue is not None and self._other_clause(k, after, cue, top):
            return True
        if view.lexicon.has("goeson", view.words[after - 1]):
            return False
        return cue is not None and self._leaves(after, first, cue, top, tight)

    def _opens_clause(self, k: int, top: int) -> bool:
        """Whether a colon opens somebody's report, or a semicolon a clause."""
        view = self.view
        for j in range(k + 1, min(top, k + REACH)):
            if view.words[j] == "," or view.is_mark(j):
                return False
            cue = self.cue_at.get(j)
            if cue is not None and cue.mode == "finite" and cue.subject is not None:
                sure = any(v.weight >= SURE for v in cue.verbs) and cue.subject.found == "parse"
                return sure and view.at(cue.subject.start) > k
            if "VerbForm=Fin" in view.tokens[j].morph:
                return view.words[k] == ";"
        return False

    def _leaves(self, k: int, first: int, cue: Cue, top: int, tight: int) -> bool:
        """Whether a clause with a subject of its own opens here that does not hang on the content."""
        view = self.view
        verb = -1
        for j in range(k, min(top, k + 14)):
            if view.words[j] in (",", ";", ":") or view.is_mark(j) or view.lexicon.has("that", view.words[j]):
                break
            if view.lexicon.has("relative", view.words[j]):
                break
            if "VerbForm=Fin" in view.tokens[j].morph and view.tokens[j].pos in ("VERB", "AUX"):
                verb = j
                break
        if verb < 0:
            return False
        main = view.head(verb) if view.rel(verb) in ("aux", "cop") else verb
        if (
            view.under(cue.token, main)
            and not view.under(verb, cue.token)
            and view.tokens[cue.token].rel.startswith("acl")
        ):
            return True
        if not any(view.rel(s) == "nsubj" and k <= s < verb for s in view.kids[main]):
            return False
        if view.under(cue.token, main):
            return True
        here, there = (_tense(view.tokens[j].morph)[-1:] for j in (verb, cue.first))
        if view.lexicon.drops_that and here != there:
            return False  # "that" need not be said again: another tense than the narrator's goes on
        if view.head(main) == cue.token and view.rel(main) in ("conj", "parataxis"):
            return True
        return tight >= 0 and view.tokens[k - 1].pos == "CCONJ" and view.head(main) != view.head(first)

    def _is_told(self, k: int, first: int, top: int) -> bool:
        """Whether a report of the whole sentence closes it: "A said that P, X told the agency on Monday"."""
        view = self.view
        found = next((self.cue_at[j] for j in range(k, min(top, k + REACH)) if j in self.cue_at), None)
        if (
            found is None
            or found.mode != "finite"
            or found.frame("p") is None
            or (found.frame("n") is not None and not self._closes(found.last + 1, top))
        ):
            return False
        subject = found.subject
        that = view.lexicon.has("that", view.words[first])
        opened = first < view.head(first) < k if that else view.lexicon.drops_that
        if (
            subject is None
            or subject.found not in ("parse", "beside")
            or view.at(subject.start) != k
            or not opened
        ):
            return False
        rest = range(found.last + 1, top)
        return len(rest) < REACH and not any(self._ends_subject(j) for j in rest)

    def _closes(self, k: int, top: int) -> bool:
        """Whether nothing but a day or a place follows a verb that might have an object."""
        view = self.view
        free = view.lexicon.drops_that and (k >= top or k in view.timed)
        return free or (view.lexicon.drops_that and view.tokens[k].pos in ("ADP", "PUNCT"))

    def _resumes_main(self, k: int, cue: Cue | None, top: int) -> bool:
        """Whether the main clause goes on behind a relative clause: "X, qui dit P, a vu Q"."""
        relative = cue is not None and cue.subject is not None and cue.subject.found == "relative"
        return relative and edges.resumes_main(self.view, k, top) and k not in self.cue_at

    def _other_clause(self, k: int, after: int, cue: Cue, top: int) -> bool:
        """Whether the main clause begins behind a comma, after a fronted report ("Après avoir dit P, X a vu
        Q"), or somebody else's report behind "et".
        """
        view = self.view
        fronted = cue.mode in ("past-infinitive", "gerund", "participle") and view.words[k] == ","
        joined = view.tokens[after - 1].pos == "CCONJ" and cue.mode == "finite"
        if not (fronted or joined) or after >= top:
            return False
        if fronted and (cue.first - self.unit(cue.token)[0] > FRONT or after != k + 1):
            return False
        subject = edges.subject_at(view, after, top)
        if subject < 0:
            return False
        verb = next((j for j in range(subject + 1, min(top, subject + REACH)) if self._ends_subject(j)), -1)
        if verb < 0 or "VerbForm=Fin" not in view.tokens[verb].morph:
            return False
        if fronted:
            return True
        found = self.cue_at.get(verb)
        return (
            found is not None
            and found.mode == "finite"
            and self._same_tense(found, cue)
            and any(v.weight >= SURE for v in found.verbs)
        )

    def _ends_subject(self, j: int) -> bool:
        """Whether a token cannot belong to the noun phrase of a subject."""
        view = self.view
        verbal = view.tokens[j].pos in ("VERB", "AUX") and "VerbForm=Part" not in view.tokens[j].morph
        return verbal or j in self.cue_at or view.words[j] in (",", ";", ":") or view.is_mark(j)

    def comments(self, k: int, top: int) -> bool:
        """Whether words open here by which the page goes on: "alors que", "selon X"."""
        view = self.view
        for phrase in view.lexicon.phrases.get(view.words[k] if k < top else "", ()):
            if phrase.part == "comment" and view.match(k, phrase.words, top):
                return True
        return edges.opens_source(view, k, top)

    def _new_report(self, k: int, cue: Cue | None, top: int, *, comma: bool) -> bool:
        """Whether another report of the same or another speaker opens here."""
        view = self.view
        reach = k
        while reach < top and reach < k + 4:
            found = self.cue_at.get(reach)
            if found is not None:
                break
            if view.tokens[reach].pos not in ("ADV", "PRON", "AUX") and not view.lexicon.has(
                "reflexive", view.words[reach]
            ):
                return False
            if view.rel(reach) == "nsubj" and not view.lexicon.has("echo", view.words[reach]):
                return False
            reach += 1
        else:
            return False
        if found is None or (cue is not None and found.token == cue.token):
            return False
        if found.mode == "gerund":
            return comma
        if found.mode == "finite":
            if comma and found.last + 1 < top and view.words[found.last].startswith("-"):
                return True
            if comma and view.tokens[found.token].rel.startswith("parataxis"):
                return True
            own = any(view.rel(s) == "nsubj" and k <= s < found.first for s in view.kids[found.token])
            if own or cue is None:
                return False
            return (comma and cue.mode == "gerund") or self._same_tense(found, cue)
        return False

    def _same_tense(self, a: Cue, b: Cue) -> bool:
        view = self.view
        first, second = view.tokens[a.first], view.tokens[b.first]
        if "VerbForm=Part" in first.morph and b.first != b.token:
            return True  # "a promis P et réclamé Q": one auxiliary for both
        if (a.first == a.token) != (b.first == b.token):
            return False
        here, there = _tense(first.morph), _tense(second.morph)
        return not here or not there or here == there


def _tense(morph: str) -> tuple[str, ...]:
    return tuple(f for f in morph.split("|") if f.startswith(("Tense", "Mood")))
