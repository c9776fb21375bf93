"""Exports: what other programs read is what the dossier says, and a database that people coded comes back."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from recoupe.cli import main
from recoupe.errors import InputError
from recoupe.ingest import dna as reader
from recoupe.outputs import exports
from recoupe.outputs.exports import dna, graphml

PAGE = (
    "Genève \U0001f54a : le cessez-le-feu en débat\n\n"
    "Le président Anouar el-Sadate a rejeté mardi un cessez-le-feu de trente jours. "
    "Le Premier ministre israélien Menahem Begin a accepté un cessez-le-feu de trente jours. "
    "« Nous exigeons des garanties de sécurité », a déclaré Menahem Begin. "
    "Anouar el-Sadate n'a pas exclu un échange de prisonniers. "
    "Menahem Begin a rencontré Anouar el-Sadate à Genève le 12 mars 1978.\n"
)
# Table -> columns, as DNA 3.1.2 creates them; CODERS is checked by number.
TABLES = {
    "SETTINGS": "Property Value",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    (pages / "a.txt").write_text(PAGE, "utf-8")
    (pages / "pages.csv").write_text("path,published\na.txt,1978-03-14\n", "utf-8")
    assert run("build", str(pages), "-o", str(out), "--quiet", "--formats", "json").exit_code == 0
    return out


@pytest.fixture(scope="module")
def value(built: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built / "dossier.json").read_text("utf-8"))
    return found


def test_there_is_something_to_export(value: dict[str, Any]) -> None:
    assert {p["stance"] for p in value["positions"]} >= {"rejects", "accepts", "demands"}
    assert value["events"]


def test_the_database_has_the_tables_and_columns_of_dna(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "dna", tmp_path / "x.dna")
    base = sqlite3.connect(tmp_path / "x.dna")
    found = {
        t: " ".join(row[1] for row in base.execute(f"PRAGMA table_info({t})"))
        for (t,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    assert len(found.pop("CODERS").split()) == 28
    assert found == TABLES
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


def test_statements_stand_at_their_utf_16_places(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "dna", tmp_path / "x.dna")
    base = sqlite3.connect(tmp_path / "x.dna")
    rows = base.execute(
        "SELECT s.Start, s.Stop, d.Text FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
    )
    told = {t.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for a, b, t in rows}
    text = value["documents"][0]["text"]
    assert told == {text[p["span"][0] : p["span"][1]] for p in value["positions"]}
    base.close()


def test_the_same_dossier_gives_the_same_bytes(value: dict[str, Any], tmp_path: Path) -> None:
    for name in exports.FORMATS:
        exports.write(value, name, tmp_path / "a")
        first = (tmp_path / "a").read_bytes()
        exports.write(value, name, tmp_path / "a")
        assert (tmp_path / "a").read_bytes() == first


def test_what_goes_out_comes_back(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "dna", tmp_path / "x.dna")
    coding = reader.read(tmp_path / "x.dna")
    assert coding.outside == 0
    names = {a["id"]: a["name"] for a in value["actors"]}
    sent = {(p["id"], *p["span"], names[p["holder"]], p["issue"], p["stance"]) for p in value["positions"]}
    back = {
        (c.value("position"), c.start, c.end, c.value("person") or c.value("organization"), c.value("issue"),
         c.value("stance"))
        for c in coding.statements
    }  # fmt: skip
    assert back == sent
    assert {c.coder for c in coding.statements} == {dna.CODER}
    assert {(c.path, c.text_sha256) for c in coding.statements} == {
        ("a.txt", value["documents"][0]["text_sha256"])
    }


def test_a_page_of_an_odd_name_goes_out(value: dict[str, Any], tmp_path: Path) -> None:
    odd = {**value, "documents": [{**d, "path": "\udcff.txt"} for d in value["documents"]]}
    for name in exports.FORMATS:
        exports.write(odd, name, tmp_path / name)
    assert {c.path for c in reader.read(tmp_path / "dna").statements} == {"\ufffd.txt"}


def test_only_what_points_somewhere_agrees_or_disagrees(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "dna", tmp_path / "x.dna")
    told = {
        c.value("stance"): (c.type, c.value("agreement")) for c in reader.read(tmp_path / "x.dna").statements
    }
    assert told["rejects"] == ("DNA Statement", "0")
    assert told["accepts"] == ("DNA Statement", "1")
    assert told.get("open", ("No side taken", "")) == ("No side taken", "")


def test_people_keep_and_take_out_what_the_machine_coded(
    built: Path, value: dict[str, Any], tmp_path: Path
) -> None:
    exports.write(value, "dna", tmp_path / "x.dna")
    kept, gone = value["positions"][0]["id"], value["positions"][1]["id"]
    base = sqlite3.connect(tmp_path / "x.dna")
    same = "Refresh, FontSize, Password, PopupWidth, ColorByCoder, PopupDecoration, PopupAutoComplete"
    may = ", ".join(["1"] * 16)
    base.execute(f"INSERT INTO CODERS SELECT 2, 'Anne', 0, 0, 0, {same}, {may} FROM CODERS")
    found = "SELECT d.StatementId FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity WHERE e.Value = ?"
    base.execute(f"UPDATE STATEMENTS SET Coder = 2 WHERE ID IN ({found})", (kept,))
    base.execute(f"DELETE FROM STATEMENTS WHERE ID IN ({found})", (gone,))
    base.commit()
    base.close()
    asked = (
        "--against",
        str(built),
        "-f",
        str(tmp_path),
        "--who",
        "Anne",
        "-o",
        str(tmp_path / "gold.jsonl"),
    )
    result = run("import", "dna", str(tmp_path / "x.dna"), *asked)
    assert result.exit_code == 0, result.output
    lines = [json.loads(x) for x in (tmp_path / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert {(x["do"], t["id"]) for x in lines for t in x["targets"]} == {("accept", kept), ("reject", gone)}
    gold = [json.loads(x) for x in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    assert len(gold) == len(value["positions"]) - 1
    assert {"Anne", dna.CODER} == {g["coder"] for g in gold}


@pytest.mark.parametrize("raw", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_what_is_no_database_is_said(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.dna").write_bytes(raw)
    with pytest.raises(InputError, match="DNA"):
        reader.read(tmp_path / "x.dna")
    assert run("import", "dna", str(tmp_path / "x.dna"), "-o", str(tmp_path / "g")).exit_code == 1


def test_the_network_declares_what_it_uses(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "graphml", tmp_path / "x.graphml")
    root = etree.parse(tmp_path / "x.graphml").getroot()
    own = {None: graphml.NAMESPACE, "g": graphml.NAMESPACE}
    keys = {(k.get("id"), k.get("for")) for k in root.findall("g:key", {"g": own["g"]})}
    nodes = [n.get("id") for n in root.iterfind(".//g:node", {"g": own["g"]})]
    edges = root.findall(".//g:edge", {"g": own["g"]})
    assert len(set(nodes)) == len(nodes)
    assert {e.get("source") for e in edges} | {e.get("target") for e in edges} <= set(nodes)
    assert len(edges) == len(value["standings"])
    for kind in ("node", "edge"):
        used = {d.get("key") for d in root.iterfind(f".//g:{kind}/g:data", {"g": own["g"]})}
        assert {(k, kind) for k in used} <= keys


def test_events_are_plover_records(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "plover", tmp_path / "x.jsonl")
    records = [json.loads(x) for x in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    met = next(r for r in records if r["event"] == ["CONSULT"])
    assert {a["name"] for a in met["actor"]} == {"Menahem Begin", "Anouar el-Sadate"}
    assert (met["date"], met["quad_code"], met["coder"]) == ("1978-03-12", 1, "Recoupe (machine)")


def test_drafts_say_what_they_do_not_know(value: dict[str, Any], tmp_path: Path) -> None:
    exports.write(value, "gmcr", tmp_path / "x.json")
    model = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert model["infeasibles"] is None
    assert model["gaps"]
    assert any([p[0][1] == "N" for p in d["preferences"]] for d in model["decisionMakers"])
    exports.write(value, "ktab", tmp_path / "x.csv")
    rows = [line.split(",") for line in (tmp_path / "x.csv").read_text("utf-8").splitlines()]
    assert rows[0][:3] == ["Actor", "Description", "Influence"]
    assert {row[2] for row in rows[1:]} <= {""}
    assert (tmp_path / "x.evidence.csv").is_file()


def test_the_password_is_kept_as_dna_keeps_it() -> None:
    assert dna.encrypted("recoupe") == dna.encrypted("recoupe") != dna.encrypted("other")
    assert len(dna.encrypted("recoupe")) == 64
