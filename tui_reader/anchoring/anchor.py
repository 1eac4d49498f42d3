"""What is kept of a mark so that it can be found again, and the same brought into normalised form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui_reader.anchoring.normalise import UNSPACED, NormalisedText, normalise

CONTEXT_LENGTH = 48
_UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A marked quote as it stood in the text it was marked in. All strings are raw, all offsets code points.

    `start` and `end` are offsets into that text and `length` is its length; `prefix` and `suffix` are what stood
    around the quote (48 code points are enough); `ordinal` counts the earlier occurrences of the quote there,
    None if that was not noted.
    """

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    length: int
    ordinal: int | None = None


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`. Raises ValueError if that is no range of the text."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"not a range of the text: [{start}, {end})")
    quote = text[start:end]
    prefix, suffix = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    return Anchor(quote, prefix, suffix, start, end, len(text), text.count(quote, 0, start) if quote else 0)


@dataclass(frozen=True, slots=True)
class Sought:
    """An anchor ready for the search; all strings and offsets are normalised.

    `hint` is where the quote is expected. `lead` counts raw code points of the quote before its first normalised
    character. `far_prefix` and `far_suffix` are longer surroundings, empty unless the old text is known. `mass`
    is the quote's length in Latin letters: a character of a script without blanks says as much as two and a half.
    """

    quote: str
    prefix: str
    suffix: str
    hint: float
    ordinal: int | None
    lead: int
    mass: float
    far_prefix: str = ""
    far_suffix: str = ""
    whole_start: bool = True
    whole_end: bool = True


def prepare(anchor: Anchor, text_length: int) -> Sought:
    """Normalise an anchor for a search in a text of `text_length` normalised characters."""
    form = normalise(anchor.quote)
    quote = form.text.strip()
    lead = form.to_raw(len(form.text) - len(form.text.lstrip()), len(form.text))[0] if quote else 0
    prefix, suffix = normalise(anchor.prefix).text, normalise(anchor.suffix).text
    return Sought(
        quote=quote,
        prefix=prefix.strip(),
        suffix=suffix.strip(),
        hint=min(1.0, max(0.0, anchor.start / max(1, anchor.length))) * text_length,
        ordinal=anchor.ordinal,
        lead=lead,
        mass=mass_of(quote),
        whole_start=not (quote[:1].isalnum() and prefix[-1:].isalnum()),
        whole_end=not (quote[-1:].isalnum() and suffix[:1].isalnum()),
    )


def mass_of(text: str) -> float:
    """Length of a text in Latin letters."""
    if text.isascii():
        return len(text)
    return len(text) + 1.5 * len(_UNSPACED_LETTER.findall(text))


def normalised(text: NormalisedText | str) -> NormalisedText:
    """The normalised form of a text, which may have been made already."""
    return text if isinstance(text, NormalisedText) else normalise(text)
