"""What was typed, cut into words, phrases, fields, patterns, parentheses and joining words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["word", "phrase", "field", "pattern", "open", "close", "or"]

QUOTES: Final = '"“”„'
"""Any of them opens and closes a phrase."""

# A word with a colon may be a field: letters, then something that is neither a blank nor a path nor an address.
_TOKEN = re.compile(
    rf"""(?P<minus>-?)(?:
        (?P<pattern>re:/(?P<source>(?:[^/\\]|\\.)*+)(?P<ended>/?))
      | (?P<name>[A-Za-z]{{2,16}}):(?:
            [{QUOTES}](?P<quoted_value>[^{QUOTES}]*)(?P<value_closed>[{QUOTES}]?)
          | (?P<value>(?![/\\:])[^\s{QUOTES}]*)
        )
      | [{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<closed>[{QUOTES}]?)
      | (?P<open>\()
    )
    | (?P<close>\))
    | (?P<bare>[^\s{QUOTES}]+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query. `text` is what to look for, `name` the field in lower case. `open` means that it reaches to
    the end of what was typed. `start`, `at` (where `text` begins) and `end` are code-point offsets."""

    kind: Kind
    negative: bool
    text: str
    name: str
    quoted: bool
    open: bool
    start: int
    at: int
    end: int


def tokens(typed: str) -> Iterator[Token]:
    """The tokens of `typed` in order; everything but blanks belongs to one."""
    at = depth = 0
    while match := _TOKEN.search(typed, at):
        token = _token(match, typed, depth)
        depth += (token.kind == "open") - (token.kind == "close" and depth > 0)
        yield token
        at = token.end


def _token(match: re.Match[str], typed: str, depth: int) -> Token:
    negative, start, end = match["minus"] == "-", match.start(), match.end()
    open_ = end == len(typed)

    def token(kind: Kind, group: str, name: str = "", quoted: bool = False, open_: bool = open_) -> Token:
        return Token(kind, negative, match[group], name, quoted, open_, start, match.start(group), end)

    if match["pattern"] is not None:
        return token("pattern", "source", quoted=bool(match["ended"]))
    if match["quoted_value"] is not None:
        return token("field", "quoted_value", match["name"].lower(), True, open_ and not match["value_closed"])
    if match["phrase"] is not None:
        return token("phrase", "phrase", "", True, open_ and not match["closed"])
    if match["open"] is not None:
        return token("open", "open")
    if match["close"] is not None:
        return token("close", "close")
    if match["value"] is not None:
        kept = _without_closing(match["value"], depth)
        at = match.start("value")
        name = match["name"].lower()
        return Token("field", negative, kept, name, False, at + len(kept) == len(typed), start, at, at + len(kept))
    return _word(match["bare"], typed, start, depth)


def _word(bare: str, typed: str, start: int, depth: int) -> Token:
    negative = bare.startswith("-") and len(bare) > 1
    kept = _without_closing(bare, depth)
    end = start + len(kept)
    text = kept[negative:]
    kind: Kind = "or" if kept == "OR" else "word"
    return Token(kind, negative, text, "", False, end == len(typed), start, start + negative, end)


def _without_closing(word: str, depth: int) -> str:
    """`word` without the parentheses at its end that close groups around it."""
    balance = word.count("(") - word.count(")")
    while depth > 0 and balance < 0 and word.endswith(")"):
        word, depth, balance = word[:-1], depth - 1, balance + 1
    return word
