"""Processes beside this one, for work on plain values: with many jobs they leave this one to the store and the
interface; with few, or where none can be had, the jobs are done here."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple

FEW = 12
"""Jobs that are done before another process is worth its start (about a tenth of a second)."""
BESIDE = 2
"""Processes that work."""
GIVES_WAY = 10
"""How far such a process stands back behind the one with the interface (see nice)."""
READY = "ready"
"""The first that a process says: it found all it needs."""
_CHILD = "from tui_reader.library import feed_reading, findable, processes; processes.serve()"

Result = TypeVar("Result")
Given = TypeVarTuple("Given")
Child = subprocess.Popen[bytes]


class JobError(Exception):
    """A job went wrong, or its process ended within it."""


def beside(code: str) -> Child:
    """A Python process that runs some code of ours, to be talked with in pickles through its standard input and output.
    It looks for modules where this one does. The first that it says is `READY`.

    Raises OSError if none can be had.
    """
    places = [place for place in sys.path if place]
    # Its own session and no standard error: the terminal, its signals and its screen are not its business.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", f"import sys; sys.path[:] = {places!r}; {code}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def send(child: Child, value: object) -> None:
    """Tell a process something. Raises OSError if it has ended."""
    assert child.stdin is not None
    pickle.dump(value, child.stdin, protocol=5)
    child.stdin.flush()


def heard(child: Child) -> Any:
    """What a process says next: what comes is our own. Raises OSError if it ends instead."""
    assert child.stdout is not None
    try:
        return pickle.load(child.stdout)
    except (EOFError, pickle.UnpicklingError) as error:
        raise OSError("the process has ended") from error


def ended(child: Child) -> int:
    """Let go of a process that is ending; its status."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    return child.wait()


def give_way() -> None:
    """Let the processes of an interface go before this one."""
    with suppress(OSError, AttributeError):
        os.nice(max(0, GIVES_WAY - os.nice(0)))


class Processes:
    """Does jobs: functions of modules, with values that can be sent. Close it when done, or use it as a context."""

    def __init__(self, expected: int) -> None:
        """`expected` is how many jobs may come."""
        self._expected = expected
        self._done = 0
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._lock = threading.Lock()
        self._children: list[Child] = []
        self._none = self._closing = False

    def start(self) -> None:
        """Begin the processes now: there will be enough to do, and meanwhile there is something to do here."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(BESIDE, thread_name_prefix="processes")
            for _ in range(BESIDE):
                self._threads.submit(self._child)  # a thread is busy with it, so the next has one of its own

    def submit(self, job: Callable[[*Given], Result], *given: *Given) -> Future[Result]:
        """Have a job done; at once if it is done here. What comes of it may be a JobError."""
        self._done += 1
        if self._expected > FEW and self._done > FEW // 2:
            self.start()
        if self._threads is not None:
            return self._threads.submit(self._ask, job, *given)
        future: Future[Result] = Future()
        try:
            future.set_result(_here(job, given))
        except JobError as error:
            future.set_exception(error)
        return future

    def _ask(self, job: Callable[..., Result], *given: Any) -> Result:
        """Let the process of this thread do a job; do it here only if there is none. Raises JobError."""
        child = self._child()
        if child is None:
            return _here(job, given)
        try:
            send(child, (job, given))
            problem, result = heard(child)
        except OSError as error:
            # Killed, by somebody or for what the job took: it is not tried here, where all would go with it.
            self._own.child = None
            raise JobError(str(error)) from error
        if problem:
            raise JobError(problem)
        answer: Result = result
        return answer

    def _child(self) -> Child | None:
        """The process of this thread, begun if need be; None if none can be had. Raises JobError when it is over."""
        child: Child | None = getattr(self._own, "child", None)
        if child is not None or self._none:
            return child
        try:
            child = beside(_CHILD)
            with self._lock:
                self._children.append(child)
                if self._closing:
                    child.kill()
            if heard(child) != READY:
                raise OSError("something else answers")
        except OSError as error:
            if self._closing:
                raise JobError("it is over") from error
            self._none = True
            return None
        self._own.child = child
        return child

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, without waiting for what they do."""
        with self._lock:
            self._closing = True
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        if self._threads is not None:
            self._threads.shutdown(wait=True)
        for child in self._children:
            ended(child)


def _here(job: Callable[..., Result], given: tuple[Any, ...]) -> Result:
    try:
        return job(*given)
    except Exception as error:
        raise JobError(f"{type(error).__name__}: {error}") from error


def serve() -> None:
    """Do jobs for another process, from standard input to standard output, until that one closes it."""
    give_way()
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, OSError):
        pickle.dump(READY, answers)
        answers.flush()
        while True:
            job, values = pickle.load(given)  # from the process that began this
            try:
                answer = "", job(*values)
            except Exception as error:  # noqa: BLE001 - told to the one who asked
                answer = f"{type(error).__name__}: {error}", None
            pickle.dump(answer, answers, protocol=5)
            answers.flush()
