"""Links that land on the sentence."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.links import page, sentence

URL = "https://example.org/slow-web"


def test_a_short_quote_stands_whole_in_its_link() -> None:
    assert sentence(URL, "A page that waits, for you & trusts-you today") == (
        f"{URL}#:~:text=A%20page%20that%20waits%2C%20for%20you%20%26%20trusts%2Dyou%20today"
    )


def test_a_long_quote_is_its_first_and_last_words() -> None:
    quote = "A page that waits for you " + "and waits " * 20 + "is a page that trusts you."
    assert sentence(URL, quote) == f"{URL}#:~:text=A%20page%20that%20waits%20for,a%20page%20that%20trusts%20you."


def test_paragraphs_are_bridged() -> None:
    assert sentence(URL, "One two.\n\nThree  four.") == f"{URL}#:~:text=One%20two.,Three%20four."


def test_a_text_without_blanks_is_cut_by_characters() -> None:
    found = sentence(URL, "読" * 90 + "書" * 90)
    assert found == f"{URL}#:~:text={'%E8%AA%AD' * 20},{'%E6%9B%B8' * 20}"


def test_very_short_quotes_bring_their_surroundings() -> None:
    found = sentence(URL, "the city", prefix="cut people who live in ", suffix=" were not asked at al")
    assert found == f"{URL}#:~:text=who%20live%20in-,the%20city,-were%20not%20asked"


def test_short_ends_of_a_long_quote_bring_their_surroundings() -> None:
    quote = "So it is. " + "And then something rather longer followed, " * 4 + "as it was to be."
    found = sentence(URL, quote, prefix="ut for a while ", suffix=" Then it was ov")
    assert (
        found == f"{URL}#:~:text=for%20a%20while-,So%20it%20is.%20And%20then,as%20it%20was%20to%20be.,-Then%20it%20was"
    )
    long_ends = (
        "Extraordinary circumstances notwithstanding, everybody "
        + "and so on " * 9
        + ("considerable disagreements nevertheless remained unresolved.")
    )
    assert "-," not in sentence(URL, long_ends, prefix="ut for a while ", suffix=" Then it was ov")


DIRECTIVE = re.compile(r"(?:(?P<prefix>[^,&-]+)-,)?(?P<start>[^,&-]+)(?:,(?P<end>[^,&-]+))?(?:,-(?P<suffix>[^,&-]+))?")
"""The grammar of a text directive: none of its own characters stands unescaped in a part."""


@settings(deadline=None, max_examples=300)
@given(
    st.text("ab-,&%# \n\u8aad\U0001f6a2", min_size=1, max_size=300),
    st.text("ab-, &", max_size=40),
    st.text("ab-, &", max_size=40),
)
def test_every_link_is_a_directive_that_says_what_is_quoted(text: str, prefix: str, suffix: str) -> None:
    if not text.strip():
        return
    directive = DIRECTIVE.fullmatch(sentence(URL, text, prefix, suffix).partition("#:~:text=")[2])
    assert directive is not None
    parts = {name: unquote(part) for name, part in directive.groupdict().items() if part is not None}
    flat = " ".join(text.split())
    assert flat.startswith(parts["start"])
    assert flat.endswith(parts.get("end", parts["start"]))
    assert parts.get("prefix", "") in " ".join(prefix.split())
    assert parts.get("suffix", "") in " ".join(suffix.split())


def test_a_fragment_of_the_page_stays() -> None:
    assert sentence(URL + "#part", "One two.") == f"{URL}#part:~:text=One%20two."
    assert sentence(URL + "#:~:text=old", "One two.") == f"{URL}#:~:text=One%20two."


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "file:///etc/passwd", "//x.example", "http://", "mailto:a@b"]
)
def test_only_web_pages_are_linked(url: str) -> None:
    assert page(url) == sentence(url, "One two.") == ""


def test_an_address_cannot_leave_its_parentheses() -> None:
    assert page("https://x.example/a_(b)?q=<é>\\`[]") == "https://x.example/a_%28b%29?q=%3C%C3%A9%3E%5C%60%5B%5D"
    assert page("https://x.example/%20a") == "https://x.example/%20a"
    assert page("https://x.example/a b") == ""


@settings(deadline=None, max_examples=200)
@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_makes_a_link_of_plain_characters(tail: str, quote: str, prefix: str, suffix: str) -> None:
    found = sentence(f"https://x.example/{tail}", quote, prefix, suffix)
    assert found.isascii()
    assert not set(found) & set(' \n\r\t()<>"\\`[]')
