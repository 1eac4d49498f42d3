"""A quote somebody typed or pasted, found in an article's text; and the text around a quote."""

from __future__ import annotations

from rapidfuzz import fuzz

from tui_reader.anchoring.anchor import CONTEXT_LENGTH
from tui_reader.anchoring.normalise import NormalisedText, normalise
from tui_reader.errors import QuoteNotFoundError, UsageError

_LONGEST_PASSAGE = 200
_LONGEST_WORD = 24
_LIKE = 60  # percent; unrelated passages reach about fifty


def context(text: str, start: int, end: int, length: int = CONTEXT_LENGTH) -> tuple[str, str]:
    """The raw text before and after `[start, end)`, at most `length` code points each."""
    return text[max(0, start - length) : max(0, start)], text[max(0, end) : max(0, end) + length]


def locate(text: str, quote: str) -> tuple[int, int]:
    """Code-point range of the first occurrence of a typed quote in `text`.

    Tried in turn: the very characters; the same but for spacing and typography; the same but for case too.
    Raises UsageError for a blank quote and QuoteNotFoundError, with the passage most like it, if it is not there.
    """
    wanted = normalise(quote).text.strip()
    if not wanted:
        raise UsageError("A quote needs at least one visible character.")
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    form = normalise(text)
    start = form.text.find(wanted)
    if start >= 0:
        return form.to_raw(start, start + len(wanted))
    folded, plain = _fold(form.text), _fold(wanted)
    start = folded.find(plain)
    if start >= 0:
        return form.to_raw(start, start + len(plain))
    raise QuoteNotFoundError("The quote does not stand in the article.", closest=_closest(form, folded, plain))


def _fold(text: str) -> str:
    """Case folded, one code point for one, so that offsets hold."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := char.casefold()) == 1 else char for char in text)


def _closest(form: NormalisedText, folded: str, quote: str) -> str:
    """The passage most like the quote, in whole words, or nothing if none is like it."""
    wanted = quote[:_LONGEST_PASSAGE]
    if len(folded) < len(wanted):
        found = fuzz.partial_ratio_alignment(folded, wanted, score_cutoff=_LIKE)
        start, end = (0, len(folded)) if found and len(folded) >= len(wanted) // 2 else (0, 0)
    else:
        hit = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_LIKE)
        start, end = (hit.dest_start, hit.dest_end) if hit else (0, 0)
    if start == end:
        return ""
    start, end = _whole_words(form.text, start, end)
    return form.text[start : min(end, start + _LONGEST_PASSAGE)].strip()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow a range to the nearest word edges, within a long word's length."""
    for _ in range(_LONGEST_WORD):
        if start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    return start, end
