"""Whether a page itself names another page, its outlet or its agency as where its text comes from."""

from recoupe.model import Reading, Reason
from recoupe.text.addresses import host
from recoupe.text.fold import fold


def cited(child: Reading, parent: Reading) -> Reason | None:
    """The heaviest sign on one page that means the other; None where there is none."""
    page = parent.page
    url = (page.doc.url or "").rstrip("/")
    name = fold(page.outlet or "")
    hosts = {h for h in (host(url), name) if "." in h}
    for sign in child.signs:  # heaviest first
        same_address = url and url in sign.addresses
        if same_address or (name and name in sign.names) or any(_under(h, hosts) for h in sign.hosts):
            if not same_address and fold(child.page.outlet or "") == name:
                continue
            reason = sign.reason
            return Reason("cites-parent", reason.weight, reason.spans, f"It says so itself. {reason.text}")
    return None


def _under(named: str, hosts: set[str]) -> bool:
    return any(known == named or known.endswith(f".{named}") for known in hosts)
