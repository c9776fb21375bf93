"""How fast `recoupe serve` answers, and what becomes of decisions under load. On this machine alone.

    python bench/serve.py OUT                 medians of each kind of page with one reader, and of searches
    python bench/serve.py OUT --seconds 60    then 50 readers and 2 reviewers for a minute

The server is a process of its own. Decisions go into a temporary file; OUT is only read. Wanted on 2,000
pages: each page under 200 ms at the median, a search under 100 ms, under load no error, no lost decision.
"""

import argparse
import http.client
import itertools
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from recoupe import store
from recoupe.ingest import decisions

FORM = {"content-type": "application/x-www-form-urlencoded"}
SAMPLE = 15  # addresses of each kind
LISTS = (
    "index.html", "claims/index.html", "statements/index.html", "actors/index.html",
    "positions/index.html", "timeline.html", "contradictions/index.html", "sources/index.html",
    "outlets/index.html", "pages/index.html", "queue.html", "method.html", "decisions.html", "rebuild.html",
)  # fmt: skip
SINGLES = ("claims", "statements", "actors", "events", "contradictions")


@dataclass
class Load:
    """What came of a time under load."""

    read: int = 0
    errors: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Reader:
    """A browser: one connection that stays open, one session."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = self.csrf = ""

    def get(self, address: str) -> tuple[int, str]:
        """A page and its status."""
        return self._ask("GET", address, None, {})

    def decide(self, **fields: str) -> str:
        """The id of a decision that was acknowledged."""
        if not self.csrf:
            _, html = self.get("queue.html")
            self.csrf = re.search('name="csrf" value="([^"]+)"', html)[1]
        status, told = self._ask(
            "POST", "decide", urlencode({"csrf": self.csrf, **fields}), {**FORM, "accept": "application/json"}
        )
        if status != 200:
            raise RuntimeError(f"decide: {status} {told[:200]}")
        return json.loads(told)["id"]

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()

    def _ask(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> tuple[int, str]:
        if self.cookie:
            headers = {**headers, "cookie": self.cookie}
        self.connection.request(method, f"/{address}", body, headers)
        answer = self.connection.getresponse()
        if given := answer.getheader("set-cookie"):
            self.cookie = given.partition(";")[0]
        return answer.status, answer.read().decode("utf-8")


@contextmanager
def serving(out: Path, ledger: Path, *more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server in a process of its own: its port, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "recoupe",
        "serve",
        str(out),
        "--port",
        str(port),
        "--decisions",
        str(ledger),
    ]
    process = subprocess.Popen([*command, *more], stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.1)
        with closing(Reader(port)) as probe:
            while "starting" in probe.get("health")[1]:
                time.sleep(0.2)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def addresses(out: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, a sample of each."""
    shelf = store.open(out)
    draw = random.Random(1)
    found = {name: [name] * 5 for name in LISTS}
    for kind in SINGLES:
        ids = list(shelf.records(kind))
        found[kind] = [f"{kind}/{i}.html" for i in draw.sample(ids, min(SAMPLE, len(ids)))]
    docs = draw.sample(list(shelf.records("documents")), min(SAMPLE, len(shelf.records("documents"))))
    found["pages"] = [f"pages/{d}.html" for d in docs]
    found["sources"] = [f"sources/{d}.html" for d in docs]
    codes = sorted({p["issue"] for p in shelf.records("positions").values()})
    found["issues"] = [f"issues/{re.sub('[^A-Za-z0-9_-]', '_', c)}.html" for c in codes[:SAMPLE]]
    statements = [i for i, u in shelf.records("utterances").items() if len(u["statements"]) > 1]
    found["utterances"] = [
        f"utterances/{u}.html" for u in draw.sample(statements, min(SAMPLE, len(statements)))
    ]
    claims = shelf.find("claims", order="rank", limit=200).ids
    words = [w for i in claims for w in re.findall(r"[^\W\d_]{4,}", shelf.records("claims")[i]["wording"])]
    queries = [" ".join(draw.sample(words, 1 + n % 2)) for n in range(40)] if words else []
    found["search"] = [f"search.html?{urlencode({'q': q})}" for q in queries]
    some = next(iter(shelf.find("statements", order="rank", limit=1).ids), "")
    found["filtered"] = [f"statements/index.html?{urlencode({'q': q})}" for q in queries[:SAMPLE] if some]
    return {kind: told for kind, told in found.items() if told}


def medians(port: int, pid: int, asked: dict[str, list[str]]) -> dict[str, tuple[float, float, float]]:
    """Milliseconds for each kind: the median and the longest time of an answer, and the processor's for a
    mean one: on a busy machine answers wait, but cost the same.
    """
    with closing(Reader(port)) as reader:
        reader.get("index.html")
        taken: dict[str, tuple[float, float, float]] = {}
        for kind, told in asked.items():
            times, spent = [], _spent(pid)
            for address in told:
                before = time.perf_counter()
                status, _ = reader.get(address)
                times.append((time.perf_counter() - before) * 1000)
                if status != 200:
                    raise RuntimeError(f"{address}: {status}")
            taken[kind] = (median(times), max(times), (_spent(pid) - spent) / len(told))
    return taken


def _spent(pid: int) -> float:
    """Milliseconds of processor time of a process; 0 where the system does not tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.is_file():
        return 0.0
    fields = told.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def load(port: int, asked: dict[str, list[str]], about: list[str], seconds: float, readers: int = 50) -> Load:
    """What came of so many readers, and two reviewers who decide on these records, for so long."""
    end, found, pages = time.monotonic() + seconds, Load(), [a for told in asked.values() for a in told]

    def read(seed: int) -> None:
        draw = random.Random(seed)
        with closing(Reader(port)) as reader:
            while time.monotonic() < end:
                address, before = draw.choice(pages), time.perf_counter()
                status, _ = reader.get(address)
                found.seconds.append(time.perf_counter() - before)
                found.read += 1
                if status != 200:
                    found.errors.append(f"{address}: {status}")

    def review(seed: int) -> None:
        with closing(Reader(port)) as reader:
            for n in itertools.count():
                if time.monotonic() >= end:
                    return
                note = {"about": about[n % len(about)], "words": f"{seed}-{n}", "who": f"{seed}"}
                found.decided.append(reader.decide(do="note", **note))

    def watched(work: Callable[[int], None], seed: int) -> None:
        try:
            work(seed)
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            found.errors.append(repr(error))

    threads = [threading.Thread(target=watched, args=(read, n)) for n in range(readers)]
    threads += [threading.Thread(target=watched, args=(review, n)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def lost(ledger: Path, acknowledged: list[str]) -> set[str]:
    """Decisions that were acknowledged and do not stand in the file."""
    return set(acknowledged) - ({d.id for d in decisions.read(ledger).decisions} if acknowledged else set())


def main() -> None:
    """Print the figures."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--store")
    given = parser.parse_args()
    asked = addresses(given.out)
    about = list(store.open(given.out).find("statements", order="rank", limit=200).ids)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / decisions.NAME
        more = ("--store", given.store) if given.store else ()
        with serving(given.out, ledger, *more) as (port, process):
            for kind, (middle, longest, spent) in medians(port, process.pid, asked).items():
                print(f"{kind:26} {middle:7.1f} ms   longest {longest:7.1f}   processor {spent:6.1f}")
            if given.seconds:
                found = load(port, asked, about, given.seconds, given.readers)
                print(
                    f"{given.readers} readers, 2 reviewers, {given.seconds:g} s: {found.read} pages, "
                    f"median {median(found.seconds) * 1000:.0f} ms, {len(found.errors)} errors, "
                    f"{len(found.decided)} decisions, {len(lost(ledger, found.decided))} lost"
                )
                for error in found.errors[:5]:
                    print(f"  {error}")


if __name__ == "__main__":
    main()
