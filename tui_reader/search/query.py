"""The query language, the same in the search box, on the command line and in saved searches.

    solidarity cooperation      both words, in any order, typos forgiven
    "global community"          a phrase, to the letter
    covid OR pandemic           one of the two; OR binds more tightly than the blank between words
    (war peace) OR treaty       parentheses make one thing of several
    -football  -tag:sport       but not this
    title: author: source: (or feed:) tag: note:        a word or "phrase" there
    is:unread                   a state (see `fields.STATES`)
    after:2024-03 before:7d     from the beginning of a day, month or year on; before it
    words:>1000                 or <, >=, <=, 500..1000
    re:/colou?r/                a regular expression

Half-typed queries are met all the time, so an open quote or parenthesis reaches to the end, and an `OR` without a
neighbour is ignored. Only what cannot mean anything is a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from tui_reader.document.terms import fold, terms
from tui_reader.errors import QueryError
from tui_reader.model import Condition
from tui_reader.search import fields
from tui_reader.search.patterns import Pattern
from tui_reader.search.tokens import Token, tokens

MAX_TERMS: Final = 48
"""What is typed beyond so many terms is not looked at: nothing becomes easier to find by it."""

_MAX_DEPTH = 12  # parentheses within parentheses; deeper ones are ignored


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or phrase to find.

    `text` is folded, with the words of a phrase parted by one blank; `terms` is what the index calls it. `quoted`
    pieces are meant to the letter. `open` means that it is still being typed and may be the beginning of a word.
    `start` and `end` are code-point offsets into the query.
    """

    text: str
    terms: tuple[str, ...]
    quoted: bool
    open: bool
    start: int
    end: int


Clause = tuple[Piece, ...]
"""Alternatives, of which one must hold."""


@dataclass(frozen=True, slots=True)
class Query:
    """All of `clauses` and none of `without`, in articles that fulfil `condition` and match `patterns`.

    Clauses are ranked by how well they are answered; without any, the newest articles come first. `mentioned` are
    the words that fields and alternatives of groups look for: worth marking, no more.
    """

    clauses: tuple[Clause, ...] = ()
    without: tuple[Piece, ...] = ()
    condition: Condition | None = None
    patterns: tuple[Pattern, ...] = ()
    mentioned: tuple[Piece, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return not (self.clauses or self.patterns or self.condition)

    @property
    def notes(self) -> tuple[str, ...]:
        """What `note:` looks for, where nothing else may stand in for it."""
        asked = self.condition
        parts = () if asked is None else asked.parts if asked.test == "all" else (asked,)
        return tuple(part.value for part in parts if part.test == "note")

    def asks_state(self, state: str) -> bool:
        """Whether `is:` with this state stands anywhere in it."""
        left = [self.condition] if self.condition else []
        while left:
            asked = left.pop()
            if asked.test == "is" and asked.value == state:
                return True
            left += asked.parts
        return False

    @property
    def whole(self) -> Condition | None:
        """All of it but the patterns as one condition, to the letter: no typo is forgiven."""
        parts = [_any([_text(piece) for piece in clause]) for clause in self.clauses]
        parts += [_not(_text(piece)) for piece in self.without]
        return _all(parts + ([self.condition] if self.condition else []))


def parse(typed: str, now: datetime | None = None) -> Query:
    """The meaning of `typed`; dates so long ago are counted from `now`. Raises QueryError."""
    reading = _Reading(now or datetime.now(UTC))
    for token in tokens(typed):
        if not reading.take(token):
            break
    return reading.query()


def _piece(token: Token, start: int) -> Piece:
    folded = " ".join(fold(token.text).split())
    return Piece(folded, tuple(terms(token.text)), token.quoted, token.open, start, token.end)


@dataclass(slots=True)
class _Group:
    """What stands between two parentheses: clauses of alternatives."""

    negative: bool = False
    clauses: list[list[_Member]] = field(default_factory=list)
    alternative: bool = False  # an OR stands before what comes next

    def add(self, negative: bool, item: _Item) -> None:
        if self.alternative:
            self.clauses[-1].append((negative, item))
        else:
            self.clauses.append([(negative, item)])
        self.alternative = False


_Item = Piece | Condition | Pattern | _Group
_Member = tuple[bool, _Item]


class _Reading:
    """A query while it is read, token by token."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._groups = [_Group()]
        self._ignored = 0  # parentheses beyond the depth
        self._left = MAX_TERMS
        self._mentioned: list[Piece] = []
        self._clauses: list[Clause] = []
        self._without: list[Piece] = []
        self._conditions: list[Condition] = []
        self._patterns: list[Pattern] = []

    def take(self, token: Token) -> bool:
        """Take in one token; False once there are enough."""
        if token.kind == "open":
            self._open(token.negative)
        elif token.kind == "close":
            self._close()
        elif token.kind == "or":
            self._groups[-1].alternative = bool(self._groups[-1].clauses)
        else:
            item = self._item(token)
            if item is not None:
                self._left -= len(item.terms) if isinstance(item, Piece) else 1
                if self._left < 0:
                    return False
                self._groups[-1].add(token.negative, item)
        return True

    def query(self) -> Query:
        """What all tokens mean together."""
        while len(self._groups) > 1:
            self._close()
        self._gather(self._groups[0])
        if not self._clauses:
            self._conditions += [_not(_text(piece)) for piece in self._without]
            self._without = []
        return Query(
            tuple(self._clauses),
            tuple(self._without),
            _all(self._conditions),
            tuple(self._patterns),
            tuple(self._mentioned),
        )

    def _open(self, negative: bool) -> None:
        if len(self._groups) > _MAX_DEPTH:
            self._ignored += 1
        else:
            self._groups.append(_Group(negative))

    def _close(self) -> None:
        if self._ignored:
            self._ignored -= 1
        elif len(self._groups) > 1:
            group = self._groups.pop()
            if group.clauses:
                self._groups[-1].add(group.negative, group)

    def _item(self, token: Token) -> Piece | Condition | Pattern | None:
        if token.kind == "pattern":
            return Pattern(token.text, token.negative, token.at) if token.text else None
        if token.kind == "field" and fields.is_field(token):
            return self._field(token)
        if token.kind == "field":
            token = Token("word", False, f"{token.name}:{token.text}", "", False, token.open, token.start, 0, token.end)
        elif token.kind == "word" and token.text == "AND":
            return None
        piece = _piece(token, token.start)
        return piece if piece.terms else None

    def _field(self, token: Token) -> Condition | None:
        asked = fields.field(token, self._now)
        if asked is not None and asked.test == "title" and not token.negative:
            self._mentioned.append(_piece(token, token.at))
        return asked

    def _gather(self, group: _Group) -> None:
        """Sort the clauses of a group of which all must hold."""
        for clause in group.clauses:
            pieces = [item for negative, item in clause if isinstance(item, Piece) and not negative]
            if len(pieces) == len(clause):
                self._clauses.append(tuple({(piece.text, piece.quoted): piece for piece in pieces}.values()))
            elif len(clause) > 1:
                self._conditions.append(self._one_of(clause))
                self._mentioned += pieces
            else:
                self._single(*clause[0])

    def _single(self, negative: bool, item: _Item) -> None:
        if isinstance(item, Piece):
            self._without.append(item)
        elif isinstance(item, Pattern):
            self._patterns.append(item)
        elif isinstance(item, _Group) and not negative:
            self._gather(item)
        else:
            condition = self._condition(item)
            self._conditions.append(_not(condition) if negative else condition)

    def _one_of(self, clause: list[_Member]) -> Condition:
        conditions = [(negative, self._condition(item)) for negative, item in clause]
        return _any([_not(condition) if negative else condition for negative, condition in conditions])

    def _condition(self, item: _Item) -> Condition:
        if isinstance(item, Pattern):
            raise QueryError("re: stands for itself, not beside OR and not in what is left out", item.at - 4)
        if isinstance(item, Piece):
            return _text(item)
        if isinstance(item, Condition):
            return item
        asked = _all([self._one_of(clause) for clause in item.clauses])
        assert asked is not None  # a group without clauses was never added
        return asked


def _text(piece: Piece) -> Condition:
    return Condition("text", value=piece.text)


def _not(condition: Condition) -> Condition:
    return Condition("not", (condition,))


def _any(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Condition("any", tuple(conditions))


def _all(conditions: list[Condition]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return Condition("all", tuple(conditions))
