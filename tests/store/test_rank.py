"""What comes first in a list: what the world is said to hold, then how pages spell it."""

import json
from pathlib import Path

from recoupe import store

GOLDEN = Path(__file__).parent.parent / "golden" / "reykjavik.json"


def test_spellings_of_names_come_last_among_the_claims(tmp_path: Path) -> None:
    store.write(json.loads(GOLDEN.read_text("utf-8")), tmp_path / "dossier.sqlite")
    with store.open(tmp_path / "dossier.sqlite") as shelf:
        ids = shelf.find("claims", order="rank", limit=1000).ids
        spelled = [c.get("slot") in ("name", "office") for c in shelf.records("claims").get_many(ids)]
    assert any(spelled)
    assert spelled == sorted(spelled)
