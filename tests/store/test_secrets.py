"""Passwords: kept where they belong, readable by nobody else, shown nowhere."""

from __future__ import annotations

import os
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tui_reader.errors import StoreError
from tui_reader.store.secrets import FILE, Secrets, system_vault

CANARY = "canary-7c1d ä€\n\"'\\"


class Keyring:
    """A keyring in memory; `mood` makes it refuse or forget."""

    priority = 5

    def __init__(self, mood: str = "") -> None:
        self.mood = mood
        self.kept: dict[tuple[str, str], str] = {}

    def _refuse(self) -> None:
        if self.mood == "locked":
            raise RuntimeError("the collection is locked")

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse()
        if self.mood != "forgetful":
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse()
        del self.kept[service, username]


def test_the_file_keeps_replaces_and_forgets(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    secrets = Secrets(folder)
    assert secrets.get("feed 1") is None
    assert secrets.set("feed 1", CANARY) == "file"
    secrets.set("feed 2", "two")
    secrets.set("feed 2", "new")
    again = Secrets(folder)
    assert (again.get("feed 1"), again.get("feed 2")) == (CANARY, "new")
    again.delete("feed 1")
    again.delete("never there")
    assert Secrets(folder).get("feed 1") is None
    assert sorted(path.name for path in folder.iterdir()) == [FILE]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        Secrets(tmp_path).set("feed", CANARY)
    finally:
        os.umask(old)
    file = tmp_path / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)  # a backup restored it so
    assert Secrets(tmp_path).get("feed") == CANARY
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ['{"feed": "CANARY', '["CANARY"]', '{"feed": {"x": "CANARY"}}', "\xff\xfeCANARY"])
def test_a_damaged_file_is_told_without_its_content_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    file = tmp_path / FILE
    file.write_bytes(content.encode("latin-1"))
    acts: list[Callable[[Secrets], object]] = [
        lambda kept: kept.get("feed"),
        lambda kept: kept.set("feed", "x"),
        lambda kept: kept.delete("feed"),
    ]
    for act in acts:
        with pytest.raises(StoreError) as caught:
            act(Secrets(tmp_path))
        told = "".join(traceback.format_exception(caught.value))
        assert "CANARY" not in told
        assert str(file) in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert file.read_bytes() == content.encode("latin-1")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreError) as caught:
        Secrets(tmp_path / "data").set("feed", CANARY)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_the_keyring_goes_first_and_takes_over_from_the_file(tmp_path: Path) -> None:
    Secrets(tmp_path).set("feed", "from the file")
    keyring = Keyring()
    secrets = Secrets(tmp_path, keyring)
    assert secrets.get("feed") == "from the file"
    assert secrets.set("feed", CANARY) == "keyring"
    assert keyring.kept == {("newsreader", "feed"): CANARY}
    assert secrets.get("feed") == CANARY
    assert Secrets(tmp_path).get("feed") is None
    secrets.delete("feed")
    secrets.delete("feed")
    assert secrets.get("feed") is None


@pytest.mark.parametrize("mood", ["locked", "forgetful"])
def test_a_keyring_that_refuses_is_replaced_by_the_file(tmp_path: Path, mood: str) -> None:
    secrets = Secrets(tmp_path, Keyring(mood))
    assert secrets.set("feed", CANARY) == "file"
    assert secrets.get("feed") == CANARY
    secrets.delete("feed")
    assert secrets.get("feed") is None


def test_an_old_secret_does_not_come_back_when_the_keyring_is_unlocked(tmp_path: Path) -> None:
    keyring = Keyring()
    secrets = Secrets(tmp_path, keyring)
    secrets.set("feed", "old")
    keyring.mood = "locked"
    assert secrets.set("feed", "new") == "file"
    keyring.mood = ""
    assert secrets.get("feed") == "new"


@pytest.mark.parametrize(("priority", "found"), [(5, True), (0, False), (-1, False)])
def test_the_systems_keyring_counts_if_it_keeps_anything(
    monkeypatch: pytest.MonkeyPatch, priority: int, found: bool
) -> None:
    backend = Keyring()
    backend.priority = priority
    module = ModuleType("keyring")
    module.get_keyring = lambda: backend  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    assert (system_vault() is backend) is found


def test_without_the_extra_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert system_vault() is None


def test_nothing_shows_a_secret(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    secrets.set("feed", CANARY)
    assert "canary" not in repr(secrets)
    assert "canary" not in repr(vars(secrets))
