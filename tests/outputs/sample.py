"""A dossier made by hand after the contract: two invented states, a bridge, five pages, one hostile."""

from typing import Any

Value = dict[str, Any]

PAGES = {
    "d-wire": (
        "fil/agence.txt",
        "fr",
        "2031-05-04",
        (
            "Varennes et Ostmark reprennent les pourparlers sur le pont de Sarn\n\n"
            "VARENNES, 4 mai (Agence du Lac) – Les délégations se sont parlé pendant 60 minutes mardi, "
            "a annoncé la ministre Ilse Brandt.\n"
            "« Nous ne céderons pas le pont », a déclaré Ilse Brandt devant la presse.\n"
            "Selon l’Agence du Lac, le conseiller Pavel Orlin a rapporté que le président Tomas Keller "
            "était « prêt à tout examiner ».\n"
            "Une rencontre est prévue le 12 mai à Sarn.\n"
            "© Agence du Lac\n"
        ),
    ),
    "d-paper": (
        "presse/courrier.txt",
        "fr",
        "2031-05-05",
        (
            "Le pont de Sarn au cœur de l’appel\n\n"
            "L’échange a duré 90 minutes, selon la présidence d’Ostmark.\n"
            "« Nous ne céderons jamais le pont », a dit Mme Brandt.\n"
            "Ostmark n’a ni confirmé ni démenti la date du 12 mai.\n"
            "Partagez cet article\n"
        ),
    ),
    "d-english": (
        "web/lake-post.html",
        "en",
        "2031-05-05",
        (
            "Brandt: the bridge stays\n\n"
            "“We will not give up the bridge,” Ilse Brandt said on Tuesday.\n"
            "Keller would accept joint customs if the garrison leaves, an official said.\n"
        ),
    ),
    "d-copy": (
        "web/copie.txt",
        "fr",
        None,
        (
            "Les délégations se sont parlé pendant 60 minutes mardi, a annoncé la ministre Ilse Brandt.\n"
            "« Nous ne céderons pas le pont », a déclaré Ilse Brandt devant la presse.\n"
        ),
    ),
    "d-hostile": (
        "web/<b>piège</b>.txt",
        "fr",
        "2031-05-06",
        (
            "<script>alert('titre')</script> </title>\n\n"
            '=HYPERLINK("http://x.test") « </script><img src=x onerror=alert(1)> \u202egnol\u202c », '
            "a écrit un anonyme.\n"
            "Suite\x00 et fin \U0001f309 javascript:alert(2)\n"
        ),
    ),
}


class Maker:
    """Builds records whose spans are found by their words."""

    def __init__(self) -> None:
        self.texts = {doc: page[3] for doc, page in PAGES.items()}

    def at(self, doc: str, words: str, nth: int = 0) -> list[int]:
        """The span of some words."""
        start = -1
        for _ in range(nth + 1):
            start = self.texts[doc].index(words, start + 1)
        return [start, start + len(words)]

    def place(self, doc: str, words: str, **more: Any) -> Value:
        """A place that crosses pages."""
        return {"doc": doc, "span": self.at(doc, words), **more}

    def why(
        self, doc: str, words: str, text: str, rule: str = "reporting-verb", weight: float = 0.8
    ) -> list[Value]:
        """One reason."""
        return [{"rule": rule, "weight": weight, "spans": [self.place(doc, words)], "text": text}]


def dossier() -> Value:
    """The whole, as `json.loads` would give it."""
    m = Maker()
    return {
        "schema": "recoupe/1",
        "run": {
            "version": "0.0.1",
            "options": {"codebook": "talks", "lang": ""},
            "languages": ["en", "fr"],
            "codebook": "talks",
            "inputs": [{"path": page[0], "sha256": "ab" * 32} for page in PAGES.values()],
        },
        "documents": [_document(m, doc) for doc in PAGES],
        "actors": _actors(m),
        "times": _times(m),
        "statements": _statements(m),
        "utterances": _utterances(m),
        "events": _events(m),
        "claims": _claims(m),
        "contradictions": _contradictions(m),
        **_positions(m),
        "lineage": _lineage(m),
        "stories": [
            {
                "id": "y-1",
                "title": "Varennes et Ostmark reprennent les pourparlers sur le pont de Sarn",
                "docs": ["d-copy", "d-english", "d-paper", "d-wire"],
                "from": "2031-05-04",
                "to": "2031-05-06",
                "reasons": m.why("d-wire", "pont de Sarn", "the pages share names and days", "shared-names"),
            }
        ],
        "notes": [
            {
                "stage": "ingest",
                "code": "nul",
                "doc": "d-hostile",
                "span": m.at("d-hostile", "\x00"),
                "text": "a NUL byte <b>",
            },
            {"stage": "ingest", "code": "unread", "text": "empty.txt: nothing to read"},
        ],
    }


def _document(m: Maker, doc: str) -> Value:
    path, lang, day, text = PAGES[doc]
    blocks, at = [], 0
    kinds = {"© Agence": "credit", "Partagez": "share"}
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = next((k for start, k in kinds.items() if line.startswith(start)), "body")
            if number == 0 and doc != "d-copy":
                kind = "headline"
            blocks.append({"span": [at, at + len(line)], "kind": kind})
        at += len(line) + 1
    extra: Value = {}
    if doc != "d-copy":
        extra["title"] = blocks[0]["span"]
    if day:
        extra["published"] = {"value": day, "from": "given"}
    if doc == "d-wire":
        extra |= {"outlet": "Agence du Lac", "url": "https://lac.test/a?b=1&c=<2>"}
    if doc == "d-hostile":
        extra |= {"url": "javascript:alert(3)", "outlet": "<i>Nul</i>"}
    legs = []
    if doc == "d-paper":
        why = m.why("d-paper", "Mme Brandt", "the name keeps its foreign form", "name-spelling", 1.2)
        legs = [
            {"lang": "fr", "role": "written", "score": 0.4, "reasons": why},
            {"lang": "de", "role": "translated_from", "score": 0.7, "reasons": why},
        ]
    agencies = [{"name": "Agence du Lac", "span": m.at(doc, "© Agence du Lac")}] if doc == "d-wire" else []
    return {
        "id": doc,
        "path": path,
        **extra,
        "sha256": "cd" * 32,
        "text_sha256": "ef" * 32,
        "lang": lang,
        "lang_score": 0.99,
        "grade": "E1" if doc == "d-wire" else "E0",
        "recipe": [],
        "agencies": agencies,
        "blocks": blocks,
        "language_path": legs,
        "notes": [],
        "text": text,
    }


def _actor(
    m: Maker, identity: str, name: str, kind: str, mentions: list[tuple[str, str, str]], **more: Any
) -> Value:
    held = [{**m.place(doc, words), "form": form} for doc, words, form in mentions]
    roles = [{"text": words, **m.place(doc, words)} for doc, words in more.pop("roles", [])]
    return {
        "id": identity,
        "name": name,
        "kind": kind,
        "names": [{"text": name, "lang": "fr", "n": len(held)}],
        "roles": roles,
        **more,
        "mentions": held,
        "reasons": m.why(mentions[0][0], mentions[0][1], "the same name on several pages", "same-name"),
    }


def _actors(m: Maker) -> list[Value]:
    return [
        _actor(
            m,
            "a-brandt",
            "Ilse Brandt",
            "person",
            [
                ("d-wire", "Ilse Brandt", "name"),
                ("d-paper", "Mme Brandt", "name"),
                ("d-english", "Ilse Brandt", "name"),
            ],
            roles=[("d-wire", "la ministre")],
            country="VR",
        ),
        _actor(
            m,
            "a-keller",
            "Tomas Keller",
            "person",
            [("d-wire", "Tomas Keller", "name"), ("d-english", "Keller", "name")],
            roles=[("d-wire", "le président")],
        ),
        _actor(
            m, "a-orlin", "Pavel Orlin", "person", [("d-wire", "Pavel Orlin", "name")], stands_for="a-ostmark"
        ),
        _actor(m, "a-agency", "Agence du Lac", "body", [("d-wire", "Agence du Lac", "name")]),
        _actor(
            m,
            "a-ostmark",
            "Ostmark",
            "state",
            [("d-wire", "Ostmark", "name"), ("d-paper", "Ostmark", "name")],
        ),
        _actor(m, "a-nobody", "un <u>anonyme</u>", "anonymous", [("d-hostile", "un anonyme", "role")]),
    ]


def _times(m: Maker) -> list[Value]:
    return [
        {
            "id": "t-1",
            "doc": "d-wire",
            "span": m.at("d-wire", "mardi"),
            "kind": "date",
            "value": "2031-05-03",
            "earliest": "2031-05-03",
            "latest": "2031-05-03",
            "grain": "day",
            "anchor": "published",
            "reasons": m.why("d-wire", "mardi", "the last Tuesday before publication", "weekday"),
        },
        {
            "id": "t-2",
            "doc": "d-wire",
            "span": m.at("d-wire", "60 minutes"),
            "kind": "duration",
            "value": "PT60M",
            "grain": "minute",
            "anchor": "none",
            "reasons": m.why("d-wire", "60 minutes", "a number of minutes", "duration"),
        },
    ]


def _statement(
    m: Maker, identity: str, doc: str, content: list[str], speaker: tuple[str | None, str | None], **more: Any
) -> Value:
    printed, actor = speaker
    cue = more.pop("cue", None)
    return {
        "id": identity,
        "doc": doc,
        "type": "direct",
        "content": [m.at(doc, c) for c in content],
        "cue": m.at(doc, cue) if cue else None,
        "speaker": {"span": m.at(doc, printed) if printed else None, "actor": actor},
        "chain": [actor] if actor else [],
        "parent": None,
        "outer": None,
        "channel": None,
        "addressee": None,
        "stance": "asserts",
        "said": None,
        "marks": "intact",
        "confidence": 0.9,
        "reasons": m.why(doc, cue or content[0], "a verb of speech with its subject"),
        **more,
    }


def _statements(m: Maker) -> list[Value]:
    told = m.texts["d-wire"][m.at("d-wire", "le conseiller")[0] : m.at("d-wire", "examiner »")[1]]
    channel = {"span": m.at("d-wire", "devant la presse"), "kind": "press_conference"}
    hearers = {"span": m.at("d-wire", "la presse")}
    bridge = "« Nous ne céderons pas le pont »"
    trap = "« </script><img src=x onerror=alert(1)> \u202egnol\u202c »"
    return [
        _statement(
            m,
            "s-wire",
            "d-wire",
            [bridge],
            ("Ilse Brandt", "a-brandt"),
            cue="a déclaré",
            channel=channel,
            addressee=hearers,
            said="2031-05-03",
        ),
        _statement(
            m,
            "s-paper",
            "d-paper",
            ["« Nous ne céderons jamais le pont »"],
            ("Mme Brandt", "a-brandt"),
            cue="a dit",
        ),
        _statement(
            m,
            "s-english",
            "d-english",
            ["“We will not give up the bridge,”"],
            ("Ilse Brandt", "a-brandt"),
            cue="said",
        ),
        _statement(m, "s-copy", "d-copy", [bridge], ("Ilse Brandt", "a-brandt"), cue="a déclaré"),
        _statement(
            m, "s-agency", "d-wire", [told], ("l’Agence du Lac", "a-agency"), cue="Selon", type="indirect"
        ),
        _statement(
            m,
            "s-orlin",
            "d-wire",
            ["que le président Tomas Keller était « prêt à tout examiner »"],
            ("Pavel Orlin", "a-orlin"),
            cue="a rapporté",
            type="mixed",
            parent="s-agency",
            chain=["a-agency", "a-orlin", "a-keller"],
        ),
        _statement(
            m,
            "s-silent",
            "d-paper",
            ["la date du 12 mai"],
            ("Ostmark", "a-ostmark"),
            cue="n’a ni confirmé ni démenti",
            type="reported",
            stance="declines",
        ),
        _statement(
            m, "s-hostile", "d-hostile", [trap], ("un anonyme", "a-nobody"), cue="a écrit", channel=None
        ),
        _statement(
            m,
            "s-lost",
            "d-hostile",
            ["Suite\x00 et fin \U0001f309 javascript:alert(2)"],
            (None, None),
            type="direct",
        ),
    ]


def _utterances(m: Maker) -> list[Value]:
    statements = {s["id"]: s for s in _statements(m)}
    group = ["s-wire", "s-paper", "s-english", "s-copy"]
    best = statements["s-wire"]["content"][0]
    held = [
        {
            "id": "u-bridge",
            "statements": group,
            "speaker": "a-brandt",
            "wording": {"best": m.texts["d-wire"][best[0] : best[1]], "doc": "d-wire", "span": best},
            "variants": [
                {"statement": s, "doc": statements[s]["doc"], "span": statements[s]["content"][0]}
                for s in group
            ],
            "drift": [
                {
                    "kind": "strength",
                    "spans": [m.place("d-wire", "ne céderons pas"), m.place("d-paper", "ne céderons jamais")],
                }
            ],
            "reasons": m.why("d-wire", "le pont", "the same speaker and the same words", "shared-words"),
        }
    ]
    for s in statements.values():
        if s["id"] not in group and s["id"] != "s-lost":
            words = m.texts[s["doc"]][s["content"][0][0] : s["content"][0][1]]
            held.append(
                {
                    "id": f"u-{s['id'][2:]}",
                    "statements": [s["id"]],
                    "speaker": s["speaker"]["actor"],
                    "wording": {"best": words, "doc": s["doc"], "span": s["content"][0]},
                    "variants": [{"statement": s["id"], "doc": s["doc"], "span": s["content"][0]}],
                    "drift": [],
                    "reasons": s["reasons"],
                }
            )
    return held


def _events(m: Maker) -> list[Value]:
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


def _claims(m: Maker) -> list[Value]:
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


def _contradictions(m: Maker) -> list[Value]:
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


def _positions(m: Maker) -> Value:
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


def _lineage(m: Maker) -> Value:
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
