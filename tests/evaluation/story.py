"""Two invented pages with their answers, and dossiers that find them more or less well."""

import json
from pathlib import Path
from typing import Any

from recoupe.evaluation import found, gold, statements
from recoupe.evaluation.statements import Verdict

Value = dict[str, Any]
PORT = (
    "La maire de Brisemer, Odile Kervran, a annoncé que le port rouvrirait mardi. "
    "« Nous sommes prêts », a-t-elle ajouté devant les pêcheurs. "
    "Selon l'agence Ponant, le préfet a exclu toute aide."
)
MARKET = (
    "Le syndicat des mareyeurs dément une grève. Le préfet aurait promis une réponse, dit-on. "
    "Ivo Marsac a déclaré : « Le marché <b>reste</b> ouvert »."
)
TEXTS = {"port.txt": PORT, "market.txt": MARKET}


def place(doc: str, words: str) -> list[int]:
    """Where the page has these words."""
    start = TEXTS[doc].index(words)
    return [start, start + len(words)]


def answer(doc: str, identity: str, words: str, entity: str | None, **more: Any) -> Value:
    """One attribution of the gold; places are given as words."""
    value = {
        "id": identity,
        "type": "indirect",
        "content": [place(doc, words)],
        "cue": None,
        "speaker": None,
        "entity": entity,
        "parent": None,
        "outer": None,
        "channel": None,
        "addressee": None,
        "stance": "asserts",
        "chain": [entity] if entity else [],
    }
    slots = {k: place(doc, v) for k, v in more.items() if k in ("cue", "speaker", "channel", "addressee")}
    return {**value, **more, **slots}


def answers() -> list[Value]:
    """The gold of both pages."""
    port = [
        answer(
            "port.txt",
            "a1",
            "que le port rouvrirait mardi",
            "Odile Kervran",
            cue="a annoncé",
            speaker="La maire de Brisemer, Odile Kervran",
        ),
        answer(
            "port.txt",
            "a2",
            "« Nous sommes prêts »",
            "Odile Kervran",
            type="direct",
            cue="a-t-elle ajouté",
            speaker="elle",
            addressee="les pêcheurs",
        ),
        answer(
            "port.txt",
            "a3",
            "toute aide",
            "préfet",
            type="reported",
            speaker="le préfet",
            stance="rejects",
            chain=["ARTICLE", "agence Ponant", "préfet"],
            noise="mt_syntax",
        ),
    ]
    market = [
        answer("market.txt", "a1", "une grève", "syndicat des mareyeurs", type="reported", stance="rejects"),
        answer("market.txt", "a2", "« Le marché <b>reste</b> ouvert »", "Ivo Marsac", type="direct"),
    ]
    return [
        {"doc": "port.txt", "kind": "native", "n_chars": len(PORT), "attributions": port},
        {"doc": "market.txt", "kind": "mt", "n_chars": len(MARKET), "attributions": market},
    ]


def statement(doc: str, words: str, actor: str | None, **more: Any) -> Value:
    """One statement of a dossier; places are given as words."""
    mention = more.pop("mention", None)
    slots = {k: {"span": place(doc, v)} for k, v in more.items() if k in ("channel", "addressee")}
    return {
        "id": f"s-{doc[0]}{place(doc, words)[0]}",
        "doc": f"d-{doc}",
        "type": "indirect",
        "content": [place(doc, words)],
        "cue": None,
        "speaker": {"span": place(doc, mention) if mention else None, "actor": actor},
        "chain": [actor] if actor else [],
        "channel": None,
        "addressee": None,
        "stance": "asserts",
        "marks": "intact",
        "confidence": 0.9,
        "reasons": [
            {"rule": "verb-say", "weight": 1.0, "spans": [], "text": "a verb of speech"},
            {"rule": "that-clause", "weight": 1.0, "spans": [], "text": "<i>what follows</i> is reported"},
        ],
        **more,
        **slots,
    }


def perfect() -> list[Value]:
    """Statements that answer all of the gold."""
    mayor = "La maire de Brisemer, Odile Kervran"
    rejects = {"type": "reported", "stance": "rejects"}
    return [
        statement("port.txt", "le port rouvrirait mardi", "kervran", mention=mayor, confidence=0.97),
        statement(
            "port.txt",
            "« Nous sommes prêts »",
            "kervran",
            mention="elle",
            type="direct",
            addressee="les pêcheurs",
        ),
        statement(
            "port.txt",
            "toute aide",
            "prefet",
            mention="le préfet",
            chain=["ponant", "prefet"],
            **rejects,
        ),
        statement("market.txt", "une grève", "syndicat", **rejects),
        statement("market.txt", "Le marché <b>reste</b> ouvert", "marsac", type="direct", confidence=0.6),
    ]


def dossier(said: list[Value]) -> Value:
    """A dossier of both pages with these statements."""
    names = {
        "kervran": ["Mme Kervran", "Odile Kervran"],
        "prefet": ["le préfet"],
        "ponant": ["Ponant"],
        "syndicat": ["syndicat des mareyeurs"],
        "marsac": ["Ivo Marsac"],
    }
    return {
        "schema": "recoupe/1",
        "documents": [
            {"id": f"d-{doc}", "path": f"pages/{doc}", "lang": "fr", "text": text}
            for doc, text in TEXTS.items()
        ],
        "actors": [
            {"id": key, "name": all_[-1], "names": [{"text": n, "lang": "fr", "n": 1} for n in all_]}
            for key, all_ in names.items()
        ],
        "statements": said,
    }


def write(folder: Path, name: str, pages: list[Value]) -> Path:
    """A gold file of these pages."""
    path = folder / name
    path.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in pages), "utf-8")
    return path


def judge(tmp_path: Path, said: list[Value], pages: list[Value] | None = None) -> Verdict:
    """The verdict on these statements."""
    file = write(tmp_path, "gold.jsonl", answers() if pages is None else pages)
    return statements.judge(gold.read([file]), found.read(dossier(said)), {})
