"""Pages to documents: the article, its facts, and bombs."""

from __future__ import annotations

import logging

import pytest

from tests.ingest.test_markdown import check_blocks
from tui_reader.ingest import html
from tui_reader.ingest.html import read_html, refusal
from tui_reader.model import BlockKind

LEAD = (
    "<p>The harbour was quiet <b>before <i>dawn</i></b>. Two boats came in with the <a href='/tide'>tide</a>, and"
    " nobody on the quay said a word to anyone at all.</p>"
)
END = "<p>Later the market opened as on any other day, and the oldest of the sellers had seen worse winters.</p>"
HEAD = (
    '<title>Quiet harbour | The Paper</title><link rel="canonical" href="https://example.org/a">'
    '<meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Author">'
    '<meta property="article:published_time" content="2020-03-25T07:36:00+01:00">'
)


def _page(inside: str, head: str = HEAD) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{head}</head>'
        '<body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Quiet harbour</h1>{LEAD}{inside}{END}</article><footer>All rights</footer></body></html>"
    )


def _blocks(inside: str) -> list[tuple[BlockKind, int, str, str]]:
    document = read_html(_page(inside)).document
    check_blocks(document)
    found = [(b.kind, b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks]
    assert found[0][3].startswith("The harbour was quiet")
    assert found[-1][3].startswith("Later the market")
    return found[1:-1]


def test_the_facts_of_a_page() -> None:
    page = read_html(_page(""))
    assert (page.title, page.published) == ("Quiet harbour", "2020-03-25T07:36:00+01:00")
    assert (page.author, page.source, page.url, page.lang) == ("Ann Author", "The Paper", "https://example.org/a", "en")


def test_the_title_is_not_repeated_and_what_is_around_the_article_left_out() -> None:
    text = read_html(_page("")).document.text
    assert text.startswith("The harbour")
    assert "Home" not in text
    assert "rights" not in text


def test_spans() -> None:
    document = read_html(_page("<p>Some <code>code()</code> and <del>gone</del> words in a paragraph.</p>")).document
    assert [(s.kind, document.text[s.start : s.end], s.href) for s in document.spans] == [
        ("strong", "before dawn", ""),
        ("em", "dawn", ""),
        ("link", "tide", "https://example.org/tide"),
        ("code", "code()", ""),
        ("strike", "gone", ""),
    ]


def test_headings_lists_and_quotes() -> None:
    assert _blocks(
        "<h2>Part</h2><ul><li>One <em>x</em></li><li>Two<ul><li>Inner</li></ul></li></ul>"
        "<ol start=3><li><p>Three</p><p>more</p></li><li>Four</li></ol>"
        "<blockquote><p>Quoted.</p><p>On.</p></blockquote>"
    ) == [
        ("heading", 2, "", "Part"),
        ("item", 0, "•", "One x"),
        ("item", 0, "•", "Two"),
        ("item", 1, "•", "Inner"),
        ("item", 0, "3.", "Three"),
        ("item", 0, "", "more"),
        ("item", 0, "4.", "Four"),
        ("quote", 0, "", "Quoted."),
        ("quote", 0, "", "On."),
    ]


def test_code_keeps_its_lines_and_its_language() -> None:
    assert _blocks(
        '<pre><code class="language-python">def f():\n    return "&lt;"\n\nf()</code></pre><pre>plain\n  text</pre>'
    ) == [("code", 0, "python", 'def f():\n    return "<"\n\nf()'), ("code", 0, "", "plain\n  text")]


def test_tables() -> None:
    assert _blocks(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>two <b>bold</b><p>and</p></td></tr></table>"
    ) == [("table", 0, "", "A\tB\n1\ttwo bold and")]


def test_the_caption_of_a_table_is_one_and_a_quotation_in_a_line_stays_in_it() -> None:
    assert _blocks(
        "<table><caption>The <b>prices</b></caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<p>They said <q>fish is <em>fish</em></q>, and no more than that.</p>"
    ) == [
        ("caption", 0, "", "The prices"),
        ("table", 0, "", "A\tB\n1\t2"),
        ("paragraph", 0, "", "They said “fish is fish”, and no more than that."),
    ]


def test_what_stands_in_a_quote_or_an_item_keeps_its_kind() -> None:
    assert _blocks(
        "<blockquote><p>Quoted.</p><ul><li>Item<ol><li>Deep</li></ol></li></ul><pre>a\n  b</pre></blockquote>"
        "<ul><li>Item<pre><code>code</code></pre></li><li><blockquote>Quoted</blockquote></li></ul>"
    ) == [
        ("quote", 0, "", "Quoted."),
        ("item", 0, "•", "Item"),
        ("item", 1, "1.", "Deep"),
        ("code", 0, "", "a\n  b"),
        ("item", 0, "•", "Item"),
        ("code", 0, "", "code"),
        ("quote", 0, "", "Quoted"),
    ]


def test_figures_rules_and_breaks() -> None:
    assert _blocks(
        '<figure><img src="https://example.org/b.jpg" alt="A boat"><figcaption>A boat at the quay</figcaption></figure>'
        "<p>First line of it<br>goes on.<br><br>Another paragraph.</p><hr><p>After the rule comes more.</p>"
    ) == [
        ("image", 0, "", "A boat"),
        ("caption", 0, "", "A boat at the quay"),
        ("paragraph", 0, "", "First line of it goes on."),
        ("paragraph", 0, "", "Another paragraph."),
        ("rule", 0, "", "***"),
        ("paragraph", 0, "", "After the rule comes more."),
    ]


def test_names_of_characters_that_are_younger_than_the_parser() -> None:
    assert _blocks("<p>It grew by 400&percnt; &amp; more &lt;b&gt;.</p>") == [
        ("paragraph", 0, "", "It grew by 400% & more <b>.")
    ]


def test_noncharacters_and_controls_of_the_page_do_not_pass_for_ours() -> None:
    text = _blocks("<p>one\ufdd0two\ufdd5three\x1b[31mfour &#27; five &#xfdd0;&#xd800;&#x110000;</p>")[0][3]
    assert text == "one\ufffdtwo\ufffdthree\u241b[31mfour \u241b five \ufffd\ufffd\ufffd"


LINKED = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (LINKED % '{"@graph":[1,{"@type":"X"},{"datePublished":"2020-03-25T07:36:00Z"}]}', "2020-03-25T07:36:00+00:00"),
        (LINKED % "{broken" + '<meta name="pubdate" content="March 25, 2020">', "2020-03-25"),
        (LINKED % '"x"' + '<meta itemprop="datePublished" content="2020-03-25">', "2020-03-25"),
        (LINKED % "[" * 50 + '<meta name="DC.date.issued" content="2020-03-25">', "2020-03-25"),
        ('<meta name="date" content="2020-02-30">', None),
        ("", None),
    ],
)
def test_where_the_date_comes_from(head: str, date: str | None) -> None:
    assert read_html(_page("", head)).published == date


@pytest.mark.parametrize("author", ["Last Updated January 7", "x" * 500, "https://example.org/ann"])
def test_what_is_no_author(author: str) -> None:
    assert read_html(_page("", f'<title>T</title><meta name="author" content="{author}">')).author == ""


def test_a_piece_of_a_page() -> None:
    page = read_html("<p>Just one short line")
    assert (page.title, page.document.text) == ("Just one short line", "Just one short line")


def test_what_is_written_in_sentences_where_the_extractor_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_article_of", lambda _: None)
    page = read_html(_page("<p>Middle</p>"))
    assert page.title == "Quiet harbour"
    assert page.document.text.startswith("The harbour was quiet")
    assert page.document.text.endswith("worse winters.")


def test_all_visible_text_where_no_article_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_article_of", lambda _: None)
    page = read_html("<title>Signs | The Paper</title><nav><a href='/'>Home</a></nav><p>Middle</p><p>End</p>")
    assert page.title == "Signs | The Paper"
    assert page.document.text.split("\n") == ["Home", "Middle", "End"]


def test_an_extractor_that_breaks_costs_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    assert "The harbour was quiet" in read_html(_page("")).document.text


BOMBS = {
    "deep": "<div>" * 300 + "MIDDLE" + "</div>" * 300,
    "very deep": "<b>" * 30_000 + "MIDDLE",
    "deep lists": "<ul><li>x" * 90 + "MIDDLE" + "</li></ul>" * 90,
    "nested tables": "<table><tr><td>" * 60 + "MIDDLE" + "</td></tr></table>" * 60,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">MIDDLE</p>",
    "attributes by slashes": "<p " + "/".join(f"a{i}" for i in range(50_000)) + ">MIDDLE</p>",
    "many tags": "<p>x</p>" * 30_000 + "<p>MIDDLE</p>",
    "entities": "&amp;" * 100_000 + "MIDDLE",
    "an open quote": '<p title="x>MIDDLE</p>',
    "an open comment": "<!-- x MIDDLE",
    "an open script": "<script>x <p>MIDDLE</p>",
    "many headings": "<h2>In it</h2>" * 4_000 + "<p>In the MIDDLE it was.</p>",
    "many lists": "<ul><li>x</li></ul>" * 4_000 + "<p>In the MIDDLE it was.</p>",
    "breaks": "<br>" * 5_000 + "In the MIDDLE stood the pier.",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_text_is_lost_before_inside_or_after_a_bomb(bomb: str) -> None:
    before, after = LEAD.replace("The", "BEFORE the", 1), END.replace("Later", "AFTER")
    page = f"<html><head><title>T</title></head><body>{before}{BOMBS[bomb]}{after}</body></html>"
    assert refusal(page) == ""
    document = read_html(page).document
    check_blocks(document)
    assert all(marker in document.text for marker in ("BEFORE", "MIDDLE", "AFTER"))


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "tags" in refusal("<p>" * 700_000)
    monkeypatch.setattr(html, "LONGEST", 10)
    assert "larger" in refusal("x" * 11)


def test_nothing_is_told_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(logging.getLogger(), "handlers", [])
        read_html("<html><body></body></html>")
        read_html("<p>")
    assert capfd.readouterr() == ("", "")
