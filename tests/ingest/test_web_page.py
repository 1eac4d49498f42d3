"""What the web answers, as an article or a reason; and the text behind entries that feeds cut short."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.test_page_shapes import ONE, THREE, TWO
from tui_reader.errors import SourceError
from tui_reader.ingest.web_page import full_text, page_entry
from tui_reader.model import Document, Entry

URL = "https://paper.example/sea/quiet-harbour"
BODY = f"<h1>Quiet harbour</h1><p>{ONE} See <a href='/tide?x=1'>the tide</a>.</p><p>{TWO}</p><p>{THREE}</p>"


def _page(body: str = BODY, head: str = "") -> bytes:
    return f"<html><head><title>Quiet harbour</title>{head}</head><body>{body}</body></html>".encode()


def _entry(data: bytes, url: str = URL, charset: str = "") -> Entry:
    entry = page_entry(data, url, charset)
    assert isinstance(entry, Entry), entry
    return entry


def _reason(data: bytes, url: str = URL) -> str:
    error = page_entry(data, url)
    assert isinstance(error, SourceError)
    assert error.source == url
    return error.reason


def test_a_page_is_an_article_known_by_its_address() -> None:
    entry = _entry(_page(), f"{URL}?utm_source=feed&id=3&fbclid=x#top")
    assert (entry.title, entry.url, entry.path) == ("Quiet harbour", f"{URL}?id=3", "")
    assert entry.identity == f"url:{URL}?id=3"
    assert entry.text.startswith(ONE)
    assert entry.lang == "en"


def test_links_lead_on_from_where_the_page_came_from() -> None:
    (link,) = _entry(_page()).spans
    assert link.href == "https://paper.example/tide?x=1"
    (link,) = _entry(_page(head='<base href="/deep/">').replace(b"/tide", b"tide")).spans
    assert link.href == "https://paper.example/deep/tide?x=1"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://www.paper.example/q?utm_medium=x", "https://www.paper.example/q"),
        ("/q", "https://paper.example/q"),
        ("https://amp.paper.example/q", "https://amp.paper.example/q"),
        ("https://other.example/q", URL),
        ("https://paper.example.evil.example/q", URL),
        ("https://paper.example/", URL),
        ("javascript:alert(1)", URL),
        ("https://[", URL),
    ],
)
def test_what_a_page_says_of_its_address_counts_on_its_own_site(canonical: str, url: str) -> None:
    entry = _entry(_page(head=f'<link rel="canonical" href="{canonical}">'))
    assert (entry.url, entry.identity) == (url, f"url:{url}")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>Łódź Übermut</p>".encode("utf-16"), "iso-8859-2"),
        ("<p>Łódź</p>".encode("iso-8859-2") + b"<p></p>", "iso-8859-2"),
        ("<meta charset='utf-8'><p>Łódź</p>".encode("cp1250"), "windows-1250"),
        ("<meta charset='windows-1250'><p>Łódź</p>".encode("cp1250"), ""),
        ("<meta charset='windows-1250'><p>Łódź</p>".encode("cp1250"), "utf-8"),
        ("<p>Łódź</p>".encode(), "iso-8859-1"),
        ("<p>Łódź</p>".encode(), "no-such-charset"),
    ],
)
def test_which_charset_counts(data: bytes, charset: str) -> None:
    assert "Łódź" in _entry(data, charset=charset).text


def test_plain_text_and_markdown_are_articles_too() -> None:
    text = _entry(f"Quiet harbour\n\n{ONE}\n".encode(), "https://paper.example/a.txt")
    assert (text.title, text.text, text.blocks) == ("Quiet harbour", ONE, None)
    assert text.identity == "url:https://paper.example/a.txt"
    markdown = _entry(f"# Quiet harbour\n\n*{ONE}*\n".encode(), "https://paper.example/README.md")
    assert (markdown.title, markdown.text) == ("Quiet harbour", ONE)
    assert markdown.url == "https://paper.example/README.md"


def test_relative_links_of_markdown_lead_on_from_where_it_came_from() -> None:
    text = (
        "# Boats\n\n[one](other.md) [two](/top?a=1) [three](//cdn.example/x) [four](../up) [mail](mailto:a@b.example)"
        " [out](https://out.example/p) [there](#boats) [file](file:///etc/passwd) ref[^1] [five][5]\n\n"
        "![A boat](img/boat.png)\n\n| a |\n|---|\n| [cell](cell.md) |\n\n[^1]: See [note](note.md).\n\n[5]: five.md"
    )
    page = _entry(text.encode(), "https://docs.example/guide/boats.md")
    links = {page.text[span.start : span.end]: span.href for span in page.spans if span.kind == "link"}
    assert {words: href for words, href in links.items() if not href.startswith("#")} == {
        "one": "https://docs.example/guide/other.md",
        "two": "https://docs.example/top?a=1",
        "three": "https://cdn.example/x",
        "four": "https://docs.example/up",
        "mail": "mailto:a@b.example",
        "out": "https://out.example/p",
        "five": "https://docs.example/guide/five.md",
        "A boat": "https://docs.example/guide/img/boat.png",
        "cell": "https://docs.example/guide/cell.md",
        "note": "https://docs.example/guide/note.md",
    }
    assert {words for words, href in links.items() if href.startswith("#")} == {"[1]", "↩"}


def test_html_is_told_by_its_content_whatever_its_address_says() -> None:
    assert _entry(_page(), "https://paper.example/a.txt").text.startswith(ONE)
    behind_comment = b"<!-- " + b"x" * 3_000 + b" --><link href=x><div><p>" + ONE.encode() + b"</p></div>"
    assert _entry(behind_comment).text == ONE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "an image"),
        (b"PK\x03\x04", "zip"),
        (b"\0" * 100, "binary"),
        (b"", "empty"),
        (b"<html><body></body></html>", "no text"),
        (b'{"a": [1, 2]}', "JSON"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "a feed"),
        (b"<html><body><div id=root></div><script src=a.js></script></body></html>", "JavaScript"),
        (b"<body><noscript>You need JavaScript.</noscript><script>x</script></body>", "JavaScript"),
        (b"<body><p>Please enable JavaScript to view this page.</p><script>x</script></body>", "JavaScript"),
        (b"<body><p>Loading...</p><script>x</script></body>", "JavaScript"),
    ],
)
def test_why_an_answer_is_no_article(data: bytes, words: str) -> None:
    reason = _reason(data)
    assert words in reason
    assert "\n" not in reason


def test_a_short_page_with_scripts_is_a_page() -> None:
    assert _entry(b"<body><p>Closed today.</p><script>count()</script></body>").text == "Closed today."


def test_a_paywall_s_stub_is_kept_as_what_it_is() -> None:
    entry = _entry(_page(f"<h1>Quiet harbour</h1><p>{ONE}</p><div class=wall><p>Subscribe to read on.</p></div>"))
    assert entry.text.startswith(ONE)


def test_a_breaking_parser_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("tui_reader.ingest.web_page.entry_of", broken)
    assert _reason(_page()) == "it could not be read (RecursionError)"


def test_the_full_text_of_an_entry() -> None:
    document = full_text(_page(), URL, "", "Quiet harbour")
    assert isinstance(document, Document)
    assert document.text.endswith(THREE)
    assert [span.href for span in document.spans] == ["https://paper.example/tide?x=1"]


LOGIN = "<h1>Members</h1><p>Please log in to read on, or become a member.</p><input name=p type='password'>"
CONSENT = "<h1>Before you continue</h1><p>We and our 812 partners store information on your device.</p>"
ROBOT = "<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>"


@pytest.mark.parametrize("body", [LOGIN, CONSENT, ROBOT, "<script>x</script>", ""])
def test_what_stands_in_the_way_is_no_full_text(body: str) -> None:
    page = _page(body).replace(b"<title>Quiet harbour</title>", b"<title>The Paper</title>")
    assert full_text(page, URL, "", "Quiet harbour in the morning") is None


def test_an_article_about_logins_is_no_login() -> None:
    body = f"<h1>How to log in to a harbour</h1><p>{ONE} Log in, then wait.</p><input type=password>"
    page = _page(body).replace(b"<title>Quiet harbour</title>", b"<title>How to log in to a harbour</title>")
    assert full_text(page, URL, "", "How to log in to a harbour") is not None


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"Just plain text.", b""])
def test_what_is_no_page_is_no_full_text(data: bytes) -> None:
    assert full_text(data, URL, "", "Quiet harbour") is None


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.text(max_size=30), st.text(max_size=12))
def test_any_bytes_from_any_address(data: bytes, url: str, charset: str) -> None:
    item = page_entry(data, url or "x", charset)
    assert item.identity if isinstance(item, Entry) else item.reason
    full_text(data, url or "x", charset, "Quiet harbour")
