"""Addresses that mean the same page, and those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.addresses import same_page, same_site, without_tracking


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b?id=1", "http://example.org/a/b?id=1", "https://www.example.org/a/b/?id=1",
        "HTTPS://EXAMPLE.org:443/a/b?id=1#part", "https://example.org/a/b?utm_source=x&id=1&fbclid=y",
        "http://example.org:80/a/b?id=1&", " https://user@example.org/a/b?id=1 ",
    ],
)  # fmt: skip
def test_the_same_page(url: str) -> None:
    assert same_page(url) == "example.org/a/b?id=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/A/b?id=1", "https://example.org/a/b?id=2", "https://example.org/a/b",
        "https://example.org:8080/a/b?id=1", "https://news.example.org/a/b?id=1", "https://example.org/a/b?id=1#!/two",
        "https://example.org/a/b?id=1&page=2",
    ],
)  # fmt: skip
def test_another_page(url: str) -> None:
    assert same_page(url) != "example.org/a/b?id=1"


@settings(deadline=None)
@given(st.text(max_size=60).map(lambda text: f"https://{text}") | st.text(max_size=60) | st.just("http://[::1"))
def test_any_string(url: str) -> None:
    assert isinstance(same_page(url), str)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("HTTPS://user@Example.org:443/a?utm_source=x&id=1#part", "https://example.org/a?id=1"),
        ("http://example.org?fbclid=x", "http://example.org/"),
        ("https://example.org/#!/a", "https://example.org/#!/a"),
        ("https://[", "https://["),
        ("a.html", "a.html"),
    ],
)
def test_an_address_without_what_only_tracks(url: str, clean: str) -> None:
    assert without_tracking(url) == clean


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://m.example.org/b", True),
        ("https://example.org:8080/", True),
        ("https://example.com/a", False),
        ("https://example.org.evil.example/a", False),
        ("https://blog.example.org/a", False),
        ("/a", False),
        ("https://[", False),
    ],
)
def test_addresses_of_one_site(other: str, same: bool) -> None:
    assert same_site("https://www.example.org/a", other) is same


PARTS = st.lists(
    st.sampled_from(
        [
            *("http", "https", "://", "www.", "Example", ".org", ":80", "/", "a", "?", "#", "!", "@", "[", "%20", ";"),
            *("é", "ſ", " ", "\t", "\n", "\xa0", "\x85", "utm_source=x", "&", "\\", "_"),
        ]
    ),
    max_size=8,
).map("".join)


@settings(deadline=None, max_examples=300)
@given(PARTS | PARTS.map("https://example.org".__add__))
def test_a_plain_address_is_read_as_any_other(url: str) -> None:
    # The blank, which means nothing, keeps it from the short way; what cannot be taken apart comes back as it is.
    assert same_page(url).strip() == same_page(f" {url}").strip()
