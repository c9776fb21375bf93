"""What `recoupe serve` was asked to do, checked before anything is opened."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from recoupe.errors import OptionError
from recoupe.ingest import decisions

LOCAL = frozenset({"localhost", "localhost.localdomain"})
_SHORTEST = 16  # characters of a token: about 90 bits if they are drawn, too many to try


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the dossier is, who may reach it and how, and what a rebuild needs.

    `pages` are the sources of `recoupe build`, `options` its further options. `names` are the host names
    under which a proxy in front hands requests on. Decisions are kept in `ledger`, else in the first folder
    of pages; without either nothing can be decided. OptionError when strangers could come in, and when
    the ledger has no folder.
    """

    out: Path
    pages: tuple[str, ...] = ()
    ledger: Path | None = None
    options: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    token: str | None = None
    store: str | None = None
    body: int = 64 * 1024  # bytes of one request: a decision with a long remark has 3,000

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < _SHORTEST:
            raise OptionError(
                f"--token: {len(self.token)} characters; take {_SHORTEST} or more, or: --token auto"
            )
        if self.token is not None and not self.token.isprintable():
            raise OptionError("--token: a character in it cannot be sent; take letters, digits and signs")
        told = self.ledger
        if told and not told.exists() and (told.suffix != ".jsonl" or not told.parent.is_dir()):
            raise OptionError(
                f"--decisions {told}: there is no such folder; name one, or a .jsonl file in one"
            )
        if self.token is None and (self.names or not self.loopback):
            where = f"--name {self.names[0]}" if self.names else f"--host {self.host}"
            raise OptionError(f"{where}: others can reach this; give a token, such as: --token auto")

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOCAL or bool((ip := _address(self.host)) and ip.is_loopback)

    def answers_to(self, name: str) -> bool:
        """Whether a request may call this server so.

        A name that is not known may be a stranger's that was made to point here (DNS rebinding); an address
        is never one.
        """
        known = {*LOCAL, *(n.lower() for n in self.names), self.host.lower()}
        if ip := _address(name):
            return ip.is_loopback or not self.loopback or name in known
        return name.lower().rstrip(".") in known

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    @property
    def decided(self) -> Path | None:
        """The file of decisions, or None where nothing can be decided."""
        if self.ledger:
            return self.ledger / decisions.NAME if self.ledger.is_dir() else self.ledger
        folder = next((Path(p) for p in self.pages if Path(p).is_dir()), None)
        return folder / decisions.NAME if folder else None


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
