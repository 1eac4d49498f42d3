"""Ages, dates and rows in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tui_reader.library.muting import DryRun, MuteRule
from tui_reader.model import Article, Highlight, SearchHit
from tui_reader.ui import wording

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
ARTICLE = Article(
    id=1,
    title="A title",
    source="",
    author="",
    url="",
    path="/home/me/papers/a.txt",
    published="2026-03-19T07:36:00",
    added=0,
    sort_key=int(NOW.timestamp()) - 7_200,
    words=300,
    seconds=80,
    read=False,
    bookmarked=False,
    highlights=0,
    position=0,
    revision_id=1,
)
HIGHLIGHT = Highlight(
    "H", "abc123", 1, "A title", "the  quote", "", "", 0, 9, "exact", 3, "why?", ("sea",), "", "", 1, 0, 9
)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (10, "now"),
        (300, "5m"),
        (7_200, "2h"),
        (3 * 86_400, "3d"),
        (90 * 86_400, "20 Dec 2025"),
        (-9_000, "20 Mar 2026"),
    ],
)
def test_ages(passed: int, words: str) -> None:
    assert wording.age(int(NOW.timestamp()) - passed, NOW) == words


def test_an_age_out_of_every_calendar_is_empty() -> None:
    assert wording.age(10**18, NOW) == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2026-03-19T07:36:00", "19 March 2026, 07:36"),
        ("2026-03-19", "19 March 2026"),
        ("2026-03-19T07:36:00+08:00", "19 March 2026, 07:36"),
        (None, ""),
        ("yes\x1b[2J", "yes␛[2J"),
    ],
)
def test_a_date_is_shown_as_given(given: str | None, words: str) -> None:
    assert wording.published(replace(ARTICLE, published=given)) == words


def test_the_source_is_the_paper_else_the_folder_else_the_host() -> None:
    assert wording.source_of(replace(ARTICLE, source="The [b]Paper")) == "The [b]Paper"
    assert wording.source_of(ARTICLE) == "papers"
    assert wording.source_of(replace(ARTICLE, path="", url="https://example.org/x")) == "example.org"


def test_a_row_shows_state_by_shape() -> None:
    def marker(**facts: object) -> str:
        return wording.article_row(replace(ARTICLE, **facts)).marker  # type: ignore[arg-type]

    assert marker() == "●"
    assert marker(read=True) == " "
    assert marker(bookmarked=True, read=True) == "★"
    assert marker(position=5) == "◐"
    assert wording.article_row(replace(ARTICLE, title=" \n")).title == "Untitled"
    assert wording.article_row(ARTICLE).meta.startswith("papers")
    assert wording.article_row(replace(ARTICLE, seen=1)).meta.startswith("papers")
    assert wording.article_row(replace(ARTICLE, seen=1, revision_id=2)).meta.startswith("↻ papers")
    assert "2 ▌" in wording.article_row(replace(ARTICLE, highlights=2)).meta
    assert " +1 source · " in wording.article_row(replace(ARTICLE, siblings=1)).meta
    assert " +3 sources · " in wording.article_row(replace(ARTICLE, siblings=3)).meta
    assert "source" not in wording.article_row(replace(ARTICLE, siblings=3), apart=True).meta


def test_days_have_headings() -> None:
    assert [wording.heading_of(day, 100) for day in (100, 99, 59)] == ["Today", "Yesterday", "1 March 1970"]
    assert wording.heading_of(10**12, 100) == "Undated"


def test_hits_show_where_they_matched() -> None:
    body = SearchHit(1, "T", "body", "…the fish market", ((5, 9),), 1.0, 40, 44)
    row = wording.hit_row(body)
    assert row.meta[slice(*row.meta_marks[0])] == "fish"
    note = wording.hit_row(replace(body, where="note"))
    assert note.lead == "note: "
    assert note.meta[slice(*note.meta_marks[0])] == "fish"
    title = wording.hit_row(replace(body, where="title", title="fish", snippet="fish", marks=((0, 4),)))
    assert title.marks == ((0, 4),)
    assert (title.meta, title.marker) == ("title", " ")


def test_hits_say_whose_they_are_and_whether_they_are_read() -> None:
    hit = SearchHit(1, "T", "title", "T", (), 1.0, article=replace(ARTICLE, source="The Paper"))
    row = wording.hit_row(hit)
    assert row.meta.startswith("The Paper · ")  # nothing in the title matched
    assert (row.marker, row.strong) == ("●", True)
    assert wording.hit_row(replace(hit, where="body")).marker == "●"
    read = wording.hit_row(replace(hit, article=replace(ARTICLE, read=True)))
    assert (read.marker, read.strong) == (" ", False)
    assert wording.hit_row(replace(hit, article=replace(ARTICLE, bookmarked=True))).marker == "★"
    assert wording.hit_row(replace(hit, where="source", query="feed:x")).marker == "≡"


def test_highlights_show_role_note_and_tags() -> None:
    row = wording.highlight_row(HIGHLIGHT, with_title=True)
    assert (row.title, row.marker, row.role) == ("the quote", "r", 3)
    assert row.meta == "read more · A title · “why?” · #sea"
    orphan = replace(HIGHLIGHT, status="orphan", start=None, end=None)
    assert "orphan" in wording.highlight_row(orphan, with_title=False).meta


def test_a_muted_article_says_so_in_lists_and_results() -> None:
    assert wording.article_row(replace(ARTICLE, muted=True)).meta.startswith("muted · papers")
    assert "muted" not in wording.article_row(ARTICLE).meta
    hit = SearchHit(1, "A title", "title", "A title", ((0, 1),), 1.0, article=replace(ARTICLE, muted=True))
    assert wording.hit_row(hit).meta.startswith("muted · title · papers · ")
    body = wording.hit_row(replace(hit, where="body", snippet="the quote", marks=((4, 9),)))
    assert body.meta[slice(*body.meta_marks[0])] == "quote"
    assert body.lead == "muted · text: "
    assert wording.hit_row(replace(hit, where="note", snippet="why")).lead == "muted · note: "


def test_a_dry_run_in_words() -> None:
    hostile = replace(ARTICLE, title="x\x1b[31m [/b]\ny")
    run = DryRun(1_200, 2_000, 1, 0, (hostile, replace(ARTICLE, title="")))
    assert wording.mute_outcome(run) == ("Would have hidden 1,200 of the last 2,000\n1 stays, you opened or marked it")
    assert wording.mute_examples(run) == "e.g. x␛[31m [/b] y\n     Untitled"
    assert wording.mute_outcome(DryRun(0, 500, 2, 3, ())).splitlines()[1] == (
        "3 of all unread · 2 stay, you opened or marked them"
    )
    assert wording.mute_examples(DryRun(0, 500, 2, None, ())) == ""


def test_a_mute_rule_in_words() -> None:
    rule = MuteRule(1, "x\x1b y", "2026-03-03T10:00:00.000Z", 1_234)
    assert wording.mute_rule(rule) == "x␛ y\n  1,234 muted · made 3 Mar 2026"
    assert wording.mute_rule(replace(rule, hidden=None, made="?")) == "x␛ y\n  many muted"
    assert wording.mute_rule(replace(rule, problem="there is\nno field")) == "x␛ y\n  there is no field"


def test_the_text_of_a_page_tells_of_highlights_where_there_are_some() -> None:
    assert wording.full_text(0, 0) == "The page's text now · u takes it back"
    assert wording.full_text(2, 2) == "The page's text now, 2 highlights found · u takes it back"
    assert wording.full_text(1, 3) == "The page's text now, 1 of 3 highlights found · u takes it back"
    assert len(wording.full_text(2, 2)) < 60
