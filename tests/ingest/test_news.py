"""News text: headline, date, body; and what there is when some are missing."""

from __future__ import annotations

import pytest

from tui_reader.ingest.news import read_news
from tui_reader.ingest.titles import LONGEST, from_text, shortened, tidy

BODY = "BEIJING  The harbour was quiet\xa0before dawn.   Two boats came in with the tide. "


def test_the_primary_shape_gives_exactly_the_third_line() -> None:
    news = read_news(f"Quiet  harbour, \xa0full boats \n2020-03-25 07:36\n{BODY}\n")
    assert news.title == "Quiet harbour, full boats"
    assert news.published == "2020-03-25T07:36:00"
    assert news.text == BODY


def test_blank_lines_around_the_head_are_dropped_and_those_between_paragraphs_kept() -> None:
    news = read_news("\n \nHeadline\n\n2020-03-25\n\xa0\n\n  One.\n\nTwo. \n\n\n")
    assert (news.title, news.published, news.text) == ("Headline", "2020-03-25", "  One.\n\nTwo. ")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_headline_without_a_date(gap: str) -> None:
    news = read_news(f"Dr. Smith goes to town{gap}He went. He saw it.\nHe left.")
    assert (news.title, news.published, news.text) == ("Dr. Smith goes to town", None, "He went. He saw it.\nHe left.")


def test_headline_and_date_without_a_body() -> None:
    news = read_news("Headline\n2020-03-25 07:36")
    assert (news.title, news.published, news.text) == ("Headline", "2020-03-25T07:36:00", "")


def test_any_first_line_is_a_headline_when_a_date_follows() -> None:
    headline = "A very long headline. " * 20
    assert read_news(f"{headline}\n2020-03-25\nBody.").title == tidy(headline)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The harbour was quiet before dawn. Two boats came in.\n\nMore of it.",
            "The harbour was quiet before dawn.",
        ),
        (
            "It was a dark and stormy night; the rain fell in torrents\nexcept now and then. So it was.",
            "It was a dark and stormy night; the rain fell in torrents except now and then.",
        ),
        (
            "昨天晚上我们比平时晚回家，因为下雪了，司机开得很慢，谁也没有说一句话。\n\n今天早上雪停了。",
            "昨天晚上我们比平时晚回家，因为下雪了，司机开得很慢，谁也没有说一句话。",
        ),
        ("Only one line", "Only one line"),
        ("No.", "No."),
    ],
)  # fmt: skip
def test_a_bare_body_is_titled_by_its_first_sentence_and_kept_whole(text: str, title: str) -> None:
    news = read_news(text)
    assert (news.title, news.published, news.text) == (title, None, text)


def test_a_date_inside_a_bare_body_is_not_taken_for_its_date() -> None:
    assert read_news("The harbour was quiet. It was.\nOn 2020-03-25 it opened.").published is None


@pytest.mark.parametrize("text", ["", "\n\n", " \n\xa0\n\t"])
def test_nothing_gives_nothing(text: str) -> None:
    news = read_news(text)
    assert (news.title, news.published) == ("", None)


def test_a_title_made_from_text_is_cut_at_a_word() -> None:
    title = from_text("word " * 100)
    assert len(title) <= LONGEST
    assert title.endswith("word…")


def test_a_title_without_blanks_is_cut_anyway() -> None:
    assert from_text("見" * 500) == "見" * (LONGEST - 1) + "…"


def test_a_title_that_just_fits_is_left_alone() -> None:
    assert shortened("x" * LONGEST) == "x" * LONGEST


def test_a_sentence_too_short_for_a_title_is_followed_by_the_next() -> None:
    assert from_text("Wait. The harbour master came down the stairs. Then more.") == (
        "Wait. The harbour master came down the stairs."
    )


def test_a_huge_line_is_read_in_time() -> None:
    body = "word " * 1_000_000
    assert read_news(body).text == body
