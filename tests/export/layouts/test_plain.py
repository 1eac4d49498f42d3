"""Layout plain: what stands in an export."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tests.export.examples import article, highlight
from tui_reader.export.layouts import PLAIN
from tui_reader.export.marked import MarkedArticle
from tui_reader.export.merge import merge
from tui_reader.export.planning import document
from tui_reader.model import Bookmark

GOLDEN = """\
---
newsreader_id: "a1"
title: "Slow boats"
author: "A. Author"
url: "https://example.org/slow"
saved: 2026-03-05
tags: ["harbour"]
---

<!-- nr article a1 -->
# Slow boats
A. Author · The Paper · published 2026-03-02 · saved 2026-03-05
<https://example.org/slow>

[Bookmark](https://example.org/slow#:~:text=Two%20boats%20came%20in%20with%20the%20tide.): Two boats came in with the tide.
<!-- /nr article a1 -->

<!-- nr k3f9a2 -->
> The harbour was quiet before dawn.
>
> Nobody on the quay said a word.

Compare with *yesterday*.

disagree · [in the article](https://example.org/slow#:~:text=The%20harbour%20was%20quiet%20before,the%20quay%20said%20a%20word.) · 2026-03-05 · #harbour
^nr-k3f9a2

<!-- nr m81qzd -->
> Fish is fish.

general · no longer in the article · 2026-03-05
^nr-m81qzd
"""  # noqa: E501 - quotes and links are never wrapped

MARKED = article(
    highlight(
        quote="The harbour was quiet before dawn.\nNobody on the quay said a word.",
        role=2,
        note="Compare with *yesterday*.",
        tags=("harbour",),
    ),
    highlight("m81qzd", "Fish is fish.", status="orphan"),
    bookmark="Two boats came in with the tide.",
)


def written(article: MarkedArticle) -> str:
    """The article's own file."""
    (page,) = PLAIN.pages([article])
    return merge(None, page.sections, {}, page.front).text or ""


def test_an_article_with_everything() -> None:
    assert written(MARKED) == GOLDEN


def test_it_is_read_as_it_was_meant() -> None:
    html = MarkdownIt("commonmark").render(GOLDEN.partition("---\n\n")[2])
    assert "<h1>Slow boats</h1>" in html
    assert "<p>The harbour was quiet before dawn.</p>\n<p>Nobody on the quay said a word.</p>\n</blockquote>" in html
    assert "<p>Compare with <em>yesterday</em>.</p>" in html
    assert '<a href="https://example.org/slow#:~:text=The%20harbour' in html


def test_an_article_with_nothing_but_a_title() -> None:
    bare = MarkedArticle("a1", "", bookmark=Bookmark(1, "", 0, "", ""))
    assert "# Untitled\nsaved 1970-01-01\n\nBookmark\n<!-- /nr" in written(bare)


def test_without_a_page_there_is_no_link() -> None:
    text = document([article(highlight(), url="javascript:alert(1)", bookmark="Here.")])
    assert "javascript" not in text
    assert "](" not in text


@pytest.mark.parametrize(
    ("published", "shown"),
    [("2026-03-02T08:00:00+01:00", "2026-03-02"), ("2026-02-30", "2026-02-30"), ("soon\n# x", "soon \\# x")],
)
def test_dates_of_any_form(published: str, shown: str) -> None:
    marked = article(highlight(), published=published)
    assert f"published {shown} · saved" in document([marked])
    assert marked.dated == ("2026-03-02" if published.startswith("2026-03") else "2026-03-05")


def test_a_saved_time_out_of_all_bounds() -> None:
    assert article(saved=10**20, published=None).dated == "0001-01-01"


def test_all_articles_in_one_text() -> None:
    text = document([MARKED, article(highlight("zzzzzz"), id="b2", title="Other")])
    assert text.startswith('---\nnewsreader_id: "library"\n')
    assert [line for line in text.splitlines() if line.startswith("#")] == ["## Slow boats", "## Other"]
    assert document([]).count("newsreader_id") <= 1


@pytest.mark.parametrize("id", ["", "a b", "../x", "a" * 65, "-a", "a\n"])
def test_an_id_is_one_word(id: str) -> None:
    with pytest.raises(ValueError):
        article(id=id)
