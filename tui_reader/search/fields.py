"""The fields of the query language: `title:`, `is:`, `before:` and their like, and what they ask of an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tui_reader.document.terms import terms
from tui_reader.errors import QueryError
from tui_reader.model import Condition, Test
from tui_reader.search.dates import moment
from tui_reader.search.tokens import Token

STATES: Final = ("unread", "read", "bookmarked", "highlighted", "begun", "review", "muted")
"""What may stand behind `is:`."""

_WORDS: dict[str, Test] = {
    "title": "title",
    "author": "author",
    "feed": "source",
    "source": "source",
    "tag": "tag",
    "note": "note",
}
FIELDS: Final = (*_WORDS, "is", "before", "after", "words", "re")
"""The names of all fields."""

# What other programs call them.
_ELSEWHERE = {
    **dict.fromkeys(("from", "site", "publisher", "blog", "channel", "subscription"), "source"),
    **dict.fromkeys(("by", "writer"), "author"),
    **dict.fromkeys(("label", "category", "topic", "folder"), "tag"),
    **dict.fromkeys(("subject", "headline", "intitle"), "title"),
    **dict.fromkeys(("since", "newer", "date", "published"), "after"),
    **dict.fromkeys(("until", "older"), "before"),
    **dict.fromkeys(("length", "size", "count"), "words"),
    **dict.fromkeys(("status", "state", "in", "has"), "is"),
    **dict.fromkeys(("regex", "regexp", "pattern"), "re"),
    **dict.fromkeys(("comment", "annotation"), "note"),
}
_NUMBER = "([0-9][0-9_]{0,11})"
_COUNTS: tuple[tuple[re.Pattern[str], Callable[[int], tuple[int | None, int | None]]], ...] = (
    (re.compile(f">={_NUMBER}"), lambda number: (number, None)),
    (re.compile(f">{_NUMBER}"), lambda number: (number + 1, None)),
    (re.compile(f"<={_NUMBER}"), lambda number: (None, number + 1)),
    (re.compile(f"<{_NUMBER}"), lambda number: (None, number)),
    (re.compile(f"=?{_NUMBER}"), lambda number: (number, number + 1)),
    (re.compile(f"{_NUMBER}\\.\\."), lambda number: (number, None)),
    (re.compile(f"\\.\\.{_NUMBER}"), lambda number: (None, number + 1)),
)
_RANGE = re.compile(f"{_NUMBER}\\.\\.{_NUMBER}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a query and what it asks."""

    condition: Condition
    token: Token


def is_field(token: Token) -> bool:
    """Whether a token with a colon is meant as a field. Raises QueryError for one that does not exist.

    Words with a colon are no fields if a number or nothing follows (`localhost:8080`), or after `re` no slash.
    """
    name, text = token.name, token.text
    if name in FIELDS:
        return name != "re"
    if not token.quoted and not text[:1].isalpha():
        return False
    meant = _ELSEWHERE.get(name) or _nearest(name, FIELDS)
    if meant is None:
        raise QueryError(
            f'there is no field {name}:; to look for the words, put them in quotes: "{name} …"', token.start
        )
    raise QueryError(f"there is no field {name}:; did you mean {meant}:?", token.start)


def field(token: Token, now: datetime) -> Condition | None:
    """What a field asks; None for one without a value, which is still being typed. Raises QueryError."""
    name, text = token.name, token.text.strip()
    if not text:
        if token.open or token.quoted:
            return None
        raise QueryError(f"{name}: needs a value right behind the colon", token.at - 1)
    if name in _WORDS:
        if name != "tag" and not terms(text):
            return None
        return Condition(_WORDS[name], value=text)
    if name == "is":
        return _state(text, token.at)
    if name == "words":
        return _count(text, token.at)
    when = moment(text, now, token.at)
    return Condition("time", low=when) if name == "after" else Condition("time", high=when)


def _state(text: str, at: int) -> Condition:
    state = text.lower()
    if state in STATES:
        return Condition("is", value=state)
    meant = _nearest(state, STATES)
    if meant is not None:
        raise QueryError(f"there is no is:{_short(state)}; did you mean is:{meant}?", at)
    raise QueryError(f"there is no is:{_short(state)}; there are {', '.join(STATES)}", at)


def _count(text: str, at: int) -> Condition:
    for form, bounds in _COUNTS:
        if found := form.fullmatch(text):
            low, high = bounds(int(found[1]))
            return Condition("words", low=low, high=high)
    if found := _RANGE.fullmatch(text):
        return Condition("words", low=int(found[1]), high=int(found[2]) + 1)
    raise QueryError("words: needs a number like >1000, <=500 or 500..1000", at)


def _nearest(typed: str, names: tuple[str, ...]) -> str | None:
    """The one of `names` that was mistyped or begun; None if it is like none of them."""
    begun = next((name for name in names if len(typed) > 1 and name.startswith(typed)), None)
    if begun:
        return begun
    most = 1 if len(typed) < 4 else 2
    found = process.extractOne(typed[:32], names, scorer=OSA.distance, processor=None, score_cutoff=most)
    return None if found is None else str(found[0])


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
