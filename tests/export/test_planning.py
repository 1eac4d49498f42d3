"""Exports into folders and files: found again, never outside, never over a stranger's text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.examples import article, highlight
from tui_reader.errors import ExportError
from tui_reader.export.layouts import BY_MONTH, BY_TAG, PLAIN, VAULT
from tui_reader.export.layouts.arrangement import Layout
from tui_reader.export.marked import MarkedArticle
from tui_reader.export.merged import Report
from tui_reader.export.planning import document, plan_file, plan_folder
from tui_reader.export.writer import Plan, write

BOATS = article(highlight())
FISH = article(highlight("m81qzd", "Fish is fish."), id="b2", title="Fish")
NAME, FISH_NAME = "2026-03-02 Slow boats.md", "2026-03-02 Fish.md"


def more(marked: MarkedArticle, short: str) -> MarkedArticle:
    values = {name: getattr(marked, name) for name in MarkedArticle.__slots__}
    return MarkedArticle(**values | {"highlights": (*marked.highlights, highlight(short, "One more."))})


def export(folder: Path, *articles: MarkedArticle, bases: dict[str, str] | None = None) -> Plan:
    plan = plan_folder(folder, articles, bases or {})
    write(plan)
    again = plan_folder(folder, articles, plan.bases)
    assert not again.changes
    assert again.bases == plan.bases
    return plan


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_file_for_each_article(tmp_path: Path) -> None:
    plan = export(tmp_path / "new" / "notes", BOATS, FISH)
    assert listed(tmp_path / "new" / "notes") == [FISH_NAME, NAME]
    assert plan.report == Report(new=("k3f9a2", "m81qzd"))
    assert {key for key in plan.bases if key.startswith("a1/")} == {
        "a1/front:a1",
        "a1/article:a1",
        "a1/k3f9a2",
        "a1/file",
    }
    assert {key for key in plan.bases if key.startswith("b2/")} >= {"b2/front:b2", "b2/m81qzd"}


def test_an_article_without_marks_makes_no_file(tmp_path: Path) -> None:
    assert not plan_folder(tmp_path, [article()], {}).changes
    assert plan_folder(tmp_path, [article(bookmark="Here.")], {}).changes


def test_a_renamed_file_is_found_again(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    (tmp_path / NAME).rename(tmp_path / "mine.md")
    export(tmp_path, more(BOATS, "zzzzzz"), bases=first.bases)
    assert listed(tmp_path) == ["mine.md"]
    assert "One more." in (tmp_path / "mine.md").read_text(encoding="utf-8")


def test_only_what_the_user_had_changed_is_kept_as_a_backup(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS, FISH)
    with (tmp_path / FISH_NAME).open("a", encoding="utf-8") as file:
        file.write("My words.\n")
    held = (tmp_path / FISH_NAME).read_bytes()
    export(tmp_path, more(BOATS, "zzzzzz"), more(FISH, "yyyyyy"), bases=first.bases)
    assert listed(tmp_path) == [FISH_NAME, FISH_NAME + ".bak", NAME]
    assert (tmp_path / (FISH_NAME + ".bak")).read_bytes() == held


def test_a_file_without_its_front_matter_is_found_by_its_head(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    text = (tmp_path / NAME).read_text(encoding="utf-8").partition("---\n\n")[2]
    (tmp_path / "mine.md").write_text(text, encoding="utf-8")
    (tmp_path / NAME).unlink()
    assert not plan_folder(tmp_path, [BOATS], first.bases).changes


def test_of_two_copies_the_one_with_the_usual_name_is_kept_up(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    (tmp_path / "2026 copy.md").write_bytes((tmp_path / NAME).read_bytes())
    plan = plan_folder(tmp_path, [more(BOATS, "zzzzzz")], first.bases)
    assert [change.path.name for change in plan.changes] == [NAME]


def test_a_deleted_file_stays_away_until_there_is_something_new(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS, FISH)
    (tmp_path / NAME).unlink()
    second = plan_folder(tmp_path, [BOATS, FISH], first.bases)
    assert not second.changes
    assert second.report.tombstone == ("k3f9a2",)
    export(tmp_path, more(BOATS, "zzzzzz"), FISH, bases=second.bases)
    assert "k3f9a2" not in (tmp_path / NAME).read_text(encoding="utf-8")
    assert plan_folder(tmp_path, [BOATS], first.bases, restore=True).report.new == ("k3f9a2",)


def test_an_emptied_folder_starts_afresh(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    (tmp_path / NAME).unlink()
    assert plan_folder(tmp_path, [BOATS], first.bases).report.new == ("k3f9a2",)


def test_what_was_unmarked_leaves_the_file_but_the_users_words_stay(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS, FISH)
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write("\nMy words.\n")
    plan = export(tmp_path, FISH, bases=first.bases)
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert plan.report.removed == ("k3f9a2",)
    assert "# Slow boats" in text
    assert "My words." in text
    assert "k3f9a2" not in text
    export(tmp_path, BOATS, FISH, bases=plan.bases)
    assert "k3f9a2" in (tmp_path / NAME).read_text(encoding="utf-8")


def test_a_block_moved_to_another_articles_file_stays_there(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS, FISH)
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    at = text.index("<!-- nr k3f9a2 -->")
    (tmp_path / NAME).write_text(text[:at], encoding="utf-8")
    with (tmp_path / FISH_NAME).open("a", encoding="utf-8") as file:
        file.write("\n" + text[at:])
    assert not plan_folder(tmp_path, [BOATS, FISH], first.bases).changes


def test_strangers_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / NAME.upper()).write_text("mine", encoding="utf-8")
    (tmp_path / FISH_NAME).mkdir()
    export(tmp_path, BOATS, FISH)
    assert (tmp_path / NAME.upper()).read_text(encoding="utf-8") == "mine"
    assert {"2026-03-02 Slow boats (a1).md", "2026-03-02 Fish (b2).md"} <= set(listed(tmp_path))


def test_articles_of_one_name_get_files_of_their_own(tmp_path: Path) -> None:
    export(tmp_path, BOATS, article(highlight("m81qzd"), id="b2", title="SLOW BOATS"))
    assert len(listed(tmp_path)) == 2


@pytest.mark.parametrize("title", ["../../up", "/etc/passwd", "a\x00b", "CON", "x" * 4_000, "\ud800", ".", "a/../b"])
def test_hostile_titles_stay_inside(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "notes"
    export(folder, article(highlight(), title=title, published=None, id="a1"))
    assert len(listed(folder)) == 1
    assert not listed(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    first = export(tmp_path / "notes", BOATS)
    outside = tmp_path / "outside.md"
    (tmp_path / "notes" / NAME).rename(outside)
    (tmp_path / "notes" / NAME).symlink_to(outside)
    held = outside.read_bytes()
    export(tmp_path / "notes", more(BOATS, "zzzzzz"), bases=first.bases)
    assert outside.read_bytes() == held
    assert (tmp_path / "notes" / NAME).is_symlink()


def test_bytes_that_are_no_text_survive(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b"\xff\xfe caf\xe9\n")
    export(tmp_path, more(BOATS, "zzzzzz"), bases=first.bases)
    assert b"\xff\xfe caf\xe9\n" in (tmp_path / NAME).read_bytes()


def test_one_file_for_everything(tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    first = plan_file(path, [BOATS], {})
    write(first)
    second = plan_file(path, [BOATS, FISH], first.bases)
    write(second)
    assert path.read_text(encoding="utf-8") == document([BOATS, FISH])
    assert not plan_file(path, [BOATS, FISH], second.bases).changes
    stripped = path.read_text(encoding="utf-8").partition("---\n\n")[2]
    path.write_text(stripped, encoding="utf-8")
    assert not plan_file(path, [BOATS, FISH], second.bases).changes


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "all.md"
    first = plan_file(path, [BOATS], {})
    assert plan_file(path, [BOATS], first.bases).report == first.report
    path.write_bytes(b"")
    assert plan_file(path, [BOATS], first.bases).report == first.report


@pytest.mark.parametrize("text", ["my own notes\n", "---\nnewsreader_id: a1\n---\n<!-- nr article a1 -->\n"])
def test_a_strangers_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match="was not written by an export"):
        plan_file(path, [BOATS], {})
    assert path.read_text(encoding="utf-8") == text


def test_files_and_folders_in_each_others_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "nul\x00"):
        with pytest.raises(ExportError) as caught:
            write(plan_folder(target, [BOATS], {}))
        assert "\n" not in str(caught.value)
    for target in (tmp_path, tmp_path / "file" / "below", tmp_path / "nul\x00"):
        with pytest.raises(ExportError):
            write(plan_file(target, [BOATS], {}))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(ExportError, match="is not a file"):
        plan_file(tmp_path / "pipe.md", [BOATS], {})
    export(tmp_path, BOATS)


def test_a_loop_of_links_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ExportError):
        write(plan_folder(tmp_path / "a", [BOATS], {}))


def test_a_dry_run_shows_the_difference(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes().replace(b"\n", b"\r\n"))
    shown = plan_folder(tmp_path, [more(BOATS, "zzzzzz"), FISH], first.bases).diff()
    added = [line for line in shown.splitlines() if line.startswith("+")]
    assert "+<!-- nr zzzzzz -->" in added
    assert "+> Fish is fish." in added
    assert "--- /dev/null" in shown
    assert not [line for line in shown.splitlines() if line.startswith("-") and not line.startswith("---")]
    assert listed(tmp_path) == [NAME]


def scoped(marked: MarkedArticle, *shorts: str) -> MarkedArticle:
    return replace(marked, shown=frozenset(shorts))


@pytest.mark.parametrize("layout", [PLAIN, VAULT, BY_MONTH, BY_TAG], ids=["plain", "vault", "by month", "by tag"])
def test_an_export_of_some_leaves_the_others_as_they_are(tmp_path: Path, layout: Layout) -> None:
    boats = more(BOATS, "zzzzzz")
    first = plan_folder(tmp_path, [boats, FISH], {}, layout)
    write(first)
    held = {path.name: path.read_bytes() for path in tmp_path.glob("*.md")}
    part = plan_folder(tmp_path, [scoped(boats, "zzzzzz"), scoped(FISH)], first.bases, layout)
    assert not part.changes
    assert part.bases == first.bases
    assert part.report == Report()
    noted = replace(boats, highlights=tuple(replace(mark, note="Mine.") for mark in boats.highlights))
    part = plan_folder(tmp_path, [scoped(noted, "zzzzzz"), scoped(FISH)], part.bases, layout)
    write(part)
    assert part.report == Report(updated=("zzzzzz",))
    now = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("*.md")))
    assert now.count(b"Mine.") == 1
    assert len(now) > sum(map(len, held.values()))


def test_an_export_of_some_into_a_new_place_holds_only_these(tmp_path: Path) -> None:
    plan = plan_folder(tmp_path, [scoped(more(BOATS, "zzzzzz"), "zzzzzz"), scoped(FISH)], {})
    write(plan)
    assert listed(tmp_path) == [NAME]
    assert "k3f9a2" not in (tmp_path / NAME).read_text(encoding="utf-8")
    full = plan_folder(tmp_path, [more(BOATS, "zzzzzz"), FISH], plan.bases)
    assert full.report.new == ("k3f9a2", "m81qzd")


@pytest.mark.parametrize("layout", [PLAIN, VAULT, BY_MONTH, BY_TAG], ids=["plain", "vault", "by month", "by tag"])
def test_that_the_article_says_it_otherwise_by_now_is_told_and_nothing_else_changes(
    tmp_path: Path, layout: Layout
) -> None:
    marks = [highlight("aaaaaa", "One."), highlight("bbbbbb", "Two."), highlight("cccccc", "Three.", note="Mine.")]
    first = plan_folder(tmp_path, [article(*marks)], {}, layout)
    write(first)
    (path,) = tmp_path.glob("*.md")
    before = path.read_text("utf-8")
    assert "changed in the article" not in before
    path.write_text(before.replace("Mine.", "Mine, edited."), "utf-8")
    later = article(marks[0], replace(marks[1], status="changed"), replace(marks[2], status="review"))
    second = plan_folder(tmp_path, [later], first.bases, layout)
    write(second)
    assert second.report == Report(updated=("bbbbbb",), conflict=("cccccc",))
    after = path.read_text("utf-8")
    assert after.count("≈ changed in the article since · ") == 1
    assert after.replace("≈ changed in the article since · ", "") == before.replace("Mine.", "Mine, edited.")
    assert not plan_folder(tmp_path, [later], second.bases, layout).changes
    back = plan_folder(tmp_path, [article(*marks)], second.bases, layout)
    write(back)
    assert path.read_text("utf-8") == before.replace("Mine.", "Mine, edited.")


def test_a_highlight_of_two_tags_stands_in_two_files_and_each_keeps_its_own_edits(tmp_path: Path) -> None:
    boats = article(highlight(tags=("sea", "work")))
    first = plan_folder(tmp_path, [boats], {}, BY_TAG)
    write(first)
    assert listed(tmp_path) == ["sea.md", "work.md"]
    sea = tmp_path / "sea.md"
    sea.write_text(sea.read_text(encoding="utf-8").replace("> The", "> MY The"), encoding="utf-8")
    noted = article(highlight(tags=("sea", "work"), note="Mine."))
    second = plan_folder(tmp_path, [noted], first.bases, BY_TAG)
    assert second.report == Report(updated=("k3f9a2",), conflict=("k3f9a2",))
    untagged = plan_folder(tmp_path, [article(highlight(tags=("work",)))], first.bases, BY_TAG)
    assert untagged.report.kept == ("k3f9a2",)
    assert "MY The" in sea.read_text(encoding="utf-8")


def test_a_tag_that_is_gone_takes_its_block_along(tmp_path: Path) -> None:
    first = plan_folder(tmp_path, [article(highlight(tags=("sea", "work")))], {}, BY_TAG)
    write(first)
    second = plan_folder(tmp_path, [article(highlight(tags=("work",)))], first.bases, BY_TAG)
    write(second)
    assert second.report.removed == ("k3f9a2",)
    assert "k3f9a2" not in (tmp_path / "sea.md").read_text(encoding="utf-8")
    assert not plan_folder(tmp_path, [article(highlight(tags=("work",)))], second.bases, BY_TAG).changes


def test_another_layout_in_the_same_folder_has_files_of_its_own(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS, FISH)
    held = (tmp_path / NAME).read_bytes()
    book = plan_folder(tmp_path, [BOATS, FISH], first.bases, BY_MONTH)
    write(book)
    assert listed(tmp_path) == [FISH_NAME, NAME, "2026-03.md"]
    assert (tmp_path / NAME).read_bytes() == held
    assert not plan_folder(tmp_path, [BOATS, FISH], book.bases).changes
    restyled = plan_folder(tmp_path, [BOATS, FISH], book.bases, VAULT)
    assert restyled.report.updated == ("k3f9a2", "m81qzd")


def test_nonsense_in_a_file_is_free_text(tmp_path: Path) -> None:
    first = export(tmp_path, BOATS)
    path = tmp_path / NAME
    for nonsense in (b"\x00\xff", b"---\n: [\n---\n", b"<!-- nr k3f9a2 -->\n" * 50, b"^nr-k3f9a2\n" * 50, b"---\n"):
        path.write_bytes(nonsense + path.read_bytes())
        plan = plan_folder(tmp_path, [more(BOATS, "zzzzzz")], first.bases)
        write(plan)
        assert nonsense in path.read_bytes()
        assert not plan_folder(tmp_path, [more(BOATS, "zzzzzz")], plan.bases).changes
        first = plan
