"""Makes the table of outlets and agencies that ships with the package, from the public lists of a folder.

    python -m training.outlets FOLDER

Only lists whose licence lets us ship them are read (see `OUTLETS.md` beside the table). A later list adds to
a row, it never overwrites what an earlier one says; every row names its lists with their dates. There is no
quality score and no verdict: a row says who publishes, where, in what language, and what a list says of it.
"""

import csv
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from recoupe.languages.outlets import TABLE

COLUMNS = ("domain", "name", "country", "language", "kind", "owner", "control", "lists")
OWN = Path(__file__).with_name("outlets.tsv")
# Languages by the section of the list of domains of RT.
SECTIONS = {
    "Arabic": "ar",
    "French": "fr",
    "German": "de",
    "Portugeese": "pt",
    "Serbian": "sr",
    "Spanish": "es",
}
STATE_LISTS = {"rt": "RT", "rossiyasegodnya": "Rossiya Segodnya"}
SUB_LISTS = {"Viginum (Portal Kombat)": "Portal Kombat, VIGINUM", "RT Mirror/Repost": "RT mirror or repost"}
STEPS = 4  # owners of owners that are told
HEAD = """\
# Outlets, agencies, offices and platforms by domain; made by training/outlets.py, licences in OUTLETS.md.
# domain, name, country (- unknown or none), language (any: several), kind, owner < its owner ... with share,
# control as the State Media Monitor types it (SC: state-controlled; - not listed), lists with their dates.
# A list says what it says; nothing follows from it for a page.
"""

Row = dict[str, str]


def main(folder: Path) -> None:
    """The table, written where the package reads it."""
    table: dict[str, Row] = {}
    for rows in (own(), fundus(folder), agencies(folder), state_domains(folder), laundromat(folder)):
        for row in rows:
            add(table, row)
    typology, owners = controls(folder), french_owners(folder)
    for domain, row in table.items():
        if domain in typology:
            row["control"] = typology[domain]
            row["lists"] += "; State Media Matrix 2024-02"
        if row["country"] == "FR" and row["owner"] == "-" and (held := owners.get(plain(row["name"]))):
            row["owner"] = held
            row["lists"] += "; Médias français 2024-12"
    lines = ["\t".join(row[c] for c in COLUMNS) for _, row in sorted(table.items())]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def add(table: dict[str, Row], row: Row) -> None:
    """A row of a list: what the table does not know yet is taken, the list is named."""
    known = table.setdefault(row["domain"], {**dict.fromkeys(COLUMNS, "-"), "lists": ""})
    for column in COLUMNS[:-1]:
        if known[column] in ("-", row["domain"]) and row.get(column):
            known[column] = row[column]
    known["lists"] += ("; " if known["lists"] else "") + row["lists"]


def read(path: Path, delimiter: str = ",") -> list[Row]:
    """The rows of a list."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def own() -> Iterator[Row]:
    """The project's own list."""
    for line in OWN.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield {**dict(zip(COLUMNS, line.split("\t"), strict=False)), "lists": "Recoupe 2026-11"}


def fundus(folder: Path) -> Iterator[Row]:
    """Publishers that the library fundus reads."""
    for r in read(folder / "publishers_fundus.csv"):
        langs = r["languages"].split("|")
        yield {
            "domain": r["domain"],
            "name": html.unescape(r["name"]),
            "country": "GB" if r["country"] == "UK" else r["country"],
            "language": langs[0] if len(langs) == 1 else "any",
            "kind": "outlet",
            "lists": "fundus 2026-11",
        }


def agencies(folder: Path) -> Iterator[Row]:
    """News agencies."""
    for r in read(folder / "agencies.csv"):
        yield {
            "domain": r["domain"],
            "name": r["name"],
            "country": r["country"],
            "language": "any",
            "kind": "agency",
            "lists": "agencies 2026-11",
        }


def state_domains(folder: Path) -> Iterator[Row]:
    """Domains of RT and of Rossiya Segodnya."""
    for r in read(folder / "ru_state_media_domains_v2fly.csv"):
        owner = STATE_LISTS.get(r["list"])
        if not owner or r["domain"].startswith("xn--"):
            continue
        section = re.sub(r"\s*\(.*", "", r["section"])
        yield {
            "domain": r["domain"],
            "name": section if section and owner != "RT" else owner,
            "country": "RU",
            "language": SECTIONS.get(section, "any"),
            "kind": "outlet",
            "owner": owner,
            "lists": f"v2fly {r['list']} 2026-08",
        }


def laundromat(folder: Path) -> Iterator[Row]:
    """Sites that two sub-lists of the Information Laundromat name; its sub-list of news sites names no more
    than domains and is left out.
    """
    for r in read(folder / "laundromat_sites.csv"):
        if r["list"] in SUB_LISTS and re.search(r"\.[a-z]{2,}$", r["domain"]):
            label = f"Information Laundromat ({SUB_LISTS[r['list']]}) 2025-01"
            told = {"domain": r["domain"], "name": r["domain"], "language": "any", "kind": "outlet"}
            yield {**told, "lists": label}


def controls(folder: Path) -> dict[str, str]:
    """Domain -> typology; only a domain of which all rows say the same."""
    found: dict[str, set[str]] = {}
    for r in read(folder / "state_media_matrix.csv"):
        url = r["URL"].strip()
        parts = urlsplit(url if "//" in url else f"//{url}")
        if (
            parts.hostname
            and not parts.path.strip("/")
            and re.fullmatch(r"[A-Z][A-Za-z]{1,3}", r["Typology"])
        ):
            found.setdefault(parts.hostname.removeprefix("www."), set()).add(r["Typology"])
    return {domain: kinds.pop() for domain, kinds in found.items() if len(kinds) == 1}


def french_owners(folder: Path) -> dict[str, str]:
    """Name of a French outlet -> its main owner, that one's main owner ..., each with its share."""
    held: dict[str, list[tuple[float, str, str]]] = {}
    for name in (
        "organisation-media",
        "personne-media",
        "organisation-organisation",
        "personne-organisation",
    ):
        for r in read(folder / "medias_francais_mdiplo" / f"{name}.tsv", "\t"):
            share = float(r["valeur"].rstrip("%") or 0)
            control = r["qualificatif"] == "contrôle"
            over = ">" if r["qualificatif"] == "supérieur à" else ""
            told = "control" if control else f"{over}{share:g}%"
            if share or control:
                held.setdefault(r["cible"], []).append((100.0 if control else share, r["origine"], told))
    chains = {}
    for media in sorted(held):
        chain, at = [], media
        while at in held and len(chain) < STEPS:
            _, at, told = max(held[at])
            chain.append(f"{at} {told}")
        if chain:
            chains[plain(media)] = " < ".join(chain)
    return chains


def plain(name: str) -> str:
    """A name as it is compared."""
    return re.sub(r"\W", "", name.casefold())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
