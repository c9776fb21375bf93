"""The times, statements and acts of speech of the sample."""

from typing import Any

from tests.outputs.sample.pages import Maker, Value


def times(m: Maker) -> list[Value]:
    """Two time expressions."""
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


def statements(m: Maker) -> list[Value]:
    """All statements."""
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


def utterances(m: Maker) -> list[Value]:
    """The acts of speech, one of them on four pages."""
    told = {s["id"]: s for s in statements(m)}
    group = ["s-wire", "s-paper", "s-english", "s-copy"]
    best = told["s-wire"]["content"][0]
    held = [
        {
            "id": "u-bridge",
            "statements": group,
            "speaker": "a-brandt",
            "wording": {"best": m.texts["d-wire"][best[0] : best[1]], "doc": "d-wire", "span": best},
            "variants": [
                {"statement": s, "doc": told[s]["doc"], "span": told[s]["content"][0]} for s in group
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
    for s in told.values():
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
