"""The printed dossier as a tagged PDF (PDF/UA-1), made from the same page by its rules for print.

What print leaves out is taken away first: script, tools, the readers, reasons and drawings, whose tables
stay. Links lead to the end-notes. Nothing is fetched: the page carries all that it needs, and whoever asks
for more is refused. Needs the extra `pdf`.
"""

import logging
from pathlib import Path
from typing import Any, NoReturn

from lxml import html as trees

from recoupe.errors import MissingError
from recoupe.outputs import html

Value = dict[str, Any]
_LEFT_OUT = (
    "//script | //meta[@http-equiv] | //*[@id='reader'] | //*[@id='live'] | //nav | //a[@class='skip']"
    " | //*[contains(concat(' ', @class, ' '), ' tools ')] | //*[contains(concat(' ', @class, ' '), ' why ')]"
    " | //*[contains(concat(' ', @class, ' '), ' drawing ')]"
)


def write(dossier: Value, to: Path, lang: str | None = None) -> int:
    """Write the dossier to a PDF in a language of the interface and give the number of its pages.

    MissingError where WeasyPrint or the libraries it loads are not installed.
    """
    try:
        import weasyprint  # noqa: PLC0415  heavy, and an extra
    except (ImportError, OSError) as error:  # OSError: Pango is not on this machine
        raise MissingError(
            f"a PDF needs WeasyPrint and Pango: pip install 'recoupe[pdf]' ({error})"
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of each rule for screens alone
    page = weasyprint.HTML(string=printed(dossier, lang), url_fetcher=_refuse)
    draft = to.with_name(to.name + ".part")
    draft.touch()  # says at once if nothing can be written there
    document = page.render()
    document.write_pdf(str(draft), pdf_variant="pdf/ua-1", pdf_identifier=b"recoupe")
    draft.replace(to)
    return len(document.pages)


def printed(dossier: Value, lang: str | None = None) -> str:
    """The page as it is printed: without what print leaves out, its links led to what is on paper."""
    tree = trees.document_fromstring(html.render(dossier, lang))
    for element in tree.xpath(_LEFT_OUT):
        element.drop_tree()
    for folded in tree.iter("details"):
        folded.set("open", "")
    here = set(tree.xpath("//@id"))
    for link in tree.xpath("//a[starts-with(@href, '#')]"):
        note = link.getnext() if link.get("class") == "src" and not (link.tail or "").strip() else None
        if note is not None and note.get("class") == "note":
            link.set("href", note.get("href"))
        if link.get("href")[1:] not in here:
            link.attrib.pop("href")
    return "<!doctype html>\n" + str(trees.tostring(tree, encoding="unicode"))


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"nothing is fetched: {url[:80]}")
