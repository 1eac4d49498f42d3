"""Zip archives that are broken or made to harm: one sentence each, and nothing on the disk."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.ingest.imports.readers import read, zip_of
from tui_reader.errors import SourceError
from tui_reader.ingest.imports import archives

POCKET_HEAD = "title,url,time_added,tags,status\n"


def _omnivore(**more: str | bytes) -> dict[str, str | bytes]:
    facts = [{"slug": slug, "title": slug, "url": f"https://e.org/{slug}", "savedAt": ""} for slug in ("../up", "a")]
    return {"metadata_0_to_2.json": json.dumps(facts), "content/a.html": "<p>Text</p>", **more}


def test_paths_out_of_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evil: dict[str, str | bytes] = {"content/../up.html": "<p>x</p>", "../../etc/passwd": "x", "/abs.csv": POCKET_HEAD}
    found = read(zip_of({**_omnivore(), **evil}))
    assert [article.title for article in found.articles] == ["../up", "a"]
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]
    assert not (tmp_path.parent.parent / "etc").exists()


def test_a_member_that_unpacks_to_too_much_is_told_and_the_page_kept() -> None:
    found = read(zip_of({**_omnivore(), "content/a.html": b"\0" * 30_000_000}))
    assert len(found.articles) == 2
    assert "unpacks to more than text would" in found.problems[0].reason
    assert found.problems[0].row == 2


def test_an_archive_that_unpacks_to_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_ALL", 3_000)
    members: dict[str, str | bytes] = {
        f"part_{n}.csv": POCKET_HEAD + f"T,https://e.org/{n},1,,unread\n" * 30 for n in range(9)
    }
    found = read(zip_of(members))
    assert 0 < len(found.articles) < 9
    assert "unpacks to more than" in found.problems[-1].reason


def test_archives_that_are_encrypted_nested_damaged_or_hold_nothing() -> None:
    plain = bytearray(zip_of({"part_000000.csv": POCKET_HEAD + "T,https://e.org/1,1,,unread\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(signature) + offset] |= 1
    with pytest.raises(SourceError, match="no file in it"):
        read(bytes(plain))
    inner = zip_of({"part_000000.csv": POCKET_HEAD})
    with pytest.raises(SourceError, match="no file in it"):
        read(zip_of({"inner.zip": inner, "readme.txt": "hello"}))
    with pytest.raises(SourceError, match="not a whole zip archive"):
        read(inner[: len(inner) // 2])


def test_damaged_contents_of_an_archive_are_one_sentence() -> None:
    data = bytearray(zip_of(_omnivore(**{"content/a.html": random.Random(7).randbytes(5_000)})))
    at = data.index(b"content/a.html") + 600
    data[at : at + 50] = bytes(50)
    found = read(bytes(data))
    assert len(found.articles) == 2
    assert "file:content/a.html: it is damaged" in found.problems[0].reason


def test_an_archive_of_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(SourceError, match="more than 3 files"):
        read(zip_of({f"{number}.csv": "" for number in range(4)}))
