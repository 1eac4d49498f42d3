"""All highlights in five orders, and what of them answers a filter."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model import Article, Highlight, Status
from tui_reader.ui.screens.browsing import Listing
from tui_reader.ui.screens.quotes.collection import NO_TAG, ORDERS, Collection

TODAY = 20_530  # 18 March 2026


def highlight(number: int, quote: str = "A quote.", **facts: object) -> Highlight:
    """A highlight in article 1, made on 18 March 2026 at `number` o'clock."""
    start = facts.pop("start", number * 100)
    values: dict[str, object] = {
        **{"id": f"h{number}", "short": f"s{number:05}", "article_id": 1, "title": "A title", "quote": quote},
        **{"prefix": "", "suffix": "", "start": start, "end": None if start is None else int(str(start)) + 10},
        **{"status": "exact", "role": 1, "note": "", "tags": (), "created": f"2026-03-18T{number:02}:00:00+00:00"},
        **{"updated": "", "revision_id": 1, "marked_start": 0, "marked_end": len(quote)},
        **facts,
    }
    return Highlight(**values)  # type: ignore[arg-type]


def article(number: int, **facts: object) -> Article:
    """An article of the Paper."""
    values: dict[str, object] = {
        **{"id": number, "title": f"Title {number}", "source": "The Paper", "author": "A. Author", "url": ""},
        **{"path": "", "published": None, "added": 0, "sort_key": 0, "words": 300, "seconds": 60, "read": False},
        **{"bookmarked": False, "highlights": 1, "position": 0, "revision_id": 1, **facts},
    }
    return Article(**values)  # type: ignore[arg-type]


def collection(*highlights: Highlight) -> Collection:
    return Collection(
        sorted(highlights, key=lambda h: h.created, reverse=True), {1: article(1), 2: article(2)}, today=TODAY
    )


def drawn(listing: Listing[Any]) -> list[Any]:
    """The rows as ids, with the headings between them."""
    headings = dict(listing.headings)
    rows: list[Any] = []
    for number, entry in enumerate(listing.entries):
        if number in headings:
            rows.append(headings[number])
        rows.append(entry.id)
    return rows


def test_the_newest_stand_under_their_day() -> None:
    shown = collection(
        highlight(9), highlight(8), highlight(7, created="2026-03-17T23:59:00+00:00"), highlight(6, created="rubbish")
    )
    rows = drawn(shown.listing("newest"))
    assert rows == ["1 January 1970 · 1", "h6", "Today · 2", "h9", "h8", "Yesterday · 1", "h7"]


def test_by_article_the_order_is_that_of_the_text_and_lost_quotes_come_last() -> None:
    shown = collection(
        highlight(1, start=900),
        highlight(2, start=None, status="orphan"),
        highlight(3, start=10),
        highlight(9, article_id=2, title="Other\x1b[31m"),
    )
    assert drawn(shown.listing("article")) == ["Other␛[31m · 1", "h9", "A title · 3", "h3", "h1", "h2"]


def test_two_articles_of_one_title_are_two() -> None:
    shown = collection(highlight(1), highlight(2, article_id=2))
    assert len(shown.listing("article").headings) == 2


def test_by_role_the_roles_are_in_their_order_and_empty_ones_left_out() -> None:
    shown = collection(highlight(1, role=4), highlight(2, role=1), highlight(3, role=4))
    assert drawn(shown.listing("role")) == ["general · 1", "h2", "made me think · 2", "h3", "h1"]


def test_a_highlight_with_two_tags_stands_under_both_but_counts_once() -> None:
    shown = collection(highlight(1, tags=("sea", "Harbour")), highlight(2), highlight(3, tags=("sea",)))
    listing = shown.listing("tag")
    assert drawn(listing) == ["#Harbour · 1", "h1", "#sea · 2", "h3", "h1", f"{NO_TAG} · 1", "h2"]
    assert sorted(listing.ids) == ["h1", "h2", "h3"]
    assert len(set(listing.entries)) == len(listing.entries)


def test_to_review_what_needs_an_eye_comes_first() -> None:
    states: list[Status] = ["exact", "moved", "changed", "review", "orphan"]
    shown = collection(
        *(highlight(n, status=status, start=None if status == "orphan" else 5) for n, status in enumerate(states, 1))
    )
    rows = drawn(shown.listing("review"))
    assert rows == [
        *("Needs your eye · 2", "h5", "h4"),
        *("The text changed around them · 1", "h3"),
        *("In their place · 2", "h2", "h1"),
    ]


def test_a_filter_looks_at_quote_note_tags_title_author_and_source() -> None:
    shown = collection(
        highlight(1, "Fish is fish"),
        highlight(2, note="about the tide"),
        highlight(3, tags=("quay",)),
        highlight(4, article_id=2, title="Winter"),
        highlight(5, article_id=3, title="No article known"),
    )
    for typed, ids in [
        ("fish", ["h1"]),
        ("TIDE", ["h2"]),
        ("#quay", ["h3"]),
        ("winter", ["h4"]),
        ("author paper", ["h4", "h3", "h2", "h1"]),
        ("fsih", ["h1"]),
        ("fish tide", []),
    ]:
        assert shown.listing("newest", typed).ids == ids, typed


def test_headings_count_what_the_filter_left() -> None:
    shown = collection(
        highlight(1, "one fish", role=2), highlight(2, "two fish", role=2), highlight(3, "three", role=3)
    )
    assert drawn(shown.listing("role", "two")) == ["disagree · 1", "h2"]


def test_articles_that_were_read_again_take_the_place_of_what_was_there() -> None:
    before = collection(highlight(1, "one fish"), highlight(2, "two fish", article_id=2), highlight(3, "three fish"))
    assert before.listing("newest", "fish").ids == ["h3", "h2", "h1"]
    after = before.with_articles({1: article(1, source="Gazette")}, [1], [highlight(4, "boats"), highlight(1, "one")])
    assert after.listing("newest").ids == ["h4", "h2", "h1"]
    assert after.listing("newest", "fish").ids == ["h2"]
    assert after.listing("newest", "boats").ids == ["h4"]
    assert after.listing("newest", "gazette").ids == ["h4", "h1"]
    assert after.listing("newest", "paper").ids == ["h2"]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.builds(
            highlight,
            st.integers(0, 23),
            st.text(max_size=20),
            title=st.text(max_size=10),
            note=st.text(max_size=10),
            tags=st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
            role=st.integers(1, 4),
            created=st.text(max_size=12),
        ),
        max_size=6,
        unique_by=lambda h: h.id,
    ),
    st.sampled_from(list(ORDERS)),
    st.text(max_size=6),
)
def test_every_order_shows_every_highlight_whatever_it_says(
    highlights: list[Highlight], order: str, typed: str
) -> None:
    shown = Collection(highlights)
    assert set(shown.listing(order).ids) == {h.id for h in highlights}
    filtered = shown.listing(order, typed)
    assert set(filtered.ids) <= {h.id for h in highlights}
    assert [row for row, _ in filtered.headings] == sorted({row for row, _ in filtered.headings})
    assert not any(c < " " or "\x7f" <= c <= "\x9f" for _, heading in filtered.headings for c in heading)
