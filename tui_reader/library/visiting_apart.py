"""A visit to many feeds in a process of its own, so that the one with the interface has its time for keys.

The two talk in pickles. The visitor hears what to do, and that it shall stop by the end of its input: so it also stops
when its reader is gone. It says when its library is open, how far it is, and at the end its report or what went wrong.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui_reader.errors import NewsreaderError, NotFoundError, StoreError
from tui_reader.library.processes import READY, beside, ended, give_way, heard, send
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

    Raises OSError if no process can be had, before anything was visited, what `Refreshing.refresh` raises, and
    StoreError for what else goes wrong there.
    """
    child = beside(_CHILD)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            if cancelled():
                with suppress(OSError):
                    child.stdin.close()  # type: ignore[union-attr]
                return

    watching = threading.Thread(target=watch, name="visit apart", daemon=True)
    try:
        send(child, (folder, feed_ids, by_hand))
        _opened(heard(child))
        watching.start()
        while True:
            try:
                answer = heard(child)
            except OSError as error:
                raise StoreError("visiting feeds was broken off; what came by then is kept") from error
            if isinstance(answer, Report):
                return answer
            if isinstance(answer, NewsreaderError):
                raise answer
            progress(answer)
    finally:
        over.set()
        if watching.ident is not None:
            watching.join()
        ended(child)


def _opened(answer: object) -> None:
    """Raises what kept the process from opening the library."""
    if isinstance(answer, NewsreaderError):
        raise answer
    if answer != READY:
        raise OSError("something else answers")


def serve(opened: Callable[[Path], Any]) -> None:
    """Be the process that visits; `opened` is the library in a folder."""
    give_way()
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    folder, feed_ids, by_hand = pickle.load(given)  # from the process that began this
    stop = threading.Event()

    def wait_for_end() -> None:
        # Not through the buffer: its lock would be held while Python ends, which then aborts.
        while os.read(given.fileno(), 1):
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
            answer(READY)
            report = library.refreshing.refresh(feed_ids, by_hand=by_hand, progress=answer, cancelled=stop.is_set)
        finally:
            library.close()
        answer(report)
    except (StoreError, NotFoundError) as error:
        answer(error)
    except Exception as error:  # noqa: BLE001 - here nobody would see it
        answer(StoreError(f"visiting feeds went wrong ({type(error).__name__}: {error}); what came by then is kept"))
