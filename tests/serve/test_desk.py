"""The open dossier is swapped for a newer one, whoever comes first."""

import gc
import threading
import weakref
from pathlib import Path

import pytest

from recoupe.serve.desk import Desk, Opened
from recoupe.serve.settings import Settings


@pytest.fixture
def desk(built: tuple[Path, Path]) -> Desk:
    made = Desk(Settings(out=built[1]))
    assert made.ready.wait(60)
    return made


def test_of_two_swaps_the_one_that_began_last_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    older, newer = desk._open(), desk._open()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Opened:
        monkeypatch.setattr(desk, "_open", lambda: newer)
        begun.set()
        assert go_on.wait(60)
        return older

    monkeypatch.setattr(desk, "_open", slow)
    swaps = [threading.Thread(target=desk._swap) for _ in range(2)]
    swaps[0].start()
    assert begun.wait(60)
    swaps[1].start()
    swaps[1].join(0.5)  # it must wait, else it would be done by now
    go_on.set()
    for swap in swaps:
        swap.join()
    assert desk.now is newer


def test_a_dossier_that_nobody_reads_is_closed(desk: Desk) -> None:
    before = weakref.ref(desk.now.shelf)
    gc.disable()  # what happens by chance does not count
    try:
        desk._swap()
        assert before() is None
    finally:
        gc.enable()
