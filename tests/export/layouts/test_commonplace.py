"""Layouts by month and by tag: who stands in which file, by month and by tag."""

from __future__ import annotations

from tests.export.examples import article, highlight
from tui_reader.export.blocks import parse
from tui_reader.export.layouts import BY_MONTH, BY_TAG
from tui_reader.export.layouts.commonplace import by_month, by_tag
from tui_reader.export.merge import merge
from tui_reader.export.planning import document

MARCH = highlight("aaaaaa", "In March.", tags=("sea", "slow life"), note="Mine.")
APRIL = highlight("bbbbbb", "In April.", created="2026-04-01T08:00:00.000Z", tags=("Sea",), role=3)
NEVER = highlight("cccccc", "No day.", created="some day", status="orphan")
BOATS, FISH = article(MARCH, APRIL), article(NEVER, id="b2", title="Fish")

GOLDEN = """\
---
newsreader_id: "month-2026-03"
title: "March 2026"
---

<!-- nr group month-2026-03 -->
# March 2026
<!-- /nr group month-2026-03 -->

<!-- nr article 4f6d0b1e -->
## Slow boats
A. Author · The Paper · published 2026-03-02 · saved 2026-03-05
<!-- /nr article 4f6d0b1e -->

<!-- nr aaaaaa -->
> In March.

Mine.

[2026-03-05](https://example.org/slow#:~:text=In%20March.) · general · #sea #slow-life
^nr-aaaaaa
"""


def test_a_page_for_a_month() -> None:
    page = BY_MONTH.pages([BOATS, FISH])[1]
    text = merge(None, page.sections, {}, page.front).text or ""
    head = page.sections[1].head.key.removeprefix("article:")
    assert text == GOLDEN.replace("4f6d0b1e", head)


def test_months_stand_newest_first_and_what_has_no_day_last() -> None:
    groups = by_month([BOATS, FISH])
    assert [(group.id, group.name, group.title) for group in groups] == [
        ("month-2026-04", "2026-04", "April 2026"),
        ("month-2026-03", "2026-03", "March 2026"),
        ("month-undated", "Undated", "Undated"),
    ]


def test_tags_are_told_apart_as_obsidian_does() -> None:
    groups = by_tag([BOATS, FISH])
    shorts = [[mark.short for each in group.articles for mark in each.highlights] for group in groups]
    assert [(group.name, marks) for group, marks in zip(groups, shorts, strict=True)] == [
        ("Sea", ["aaaaaa", "bbbbbb"]),
        ("slow-life", ["aaaaaa"]),
        ("Untagged", ["cccccc"]),
    ]
    assert groups[0].tags == ("Sea",)


def test_the_tags_of_an_article_are_those_of_its_highlights() -> None:
    (group,) = by_tag([article(NEVER, tags=("harbour",))])
    assert group.name == "harbour"


def test_in_one_file_a_highlight_stands_once() -> None:
    text = document([BOATS, FISH], BY_TAG)
    keys = [segment.key for segment in parse(text).segments if segment.key]
    assert len(keys) == len(set(keys))
    assert keys.count("aaaaaa") == 1
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Sea", "## Untagged"]
    assert "no longer in the article" in text
    assert "read more" in text
