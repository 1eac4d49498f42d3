"""Regular expressions over texts, with a time limit that holds: `re:/colou?r/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any, Final

from tui_reader.errors import QueryError

LONGEST: Final = 300
"""The longest pattern, in characters: longer ones may take long to compile."""

_MOST_REPEATS = 50_000  # of all counts in braces together: the compiler writes out repeated groups
_COUNTED = re.compile(r"\{\s*([0-9]*)\s*(?:,\s*([0-9]*)\s*)?\}")
_PER_TEXT = 0.03  # seconds for one text,
_PER_CHARACTER = 5e-8  # and for each of its characters: an honest pattern needs a tenth of that


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression as it was typed; letters match in either case, `^` and `$` at lines. `negative` leaves
    out what it matches. `at` is the code-point offset of `source` in the query."""

    source: str
    negative: bool
    at: int

    def __post_init__(self) -> None:
        """Raises QueryError for what is no regular expression."""
        if len(self.source) > LONGEST:
            raise QueryError(f"a pattern is at most {LONGEST} characters long", self.at + LONGEST)
        counts = (int(number) for found in _COUNTED.findall(self.source) for number in found if number.strip("0"))
        if prod(counts) > _MOST_REPEATS:
            raise QueryError("the counts in this pattern are too large", self.at + self.source.index("{"))
        _compiled(self)

    def search(self, text: str) -> tuple[int, int] | None:
        """The first match in `text` as a range of code points. Raises QueryError if it takes too long."""
        try:
            found = _compiled(self).search(text, timeout=_PER_TEXT + len(text) * _PER_CHARACTER, concurrent=True)
        except TimeoutError:
            raise QueryError("this pattern takes too long on some texts; make it simpler", self.at) from None
        except (RecursionError, MemoryError):
            raise QueryError("this pattern takes too much memory on some texts; make it simpler", self.at) from None
        return None if found is None else found.span()


@lru_cache(maxsize=64)
def _regex(source: str) -> Any:
    """regex keeps what it compiled too, but takes longer to find it again than to search a short text."""
    import regex

    return regex.compile(source, regex.V1 | regex.IGNORECASE | regex.MULTILINE)


def _compiled(pattern: Pattern) -> Any:
    import regex  # not wanted before the first pattern: 14 ms

    try:
        return _regex(pattern.source)
    except regex.error as error:
        at = min(error.pos or 0, max(0, len(pattern.source) - 1))
        raise QueryError(f"this is no regular expression: {error.msg}", pattern.at + at) from None
    except (RecursionError, OverflowError, MemoryError, ValueError, TypeError, KeyError, IndexError):
        raise QueryError("this regular expression is too deep or too long", pattern.at) from None
