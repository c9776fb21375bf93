"""Several write decisions at once, and one of them is stopped: nothing that was answered is lost."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recoupe.ingest import decisions

EACH = 200
WRITER = f"""
import sys
from pathlib import Path
from recoupe.ingest import decisions
for n in range({EACH}):
    line = {{"do": "note", "targets": [{{"kind": "claim", "id": f"c-{{n}}"}}], "who": sys.argv[2]}}
    with decisions.held(Path(sys.argv[1])) as stream:
        own = decisions.add(stream, {{**line, "words": ["é" * 1900] * 20}})
    print(own, flush=True)
"""


def writer(file: Path, name: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", WRITER, file, name], stdout=subprocess.PIPE, text=True)


def add(file: Path, name: str) -> str:
    line = {"do": "note", "targets": [{"kind": "claim", "id": "c-1"}], "words": [name], "who": name}
    with decisions.held(file) as stream:
        return decisions.add(stream, line)


def test_two_write_at_once_and_one_is_killed(tmp_path: Path) -> None:
    file = tmp_path / decisions.NAME
    with writer(file, "Anne") as first, writer(file, "Bela") as second:
        assert first.stdout
        assert second.stdout
        answered = [first.stdout.readline().strip() for _ in range(EACH // 2)]
        first.send_signal(signal.SIGKILL)
        answered += [line.strip() for line in first.stdout if line.endswith("\n")]
        whole = [line.strip() for line in second.stdout]
    assert (first.returncode, second.returncode) == (-signal.SIGKILL, 0)
    answered.append(add(file, "Chloé"))
    read = decisions.read(file)
    kept = {d.id for d in read.decisions}
    assert len(whole) == EACH
    assert {*answered, *whole} <= kept
    assert len(kept) <= len(answered) + len(whole) + 1  # one may be written and not yet answered
    assert len(read.notes) <= 1


@pytest.mark.parametrize("cut", [1, 40, 90])
def test_a_torn_last_line_is_a_note_and_takes_nothing_with_it(cut: int, tmp_path: Path) -> None:
    file = tmp_path / decisions.NAME
    before = add(file, "é")
    add(file, "ü")
    file.write_bytes(file.read_bytes()[:-cut])
    after = add(file, "Anne")
    read = decisions.read(file)
    assert {before, after} <= {d.id for d in read.decisions}
    assert [n.code for n in read.notes] == ["broken-line"] * (cut > 1)


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / decisions.NAME
    add(file, "Anne")
    before = file.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        add(file, "Bela")
    assert file.read_bytes() == before
