"""What comes first in a list: what the world is said to hold, then how pages spell it."""

from recoupe.store import Shelf


def test_spellings_of_names_come_last_among_the_claims(shelf: Shelf) -> None:
    ids = shelf.find("claims", order="rank", limit=1000).ids
    spelled = [c.get("slot") in ("name", "office") for c in shelf.records("claims").get_many(ids)]
    assert any(spelled)
    assert spelled == sorted(spelled)
