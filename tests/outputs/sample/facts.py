"""The events, claims, contradictions, positions and lineage of the sample."""

from typing import Any

from tests.outputs.sample.pages import Maker, Value


def events(m: Maker) -> list[Value]:
    """A past, a planned and an undated event."""
    return [
        {
            "id": "v-call",
            "code": "CONSULT",
            "mode": "phone",
            "title": "Les délégations se sont parlé",
            "roles": [{"role": "actor", "actor": "a-brandt"}, {"role": "actor", "actor": "a-keller"}],
            "when": "2031-05-03",
            "earliest": "2031-05-03",
            "latest": "2031-05-04",
            "status": "done",
            "reports": [
                m.place("d-wire", "Les délégations se sont parlé pendant 60 minutes mardi"),
                m.place("d-paper", "L’échange a duré 90 minutes"),
                m.place("d-copy", "Les délégations se sont parlé"),
            ],
            "origins": {"min": 2, "max": 2},
            "pages": 3,
            "disagreements": ["x-length"],
            "reasons": m.why("d-wire", "se sont parlé", "the same people on the same day", "same-day"),
        },
        {
            "id": "v-meet",
            "code": "AGREE",
            "title": "Une rencontre est prévue",
            "roles": [{"role": "actor", "actor": "a-keller"}],
            "when": "2031-05-12",
            "earliest": "2031-05-12",
            "latest": "2031-05-12",
            "place": "Sarn",
            "status": "planned",
            "reports": [m.place("d-wire", "Une rencontre est prévue le 12 mai à Sarn")],
            "origins": {"min": 1, "max": 1},
            "pages": 1,
            "disagreements": [],
            "reasons": m.why("d-wire", "est prévue", "a future day", "future"),
        },
        {
            "id": "v-undated",
            "code": "REJECT",
            "title": "Ostmark n’a ni confirmé ni démenti",
            "roles": [],
            "when": None,
            "status": "denied",
            "reports": [m.place("d-paper", "Ostmark n’a ni confirmé ni démenti")],
            "origins": {"min": 1, "max": 1},
            "pages": 1,
            "disagreements": [],
            "reasons": m.why("d-paper", "ni confirmé ni démenti", "a refusal", "refusal"),
        },
    ]


def claims(m: Maker) -> list[Value]:
    """A claim with two values, one corroborated, one in variants."""
    return [
        {
            "id": "c-length",
            "wording": "L’échange a duré 90 minutes",
            "kind": "number",
            "slot": "duration",
            "passages": [
                m.place("d-paper", "L’échange a duré 90 minutes", side="for", value="90 min"),
                m.place("d-wire", "parlé pendant 60 minutes", side="against", value="60 min"),
                m.place("d-copy", "pendant 60 minutes", side="against", value="60 min"),
            ],
            "status": "contradicted",
            "party": "single_party",
            "origins": {"min": 2, "max": 2},
            "pages": 3,
            "translation_risk": 0.1,
            "reasons": m.why("d-paper", "90 minutes", "two numbers for one duration", "two-values"),
        },
        {
            "id": "c-bridge",
            "wording": "Nous ne céderons pas le pont",
            "kind": "quote",
            "passages": [
                m.place("d-wire", "« Nous ne céderons pas le pont »", side="for", statement="s-wire"),
                m.place("d-english", "“We will not give up the bridge,”", side="for", statement="s-english"),
            ],
            "status": "corroborated",
            "origins": {"min": 2, "max": 3},
            "pages": 4,
            "translation_risk": 0.0,
            "reasons": m.why("d-wire", "Nous ne céderons pas le pont", "the same words", "shared-words"),
        },
        {
            "id": "c-date",
            "wording": "la date du 12 mai",
            "kind": "date",
            "slot": "date",
            "passages": [
                m.place("d-wire", "le 12 mai", side="for", value="2031-05-12"),
                m.place("d-paper", "la date du 12 mai", side="variant", statement="s-silent"),
            ],
            "status": "variant",
            "party": "neither",
            "origins": {"min": 1, "max": 2},
            "pages": 2,
            "translation_risk": 0.2,
            "reasons": m.why("d-wire", "12 mai", "one day, one of two sides", "one-side"),
        },
    ]


def contradictions(m: Maker) -> list[Value]:
    """A plain contradiction and one that translation may explain."""
    return [
        {
            "id": "x-length",
            "claim": "c-length",
            "kind": "number",
            "a": [
                m.place("d-wire", "60 minutes", side="for", value="60 min"),
                m.place("d-copy", "60 minutes", value="60 min", side="for"),
            ],
            "b": [m.place("d-paper", "90 minutes", side="against", value="90 min")],
            "can_both_hold": False,
            "translation_risk": 0.1,
            "reasons": m.why("d-paper", "90 minutes", "60 and 90 minutes", "two-values"),
        },
        {
            "id": "x-risky",
            "claim": "c-bridge",
            "kind": "polarity",
            "a": [m.place("d-wire", "ne céderons pas", side="for")],
            "b": [m.place("d-paper", "ne céderons jamais", side="against")],
            "can_both_hold": True,
            "translation_risk": 0.8,
            "reasons": m.why("d-paper", "jamais", "the page is translated", "translated"),
        },
    ]


def positions(m: Maker) -> Value:
    """Positions, standings, issues and a shift."""

    def position(identity: str, doc: str, words: str, holder: str | None, **more: Any) -> Value:
        return {
            "id": identity,
            "statement": None,
            **m.place(doc, words),
            "holder": holder,
            "issue": "TE.4",
            "option": "the bridge",
            "stance": "rejects",
            "force": "refusal",
            "voice": "self",
            "said": None,
            "reasons": m.why(doc, words, "a refusal in the first person", "refusal"),
            **more,
        }

    condition = m.at("d-english", "if the garrison leaves")
    customs = "Keller would accept joint customs if the garrison leaves"
    return {
        "positions": [
            position(
                "p-1",
                "d-wire",
                "Nous ne céderons pas le pont",
                "a-brandt",
                statement="s-wire",
                said="2031-05-03",
            ),
            position(
                "p-2",
                "d-paper",
                "Nous ne céderons jamais le pont",
                "a-brandt",
                force="red_line",
                statement="s-paper",
            ),
            position(
                "p-3",
                "d-english",
                customs,
                "a-keller",
                issue="EC.4",
                option="joint customs",
                stance="conditional",
                force="conditional",
                voice="official_anonymous",
                condition=condition,
            ),
            position(
                "p-4",
                "d-wire",
                "prêt à tout examiner",
                "a-keller",
                issue="EC.4",
                stance="hedged_open",
                force="hedged",
                voice="spokesperson",
                option=None,
            ),
            position("p-5", "d-hostile", "gnol", None),
            position(
                "p-6", "d-wire", "prêt à tout examiner", "a-keller", stance="demands", target="a-brandt"
            ),
        ],
        "standings": [
            {
                "id": "g-1",
                "holder": "a-brandt",
                "issue": "TE.4",
                "option": "the bridge",
                "from": "2031-05-03",
                "stance": "rejects",
                "positions": ["p-1", "p-2"],
                "origins": {"min": 1, "max": 2},
                "voices": ["self"],
                "status": "one_origin",
            },
            {
                "id": "g-2",
                "holder": "a-keller",
                "issue": "EC.4",
                "option": None,
                "from": "2031-05-04",
                "to": "2031-05-04",
                "stance": "hedged_open",
                "positions": ["p-4"],
                "origins": {"min": 1, "max": 1},
                "voices": ["spokesperson"],
                "status": "one_origin",
            },
            {
                "id": "g-3",
                "holder": "a-keller",
                "issue": "EC.4",
                "option": "joint customs",
                "from": "2031-05-05",
                "stance": "conditional",
                "positions": ["p-3"],
                "origins": {"min": 1, "max": 1},
                "voices": ["official_anonymous"],
                "status": "one_origin",
            },
            {
                "id": "g-4",
                "holder": "a-keller",
                "issue": "TE.4",
                "option": "the bridge",
                "from": "2031-05-04",
                "stance": "demands",
                "positions": ["p-6"],
                "origins": {"min": 1, "max": 1},
                "voices": ["self"],
                "status": "one_origin",
            },
        ],
        "issues": [
            {
                "code": "TE.4",
                "parent": "TE",
                "labels": [{"lang": "en", "text": "territorial swap"}],
                "options": ["refused", "the bridge"],
                "graded": True,
            },
        ],
        "shifts": [
            {
                "id": "h-1",
                "before": "g-2",
                "after": "g-3",
                "kind": "moved",
                "pair": ["p-4", "p-3"],
                "reasons": m.why("d-english", "would accept", "from open to a condition", "shift"),
            },
        ],
    }


def lineage(m: Maker) -> Value:
    """An excerpt, a shared statement, the families."""
    line = "« Nous ne céderons pas le pont », a déclaré Ilse Brandt devant la presse."
    return {
        "edges": [
            {
                "child": "d-copy",
                "parent": "d-wire",
                "kind": "excerpt",
                "passages": [{"child": m.at("d-copy", line), "parent": m.at("d-wire", line)}],
                "reasons": m.why("d-copy", line, "the same sentences in the same order", "shared-sentences"),
            },
            {
                "child": "d-english",
                "parent": "d-wire",
                "kind": "shared_statement",
                "lang_path": ["fr", "en"],
                "passages": [
                    {
                        "child": m.at("d-english", "“We will not give up the bridge,”"),
                        "parent": m.at("d-wire", "« Nous ne céderons pas le pont »"),
                    }
                ],
                "reasons": m.why(
                    "d-english",
                    "We will not give up the bridge",
                    "one statement in two languages",
                    "same-words",
                ),
            },
        ],
        "families": [
            {"id": "f-1", "docs": ["d-copy", "d-wire"], "root": "d-wire"},
            {"id": "f-2", "docs": ["d-english"]},
            {"id": "f-3", "docs": ["d-hostile"]},
            {"id": "f-4", "docs": ["d-paper"]},
        ],
    }
