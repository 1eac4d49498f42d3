"""The article is found in pages of many shapes: nothing of it is lost, and little of what stands around it is kept.

The pages are made up; their shapes are those of common programs and of pages written by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.ingest.test_markdown import check_blocks
from tui_reader.ingest.html import read_html
from tui_reader.ingest.page import Page

PAGES = Path(__file__).parent / "page_shapes"
# What `{one}`, `{two}` and `{three}` stand for in the pages.
ONE = (
    "The harbour was quiet before dawn, and two boats came in with the tide while nobody on the quay said a word to "
    "anyone at all."
)
TWO = (
    "Later the market opened as on any other day, and the oldest of the sellers, who had seen worse winters, said so "
    "to everyone who asked."
)
THREE = (
    "By noon the last of the fish was sold, the gulls had gone, and the only sound was that of water on stone and of a "
    "radio in a window."
)


class Shape(NamedTuple):
    """The strings that must be in the text of a page, and those that must not; its title."""

    must: tuple[str, ...]
    must_not: tuple[str, ...]
    title: str = "Quiet harbour"


SHAPES = {
    "a-blog-program": Shape(
        (ONE, "cod, two boxes", TWO, THREE, "Prices", "A box of cod was twelve"),
        ("About me", "Posted on", "Share this", "Click to tweet", "storm took", "tagged", "lovely", "Reply", "Recent"),
    ),
    "boxes-without-names": Shape((ONE, TWO), ("Archive", "19:49", "Nora", "waited", "Write", "Email", "kin")),
    "a-newspaper": Shape(
        ("The boats are fewer", "A boat at the quay on Tuesday", ONE, TWO, THREE),
        ("cookies", "Home", "By Ann", "07:36", "the pier", "newsletter", "eleven", "Teaser", "comes next", "rights"),
    ),
    "documentation": Shape(
        (
            ONE,
            "Install",
            "harbour --quiet",
            "Say nothing at all",
            "Wait for the tide",
            "Default",
            "Comments",
            TWO,
            "hash",
        ),
        ("Getting started", "Reference", "Previous"),
    ),
    "lines-with-breaks-in-a-table": Shape((ONE, TWO, "Goodbye", THREE), ("Links",)),
    "a-thread": Shape((ONE, TWO, THREE, "post 2"), ("Next page",)),
    "a-wiki": Shape((ONE, "History", TWO, "The pier in 1901", THREE), ("From the wiki", "Contents", "edit", "Piers")),
    "japanese": Shape(("夜明け前", "市場", "鱈 二箱", "昼までに"), ("ホーム", "ツイート", "嵐"), "静かな港"),
    "a-poem-in-a-blog": Shape(
        ("nobody on the quay", "[Chorus]", "oh the tide, the tide", "Repeat chorus", "and nobody minded"),
        ("July", "Posted by", "12:11", "Labels", "Older", "Follower", "support"),
    ),
    "sections": Shape((f"{ONE} 0", "Part 3", f"{TWO} 4"), ("teaser",)),
    "what-nobody-sees": Shape((ONE, TWO, THREE), ("free articles", "a friend", "pixel", "JavaScript", "opens")),
    "a-paywall": Shape((ONE, TWO), ("Subscribe",)),
    "a-slip-in-a-tag": Shape((ONE, TWO, THREE), ("Home",)),
    "loose-text": Shape((ONE, TWO, THREE, "of all", "the tide"), ("Home",)),
}


def read(name: str) -> Page:
    """One of the pages, read."""
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return read_html(page.replace("{one}", ONE).replace("{two}", TWO).replace("{three}", THREE))


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_found_in_a_page(name: str) -> None:
    shape, page = SHAPES[name], read(name)
    check_blocks(page.document)
    assert page.title == shape.title
    assert [text for text in shape.must if text not in page.document.text] == []
    assert [text for text in shape.must_not if text in page.document.text] == []
    assert not page.document.text.startswith(shape.title)


def test_every_page_is_tried() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(SHAPES)


def test_what_is_a_caption_by_its_name_is_one() -> None:
    document = read("a-wiki").document
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "caption"] == ["The pier in 1901"]


def test_mark_up_inside_the_article_is_kept() -> None:
    document = read("documentation").document
    found = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert ("code", "pip install harbour\nharbour --quiet") in found
    assert ("table", "Option\tDefault\ntide\thigh") in found
    assert ("heading", "Comments") in found
