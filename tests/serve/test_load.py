"""A server in a process of its own: many readers, two reviewers, and a death in the middle of it."""

import http.client
import threading
from contextlib import closing, suppress
from pathlib import Path

from bench import serve

from recoupe import store
from recoupe.ingest import decisions


def about(out: Path) -> list[str]:
    return list(store.open(out).records("statements"))


def test_readers_meet_no_error_and_reviewers_lose_no_decision(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    _, out = built
    ledger = tmp_path / decisions.NAME
    with serve.serving(out, ledger) as (port, process):
        asked = serve.addresses(out)
        assert set(serve.medians(port, process.pid, asked)) == set(asked)
        found = serve.load(port, asked, about(out), seconds=3, readers=20)
    assert not found.errors
    assert found.read > 20
    assert len(set(found.decided)) > 2
    assert not serve.lost(ledger, found.decided)
    assert len(decisions.read(ledger).decisions) == len(found.decided)


def test_a_server_that_is_killed_has_lost_nothing_that_it_acknowledged(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    _, out = built
    ledger = tmp_path / decisions.NAME
    acknowledged: list[str] = []
    enough, first = threading.Event(), about(out)[0]

    def review(port: int, who: str) -> None:
        with closing(serve.Reader(port)) as reader, suppress(OSError, http.client.HTTPException):
            for n in range(10_000):
                note = {"about": first, "words": f"{who} {n} " + "é" * 900, "who": who}
                acknowledged.append(reader.decide(do="note", **note))
                if len(acknowledged) > 40:
                    enough.set()

    with serve.serving(out, ledger) as (port, process):
        writers = [threading.Thread(target=review, args=(port, who)) for who in ("Anne", "Yann")]
        for writer in writers:
            writer.start()
        assert enough.wait(60)
        process.kill()
        for writer in writers:
            writer.join()
    assert not serve.lost(ledger, acknowledged)
    # A line that it was writing when it died is passed over, and the next is not lost to it.
    with ledger.open("ab") as stream:
        stream.write(b'{"id": "j-torn", "do": "no')
    with serve.serving(out, ledger) as (port, _), closing(serve.Reader(port)) as reader:
        acknowledged.append(reader.decide(do="accept", about=first, who="Anne"))
    assert not serve.lost(ledger, acknowledged)
