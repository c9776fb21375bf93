"""The table of outlets: one row a domain, dated lists, no verdict; and how it is made."""

import csv
from pathlib import Path

import pytest
from training import outlets as making

from recoupe.languages import outlets


def test_every_row_is_read_once_and_names_its_lists_with_a_date() -> None:
    lines = [x for x in outlets.TABLE.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    assert lines == sorted(lines, key=lambda x: x.split("\t")[0])
    assert len(outlets.by_domain()) == len(lines) > 500
    assert all(
        listed.rsplit(" ", 1)[1][:2] == "20" for o in outlets.by_domain().values() for listed in o.lists
    )


def test_every_list_is_licensed_beside_the_table() -> None:
    notice = outlets.TABLE.with_name("OUTLETS.md").read_text("utf-8")
    for listed in {n.rsplit(" ", 1)[0] for o in outlets.by_domain().values() for n in o.lists}:
        assert listed.partition(" (")[0] in notice


def test_a_host_is_of_the_nearest_known_domain() -> None:
    assert outlets.at("francais.rt.com").language == "fr"  # type: ignore[union-attr]
    assert outlets.at("edition.cnn.com").name == "CNN"  # type: ignore[union-attr]
    assert outlets.at("rt.com.invalid") is None
    assert outlets.at(None) is None


def test_owners_hold_as_far_as_majorities_go() -> None:
    made = outlets.Outlet(
        domain="a.invalid", name="A", country="FR", language="fr", kind="outlet",
        owner="Maison 100% < Groupe 63% < Fonds 27% < Untel control", control=None, lists=("x 2024-01",),
    )  # fmt: skip
    assert made.holders == {"Maison", "Groupe"}
    assert "owner: Maison" in made.told()


def write(folder: Path, name: str, columns: str, *rows: str, mark: str = ",") -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=mark).writerows(line.split("|") for line in (columns, *rows))


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Lists of a few rows, in the columns of the public ones."""
    write(
        tmp_path, "publishers_fundus.csv", "country|name|domain|languages", "UK|The Ledger|ledger.invalid|en"
    )
    write(tmp_path, "agencies.csv", "name|country|domain", "Nordwire|NO|nordwire.invalid")
    write(
        tmp_path, "ru_state_media_domains_v2fly.csv", "domain|list|section|comment", "rt.invalid|rt|French|",
        "other.invalid|category-media-ru||",
    )  # fmt: skip
    write(
        tmp_path,
        "laundromat_sites.csv",
        "domain|list|url",
        "m.invalid|RT Mirror/Repost|",
        "w.invalid|Wikidata|",
    )
    write(
        tmp_path, "state_media_matrix.csv", "URL|Typology", "https://nordwire.invalid/|SC", "x.invalid/en|SC"
    )
    for name in (
        "organisation-media",
        "personne-media",
        "organisation-organisation",
        "personne-organisation",
    ):
        rows = ("Groupe|égal à|60%|Le Monde",) if name == "organisation-media" else ()
        rows = ("Untel|contrôle||Groupe",) if name == "personne-organisation" else rows
        write(
            tmp_path,
            f"medias_francais_mdiplo/{name}.tsv",
            "origine|qualificatif|valeur|cible",
            *rows,
            mark="\t",
        )
    return tmp_path


def test_the_table_is_made_of_the_lists_that_may_be_shipped(
    lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "outlets.tsv"
    monkeypatch.setattr(making, "TABLE", out)
    making.main(lists)
    rows = {r.split("\t")[0]: r.split("\t") for r in out.read_text("utf-8").splitlines() if r[0] != "#"}
    assert rows["ledger.invalid"][2:5] == ["GB", "en", "outlet"]
    assert rows["nordwire.invalid"][6] == "SC"
    assert rows["rt.invalid"][3] == "fr"
    assert rows["lemonde.fr"][5] == "Groupe 60% < Untel control"
    assert "m.invalid" in rows
    assert not {"other.invalid", "w.invalid", "x.invalid"} & rows.keys()
