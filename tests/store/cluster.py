"""A PostgreSQL server of the tests' own: private, in a temporary folder, on a unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Where initdb and postgres are; Debian keeps them out of the path."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").is_file() and (f / "pg_ctl").is_file()), None)


@contextmanager
def running(where: Path) -> Iterator[str]:
    """The address of an empty database of a server that ends with the context."""
    # Sockets want short paths; pytest's folders are long.
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    user = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.geteuid() == 0 else {}
    if user:
        os.chown(home, pwd.getpwnam("nobody").pw_uid, user["group"])  # PostgreSQL refuses to run as root
    told = {"cwd": home, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **user}
    first = [
        where / "initdb",
        "-D",
        home / "data",
        "-U",
        "recoupe",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    keep = [where / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log"]
    try:
        subprocess.run([*first, "--no-sync"], check=True, **told)
        subprocess.run([*keep, "-o", f"-k {home} -c listen_addresses='' -F", "start"], check=True, **told)
        yield f"postgresql://recoupe@/postgres?host={home}"
    finally:
        subprocess.run([*keep, "-m", "immediate", "stop"], check=False, **told)
        shutil.rmtree(home, ignore_errors=True)
