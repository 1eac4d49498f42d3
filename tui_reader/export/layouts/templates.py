"""Templates: how a highlight, and if wanted an article's head, reads in the words of a user (Jinja2).

A template may have come from anywhere, so it runs in Jinja2's immutable sandbox and can do little there: print the
values below, test them, loop over them. It calls, loads and assigns nothing, its loops do not nest, and what it
writes has a limit. What it prints is escaped, so that a quote never becomes markup by accident, unless a filter made
Markdown of it. The marks around the block are put on afterwards.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.document.sanitise import one_line
from tui_reader.errors import ExportError

try:
    from jinja2 import StrictUndefined, Template, TemplateError, nodes
    from jinja2.runtime import Context
    from jinja2.sandbox import ImmutableSandboxedEnvironment
except ImportError as missing:
    raise ExportError("templates need Jinja2: install tui-reader[templates]") from missing

from tui_reader.export import blocks, escaping, links
from tui_reader.export.layouts import style
from tui_reader.export.layouts.style import Style
from tui_reader.export.marked import MarkedArticle, day, day_of
from tui_reader.export.writer import told
from tui_reader.model import Highlight

MAX_SOURCE = 65_536
"""Bytes of a template."""
MAX_OUTPUT = 1_000_000
"""Characters that one rendering may write beyond four times its quote and note."""
_HEAD, _HIGHLIGHT = "head", "highlight"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ALLOWED = (
    *(nodes.Template, nodes.TemplateData, nodes.Output, nodes.Block, nodes.For, nodes.If, nodes.FilterBlock),
    *(nodes.Filter, nodes.Test, nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Getattr, nodes.Getitem),
    *(nodes.Slice, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat),
    *(nodes.Add, nodes.Sub, nodes.Neg, nodes.Keyword),
)
_WORDS = {
    nodes.Call: "a call",
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.Macro: "macro",
    nodes.Include: "include",
    nodes.Extends: "extends",
    nodes.With: "with",
}
_MISTAKES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class Markdown(str):
    """Text that is Markdown already and is printed as it is."""

    __slots__ = ()


def styled(path: Path, base: Style) -> Style:
    """A style in which highlights, and heads if it says so, read as the template in the file `path` has it.

    A template with blocks named `highlight` or `head` says with each of them how that reads, any other as a whole
    how a highlight reads. Raises ExportError, then and whenever it is rendered, naming file and line.
    """
    found = _Templates(path)
    highlight = found.highlight if found.has(_HIGHLIGHT) else base.highlight
    return replace(base, highlight=highlight, head=found.head if found.has(_HEAD) else base.head)


class _Templates:
    """A template file, compiled."""

    def __init__(self, path: Path) -> None:
        self._path = path
        environment = _environment()
        source = _source(path)
        try:
            tree = environment.parse(source, filename=str(path))
            self._check(tree)
            code = environment.compile(tree, filename=str(path))
            self._template = Template.from_code(environment, code, {})
        except (TemplateError, RecursionError, SyntaxError, MemoryError) as mistake:
            raise self._told(mistake, getattr(mistake, "lineno", None)) from mistake

    def has(self, name: str) -> bool:
        """Whether the template says how this reads."""
        return name in self._template.blocks or (name == _HIGHLIGHT and not self._template.blocks)

    def highlight(self, article: MarkedArticle, mark: Highlight) -> str:
        """A highlight as the template has it."""
        limit = MAX_OUTPUT + 4 * (len(mark.quote) + len(mark.note))
        return self._rendered(_HIGHLIGHT, {**_mark_values(article, mark), "article": _values(article)}, limit)

    def head(self, article: MarkedArticle, level: int) -> str:
        """An article's head as the template has it."""
        return self._rendered(_HEAD, {"article": _values(article), "heading": Markdown("#" * level)}, MAX_OUTPUT)

    def _rendered(self, name: str, values: Mapping[str, Any], limit: int) -> str:
        template = self._template
        render: Callable[[Context], Iterator[str]] = template.blocks.get(name, template.root_render_func)
        parts: list[str] = []
        try:
            for part in render(template.new_context(dict(values))):
                parts.append(part)
                limit -= len(part)
                if limit < 0:
                    raise ValueError("it writes too much")
        except _MISTAKES as mistake:
            raise self._told(mistake, self._line_of(mistake)) from mistake
        return blocks.without_marks(escaping.clean("".join(parts))).strip("\n")

    def _check(self, tree: nodes.Template) -> None:
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                word = _WORDS.get(type(node), type(node).__name__.lower())
                raise self._told(f"a template cannot use {word}", node.lineno)
            if isinstance(node, nodes.For) and (node.recursive or list(node.find_all(nodes.For))):
                raise self._told("a loop in a loop is not possible", node.lineno)
            if isinstance(node, nodes.Block) and node.name not in (_HEAD, _HIGHLIGHT):
                raise self._told(f"a block is called {_HEAD} or {_HIGHLIGHT}, not {node.name}", node.lineno)

    def _line_of(self, mistake: BaseException) -> int | None:
        """The line of the template at which something went wrong."""
        found = None
        for frame, line in traceback.walk_tb(mistake.__traceback__):
            if frame.f_code.co_filename == str(self._path):
                found = self._template.get_corresponding_lineno(line)
        return found

    def _told(self, mistake: BaseException | str, line: int | None) -> ExportError:
        reason = mistake if isinstance(mistake, str) else getattr(mistake, "message", None) or str(mistake)
        if isinstance(mistake, RecursionError | MemoryError):
            reason = "it is nested too deeply"
        return ExportError(f"{self._path}{f', line {line}' if line else ''}: {one_line(str(reason), 300)}")


def _source(path: Path) -> str:
    with told(path):
        if not path.is_file():
            raise ExportError(f"there is no template {path}")
        with path.open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
    if len(data) > MAX_SOURCE:
        raise ExportError(f"{path} is too large for a template; {MAX_SOURCE // 1024} KB are allowed")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        raise ExportError(f"{path}, line {data[: mistake.start].count(10) + 1}: this is not UTF-8") from mistake


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=_printed, trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    environment.globals.clear()
    kept = ("default", "first", "last", "join", "length", "lower", "upper", "capitalize", "trim", "reverse", "sort")
    environment.filters = {name: environment.filters[name] for name in kept} | {
        "quote": lambda text: Markdown(escaping.quote(str(text))),
        "note": lambda text: Markdown(escaping.note(str(text))),
        "safe": lambda text: Markdown(text),
        "tag": lambda text: Markdown(escaping.tag(str(text))),
        "slug": _slug,
        "longdate": _long_date,
        "replace": _replaced,
    }
    return environment


def _printed(value: object) -> str:
    """What `{{ }}` prints: Markdown as it is, everything else so that it shows as it is."""
    if isinstance(value, Markdown):
        return value
    if not isinstance(value, str | int | StrictUndefined):  # the last says itself what is missing
        raise TypeError(f"a {type(value).__name__} cannot be printed")
    lines = escaping.clean(str(value)).split("\n")
    return "\n".join(escaping.at_start(escaping.inline(line)) for line in lines)


def _slug(text: object) -> Markdown:
    return Markdown(re.sub(r"[\W_]+", "-", str(text).casefold()).strip("-"))


def _long_date(text: object) -> str:
    """`2026-03-05` as "5 March 2026"; anything else as it is."""
    found = day_of(str(text))
    return f"{int(found[8:])} {_MONTHS[int(found[5:7]) - 1]} {found[:4]}" if found else str(text)


def _replaced(text: object, old: object, new: object) -> str:
    text, old, new = str(text), str(old), str(new)
    if len(text) + text.count(old) * len(new) > MAX_OUTPUT + 4 * len(text):
        raise ValueError("it writes too much")
    return text.replace(old, new)


def _mark_values(article: MarkedArticle, mark: Highlight) -> dict[str, Any]:
    """What a template of a highlight sees, apart from its article."""
    gone = mark.status == "orphan"
    address = links.page(article.url) if gone else links.sentence(article.url, mark.quote, mark.prefix, mark.suffix)
    return {
        "id": mark.short,
        "quote": mark.quote,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
        "note": mark.note,
        "role": style.role_of(mark),
        "tags": mark.tags,
        "date": mark.created[:10],
        "link": Markdown(address),
        "found": not gone,
        "changed": mark.status in ("changed", "review"),
    }


def _values(article: MarkedArticle) -> dict[str, Any]:
    """What every template sees of the article."""
    return {
        "id": article.id,
        "title": one_line(article.title) or style.UNTITLED,
        "author": one_line(article.author),
        "source": one_line(article.source),
        "url": Markdown(links.page(article.url)),
        "published": day_of(article.published or "") or one_line(article.published or ""),
        "saved": day(article.saved),
        "bookmark": "" if article.bookmark is None else article.bookmark.quote,
        "tags": article.tags,
    }
