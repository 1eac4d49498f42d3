"""Titles: one line, raw but for its blanks; taken from the first sentence where a source gives none."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 160
"""Code points of a title made from running text; a title that a source gives is kept whole."""
SHORTEST = 32
"""Code points below which one sentence does not make a title, if there is another."""

_LOOKED_AT = 1_500
_WORD_BREAK_WITHIN = 40
_PARTS = re.compile(r"(\s+(?:[–—·•»«~-]|::)\s+|\s*[|｜]\s*|\s*[—–_]\s*(?=\W)|:\s+)")
_BARS = ("|", "｜")
_SITE_WORDS = 5


def tidy(title: str) -> str:
    """A title as it is kept: blanks at its ends dropped, runs of blanks inside (line ends too) one space."""
    return " ".join(title.split())


def shortened(title: str, longest: int = LONGEST) -> str:
    """At most `longest` code points: cut at the end of a word, "…" behind it, where the title is longer."""
    if len(title) <= longest:
        return title
    cut = title[: longest - 1]
    if title[longest - 1] != " ":
        # Scripts without blanks have no word to end at: they are cut where they are.
        blank = cut.rfind(" ", longest - _WORD_BREAK_WITHIN)
        cut = cut[:blank] if blank > 0 else cut
    return cut.rstrip(" ,;:–—-") + "…"


def from_text(text: str, lang: str = "") -> str:
    """The first sentence of `text`'s first paragraph as a title; "" if there is only blank.

    A paragraph may be broken into lines: it ends at a blank line. A sentence too short to tell anything ("Wait.", or
    an abbreviation taken for one) is followed by the next.
    """
    from tui_reader.document.sentences import first_sentence

    begun = text.lstrip()[:_LOOKED_AT]
    lines = []
    for line in begun.split("\n"):
        if not line.strip():
            break
        lines.append(line)
    paragraph = tidy(" ".join(lines))
    end = 0
    while end < len(paragraph) and end < SHORTEST:
        end += paragraph[end] == " "
        end += len(first_sentence(paragraph[end:], lang)) or len(paragraph)
    return shortened(paragraph[:end])


def of_page(head: str, named: str, headings: Sequence[str], site: str = "") -> str:
    """The title of a page from its `<title>`, the title it gives for sharing, and its headings in order; "" if there
    is none. All are tidy.

    A heading that the other two say as well is the title as the page shows it; else the name of the site is taken off.
    """
    said = named or head
    without_site = _without_site(said, site)
    parts = {_letters(part) for part in _PARTS.split(said)[::2]} - {_letters(site), ""}
    shown = [
        text for text in headings if text and text.casefold() in said.casefold() and _letters(text) != _letters(site)
    ]
    whole = [text for text in shown if _letters(text) in parts]
    if whole:
        return min(whole, key=lambda text: said.casefold().index(text.casefold()))
    best = max(shown, key=len, default="")
    return best if best and 2 * len(best) >= len(without_site) else without_site or next(iter(headings), "")


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site at either end: `site`, or the shorter part behind the last bar."""
    parts = _PARTS.split(title)
    if len(parts) < 3:
        return title
    last, name = _letters(parts[-1]), _letters(site)
    if last and (last == name or (parts[-2].strip() in _BARS and len(parts[-1].split()) <= _SITE_WORDS)):
        shorter = title[: -len(parts[-1]) - len(parts[-2])]
        return shorter if len(shorter) >= len(parts[-1]) else title
    if name and name == _letters(parts[0]):
        return title[len(parts[0]) + len(parts[1]) :]
    return title


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
