"""What did people decide, and does it still apply?

Decisions on actors are obeyed once actors are settled (`people`), decisions on statements once these are
weighed (`speech`), decisions on what was concluded from them at the end (`facts`): all that follows from a
decided record is worked out anew. A record that is decided on is found by its id, else where it stood
(`_places`). One that is not found any more leaves a note; nothing is obeyed by likeness.
"""

from recoupe.stages.decisions._facts import facts
from recoupe.stages.decisions._people import people
from recoupe.stages.decisions._speech import speech

__all__ = ["facts", "people", "speech"]
