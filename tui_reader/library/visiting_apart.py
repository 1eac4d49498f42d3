"""A visit to many feeds in a process of its own, so that the one with the interface has its time for keys.

The two talk in pickles. The visitor hears what to do, and that it shall stop by the end of its input: so it also stops
when its reader is gone. It answers with how far it is, and at the end with its report or with what went wrong.
"""

from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui_reader.errors import NewsreaderError, StoreError
from tui_reader.library.processes import beside, give_way
from tui_reader.library.rounds import Progress, Report

LOOK_EVERY = 0.1
"""Seconds between two looks at whether it is to be cancelled."""
_CHILD = "from tui_reader.library import Library, visiting_apart; visiting_apart.serve(Library)"


def visit(
    folder: Path,
    feed_ids: Collection[int] | None,
    *,
    by_hand: bool,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Report:
    """Visit feeds of the library in `folder`, as `Refreshing.refresh` does.

    Raises OSError if no process can be had, before anything was visited, and StoreError for what goes wrong there.
    """
    child = beside(_CHILD)
    assert child.stdin is not None
    assert child.stdout is not None
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            if cancelled():
                _close(child.stdin)
                return

    watching = threading.Thread(target=watch, name="visit apart", daemon=True)
    try:
        with suppress(OSError):  # it has ended already: no answer comes
            pickle.dump((folder, feed_ids, by_hand), child.stdin, protocol=5)
            child.stdin.flush()
        watching.start()
        while True:
            answer: Any = pickle.load(child.stdout)  # what comes is our own
            if isinstance(answer, Report):
                return answer
            if isinstance(answer, StoreError):
                raise answer
            progress(answer)
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise StoreError("visiting feeds was broken off; what came by then is kept") from error
    finally:
        over.set()
        if watching.ident is not None:
            watching.join()
        _close(child.stdin)
        child.stdout.close()
        child.wait()


def _close(pipe: Any) -> None:
    with suppress(OSError):
        pipe.close()


def serve(opened: Callable[[Path], Any]) -> None:
    """Be the process that visits; `opened` is the library in a folder."""
    give_way()
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    folder, feed_ids, by_hand = pickle.load(given)  # from the process that began this
    stop = threading.Event()

    def wait_for_end() -> None:
        while given.read(1):
            pass
        stop.set()

    def answer(value: object) -> None:
        try:
            pickle.dump(value, answers, protocol=5)
            answers.flush()
        except OSError:
            stop.set()  # nobody is there any more

    threading.Thread(target=wait_for_end, name="end of input", daemon=True).start()
    try:
        library = opened(folder)
        try:
            report = library.refreshing.refresh(feed_ids, by_hand=by_hand, progress=answer, cancelled=stop.is_set)
        finally:
            library.close()
    except NewsreaderError as error:
        answer(StoreError(str(error)))
    else:
        answer(report)
