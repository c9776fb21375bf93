"""The pages of the sample, their actors, and the maker of places in them."""

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


def document(m: Maker, doc: str) -> Value:
    """One page as a record."""
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
        "grade_reasons": [],
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


def actors(m: Maker) -> list[Value]:
    """All actors."""
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
