"""A dossier of pages that want to act: scripts in titles, ends of elements in quotations, directions turned,
addresses that run, one paragraph of a megabyte.
"""

from typing import Any

from tests.outputs.sample import dossier

Value = dict[str, Any]
TRAPS = (
    "<script>window.ran=1</script>",
    "</script><script>window.ran=2</script>",
    "</title></style></textarea><img src=x onerror=window.ran=3>",
    '"><svg onload=window.ran=4>',
    "\u202egnihtyna\u202c \u2066x\u2069 \u200f\u200b",
    "javascript:window.ran=5",
    "{{ 7 * 7 }}{% include 'x' %}",
    "\x00\x1b[31m\ud800]]><!--",
    "' onmouseover='window.ran=6",
)


def wild(more: int = 1_000_000) -> Value:
    """The dossier made by hand, with a trap wherever words of a page stand."""
    value = dossier()
    trap = " ".join(TRAPS)
    page = next(d for d in value["documents"] if d["id"] == "d-hostile")
    page["text"] += f"\n{trap}\n" + "Un mot après l’autre, sans fin. " * (more // 32)
    page["path"] = f"web/{trap}.txt"
    page["outlet"] = trap
    page["url"] = TRAPS[5]
    page["lang"] = '"><b>'
    start = page["text"].index(TRAPS[0], 40)
    span = [start, start + len(trap)]
    page["title"] = span
    place = {"doc": "d-hostile", "span": span}
    reason = {"rule": trap, "weight": 0.5, "spans": [place], "text": trap}
    _fill(value, trap, place, reason)
    return value


def _fill(value: Value, trap: str, place: Value, reason: Value) -> None:
    actor = next(a for a in value["actors"] if a["id"] == "a-nobody")
    actor |= {"name": trap, "country": trap, "reasons": [reason]}
    actor["names"] = [{"text": trap, "lang": '"><i>', "n": 1}]
    actor["roles"] = [{"text": trap, **place}]
    claim = value["claims"][0]
    claim |= {"wording": trap, "slot": trap, "status": trap, "party": trap, "kind": trap, "reasons": [reason]}
    claim["passages"].append({**place, "side": "against", "value": trap})
    value["contradictions"][0]["a"].append({**place, "value": trap})
    value["events"][0] |= {
        "title": trap,
        "code": trap,
        "mode": trap,
        "status": trap,
        "place": trap,
        "when": trap,
    }
    value["stories"][0]["title"] = trap
    value["positions"][0] |= {"option": trap, "stance": trap, "force": trap, "voice": trap}
    value["statements"][-2] |= {"stance": trap, "said": trap, "reasons": [reason]}
    value["run"] |= {"version": trap, "codebook": trap, "options": {trap: trap}}
    value["run"]["inputs"].append({"path": trap, "sha256": trap})
    value["notes"].append({"stage": trap, "code": trap, "text": trap, **place})
    value["lineage"]["edges"][0]["reasons"].append(reason)
