"""Running the command line: in this process, which takes milliseconds, or in one of its own, as a user's shell does."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from tui_reader.cli import main

ROOT = Path(__file__).parents[2]


class Runner:
    """Runs `newsreader` on a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors = ""

    def __call__(self, *arguments: str, stdin: bytes = b"", status: int = 0) -> str:
        code, output, errors = self._run(arguments, stdin)
        self.errors = errors.decode()
        assert code == status, self.errors
        assert "Traceback" not in self.errors
        return output.decode()

    def _run(self, arguments: tuple[str, ...], stdin: bytes) -> tuple[int, bytes, bytes]:
        given, output, errors = (io.TextIOWrapper(io.BytesIO(data)) for data in (stdin, b"", b""))
        with (
            mock.patch.dict(os.environ, {"NEWSREADER_DATA_DIR": str(self.folder / "data")}),
            mock.patch.multiple(sys, stdin=given, stdout=output, stderr=errors),
        ):
            try:
                code = main(arguments)
            except SystemExit as end:
                code = int(end.code or 0)
            output.flush()
            errors.flush()
        assert isinstance(output.buffer, io.BytesIO)
        assert isinstance(errors.buffer, io.BytesIO)
        return code, output.buffer.getvalue(), errors.buffer.getvalue()

    def json(self, *arguments: str, **more: Any) -> Any:
        return json.loads(self(*arguments, "--json", **more))


class Process(Runner):
    """The same in a process of its own, where no locale helps."""

    def _run(self, arguments: tuple[str, ...], stdin: bytes) -> tuple[int, bytes, bytes]:
        outcome = subprocess.run(
            [sys.executable, "-m", "tui_reader", *arguments],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "NEWSREADER_DATA_DIR": str(self.folder / "data"), "LC_ALL": "POSIX"},
            check=False,
            timeout=60,
        )
        return outcome.returncode, outcome.stdout, outcome.stderr
