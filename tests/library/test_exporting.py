"""The export desk: what the store holds, in a file or a folder, merged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import entry, put
from tui_reader.errors import ExportError, NewsreaderError, QueryError, UsageError
from tui_reader.library.choices import Choices
from tui_reader.library.exporting import Exporting, Look, Selected
from tui_reader.library.marks import Marks
from tui_reader.store import Store

FIRST, SECOND = "The harbour was quiet before dawn.", "Later the market opened as on any other day."


@pytest.fixture
def marked(store: Store) -> Store:
    a, b, _ = put(
        store,
        entry("a", title="Old story", published="2026-01-01"),
        entry("b", title="New story", published="2026-02-01", source="Paper", author="A. B."),
        entry("c"),
    )
    marks = Marks(store)
    marks.highlight_quote(a, SECOND, 2, note="hm", tags=["sea"])
    marks.bookmark(b, 0, FIRST)
    return store


def test_everything_marked_is_in_the_text_newest_article_first(marked: Store) -> None:
    text = Exporting(marked).text()
    assert text.index("New story") < text.index("Old story")
    for part in ("Paper", "A. B.", "2026-02-01", f"> {SECOND}", "hm", "disagree", "#sea", FIRST):
        assert part in text
    assert "Title c" not in text


def test_a_second_export_changes_nothing_and_keeps_edits(marked: Store, tmp_path: Path) -> None:
    target = tmp_path / "out" / "notes.md"
    exporting = Exporting(marked)
    assert exporting.export(target).files == 1
    assert exporting.export(target).files == 0
    target.write_text(target.read_text("utf-8").replace("\nhm\n", "\nhm, and more\n"), "utf-8")
    Marks(marked).highlight_quote(1, FIRST)
    report = exporting.export(target)
    text = target.read_text("utf-8")
    assert "hm, and more" in text
    assert text.index(FIRST, text.index("Old story")) < text.index(SECOND)
    assert "1 new" in report.summary


def test_a_folder_gets_a_file_for_each_article(marked: Store, tmp_path: Path) -> None:
    report = Exporting(marked).export(tmp_path / "folder")
    assert report.files == 2
    assert sorted(p.name for p in (tmp_path / "folder").iterdir()) == [
        "2026-01-01 Old story.md",
        "2026-02-01 New story.md",
    ]


def test_a_target_that_cannot_be_written_is_one_sentence(marked: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError):
        Exporting(marked).export(tmp_path / "file" / "notes.md")
    stranger = tmp_path / "mine.md"
    stranger.write_text("# My own diary\n")
    with pytest.raises(ExportError, match="left as it is"):
        Exporting(marked).export(stranger)
    assert stranger.read_text() == "# My own diary\n"


def test_an_empty_library_exports_an_empty_collection(store: Store, tmp_path: Path) -> None:
    assert "##" not in Exporting(store).text()
    Exporting(store).export(tmp_path / "notes.md")


LOOKS = pytest.mark.parametrize(
    "look",
    [Look(), Look("vault"), Look("by-month"), Look("by-tag"), Look("vault", one_file=True)],
    ids=["plain", "vault", "by month", "by tag", "one file"],
)


@LOOKS
def test_ten_edits_by_hand_survive(marked: Store, tmp_path: Path, look: Look) -> None:
    marks, exporting, folder = Marks(marked), Exporting(marked), tmp_path / "notes"
    one = marks.highlight_quote(1, FIRST, tags=["sea"])
    gone = marks.highlight_quote(1, "She had seen worse winters", tags=["sea"])
    folder.mkdir()
    exporting.export(folder, look)
    (path,) = (each for each in folder.glob("*.md") if one.short in each.read_text("utf-8"))
    text = path.read_text("utf-8")
    begin, end = text.index(f"<!-- nr {gone.short} -->"), text.index(f"^nr-{gone.short}") + len(f"^nr-{gone.short}")
    text = text[:begin] + text[end:]  # 1. a block deleted
    text = text.replace(f"> {FIRST}", f"> {FIRST} (1st edit: a quote)")  # 2. a quote changed
    text = text.replace(f"^nr-{one.short}", f"2nd edit: a line in a block\n\n^nr-{one.short}")  # 3.
    text = text.replace("---\n\n", "mine: 3rd edit\n---\n\n4th edit: a first line\n\n", 1)  # 4. and 5.
    text = text.replace("# Old story", "# Old story, 5th edit", 1)  # 6. a heading changed
    text = text.replace(f"^nr-{one.short}\n", f"^nr-{one.short}\n6th edit: a remark\n")  # 7.
    text = text.replace('title: "', 'title: "7th edit ', 1)  # 8. a value of the front matter
    text += "\n## 8th edit: a chapter\n\n- [ ] 9th edit\n"  # 9.
    path.write_bytes(text.replace("\n", "\r\n").encode())  # 10. another editor's line ends, and another name
    path = path.rename(path.with_name("10th edit.md")) if not look.one_file else path

    later = marks.highlight_quote(1, "Fish is fish", tags=["sea"])
    marks.set_note(later.id, "new")
    done = exporting.export(folder, look)
    after = path.read_bytes().decode().replace("\r\n", "\n")
    for edit in ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th"):
        assert after.count(f"{edit} edit") == text.count(f"{edit} edit") == 1
    assert f"<!-- nr {gone.short} -->" not in after
    assert f"<!-- nr {later.short} -->" in after
    assert f"^nr-{one.short}\n6th edit" in after
    assert done.report.new == (later.short,)
    assert done.backups == (path.with_name(path.name + ".bak"),)
    assert path.with_name(path.name + ".bak").read_bytes().decode().replace("\r\n", "\n") == text
    assert exporting.export(folder, look).files == 0


def test_some_highlights_or_articles_alone(marked: Store, tmp_path: Path) -> None:
    marks, exporting = Marks(marked), Exporting(marked)
    one = marks.highlight_quote(1, FIRST)
    assert SECOND not in exporting.text(only=[one.id])
    assert "New story" not in exporting.text(articles=[1])
    assert exporting.text(articles=[1], only=[]).count("<!-- nr ") == 3
    assert exporting.text(only=[]) == ""
    first = exporting.export(tmp_path / "notes", only=[one.id])
    assert (first.files, first.articles, first.report.new) == (1, 1, (one.short,))
    exporting.export(tmp_path / "notes")
    again = exporting.export(tmp_path / "notes", articles=[2])
    assert (again.files, again.unchanged) == (0, 1)
    assert len(list((tmp_path / "notes").glob("*.md"))) == 2


def test_a_dry_run_writes_and_remembers_nothing(marked: Store, tmp_path: Path) -> None:
    exporting = Exporting(marked)
    planned = exporting.export(tmp_path / "notes", dry_run=True)
    assert not (tmp_path / "notes").exists()
    assert planned.summary == "2 files would be written: 1 new"
    assert f"+> {SECOND}" in planned.diff
    done = exporting.export(tmp_path / "notes")
    assert (done.written, done.report) == (planned.written, planned.report)
    assert done.diff == ""


def test_one_file_in_a_folder_that_is_there(marked: Store, tmp_path: Path) -> None:
    done = Exporting(marked).export(tmp_path, Look(one_file=True))
    assert [path.name for path in done.written] == ["Bookmarks and highlights.md"]
    assert Exporting(marked).export(tmp_path / "Bookmarks and highlights.md").files == 0


def test_the_library_as_json_holds_the_texts_that_marks_were_made_on(marked: Store, tmp_path: Path) -> None:
    marked_text = marked.articles.text(1)
    put(marked, entry("a", "Another text altogether.", title="Old story", published="2026-01-01"))
    Marks(marked).set_article_tags(3, ["only-tagged"])
    done = Exporting(marked).export_as("json", tmp_path / "all.json")
    archive = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [each["title"] for each in archive["articles"]] == ["Title c", "New story", "Old story"]
    old = archive["articles"][2]
    assert [each["text"] for each in old["revisions"]] == ["Another text altogether.", marked_text]
    (mark,) = old["highlights"]
    text = next(each["text"] for each in old["revisions"] if each["digest"] == mark["revision"])
    assert text[mark["start"] : mark["end"]] == mark["quote"] == SECOND
    assert done.summary == "1 file written"
    assert Exporting(marked).export_as("json", tmp_path / "all.json").summary == "Nothing to write: nothing new"


def test_other_formats_and_unknown_ones(marked: Store, tmp_path: Path) -> None:
    exporting = Exporting(marked)
    for name in ("w3c", "readwise", "netscape"):
        assert exporting.export_as(name, tmp_path).files == 1
    assert SECOND in exporting.convert("readwise")
    assert SECOND not in exporting.convert("readwise", articles=[2])
    with pytest.raises(UsageError, match="no format"):
        exporting.convert("docx")
    with pytest.raises(UsageError, match="no layout"):
        exporting.text(Look("fancy"))


def test_what_the_user_deleted_comes_back_when_it_is_wanted(marked: Store, tmp_path: Path) -> None:
    exporting, folder = Exporting(marked), tmp_path / "notes"
    exporting.export(folder)
    path = folder / "2026-01-01 Old story.md"
    text = path.read_text("utf-8")
    begin, end = text.index(f"> {SECOND}"), text.index("^nr-")
    path.write_text(text[:begin] + text[end:].partition("\n")[2] + "My own words.\n", "utf-8")
    (folder / "2026-02-01 New story.md").unlink()
    assert exporting.export(folder).report.counts()["tombstone"] == 1
    assert SECOND not in path.read_text("utf-8")
    planned = exporting.export(folder, dry_run=True, restore=True)
    assert f"+> {SECOND}" in planned.diff
    done = exporting.export(folder, restore=True)
    assert (done.files, done.report.counts()["tombstone"]) == (2, 0)
    assert SECOND in path.read_text("utf-8")
    assert "My own words." in path.read_text("utf-8")
    assert exporting.export(folder, restore=True).files == 0


def test_conflicts_are_told_with_both_texts(marked: Store, tmp_path: Path) -> None:
    exporting, target = Exporting(marked), tmp_path / "notes.md"
    exporting.export(target)
    target.write_text(target.read_text("utf-8").replace("\nhm\n", "\nmy hm\n"), "utf-8")
    (mark,) = Marks(marked).all()
    Marks(marked).set_note(mark.id, "their hm")
    done = exporting.export(target)
    (conflict,) = done.conflicts
    assert (conflict.key, done.report.conflict) == (mark.short, (mark.short,))
    assert "my hm" in conflict.mine
    assert "their hm" in conflict.theirs
    assert "my hm" in target.read_text("utf-8")


def test_choices_are_carried_out_and_seen_before(marked: Store, tmp_path: Path) -> None:
    exporting = Exporting(marked)
    choices = Choices(str(tmp_path / "notes"), look=Look("vault"), where="title:old")
    seen = exporting.preview(choices)
    assert not (tmp_path / "notes").exists()
    assert (seen.name, seen.done.files, seen.done.report.counts()["new"]) == ("2026-01-01 Old story.md", 1, 1)
    done = exporting.carry_out(choices)
    assert done.written == seen.done.written
    assert done.written[0].read_text("utf-8") == seen.text
    again = exporting.preview(choices)
    assert (again.name, again.text, again.done.files) == (seen.name, seen.text, 0)
    assert exporting.preview(Choices(str(tmp_path / "x.json"), "json")).text.startswith('{\n "format": "newsreader"')
    mistakes: list[tuple[Choices, type[NewsreaderError]]]
    mistakes = [(Choices(" "), UsageError), (Choices("x", where="after:nonsense"), QueryError)]
    for wrong, error in mistakes:
        with pytest.raises(error):
            exporting.preview(wrong)


@pytest.mark.parametrize(
    ("kept", "layout"),
    [
        ({"layout": "commonplace", "by": "tag"}, "by-tag"),  # by an older version
        ({"layout": "commonplace"}, "by-month"),
        ({"layout": "plain", "by": "month"}, "plain"),
        ({"layout": "commonplace", "by": "moon"}, None),
    ],
)
def test_a_layout_is_remembered_by_its_name(kept: dict[str, str], layout: str | None) -> None:
    recalled = Choices.recalled({"target": "x.md", **kept})
    assert (None if recalled is None else recalled.look.layout) == layout
    assert recalled is None or Choices.recalled(recalled.remembered()) == replace(
        recalled, target=str(Path("x.md").absolute())
    )


def test_a_template_is_found_in_the_home_folder(marked: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.j2").write_text("<{{ quote }}>", "utf-8")
    look = Look(template=Path("~/mine.j2"))
    assert f"<{SECOND}>" in Exporting(marked).preview(Choices(str(tmp_path / "x.md"), look=look)).text
    with pytest.raises(ExportError, match="nosuchuser"):
        Exporting(marked).text(Look(template=Path("~nosuchuser/mine.j2")))


def test_how_much_a_query_selects(marked: Store) -> None:
    exporting = Exporting(marked)
    Marks(marked).highlight_quote(1, FIRST)
    assert exporting.selected("") == Selected(3, 2, 2, 1)
    assert exporting.selected("title:old") == Selected(1, 1, 2, 0)
    assert exporting.selected("title:nothing") == Selected(0, 0, 0, 0)


def test_an_export_that_cannot_be_written_is_known_beforehand(marked: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for dry_run in (True, False):
        with pytest.raises(ExportError, match="is a file, not a folder"):
            Exporting(marked).export(tmp_path / "file" / "notes.md", dry_run=dry_run)


@pytest.mark.parametrize(
    "nonsense", [b"\x00\xff" * 400, b"---\n" * 50, b"<!-- nr abc123 -->\n" * 9, b"{{[[(((", b"\r\r\n"]
)
def test_a_file_made_nonsense_of_is_neither_overwritten_nor_in_the_way(
    marked: Store, tmp_path: Path, nonsense: bytes
) -> None:
    exporting, folder = Exporting(marked), tmp_path / "notes"
    exporting.export(folder)
    path = folder / "2026-01-01 Old story.md"
    path.write_bytes(nonsense)
    Marks(marked).highlight_quote(1, FIRST)
    exporting.export(folder)
    assert path.read_bytes() == nonsense
    assert any(FIRST in each.read_text("utf-8", "replace") for each in folder.glob("*.md"))
    assert exporting.export(folder).files == 0
    one = tmp_path / "all.md"
    exporting.export(one)
    one.write_bytes(nonsense)
    if nonsense.strip():
        with pytest.raises(ExportError, match="left as it is"):
            exporting.export(one)
        assert one.read_bytes() == nonsense
