"""What pages say about themselves: title, author, site, date."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from tui_reader.ingest import page_facts, titles
from tui_reader.ingest.page_facts import Facts


def _facts(head: str = "", body: str = "", url: str = "") -> Facts:
    return page_facts.read(document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), url)


@pytest.mark.parametrize(
    ("head", "named", "headings", "site", "title"),
    [
        ("Quiet harbour | The Paper", "", ["Quiet harbour"], "", "Quiet harbour"),
        ("Quiet harbour | The Paper", "", [], "", "Quiet harbour"),
        ("Quiet harbour - The Paper", "", [], "The Paper", "Quiet harbour"),
        ("Quiet harbour - a long winter", "", [], "", "Quiet harbour - a long winter"),
        ("The Paper: Quiet harbour", "", ["Quiet harbour"], "", "Quiet harbour"),
        ("The Paper - Quiet harbour", "", [], "THE PAPER", "Quiet harbour"),
        ("News - Quiet harbour - paper.example", "", ["Sea", "Quiet harbour"], "", "Quiet harbour"),
        ("静かな港｜海の新聞", "", ["静かな港"], "", "静かな港"),
        ("x", "Quiet harbour", ["The Paper", "QUIET HARBOUR"], "The Paper", "QUIET HARBOUR"),
        ("The Paper", "", ["The Paper", "Quiet harbour"], "The Paper", "The Paper"),
        ("", "", ["Quiet harbour"], "", "Quiet harbour"),
        ("a|b|c", "", [], "", "a|b"),
        ("Why a harbour is quiet in the morning", "", ["harbour"], "", "Why a harbour is quiet in the morning"),
        ("", "", [], "", ""),
    ],
)
def test_titles(head: str, named: str, headings: list[str], site: str, title: str) -> None:
    assert titles.of_page(head, named, headings, site) == title


def test_a_heading_that_leads_to_the_front_page_is_the_name_of_the_site() -> None:
    body = '<h1><a href="/">Notes from the quay</a></h1><h2>Quiet harbour</h2>'
    assert _facts("<title>Quiet harbour | Notes from the quay</title>", body).title == "Quiet harbour"


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ('<meta name="author" content="Ann Author">', "", "Ann Author"),
        (
            '<meta property="article:author" content="https://x.example/ann"><meta name="byl" content="By Ann">',
            "",
            "Ann",
        ),
        ('<meta name="author" content="admin"><meta name="dc.creator" content="Ann Author">', "", "Ann Author"),
        ('<meta name="author" content="The Paper"><meta property="og:site_name" content="The Paper">', "", ""),
        ("", '<p class="byline">By Ann Author | 25 March 2020</p>', "Ann Author"),
        ("", '<p class="byline">By Ann  Author, MA\n      Harbour News</p>', "Ann Author, MA"),
        ("", '<span itemprop="author"><span>Ann Author</span></span>', "Ann Author"),
        ("", '<a rel="author" href="/ann">Ann Author</a>', "Ann Author"),
        ("", '<div class="post-author">von Ann Author</div>', "Ann Author"),
        ("", '<div class="authors-list">Subscribe to all our authors</div>', ""),
        ("", "<p>By the sea, by the harbour.</p>", ""),
    ],
)
def test_authors(head: str, body: str, author: str) -> None:
    assert _facts(head, body).author == author


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Quiet harbour",
    "datePublished": "2020-03-25",
    "author": [{"@type": "Person", "name": "Ann Author"}, {"name": "Ben Bell"}, "Ann Author"],
    "publisher": {"name": "The Paper"},
}


@pytest.mark.parametrize("wrapped", ["%s", "<![CDATA[%s]]>", "<!-- %s -->", "//<![CDATA[\n%s\n//]]>"])
@pytest.mark.parametrize(
    "data",
    [ARTICLE, [{"@type": "BreadcrumbList", "author": "No"}, ARTICLE], {"@graph": [{"@type": "WebSite"}, ARTICLE]}],
)
def test_linked_data(data: object, wrapped: str) -> None:
    facts = _facts(f'<script type="application/ld+json">{wrapped % json.dumps(data)}</script>')
    assert (facts.title, facts.published, facts.site) == ("Quiet harbour", "2020-03-25", "The Paper")
    assert facts.author == "Ann Author, Ben Bell"


@pytest.mark.parametrize("text", ["{broken", "[" * 100_000, '"x"', "null", '{"author": {"name": 3}, "headline": []}'])
def test_linked_data_that_makes_no_sense(text: str) -> None:
    facts = _facts(f'<script type="application/ld+json">{text}</script>')
    assert (facts.title, facts.author, facts.site, facts.published) == ("", "", "", None)


def test_addresses_are_made_absolute() -> None:
    head = '<link rel="canonical" href="../q">'
    assert _facts(head, url="https://paper.example/a/b").url == "https://paper.example/q"
    assert _facts(head).url == ""
