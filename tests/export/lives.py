"""Random lives of an exported folder or file: the user edits it, the marks change, it is exported again, in part or
whole. The bench plays thousands of them, the tests a few dozen.

What must hold: no character that the user typed is lost, a second export changes nothing, nothing is written outside
of the folder, no highlight is missing, and none comes back from the dead.
"""

from __future__ import annotations

import random
import string
from dataclasses import replace
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from tests.export.examples import article, highlight
from tui_reader.export.blocks import is_head, parse, unify
from tui_reader.export.layouts.arrangement import Layout
from tui_reader.export.marked import MarkedArticle
from tui_reader.export.planning import plan_file, plan_folder
from tui_reader.export.writer import Plan, write
from tui_reader.model import Highlight

TAGS = ("sea", "Sea", "work", "slow life", "読書")
WORDS = ("# head", "> quoted", "- item", "---", "plain words", "*much* emphasis", "^nr-zzzzzz", "<!-- a remark -->")


class Life:
    """One exported place with the marks behind it."""

    def __init__(self, seed: int, layout: Layout, folder: Path) -> None:
        self._dice = random.Random(seed)
        self._layout = layout
        self._folder = folder / "out"
        self._outside = folder
        self._one_file = self._dice.random() < 0.3
        self._bases: dict[str, str] = {}
        self._typed: set[str] = set()
        self._dead: set[tuple[str, str]] = set()
        self._touched: set[str] = set()
        self._count = 0
        self._articles = [article(id=f"a{n}", title=f"Title {n}") for n in range(self._dice.randint(1, 4))]
        for _ in range(self._dice.randint(1, 8)):
            self._mark()

    def live(self) -> None:
        """Play the life to its end. Raises AssertionError where something must not be as it is."""
        self._export(whole=True)
        for _ in range(self._dice.randint(1, 4)):
            for _ in range(self._dice.randint(0, 4)):
                self._edit()
            for _ in range(self._dice.randint(0, 3)):
                self._dice.choice([self._mark, self._mark, self._change, self._unmark])()
            self._export(whole=self._dice.random() < 0.6)

    # -- the program's side

    def _short(self) -> str:
        self._count += 1
        return "".join(self._dice.choices(string.ascii_lowercase, k=3)) + f"{self._count:03}"

    def _pick(self) -> int:
        return self._dice.randrange(len(self._articles))

    def _set(self, at: int, marks: list[Highlight]) -> None:
        self._articles[at] = replace(self._articles[at], highlights=tuple(marks))

    def _mark(self) -> None:
        at = self._pick()
        marks = list(self._articles[at].highlights)
        tags = tuple(self._dice.sample(TAGS, self._dice.randint(0, 2)))
        month = f"2026-{self._dice.randint(1, 4):02}-05T21:14:00.000Z"
        quote = f"Quote {self._dice.choice(WORDS)} {self._dice.random()}"
        fresh = highlight(self._short(), quote, tags=tags, created=month, role=self._dice.randint(1, 4))
        marks.insert(self._dice.randint(0, len(marks)), fresh)
        self._set(at, marks)

    def _change(self) -> None:
        at = self._pick()
        if marks := list(self._articles[at].highlights):
            which = self._dice.randrange(len(marks))
            changes = {"note": self._dice.choice(WORDS)} if self._dice.random() < 0.6 else {"tags": (TAGS[2],)}
            marks[which] = replace(marks[which], **changes)
            self._set(at, marks)

    def _unmark(self) -> None:
        at = self._pick()
        if marks := list(self._articles[at].highlights):
            marks.pop(self._dice.randrange(len(marks)))
            self._set(at, marks)

    def _scoped(self, whole: bool) -> list[MarkedArticle]:
        if whole:
            return self._articles
        scope = []
        for each in self._articles:
            some = frozenset(mark.short for mark in each.highlights if self._dice.random() < 0.5)
            scope.append(replace(each, shown=some))
        return scope

    def _plan(self, articles: list[MarkedArticle], bases: dict[str, str]) -> Plan:
        if self._one_file:
            return plan_file(self._folder / "all.md", articles, bases, self._layout)
        return plan_folder(self._folder, articles, bases, self._layout)

    def _export(self, *, whole: bool) -> None:
        articles = self._scoped(whole)
        before = self._blocks()
        plan = self._plan(articles, self._bases)
        write(plan)
        self._bases = plan.bases
        again = self._plan(articles, plan.bases)
        assert not again.changes, "a second export changes something"
        assert again.bases == plan.bases, "a second export remembers something else"
        self._check(whole, before)

    # -- the user's side

    def _files(self) -> list[Path]:
        return sorted(self._folder.rglob("*.md")) if self._folder.exists() else []

    def _text(self, path: Path) -> str:
        return path.read_bytes().decode()

    def _blocks(self) -> set[str]:
        """The highlights that stand somewhere as blocks."""
        return {
            segment.key
            for path in self._files()
            for segment in parse(self._text(path)).segments
            if segment.key is not None and not is_head(segment.key)
        }

    def _token(self) -> str:
        self._count += 1
        token = f"USER{self._count:05} {self._dice.choice(WORDS)}"
        self._typed.add(token)
        return token

    def _edit(self) -> None:
        if not (files := self._files()):
            return
        path = self._dice.choice(files)
        deed = self._dice.choice(
            [self._type, self._type, self._inside, self._inside, self._delete, self._move, self._rename, self._crlf]
        )
        deed(path)

    def _type(self, path: Path) -> None:
        lines = self._text(path).splitlines(keepends=True)
        file = parse(self._text(path))
        first = (len(file.front) + 2) if file.fences else 0
        lines.insert(self._dice.randint(first, len(lines)), self._token() + "\n")
        path.write_bytes("".join(lines).encode())
        self._touched |= self._blocks()

    def _segments(self, path: Path) -> tuple[str, list[str], list[str | None]]:
        file = parse(self._text(path))
        segments = [segment.raw for segment in file.segments]
        front = self._text(path)[: -len("".join(segments)) or None]
        return front, segments, [segment.key for segment in file.segments]

    def _inside(self, path: Path) -> None:
        front, segments, keys = self._segments(path)
        if marked := [at for at, key in enumerate(keys) if key]:
            at = self._dice.choice(marked)
            lines = segments[at].split("\n")
            lines.insert(self._dice.randint(1, len(lines) - 2), self._token())
            segments[at] = "\n".join(lines)
            self._touched.add(keys[at] or "")
            path.write_bytes((front + "".join(segments)).encode())

    def _delete(self, path: Path) -> None:
        front, segments, keys = self._segments(path)
        if marked := [at for at, key in enumerate(keys) if key and not is_head(key)]:
            at = self._dice.choice(marked)
            gone = segments.pop(at)
            self._typed = {token for token in self._typed if token not in gone}
            self._dead.add((path.name, keys[at] or ""))
            path.write_bytes((front + "".join(segments)).encode())

    def _move(self, path: Path) -> None:
        front, segments, keys = self._segments(path)
        if marked := [at for at, key in enumerate(keys) if key and not is_head(key)]:
            moved = segments.pop(self._dice.choice(marked))
            segments.insert(self._dice.randint(0, len(segments)), moved if moved.endswith("\n") else moved + "\n")
            path.write_bytes((front + "".join(segments)).encode())

    def _rename(self, path: Path) -> None:
        if not self._one_file:
            name = f"renamed {self._count} {path.name}"[-60:].lstrip(" .")
            path.rename(path.with_name(name))
            self._dead = {(name if file == path.name else file, key) for file, key in self._dead}

    def _crlf(self, path: Path) -> None:
        path.write_bytes(unify(self._text(path)).replace("\n", "\r\n").encode())

    # -- what must hold

    def _check(self, whole: bool, before: set[str]) -> None:
        everything = ""
        for path in self._files():
            text = self._text(path)
            everything += unify(text)
            file = parse(text)
            if file.fences is not None:
                assert yaml.safe_load("".join(file.front))["newsreader_id"], "the front matter is broken"
            keys = [segment.key for segment in file.segments if segment.key]
            assert len(keys) == len(set(keys)), "a block stands twice in a file"
            back = {key for name, key in self._dead if name == path.name} & set(keys)
            assert not back, "a block came back from the dead"
        for token in self._typed:
            assert token in everything, f"lost: {token}"
        assert {path.name for path in self._outside.iterdir()} <= {"out"}, "something was written outside"
        there = self._blocks()
        alive = {mark.short for each in self._articles for mark in each.highlights}
        dead = {key for _, key in self._dead}
        if whole:
            assert alive <= there | dead | self._touched, "a highlight is missing"
            assert there - alive <= self._touched, "a deleted highlight is still there"
        # By tag, one that the user deleted from the file of a tag may leave that of the other tag with the tag itself.
        assert before & alive <= there | dead | self._touched, "a highlight that is alive was taken out"
