"""Writing: all or nothing, a backup at first, and one sentence when the disk says no."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tui_reader.errors import ExportError
from tui_reader.export.merged import Report
from tui_reader.export.writer import Change, Plan, check, write


def plan(*changes: Change) -> Plan:
    return Plan(changes, {}, Report())


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_new_files_in_a_new_folder(tmp_path: Path) -> None:
    write(plan(Change(tmp_path / "a" / "b" / "x.md", None, b"x"), Change(tmp_path / "a" / "b" / "y.md", None, b"y")))
    assert held(tmp_path / "a" / "b") == {"x.md": b"x", "y.md": b"y"}


def test_folders_that_were_made_for_nothing_are_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=os.strerror(errno.ENOSPC)):
        write(plan(Change(tmp_path / "a" / "b" / "x.md", None, b"x")))
    assert not (tmp_path / "a").exists()


def test_what_stands_in_the_way_is_known_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(ExportError, match="file is a file, not a folder"):
        check(plan(Change(tmp_path / "file" / "deep" / "x.md", None, b"x")))
    sealed = tmp_path / "sealed.md"
    sealed.write_bytes(b"one")
    sealed.chmod(0o400)
    with pytest.raises(ExportError, match=r"sealed\.md is read-only"):
        check(plan(Change(sealed, b"one", b"two")))
    check(plan(Change(tmp_path / "new" / "x.md", None, b"x")))
    assert not (tmp_path / "new").exists()


def test_a_name_too_long_does_not_hide_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="too long") as caught:
        write(plan(Change(tmp_path / ("x" * 5_000), None, b"x")))
    assert len(str(caught.value)) < 300


def test_the_first_change_keeps_a_backup_and_later_ones_keep_that(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"one")
    write(plan(Change(path, b"one", b"two")))
    write(plan(Change(path, b"two", b"three")))
    assert held(tmp_path) == {"x.md": b"three", "x.md.bak": b"one"}


def test_what_a_killed_export_left_is_swept_up_and_a_running_one_is_not_disturbed(tmp_path: Path) -> None:
    old, young, strange = (tmp_path / name for name in (".newsreader-0123456789ab.tmp", ".newsreader-ba9876543210.tmp",
                                                        ".newsreader-notes.tmp"))  # fmt: skip
    for path in (old, young, strange):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(strange, (0, 0))
    write(plan(Change(tmp_path / "x.md", None, b"x")))
    assert set(held(tmp_path)) == {"x.md", young.name, strange.name}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"one")
    path.chmod(0o600)
    write(plan(Change(path, b"one", b"two")))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "x.md.bak").stat().st_mode) == 0o600


def test_a_file_changed_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    path, other = tmp_path / "x.md", tmp_path / "a.md"
    path.write_bytes(b"typed just now")
    for before in (b"one", None):
        with pytest.raises(ExportError, match="was changed in the meantime"):
            write(plan(Change(other, None, b"new"), Change(path, before, b"two")))
    with pytest.raises(ExportError, match="was removed in the meantime"):
        write(plan(Change(tmp_path / "gone.md", b"one", b"two")))
    assert held(tmp_path) == {"x.md": b"typed just now"}


def test_a_link_put_there_in_the_meantime_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"one")
    (tmp_path / "x.md").symlink_to(target)
    with pytest.raises(ExportError):
        write(plan(Change(tmp_path / "x.md", b"one", b"two")))
    assert target.read_bytes() == b"one"


def test_a_read_only_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"one")
    path.chmod(0o400)
    with pytest.raises(ExportError, match="is read-only"):
        write(plan(Change(path, b"one", b"two")))
    assert held(tmp_path) == {"x.md": b"one"}


@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize(("call", "code"), [("fsync", errno.ENOSPC), ("fsync", errno.EIO)])
def test_a_full_disk_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, after: int
) -> None:
    paths = [tmp_path / f"{name}.md" for name in "abc"]
    for path in paths:
        path.write_bytes(b"one")
    before = held(tmp_path)
    real, left = os.fsync, [after]

    def failing(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(ExportError) as caught:
        write(plan(*(Change(path, b"one", b"two") for path in paths)))
    assert os.strerror(code) in str(caught.value)
    assert held(tmp_path) == before


def test_a_rename_that_fails_leaves_no_rubbish_and_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExportError, match=r"b\.md"):
        write(plan(*(Change(tmp_path / f"{name}.md", None, b"whole") for name in "abc")))
    assert held(tmp_path) == {"a.md": b"whole"}


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is read-only for an administrator")
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(ExportError, match="Permission denied"):
        write(plan(Change(folder / "x.md", None, b"x")))
    folder.chmod(0o700)
    assert held(folder) == {}
