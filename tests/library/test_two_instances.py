"""Two readers on one library: all marks live, and each notices what the other did."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import BODY
from tui_reader.errors import NotFoundError
from tui_reader.library import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"A quiet harbour\n2026-03-25 07:36\n{BODY}", "utf-8")
    library = Library(tmp_path / "data")
    library.adding.add([str(tmp_path / "a.txt")])
    library.close()
    return tmp_path / "data"


@pytest.fixture
def two(folder: Path) -> Iterator[tuple[Library, Library]]:
    pair = Library(folder), Library(folder)
    yield pair
    for library in pair:
        library.close()


def test_marks_made_in_turn_all_live(two: tuple[Library, Library]) -> None:
    one, other = two
    for at in range(0, 200, 20):
        one.marks.highlight(1, at, at + 10, 1)
        other.marks.highlight(1, at + 10, at + 20, 2)
    assert len(one.marks.of(1)) == 20
    assert one.marks.of(1) == other.marks.of(1)
    one.marks.set_note(other.marks.of(1)[1].id, "seen by both")
    assert other.marks.of(1)[1].note == "seen by both"


def test_a_change_of_the_other_is_noticed_and_an_own_one_is_not(two: tuple[Library, Library]) -> None:
    one, other = two
    before = one.change_count()
    one.marks.highlight(1, 0, 10)
    assert one.change_count() == before
    other.marks.of(1)
    assert one.change_count() == before
    other.marks.highlight(1, 20, 30)
    after = one.change_count()
    assert after != before
    assert len(one.marks.of(1)) == 2
    assert one.change_count() == after


def test_what_the_other_deleted_is_one_sentence_not_a_crash(two: tuple[Library, Library]) -> None:
    one, other = two
    made = one.marks.highlight(1, 0, 10)
    other.marks.delete(made.id)
    late: list[Callable[[], object]] = [
        lambda: one.marks.set_note(made.id, "late"),
        lambda: one.marks.move(made.id, 0, 20),
        lambda: one.marks.merge([made.id, made.id]),
        lambda: one.reviewing.accept(made.id),
    ]
    for change in late:
        with pytest.raises(NotFoundError):
            change()


def test_threads_marking_at_once_lose_nothing(folder: Path) -> None:
    failures: list[Exception] = []

    def mark(first: int) -> None:
        try:
            library = Library(folder)
            for at in range(first, first + 60, 2):
                made = library.marks.highlight(1, at, at + 9)
                library.marks.set_note(made.id, f"note {at}")
            library.close()
        except Exception as error:  # noqa: BLE001 - reported below
            failures.append(error)

    threads = [threading.Thread(target=mark, args=(first,)) for first in (0, 61)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    library = Library(folder)
    marks = library.marks.of(1)
    library.close()
    assert len({h.id for h in marks}) == len({h.short for h in marks}) == 60
    assert all(h.note for h in marks)


def test_processes_marking_at_once_lose_nothing(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui_reader.library import Library\n"
        "library = Library(Path(sys.argv[1])); first = int(sys.argv[2])\n"
        "for at in range(first, first + 30, 2): library.marks.highlight(1, at, at + 9, note=str(at))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), first], cwd=ROOT) for first in ("0", "31", "61")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    library = Library(folder)
    assert len(library.marks.of(1)) == 45
    library.close()
