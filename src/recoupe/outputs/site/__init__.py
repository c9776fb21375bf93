"""The dossier as a site: a page for each record and each list, written as a folder or served.

`Site.page` makes one page from a shelf of the store; `write_site` writes them all. Both print the same
templates; what only a server can do stands in them behind `live`.
"""

from recoupe.outputs.site.live import Live
from recoupe.outputs.site.site import Rendered, Site
from recoupe.outputs.site.writing import ASSETS, LIST, asset, earlier, write_site

__all__ = ["ASSETS", "LIST", "Live", "Rendered", "Site", "asset", "earlier", "write_site"]
