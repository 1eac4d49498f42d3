"""Layout vault: callouts, block ids, facts in the front matter."""

from __future__ import annotations

from markdown_it import MarkdownIt

from tests.export.examples import article, highlight
from tui_reader.export.layouts import VAULT
from tui_reader.export.merge import merge
from tui_reader.export.planning import document

GOLDEN = """\
---
newsreader_id: "a1"
title: "Slow boats"
author: "A. Author"
source: "The Paper"
url: "https://example.org/slow"
published: 2026-03-02
saved: 2026-03-05
tags: ["reading", "harbour"]
---

<!-- nr article a1 -->
# Slow boats
A. Author · The Paper · published 2026-03-02 · saved 2026-03-05
<https://example.org/slow>
<!-- /nr article a1 -->

<!-- nr k3f9a2 -->
> [!quote] disagree
> The harbour was quiet before dawn.
>
> Nobody on the quay said a word.
>
> **Note**
>
> - one
>
> two
>
> [in the article](https://example.org/slow#:~:text=The%20harbour%20was%20quiet%20before,the%20quay%20said%20a%20word.) · 2026-03-05 · #harbour

^nr-k3f9a2
"""  # noqa: E501 - quotes and links are never wrapped

MARKED = article(
    highlight(
        quote="The harbour was quiet before dawn.\nNobody on the quay said a word.",
        role=2,
        note="- one\n\ntwo",
        tags=("harbour",),
    ),
    tags=("reading",),
)


def test_an_article_with_everything() -> None:
    (page,) = VAULT.pages([MARKED])
    assert merge(None, page.sections, {}, page.front).text == GOLDEN


def test_quote_note_and_facts_are_one_callout() -> None:
    html = MarkdownIt("commonmark").render(GOLDEN.partition("---\n\n")[2])
    inside = html[html.index("<blockquote>") : html.index("</blockquote>")]
    for part in ("[!quote] disagree", "said a word.", "<strong>Note</strong>", "<li>one</li>", "in the article"):
        assert part in inside
    assert html.rstrip().endswith("<p>^nr-k3f9a2</p>")


def test_a_date_that_is_none_is_a_string() -> None:
    (page,) = VAULT.pages([article(highlight(), published='soon: "x"')])
    assert ("published", '"soon: \\"x\\""') in page.front.fields


def test_all_in_one_file() -> None:
    assert "\n## Slow boats\n" in document([MARKED], VAULT)
