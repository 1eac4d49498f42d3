"""The HTML of entries: the same document as a page of it gives, all of its text, and nothing nobody sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.building import tidy_marker
from tui_reader.ingest.feeds import fragment_tags, fragments
from tui_reader.ingest.feeds.fragment_tags import attribute, language_of
from tui_reader.ingest.feeds.fragment_writer import FragmentWriter
from tui_reader.ingest.feeds.fragments import read_fragment
from tui_reader.ingest.hosts import with_real_hosts
from tui_reader.ingest.html import read_html
from tui_reader.model import Document

ONE = "The harbour was quiet before dawn, and nobody on the quay said a word to the two men in the boats."
TWO = "Later the market opened as on any other day, and the oldest of the sellers had seen worse winters."

LIKE_PAGES = (
    f"<p>{ONE}</p><p>{TWO}</p>",
    f"<p>{ONE} <b>bold <i>both</i></b> and <a href='https://e.example/x'>a link</a>.</p>\n<p>{TWO}</p>",
    f"<h2>Head</h2><p>{ONE}</p><h3>Sub <em>head</em></h3><p>{TWO}</p>",
    f"<p>{ONE}</p><ul><li>one thing to buy</li><li>two <b>things</b> to buy</li></ul><p>{TWO}</p>",
    f"<p>{ONE}</p><ol start=4><li>one thing to buy</li><li>two things to buy</li></ol><p>{TWO}</p>",
    f"<p>{ONE}</p><ul><li>one thing<ul><li>inner thing</li></ul></li><li>two</li></ul><p>{TWO}</p>",
    f"<p>{ONE}</p><blockquote><p>{TWO}</p></blockquote><p>{ONE} again</p>",
    f"<p>{ONE}</p><blockquote>{TWO}</blockquote><p>{ONE} again</p>",
    f"<p>{ONE}</p><pre><code class='language-python'>def f():\n    return 1\n</code></pre><p>{TWO}</p>",
    f"<p>{ONE}<br><br>{TWO}</p><p>end of it all</p>",
    f"<p>{ONE}<br>{TWO}</p>",
    f"<p>{ONE}</p><hr><p>{TWO}</p>",
    f"<p>{ONE}</p><table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann</td><td>4</td></tr></table><p>{TWO}</p>",
    f"<p>{ONE}</p><figure><img src='https://e.example/a.jpg' alt='A boat'><figcaption>At <b>dawn</b></figcaption>"
    f"</figure><p>{TWO}</p>",
    f"<p>{ONE} &amp; &lt;tag&gt; &nbsp;x&mdash;y &#8217;</p><p>{TWO}</p>",
    f"<div><div><p>{ONE}</p></div><div>{TWO}</div></div>",
    f"<p>{ONE} <code>x = 1</code> <del>gone</del></p><p>{TWO}</p>",
    f"<p>{ONE}</p><script>var x = 1;</script><style>p{{}}</style><p>{TWO}</p>",
    f"<p>{ONE}</p><img src='https://t.example/p.gif' width=1 height=1><p>{TWO}</p>",
    f"<p>{ONE}</p><p>   </p><p>&nbsp;</p><p>{TWO}</p>",
    f"<p>{ONE}<p>{TWO}<p>third one without an end",
    f"<p>{ONE} <span>span</span> <u>u</u> <small>small</small></p><p>{TWO}</p>",
)


def _facts(document: Document) -> tuple[str, list[tuple[object, ...]], list[tuple[object, ...]]]:
    blocks = [(b.kind, b.start, b.end, b.level, b.marker) for b in document.blocks]
    return document.text, list(blocks), [(s.kind, s.start, s.end, s.href) for s in document.spans]


@pytest.mark.parametrize("html", LIKE_PAGES)
def test_the_same_document_as_from_a_page(html: str) -> None:
    page = read_html(f"<html><head><title>Title</title></head><body><article>{html}</article></body></html>").document
    assert _facts(read_fragment(html)) == _facts(page)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain <b>words</b>", "plain words"),
        ("before<p>inside</p>after", "before\ninside\nafter"),
        ("<h1>Big</h1>x", "Big\nx"),
        ("a < b <br/> c > d", "a < b c > d"),
        ('<a href="unclosed>text</a> and <p>more</p>', 'text'),
        ("<table><tr><td><p>one</p><p>two</p></td></tr></table>", "one\ntwo"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td> 3 </td><td>4</td></tr></table>", "1\t2\n3\t4"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\nMeaning"),
        ("<!-- hidden --><p>seen</p><?php echo ?>", "seen"),
        ("<p>a<script>if (a<b) document.write('<p>x')</script>b</p>", "ab"),
        ("<svg>never closed <p>text</p>", "never closed\ntext"),
        ("<noscript>for all</noscript>", "for all"),
        ("<P>Loud</P><BR><B>tags</B>", "Loud\ntags"),
        ("<html><head><title>no</title></head><body>yes</body></html>", "yes"),
        ("<pre>  a\n\n   b  </pre>", "  a\n\n   b"),
        ("<pre>a<br>b<div>c</div></pre>", "a\nb\nc"),
        ("<p>x</p><pre>never closed", "x\nnever closed"),
        ("<table><tr><td>1<td>2", "1\n2"),
        ("<ul><li>a<p>b</p></li></ul>", "a\nb"),
        ("x &lt;script&gt; &amp;amp; &notaname; &#x1F600;", "x <script> &amp; ¬aname; 😀"),
        ("<img src='https://e.example/a%20b.jpg'>", "a b.jpg"),
        ("<img src='https://e.example/pixel.gif' width='1' height='1'>", ""),
        ("<img src='https://e.example/pixel.gif' style='display: none'>", ""),
        ("<img src='https://e.example/a.jpg'><p>words</p>", "words"),
        ("<img src='http://[x' alt='a boat'>", "a boat"),
        ("", ""),
    ],
)  # fmt: skip
def test_text(html: str, text: str) -> None:
    found = read_fragment(html).text
    assert found == text or (text == "text" and "text" in found and "more" in found)


def test_links_are_resolved_and_only_those_that_open_are_kept() -> None:
    html = (
        '<a href="/a">1</a> <a href="b?x=1&amp;y=2">2</a> <a href="javascript:x()">3</a> <a href="#note">4</a> '
        '<a href="mailto:a@e.example">5</a> <a href="http://[">6</a> <a href="data:text/html,x">7</a>'
    )
    document = read_fragment(html, "https://e.example/blog/entry")
    assert document.text == "1 2 3 4 5 6 7"
    assert [span.href for span in document.spans] == [
        "https://e.example/a",
        "https://e.example/blog/b?x=1&y=2",
        "https://e.example/blog/entry#note",
        "mailto:a@e.example",
    ]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("words only", False),
        ("bank.example", True),
        ("https://bank.example/", True),
        ("b\u00e4nk\uff0eexample", True),
        ("bank</a>.example", True),
        ("bank</a>. Then more", False),
        ("good.example", False),
    ],
)
def test_a_link_that_looks_like_another_host_says_where_it_leads(shown: str, told: bool) -> None:
    text = read_fragment(f'<p>See <a href="https://good.example/x">{shown}</a> now.</p>').text
    assert ("[good.example]" in text) == told


HOSTS = st.lists(
    st.sampled_from(("bank", ".", ".example", ":", "/", " ", "@", ",", "\u3002", "www", "(", "x")), max_size=5
)


@settings(deadline=None, max_examples=150)
@given(HOSTS.map("".join), HOSTS.map("".join), HOSTS.map("".join))
def test_no_link_escapes_the_close_look_that_would_have_found_something(before: str, shown: str, behind: str) -> None:
    document = read_fragment(f'<p>{before}<a href="https://good.example/x">{shown}</a>{behind}</p>')
    assert " [good.example]" in document.text or with_real_hosts(document) == document


def test_a_style_goes_on_in_the_next_block_and_ends_where_it_is_closed() -> None:
    document = read_fragment("<b><p>one</p><p>two </b>three</p>")
    marked = [(document.text[s.start : s.end], s.kind) for s in document.spans]
    assert marked == [("one", "strong"), ("two", "strong")]


def test_misnested_styles_each_end_at_their_own_tag() -> None:
    document = read_fragment("<b>a<i>b</b>c</i>d</i></b>")
    assert [(document.text[s.start : s.end], s.kind) for s in document.spans] == [("ab", "strong"), ("bc", "em")]


WORDS = st.text("abcdefgh äß", min_size=1, max_size=8)
TAGS = st.sampled_from(
    (
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "<li>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<a href='https://e.example/'>",
        "</a>",
        "<hr>",
        "<img alt=x>",
        "<figcaption>",
        "</figcaption>",
        "<code>",
        "</code>",
        "&amp;",
        "<i><",
        "<a href='",
        "\x1b",
        "<!-- -->",
        "<ol start=3>",
    )
)
HTML = st.lists(WORDS | TAGS, max_size=30).map("".join)


@settings(deadline=None, max_examples=150)
@given(HTML)
def test_no_letter_is_lost_and_the_document_holds_together(html: str) -> None:
    document = read_fragment(html)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        at = block.end
    assert all(span.start < span.end <= len(document.text) for span in document.spans)
    if "<a href='" not in re.sub("<a href='https://e.example/'>", "", html) and "<i><" not in html:
        letters = re.sub(r"<[^>]*>|&amp;|\W", "", html)
        assert re.sub(r"\W", "", document.text).replace("x", "") == letters


QUOTES = st.sampled_from(
    [
        *('"', "'", "=", ">", "\n", "<td", "<br/>", "<PRE>", '<p class="a"">', '<p "">', '<b title="x>y">'),
        *("<a href=/x'>", "<p title = 'it\"s'>", "<i='>", '<h2="a>b">'),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS | TAGS | QUOTES, max_size=30).map("".join))
def test_all_ways_to_the_tags_lead_to_the_same_document(html: str) -> None:
    slow = FragmentWriter()
    slow.write(list(fragments._joined(fragments._raw_tokens(html))))
    assert read_fragment(html) == slow.document()


@pytest.mark.parametrize("tag", ['<p class="a"">', '<p">', "<p class=a' >", '<p id="x" ">'])
def test_a_stray_quote_swallows_no_text(tag: str) -> None:
    assert read_fragment(f'{tag}Say "x > y</p><p>and go</p>').text == 'Say "x > y\nand go'


WRITTEN = st.sampled_from([" ", "/", "=", '"', "'", "alt", "ALT", "a", "class", "cla\u017fs", "x y", "&amp;", "\u0130"])


@given(st.lists(WRITTEN, max_size=10).map("".join), st.sampled_from(["alt", "class"]))
def test_what_is_told_not_to_be_there_is_not(attributes: str, name: str) -> None:
    if fragment_tags._pattern(name).search(attributes):
        assert name in attributes or name in attributes.casefold()
    else:
        assert attribute(attributes, name) == ""


@given(st.text("language- brush:#+İé\ud800\0\u3000", max_size=60))
def test_the_language_of_code_needs_no_tidying(name: str) -> None:
    language = language_of(f'class="language-{name}"')
    assert tidy_marker(language) == language


@given(st.text(st.characters(max_codepoint=127) | st.sampled_from("  \n\x1f\xa0\u3000é")))
def test_blanks_are_collapsed_whether_or_not_two_meet(text: str) -> None:
    assert fragments._collapsed(text) == " ".join(text.split())


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 50_000 + "x" + "</i>" * 50_000,
        "<ul>" * 50_000 + "x" + "</ol>" * 50_000,
        "<table><tr><td>a<td>b" * 20_000 + "x",
        "<iframe>" * 50_000 + "x",
        "<pre>" * 50_000 + "x",
        "<a \"'" * 50_000 + "x",
        "<!--" * 90_000 + "x",
        "<p><b>" * 60_000 + "x",
        "<img " + "alt " * 100_000 + ">x",
        "<" + "a" * 200_000 + '/ b=">x',
    ],
    ids=["styles", "lists", "tables", "hidden", "code", "quotes", "comments", "too many", "attributes", "a long name"],
)
def test_floods_lose_no_text(html: str) -> None:
    assert read_fragment(html).text.rstrip().endswith("x")
