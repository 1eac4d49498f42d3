"""Titles: one line, raw but for its blanks; taken from the first sentence where a source gives none."""

from __future__ import annotations

LONGEST = 160
"""Code points of a title made from running text; a title that a source gives is kept whole."""
SHORTEST = 32
"""Code points below which one sentence does not make a title, if there is another."""

_LOOKED_AT = 1_500
_WORD_BREAK_WITHIN = 40


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
