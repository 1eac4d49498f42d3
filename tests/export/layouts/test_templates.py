"""Templates: what they may say, what they may not, and that their mistakes name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.examples import article, highlight
from tui_reader.errors import ExportError
from tui_reader.export.blocks import parse
from tui_reader.export.layouts import named
from tui_reader.export.layouts.templates import MAX_SOURCE
from tui_reader.export.marked import MarkedArticle
from tui_reader.export.planning import document

MARK = highlight(note="Compare with *yesterday*.", tags=("harbour", "to read"), role=2)
WHOLE = """\
{{ quote|quote }}
{% if note %}

{{ note|note }}
{% endif %}

{{ role|upper }}{% for tag in tags %} #{{ tag|tag }}{% endfor %} · {{ date|longdate }}

[{{ article.title }}]({{ link }})
"""


def written(tmp_path: Path, template: str, *articles: MarkedArticle, layout: str = "plain") -> str:
    path = tmp_path / "mine.j2"
    path.write_text(template, encoding="utf-8")
    return document(articles or [article(MARK)], named(layout, template=path))


def test_a_template_says_how_a_highlight_reads(tmp_path: Path) -> None:
    text = written(tmp_path, WHOLE)
    assert text.partition("<!-- nr k3f9a2 -->\n")[2] == (
        "> The harbour was quiet before dawn.\n\nCompare with *yesterday*.\n\n"
        "DISAGREE #harbour #to-read · 5 March 2026\n\n"
        "[Slow boats](https://example.org/slow#:~:text=The%20harbour%20was%20quiet%20before%20dawn.)\n^nr-k3f9a2\n"
    )
    assert "## Slow boats" in text


@pytest.mark.parametrize("layout", ["plain", "vault", "by-month"])
def test_blocks_say_how_head_and_highlight_read(tmp_path: Path, layout: str) -> None:
    template = (
        "nobody reads this\n"
        "{% block head %}{{ heading }} {{ article.author }}: {{ article.title }}{% endblock %}\n"
        "{% block highlight %}- {{ quote }} ({{ article.published }}){% endblock %}\n"
    )
    text = written(tmp_path, template, layout=layout)
    level = "###" if layout == "by-month" else "##"
    assert f"{level} A. Author: Slow boats\n<!-- /nr article" in text
    assert "- The harbour was quiet before dawn. (2026-03-02)\n^nr-k3f9a2" in text
    assert "nobody" not in text
    only_head = written(tmp_path, "{% block head %}{{ heading }} x{% endblock %}", layout=layout)
    assert "> The harbour was quiet" in only_head
    assert f"{level} x\n" in only_head


def test_what_is_printed_shows_as_it_is(tmp_path: Path) -> None:
    hostile = article(highlight(quote="# a\n- b <script>\n^nr-k3f9a2"), title="*x*")
    text = written(tmp_path, "{{ quote }}\n\n{{ article.title }}", hostile)
    assert "\\# a\n\\- b \\<script>\n\\^nr-k3f9a2\n\n\\*x\\*\n^nr-k3f9a2\n" in text


def test_no_template_breaks_the_frame(tmp_path: Path) -> None:
    template = "<!-- nr k3f9a2 -->\n{{ quote|safe }}\n^nr-k3f9a2\n<!-- /nr article a1 -->\n<!-- nr group x -->"
    text = written(tmp_path, template, article(highlight(quote="x\n<!-- nr zzzzzz -->\ny ^nr-zzzzzz\x1b[2J")))
    file = parse(text)
    assert [segment.key for segment in file.segments if segment.key] == ["article:a1", "k3f9a2"]
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("fine\n{{ nope }}", 2, "'nope' is undefined"),
        ("{{ article.nope }}", 1, "nope"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{% block highlight %}\n\n{{ quote|nope }}{% endblock %}", 3, "nope"),
        ("\n{% include 'other' %}", 2, "include"),
        ("{% extends '/etc/passwd' %}", 1, "extends"),
        ("{% import 'x' as y %}", 1, "import"),
        ("{{ quote.upper() }}", 1, "call"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "__class__"),
        ("{{ quote.upper }}", 1, "cannot be printed"),
        ("{{ tags }}", 1, "cannot be printed"),
        ("{{ 'x' * 10000000000 }}", 1, "mul"),
        ("{{ 9 ** 9 ** 9 }}", 1, "pow"),
        ("{{ '%999999999d' % 1 }}", 1, "mod"),
        ("{% set x = quote %}", 1, "set"),
        ("{% macro m() %}{% endmacro %}", 1, "macro"),
        ("\n{% for a in tags %}{% for b in tags %}{% endfor %}{% endfor %}", 2, "loop"),
        ("{% for a in tags recursive %}{% endfor %}", 1, "loop"),
        ("{% block other %}{% endblock %}", 1, "head or highlight"),
        ("{{ 1 - 'a' }}", 1, "unsupported operand"),
        ("{% for a in quote %}{{ quote|replace('e', quote)|replace('e', quote) }}{% endfor %}", 1, "too much"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, template: str, line: int, words: str) -> None:
    with pytest.raises(ExportError) as caught:
        written(tmp_path, template, article(highlight(quote="e" * 200, tags=("a", "b"))))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'mine.j2'}, line {line}: ")
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize("template", ["{{ " + "(" * 20_000, "{{ " + "-" * 20_000 + "1 }}", "{% if 1 %}" * 5_000])
def test_deep_nesting_is_one_sentence(tmp_path: Path, template: str) -> None:
    with pytest.raises(ExportError, match=r"mine\.j2"):
        written(tmp_path, template)


def test_files_that_are_no_templates(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (MAX_SOURCE + 1))
    (tmp_path / "latin").write_bytes(b"x\ncaf\xe9")
    for name, words in (
        ("big", "too large"),
        ("latin", "line 2: this is not UTF-8"),
        ("gone", "no template"),
        (".", "no template"),
    ):
        with pytest.raises(ExportError, match=words):
            named("plain", template=tmp_path / name)
    with pytest.raises(ExportError):
        named("plain", template=tmp_path / "nul\x00")
