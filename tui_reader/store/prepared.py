"""An entry in the form it is stored in: what can be worked out before, and elsewhere than, where it is written."""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

from tui_reader.document.measure import count_words, seconds_for
from tui_reader.model import Block, Entry, Span


class Prepared(NamedTuple):
    """An entry ready to be stored. Of plain values only, so that it passes between processes in no time.

    `structure` is the blocks and spans as JSON, None for plain text; `digest` tells whether a text is the same.
    `measured` holds words (and characters of scripts without blanks) and seconds of reading, None until it is needed.
    """

    identity: str
    title: str
    source: str
    author: str
    url: str
    path: str
    published: str | None
    lang: str
    text: str
    structure: str | None
    digest: bytes
    measured: tuple[int, int] | None = None

    def size(self) -> tuple[int, int]:
        """Words, and seconds of reading."""
        return self.measured or size_of(self.text)


def prepare(entry: Entry, *, measure: bool = False) -> Prepared:
    """An entry ready to be stored; with `measure` its size as well."""
    structure = _structure(entry.blocks, entry.spans)
    return Prepared(
        entry.identity,
        entry.title,
        entry.source,
        entry.author,
        entry.url,
        entry.path,
        entry.published,
        entry.lang,
        entry.text,
        structure,
        _digest(entry.text, structure),
        size_of(entry.text) if measure else None,
    )


def size_of(text: str) -> tuple[int, int]:
    """Words, and seconds of reading, of a text."""
    words, blankless = count_words(text)
    return words + blankless, seconds_for(words, blankless)


def _structure(blocks: tuple[Block, ...] | None, spans: tuple[Span, ...]) -> str | None:
    if blocks is None:
        return None
    # As `json.dumps` would write it, in half of the time.
    in_blocks = ",".join([f'["{b.kind}",{b.start},{b.end},{b.level},{quoted(b.marker)}]' for b in blocks])
    in_spans = ",".join([f'[{s.start},{s.end},"{s.kind}",{quoted(s.href)}]' for s in spans])
    return f'{{"blocks":[{in_blocks}],"spans":[{in_spans}]}}'


def _digest(text: str, structure: str | None) -> bytes:
    sealed = hashlib.blake2b(text.encode(), digest_size=16)
    if structure is not None:
        sealed.update(b"\0" + structure.encode())
    return sealed.digest()
