"""A statement while it is still being weighed: places as offsets, with the signs that speak for and against
it.
"""

from dataclasses import dataclass, field

from recoupe.stages.statements.cues import Cue

Place = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One proposal. `signs` are (rule, place to look at, what was seen); their weights come from the
    language's table.
    """

    content: list[Place]
    construction: str
    cue: Place | None = None
    speaker: Place | None = None
    head: int = -1  # the token of the speaker's phrase that names it
    antecedent: int = -1
    stance: str = "asserts"
    verb: Cue | None = None
    follows: bool = False  # the previous speaker goes on
    quoted: bool = False  # the whole content stands between marks
    signs: list[tuple[str, Place, str]] = field(default_factory=list)
    score: float = 0.0
    repaired: bool = False
    nominal: bool = False
    source: "Draft | None" = None  # the draft whose report this one carries on

    @property
    def start(self) -> int:
        """Where the content starts."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1][1]

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(e - s for s, e in self.content)

    def sign(self, rule: str, place: Place, text: str) -> None:
        """Adds something seen."""
        self.signs.append((rule, place, text))
