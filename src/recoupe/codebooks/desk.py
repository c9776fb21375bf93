"""What `recoupe codebook` does: shows a codebook, lists its faults, writes a new one to start from."""

from pathlib import Path

from recoupe import codebooks
from recoupe.codebooks import cases
from recoupe.errors import DataError, OptionError

_CASE = """# One negotiation, told as data. See docs/add-a-codebook.md.
name = "Name of the talks"

[[party]]
name = "First party"
# country = "IS"                    # everybody of this country speaks for it
members = ["A person", "A ministry", "A capital"]

[[party]]
name = "Second party"
members = []

# [[issue]]
# code = "CF.1"                      # an issue of the codebook
# scale = ["none", "some", "all"]    # its options here, from one pole to the other
# [issue.words.fr]
# "treve limite*" = "some"
"""


def table(name: str, lang: str, case: str | None) -> str:
    """The groups and issues, one a line: code, label, options."""
    book = codebooks.load(name, case)
    lines = []
    for group in book.groups:
        lines.append(f"{group.code:6} {group.label(lang)}\n")
        for issue in (i for i in book.issues if i.parent == group.code):
            arrow = " -> " if issue.graded else " <-> "
            scale = f"  [{arrow.join(issue.options)}]" if issue.options else ""
            lines.append(f"  {issue.code:6} {issue.label(lang)}{scale}\n")
    return "".join(lines)


def faults(name: str, case: str | None) -> list[str]:
    """All faults of a codebook, and the first of a case."""
    found = codebooks.check(codebooks.place(name))
    if case and not found:
        try:
            cases.read(Path(case), codebooks.load(name))
        except DataError as error:
            found.append(str(error))
    return found


def new(folder: Path, source: str) -> list[str]:
    """Write a copy of a codebook and an empty case; OptionError where the folder holds one already."""
    start = codebooks.place(source)
    if not (start / "issues.csv").is_file():
        raise OptionError(f"{source}: no such codebook; shipped are {', '.join(codebooks.known())}")
    if (folder / "issues.csv").exists():
        raise OptionError(f"{folder}: there is a codebook already; name another folder")
    files = {p.name: p.read_bytes() for p in (start / "issues.csv", *sorted(start.glob("*.tsv")))}
    files["case.toml"] = _CASE.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in files.items():
            (folder / name).write_bytes(raw)
    except OSError as error:
        raise OptionError(f"{folder}: {error.strerror}; name a folder that can be written") from error
    return [str(folder / name) for name in files]
