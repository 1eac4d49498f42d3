"""Thousands of random lives of an exported file: the user edits it, the program's marks change, it is exported again.

No character that the user typed may get lost, a second export must change nothing, no block may stand there twice
or come back from the dead, and no block may come between another and the remark typed under it.
"""

from __future__ import annotations

import random
import string

import pytest

from tests.export.examples import block
from tui_reader.export.blocks import HEAD_PREFIX, head_key, parse, unify
from tui_reader.export.marked import Section
from tui_reader.export.merge import merge

SCENARIOS = 2_000


class Life:
    """One file with the marks behind it, and what is known of its past."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.marks: list[tuple[str, list[list[str]]]] = []
        for number in range(self.dice.randint(1, 3)):
            self.marks.append((f"a{number}", [self.new_mark() for _ in range(self.dice.randint(0, 4))]))
        self.bases: dict[str, str] = {}
        self.typed: list[str] = []
        self.remarks: dict[str, str] = {}
        self.dead: set[str] = set()
        self.edited: set[str] = set()
        self.pasted: set[str] = set()
        self.newline = "\n"
        self.text = ""
        self.export()
        self.newline = self.dice.choice(["\n", "\r\n"])
        self.text = self.dice.choice(["", "\ufeff"]) + self.text.replace("\n", self.newline)

    def words(self, count: int) -> str:
        return " ".join("".join(self.dice.choices(string.ascii_lowercase, k=5)) for _ in range(count))

    def new_mark(self) -> list[str]:
        return ["".join(self.dice.choices(string.ascii_lowercase + string.digits, k=6)), self.words(4)]

    def sections(self) -> list[Section]:
        return [
            Section(block(head_key(id), f"# {id}"), tuple(block(short, f"> {body}") for short, body in marks))
            for id, marks in self.marks
        ]

    def alive(self) -> set[str]:
        return {short for _, marks in self.marks for short, _ in marks}

    # -- what the user does

    def edit_file(self) -> None:
        file = parse(self.text)
        pieces = [(segment.key, segment.raw) for segment in file.segments]
        marked = [at for at, (key, _) in enumerate(pieces) if key is not None]
        at = self.dice.choice(marked) if marked else None
        deed = self.dice.choice(["type", "remark", "inside", "delete", "move", "paste", "destroy", "heading"])
        if deed in ("type", "heading"):
            self._type(pieces, "## " if deed == "heading" else "")
        elif at is not None:
            getattr(self, f"_{deed}")(pieces, at, pieces[at][0] or "")
        self.text = file.bom + "".join(raw if raw.endswith("\n") else raw + self.newline for _, raw in pieces)

    def _token(self) -> str:
        token = f"USER {self.words(3)}"
        self.typed.append(token)
        return token

    def _type(self, pieces: list[tuple[str | None, str]], before: str) -> None:
        token, spot = self._token(), self.dice.randrange(len(pieces) + 1)
        if spot:
            self.remarks.pop(pieces[spot - 1][0] or "", None)
        pieces.insert(spot, (None, f"{self.newline}{before}{token}{self.newline * 2}"))

    def _remark(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        token = self._token()
        gap = self.newline * self.dice.randint(0, 1)
        pieces.insert(at + 1, (None, f"{gap}{token}{self.newline}"))
        if [each for each, _ in pieces].count(key) == 1:
            self.remarks[key] = token

    def _inside(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        lines = pieces[at][1].split(self.newline)
        lines.insert(1, f"> {self._token()}")
        pieces[at] = (key, self.newline.join(lines))
        self.edited.add(key)

    def _forget(self, key: str, raw: str) -> None:
        self.typed = [token for token in self.typed if token not in raw]
        self.remarks.pop(key, None)

    def _delete(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        _, raw = pieces.pop(at)
        self._forget(key, raw)
        if key not in {each for each, _ in pieces}:
            self.dead.add(key)

    def _move(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        piece = pieces.pop(at)
        self.remarks.pop(key, None)
        spot = self.dice.randrange(len(pieces) + 1)
        if spot:
            self.remarks.pop(pieces[spot - 1][0] or "", None)
        pieces.insert(spot, piece)

    def _paste(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        pieces.append((None, self.newline))
        pieces.append(pieces[at])
        self.pasted.add(key)
        self.remarks.pop(key, None)

    def _destroy(self, pieces: list[tuple[str | None, str]], at: int, key: str) -> None:
        raw = pieces[at][1].rstrip("\r\n")
        pieces[at] = (None, raw[: raw.rindex(self.newline)] + self.newline)
        self.remarks.pop(key, None)
        if key not in {each for each, _ in pieces}:
            self.dead.add(key)

    # -- what the program does

    def change_marks(self) -> None:
        _, marks = self.dice.choice(self.marks)
        deed = self.dice.random()
        if deed < 0.5 or not marks:
            marks.insert(self.dice.randrange(len(marks) + 1), self.new_mark())
        elif deed < 0.75:
            self.dice.choice(marks)[1] = self.words(4)
        else:
            marks.pop(self.dice.randrange(len(marks)))

    def export(self) -> None:
        if not self.text.strip("\ufeff"):
            self.newline = "\n"  # nothing of the file is left that could say how its lines end
        merged = merge(self.text or None, self.sections(), self.bases)
        again = merge(merged.text, self.sections(), merged.bases)
        assert again.text == merged.text, "a second export changed something"
        assert again.bases == merged.bases
        assert not again.report.new + again.report.updated + again.report.removed
        self.text, self.bases = merged.text or "", merged.bases

    # -- what must hold

    def check(self) -> None:
        for token in self.typed:
            assert token in self.text, "what the user typed is lost"
        keys = [segment.key for segment in parse(self.text).segments if segment.key]
        shorts = [key for key in keys if not key.startswith(HEAD_PREFIX)]
        alive = self.alive()
        for key in set(keys):
            assert keys.count(key) == 1 or key in self.pasted, "a block stands there twice"
        for short in alive:
            assert short in shorts or short in self.dead, "a highlight is missing"
        for short in shorts:
            assert short in alive or short in self.edited | self.pasted, "a deleted highlight is still there"
        assert not (self.dead & set(shorts)), "a block came back from the dead"
        flat = unify(self.text)
        for key, remark in self.remarks.items():
            if key in keys:
                behind = flat.partition(parse_end(key))[2].lstrip("\n")
                assert behind.startswith(remark), "something came between a block and its remark"
        if self.newline == "\r\n":
            assert "\n" not in self.text.replace("\r\n", ""), "line ends got mixed"


def parse_end(key: str) -> str:
    """The mark at the end of a block."""
    return f"<!-- /nr article {key.removeprefix(HEAD_PREFIX)} -->" if key.startswith(HEAD_PREFIX) else f"^nr-{key}"


@pytest.mark.parametrize("part", range(4))
def test_random_lives(part: int) -> None:
    for seed in range(part, SCENARIOS, 4):
        life = Life(seed)
        for _ in range(life.dice.randint(1, 5)):
            for _ in range(life.dice.randint(0, 4)):
                life.edit_file()
            for _ in range(life.dice.randint(0, 3)):
                life.change_marks()
            life.export()
            try:
                life.check()
            except AssertionError as failure:
                raise AssertionError(f"seed {seed}: {failure}\n{life.text}") from failure
