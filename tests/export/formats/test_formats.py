"""Where a file of another format may be written: never over something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.export.examples import article, highlight
from tui_reader.errors import ExportError
from tui_reader.export.formats import FORMATS, archive, netscape, opml, plan, readwise, w3c
from tui_reader.export.writer import write

TEXTS = {
    "json": archive.dumps([]),
    "w3c": w3c.dumps([article(highlight())]),
    "readwise": readwise.dumps([]),
    "netscape": netscape.dumps([]),
    "opml": opml.dumps([]),
}


def test_every_format_has_an_example() -> None:
    assert TEXTS.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", TEXTS)
def test_its_own_file_is_replaced_and_nothing_else(tmp_path: Path, name: str) -> None:
    format = FORMATS[name]
    first = plan(tmp_path, format, TEXTS[name], {})
    write(first)
    path = tmp_path / format.file_name
    assert path.read_bytes().decode() == TEXTS[name]
    assert not plan(path, format, TEXTS[name], first.bases).changes
    second = plan(path, format, TEXTS[name] + " ", first.bases)
    write(second)
    backup = tmp_path / (format.file_name + ".bak")
    assert not backup.exists()
    path.write_bytes(path.read_bytes() + b"\n")
    write(plan(path, format, TEXTS[name], second.bases))
    assert backup.read_bytes().endswith(b" \n")
    path.write_text("my own notes\n", encoding="utf-8")
    with pytest.raises(ExportError, match="something else"):
        plan(path, format, TEXTS[name], second.bases)


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path / "file" / "below", tmp_path / "nul\x00", tmp_path / ("x" * 400)):
        with pytest.raises(ExportError) as caught:
            write(plan(target, FORMATS["json"], TEXTS["json"], {}))
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="not a file"):
        plan(tmp_path / "pipe", FORMATS["json"], TEXTS["json"], {})
