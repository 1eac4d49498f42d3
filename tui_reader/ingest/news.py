"""News text: a headline line, a line with the date, the body; and what is left when some of these are missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui_reader.ingest import titles
from tui_reader.ingest.dates import parse_date

_LONGEST_HEADLINE = 160
_PROSE_ENDS = tuple(".。．…:;,，、；：।")
_CLOSING = "\"'”’»)]）」』"
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_OPENING = "\"'“‘«([（「『"


@dataclass(frozen=True, slots=True)
class News:
    """A text file's parts. `text` is the canonical text: the body as it stands in the file."""

    title: str
    published: str | None
    text: str


def read_news(text: str) -> News:
    """Split a text (line ends are "\\n") into headline, date and body.

    A headline is followed by a date line, or it is a short first line that does not run on like a sentence. Without
    one the title is made from the first sentence and the body is everything. Of the body only blank lines at its
    start and "\\n" at its end are dropped, so that a body in the third line is exactly that line. `title` is "" only
    if the text is blank.
    """
    first, after_first = _next_line(text, 0)
    second, after_second = _next_line(text, after_first)
    published = parse_date(second)
    if published and first.strip():
        return News(titles.tidy(first), published, _body(text, after_second))
    if _is_headline(first, second, text[after_first : after_first + 1] == "\n"):
        return News(titles.tidy(first), None, _body(text, after_first))
    body = _body(text, 0)
    return News(titles.from_text(body), None, body)


def _next_line(text: str, start: int) -> tuple[str, int]:
    """The next line that is not blank, from `start` on, and where the line after it begins."""
    while start < len(text):
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if not text[start:stop].isspace() and stop > start:
            return text[start:stop], min(len(text), stop + 1)
        start = stop + 1
    return "", len(text)


def _body(text: str, start: int) -> str:
    while start < len(text):
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if stop > start and not text[start:stop].isspace():
            break
        start = stop + 1
    return text[start:].rstrip("\n")


def _is_headline(line: str, following: str, set_apart: bool) -> bool:
    """Whether `line` is a headline over `following`, the next line with text; `set_apart` by a blank line."""
    line = line.strip()
    if not line or not following or len(line) + len(_WIDE.findall(line)) > _LONGEST_HEADLINE:
        return False
    if line.rstrip(_CLOSING).endswith(_PROSE_ENDS):
        return False
    # A sentence broken into lines goes on with a small letter.
    if not set_apart and following.lstrip(_OPENING + " \t\xa0")[:1].islower():
        return False
    return titles.from_text(line) == titles.shortened(titles.tidy(line))
