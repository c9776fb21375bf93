"""What else can be seen of a proposal: who speaks, how sure its verb is, its tense and clause, what it names.

Every sign is one observation that a reader could make, with the place to look at. What each is worth, alone
or together with another, stands in the table `statement_weights`.
"""

from collections.abc import Sequence

from recoupe.stages.statements.draft import Draft, Place
from recoupe.stages.statements.view import View

BANDS = ((0.95, "verb-sure"), (0.85, "verb-strong"), (0.65, "verb-likely"))  # of a verb's weight
CLAUSES = {"acl": "clause-relative", "advcl": "clause-adverbial", "ccomp": "clause-content"}
SOMEBODY = frozenset({"person", "body", "state", "group", "anonymous"})
SPEAKING = frozenset({"person", "body", "group"})
FEW, MANY = 3, 12  # words of a content that is short, of one that is long


def add(view: View, drafts: Sequence[Draft]) -> None:
    """Adds to each draft what can be seen of its speaker, its verb and its content."""
    for d in drafts:
        if not d.quoted and any(view.quotes_in(s - 1, e + 2) for s, e in d.content):
            d.sign("quotation-inside", d.content[0], "part of it stands between quotation marks")
        _speaker(view, d)
        if d.verb is not None:
            _verb(view, d)
        if d.nominal:
            _named(view, d)
        if any(b.kind == "headline" and b.span.start <= d.start < b.span.end for b in view.page.blocks):
            d.sign("in-headline", d.content[0], "a headline says it")
        words = sum(view.text[s:e].count(" ") + 1 for s, e in d.content)
        if words < FEW:
            d.sign("content-short", d.content[0], "the content is one or two words")
        elif words >= MANY:
            d.sign("content-long", d.content[0], "the content is a whole sentence's length")


def _speaker(view: View, d: Draft) -> None:
    if d.speaker is not None:
        d.sign(*_speaker_sign(view, d))
        return
    if d.verb is None:
        return
    place = d.cue or d.content[0]
    d.sign("no-speaker", place, "nobody is named as the speaker")
    if d.verb.mode == "infinitive" and not d.verb.passive:
        d.sign("nobody", place, "an infinitive that nobody is said to do")


def _speaker_sign(view: View, d: Draft) -> tuple[str, Place, str]:
    speaker = d.speaker or d.content[0]
    head = d.antecedent if d.antecedent >= 0 else d.head
    place = (view.tokens[head].start, view.tokens[head].end) if 0 <= head < len(view.tokens) else speaker
    if any(m.kind in SOMEBODY for m in view.mentions_in(*place)):
        return "speaker-named", speaker, "the speaker is a person or a body"
    if head < 0:
        return "speaker-unknown", speaker, "it is not clear who this is"
    token = view.tokens[head]
    if token.pos == "PRON" and token.rel == "nmod:poss":
        return "speaker-owner", speaker, "the noun is that of somebody spoken of before"
    bare = token.pos == "PRON" and "PronType" not in token.morph and "Person" not in token.morph
    if (bare or "PronType=Ind" in token.morph) and not view.lexicon.has(
        "anyone", view.words[head].lstrip("-")
    ):
        return "speaker-anonymous", speaker, "the speaker is some of many"
    if token.pos == "PRON":
        return "speaker-pronoun", speaker, "the speaker is a pronoun"
    if token.pos == "PROPN" or _is_capital(view, head):
        return "speaker-proper", speaker, "the speaker has a proper name"
    kind = view.lexicon.holders.get(view.words[head]) or view.lexicon.holders.get(token.lemma.lower())
    if kind == "text" or view.lexicon.has("finding", token.lemma.lower()):
        return "speaker-text", speaker, "a text says it"
    if token.lemma.lower() in view.lexicon.anonymous:
        return "speaker-anonymous", speaker, "the speaker is not named"
    if is_somebody(view, head):
        return "speaker-role", speaker, "a noun for persons or for a body"
    return "speaker-noun", speaker, "a noun that may name a speaker"


def _is_capital(view: View, head: int) -> bool:
    """Whether a noun without an article has a capital within its sentence: a name that the parse misses."""
    opens = head in (0, view.bounds(head)[0]) or view.tokens[head - 1].pos in ("DET", "PUNCT")
    return not opens and view.text[view.tokens[head].start].isupper()


def is_somebody(view: View, head: int) -> bool:
    """Whether a common noun means persons or a body, by the table of roles or by its ending ("-istes")."""
    roles, word = view.lexicon.roles, view.words[head]
    known = roles.get(word) or roles.get(view.tokens[head].lemma.lower()) or roles.get(word.rstrip("s"))
    return known in SPEAKING or any(
        word.rstrip("s").endswith(e) for e in view.lexicon.words.get("personal", ())
    )


def _verb(view: View, d: Draft) -> None:
    cue = d.verb
    if cue is None:
        return
    place = d.cue or d.content[0]
    weight = max((v.weight for v in cue.verbs), default=0.0)
    band = next((name for least, name in BANDS if weight >= least), "verb-weak")
    d.sign(band, place, "how seldom the verb means anything but speech")
    if any(v.rest for v in cue.verbs):
        d.sign("verb-phrase", place, "a verb with a noun of its own, seldom anything but speech")
    if cue.mode == "finite":
        d.sign(f"tense-{tense(view, cue.first, cue.token)}", place, "the tense of the verb")
    _unsaid(view, d, place)
    nobody = cue.subject is not None and view.lexicon.has("anyone", view.words[cue.subject.head].lstrip("-"))
    group = (view.tokens[k].lemma.lower() for k in range(cue.first, cue.token))
    if nobody and any(view.lexicon.has("must", lemma) for lemma in group):
        d.sign("anyone-may", place, "what one may or must say is the page's own word")
    relation = view.tokens[cue.token].rel.partition(":")[0]
    d.sign(CLAUSES.get(relation, "clause-main"), place, "the clause that the verb stands in")
    if (q := view.quote_at(place[0])) is not None and q.start < place[0] and d.end <= q.end + 1:
        d.sign("inside-quotation", place, "the report stands within somebody's words")


def _unsaid(view: View, d: Draft, place: Place) -> None:
    """Whether the verb has a thing for its subject: "cela les incite à partir"."""
    cue = d.verb
    if cue is None:
        return
    subjects = (k for k in view.kids[cue.token] if view.rel(k) == "nsubj")
    if cue.subject is None and any(view.lexicon.has("lower", view.words[k]) for k in subjects):
        d.sign("thing-says", place, "a thing does it, nobody says it")


def tense(view: View, first: int, token: int) -> str:
    """The tense of a verb group: conditional, modal, compound, future, imperfect, past or present."""
    morph = view.tokens[first].morph
    if "Mood=Cnd" in morph:
        return "conditional"
    if first < token and view.tokens[first].pos == "AUX":
        return "compound" if "Tense=" in morph else "modal"
    shown = (("Tense=Fut", "future"), ("Tense=Imp", "imperfect"), ("Tense=Past", "past"))
    return next((name for feature, name in shown if feature in morph), "present")


def _named(view: View, d: Draft) -> None:
    """What a nominal content names: a deed, somebody, and with which article."""
    first, last = view.at(d.start), view.before(d.content[0][1])
    head = next((k for k in range(first, last + 1) if view.tokens[k].pos in ("NOUN", "PROPN")), -1)
    if head < 0:
        return
    token = view.tokens[head]
    place = (token.start, token.end)
    if any(m.kind in SOMEBODY and m.form != "pronoun" for m in view.mentions_in(*place)):
        d.sign("object-somebody", place, "the content names somebody, not something said")
    elif any(view.words[head].rstrip("s").endswith(e) for e in view.lexicon.words.get("deed", ())):
        d.sign("object-deed", place, "the content names an act")
    articles = [k for k in view.kids[head] if view.rel(k) == "det"]
    morph = view.tokens[articles[0]].morph if articles else ""
    if "Poss=Yes" in morph:
        d.sign("object-own", place, "it is somebody's own")
    elif "Definite=Def" in morph:
        d.sign("object-definite", place, "it is known already")
    elif "Definite=Ind" in morph:
        d.sign("object-indefinite", place, "it is new")
    else:
        d.sign("object-bare", place, "it has no article")
