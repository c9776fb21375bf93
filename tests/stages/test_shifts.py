"""What turns between two standings, and what explains it."""

from collections.abc import Sequence
from dataclasses import replace

import make
from recoupe import codebooks, languages
from recoupe.model import (
    Dossier,
    Family,
    Leg,
    Lineage,
    Reading,
    Roster,
    Run,
    Shift,
    Span,
    Utterance,
    Variant,
)
from recoupe.stages import positions, shifts
from world import lineage, read, roster, said

NAMES = ("Begin", "Sadate", "Carter", "Israël")
BOOK = codebooks.load("talks")
NO = "Begin a déclaré qu’il rejette le cessez-le-feu."
YES = "Begin a déclaré qu’il accepte le cessez-le-feu."


def page(
    text: str, day: str, path: str, *, content: str = "", holder: str = "", cue: str = "a déclaré"
) -> Reading:
    made = make.page(text, published=day, path=path)
    told = content or text.partition("a déclaré ")[2].rstrip(".")
    return read(made, NAMES, (said(made, told, holder or text.split(maxsplit=1)[0].strip(","), cue),))


def dossier(
    readings: Sequence[Reading],
    tree: Lineage | None = None,
    utterances: Sequence[Utterance] = (),
    people: Roster | None = None,
) -> Dossier:
    statements = [s for r in readings for s in r.statements]
    tree, people = tree or lineage(*([r] for r in readings)), people or roster(readings)
    held, standings = positions.track(readings, statements, people, tree, BOOK)
    return Dossier(
        run=Run(version="0", options=(), languages=("fr",), codebook="talks", inputs=()),
        pages=tuple(r.page for r in readings),
        roster=people,
        statements=tuple(statements),
        utterances=tuple(utterances),
        lineage=tree,
        positions=held,
        standings=standings,
        issues=BOOK.names(p.issue for p in held),
    )


def found(*readings: Reading, **more: object) -> tuple[Shift, ...]:
    return shifts.find(dossier(readings, **more), {"fr": languages.load("fr")})  # type: ignore[arg-type]


def kinds(*readings: Reading, **more: object) -> list[str]:
    return [s.kind for s in found(*readings, **more)]


BEFORE, AFTER = page(NO, "1978-09-05", "a.txt"), page(YES, "1978-09-17", "b.txt")


def test_a_turn_in_own_words_on_later_days_is_movement() -> None:
    (shift,) = found(BEFORE, AFTER)
    assert shift.kind == "moved"
    assert "until 1978-09-05" in shift.reasons[0].text
    assert [s.of(t) for s, t in zip(shift.reasons[0].spans, (NO, YES), strict=True)] == [
        "qu’il rejette le cessez-le-feu",
        "qu’il accepte le cessez-le-feu",
    ]


def test_days_that_meet_are_no_movement() -> None:
    assert kinds(BEFORE, page(YES, "1978-09-05", "b.txt")) == []


def test_another_option_of_an_ordered_issue_is_movement() -> None:
    made = dossier((BEFORE, AFTER))
    scale = next(i.options for i in made.issues if i.code == "CF.1")
    one, other = made.standings
    told = replace(
        made,
        standings=(
            replace(one, stance="supports", option=scale[1]),
            replace(other, stance="accepts", option=scale[3]),
        ),
    )
    assert [s.kind for s in shifts.find(told, {"fr": languages.load("fr")})] == ["moved"]


def test_what_the_other_side_tells_is_no_movement() -> None:
    told = page("Sadate a déclaré que Begin accepte le cessez-le-feu.", "1978-09-17", "b.txt")
    assert kinds(BEFORE, told) == []


def test_two_wordings_of_one_utterance_are_another_wording() -> None:
    ids = tuple(r.statements[0].id for r in (BEFORE, AFTER))
    best = Variant(ids[0], BEFORE.statements[0].content[0])
    spoken = Utterance(id="u-1", statements=ids, speaker="a-begin", best=best, variants=(best,))
    assert kinds(BEFORE, AFTER, utterances=(spoken,)) == ["other_wording"]


def test_a_page_that_is_firmer_than_its_quotation_is_a_stronger_paraphrase() -> None:
    text = "Begin a exclu un cessez-le-feu. « Un cessez-le-feu n’est pas réaliste », a dit Begin."
    made = make.page(text, published="1978-09-05")
    quoted = said(made, "Un cessez-le-feu n’est pas réaliste", "Begin", "a dit", "direct")
    (shift,) = found(read(made, NAMES, (quoted,)))
    assert shift.kind == "stronger_paraphrase"
    assert shift.before == shift.after
    assert len(set(shift.pair)) == 2


def test_a_firm_no_of_the_page_over_an_open_quotation_is_no_movement() -> None:
    text = "Begin a rejeté un cessez-le-feu. « Je n’exclus pas un cessez-le-feu », a dit Begin."
    made = make.page(text, published="1978-09-05", path="a.txt")
    quoted = said(made, "Je n’exclus pas un cessez-le-feu", "Begin", "a dit", "direct")
    told = found(read(made, NAMES, (quoted,)), AFTER)
    assert [s.kind for s in told] == ["stronger_paraphrase"]


def far(*readings: Reading) -> Lineage:
    leg = Leg(lang="he", role="translated_from", score=0.9, reasons=())
    return replace(lineage(*([r] for r in readings)), paths=tuple((r.page.doc.id, (leg,)) for r in readings))


def test_what_a_translated_page_alone_says_is_put_down_to_translation() -> None:
    tree = replace(lineage([BEFORE], [AFTER]), paths=far(AFTER).paths)
    assert kinds(BEFORE, AFTER, tree=tree) == ["translation"]


def test_one_text_in_two_languages_is_translation() -> None:
    other = replace(AFTER, page=replace(AFTER.page, lang="en"))
    family = Family(id="f", docs=tuple(sorted(r.page.doc.id for r in (BEFORE, other))))
    assert kinds(BEFORE, other, tree=Lineage(families=(family,))) == ["translation"]


def with_roles(readings: Sequence[Reading], **roles: Span) -> Roster:
    made = roster(readings)
    return Roster(
        tuple(replace(a, roles=(roles[a.id[2:]],)) if a.id[2:] in roles else a for a in made.actors)
    )


def test_a_spokesman_against_his_principal_is_of_lower_rank() -> None:
    told = page("Carter a déclaré que Begin accepte le cessez-le-feu.", "1978-09-17", "b.txt")
    people = roster((BEFORE, told))
    same = Roster(tuple(replace(a, country="IL") if a.id == "a-carter" else a for a in people.actors))
    assert kinds(BEFORE, told, people=same) == ["lower_rank"]


def test_a_minister_against_the_head_of_his_state_is_of_lower_rank() -> None:
    high = page(
        "Begin, le premier ministre, a déclaré qu’il rejette le cessez-le-feu.", "1978-09-05", "a.txt"
    )
    low = page(
        "Carter, ministre des Affaires étrangères, a déclaré qu’il accepte le cessez-le-feu.",
        "1978-09-17",
        "b.txt",
    )
    people = with_roles(
        (high, low),
        begin=make.span(high.page, "premier ministre"),
        carter=make.span(low.page, "ministre des Affaires étrangères"),
    )
    same = Roster(tuple(replace(a, country="IL") for a in people.actors))
    assert kinds(high, low, people=same) == ["lower_rank"]
    assert kinds(high, low, people=people) == []


def test_what_is_later_denied_to_have_been_said_is_retracted() -> None:
    made = dossier((BEFORE, AFTER))
    denied = replace(made, standings=tuple(
        replace(s, stance="denies_having_said") if s.stance == "accepts" else s for s in made.standings
    ))  # fmt: skip
    (shift,) = shifts.find(denied, {"fr": languages.load("fr")})
    assert shift.kind == "retracted"
    assert shift.before == next(s.id for s in made.standings if s.stance == "rejects")


def test_the_order_of_pages_does_not_matter() -> None:
    assert found(BEFORE, AFTER) == found(AFTER, BEFORE)
