"""Footnotes in Markdown: `[^label]` in the text, `[^label]: the note` anywhere outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.ingest.building import tidy_marker

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_REFERENCE = re.compile(r"\[\^([^\s\[\]]{1,100})\]")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the label it is referred to by, and the name of its place ("" if nobody refers to it)."""

    label: str
    place: str
    tokens: Sequence[Token]


def teach(parser: MarkdownIt) -> None:
    """Teach a parser references and notes; the notes stay where they are written."""
    from mdit_py_plugins.footnote.index import footnote_def

    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    # Not the plugin's own rule: that one looks for the bracket's end up to the end of the text, again and again.
    parser.inline.ruler.after("image", "footnote_ref", _reference)


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    notes = state.env.get("footnotes")
    if found is None or not notes or f":{found[1]}" not in notes["refs"]:
        return False
    if not silent:
        numbers = notes.setdefault("numbers", {})
        number = numbers.setdefault(found[1], len(numbers) + 1)
        state.push("footnote_ref", "", 0).meta = {"label": found[1], "number": number}
    state.pos = found.end()
    return True


def referred_to(token: Token) -> tuple[str, str]:
    """The label a reference is shown with, and the name of the place it leads to."""
    number = token.meta["number"]
    return str(number), f"note-{number}"


def taken_out(tokens: Sequence[Token]) -> tuple[list[Token], list[Note]]:
    """The tokens without the notes, and the notes: in the order in which they are first referred to, then those that
    nobody refers to."""
    rest: list[Token] = []
    written: list[tuple[str, list[Token]]] = []
    into = [rest]
    for token in tokens:
        if token.type == "footnote_reference_open":
            written.append((token.meta["label"], []))
            into.append(written[-1][1])
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    places = dict(_references(tokens))
    notes = [
        Note(*places.pop(label), inside) if label in places else Note(tidy_marker(label), "", inside)
        for label, inside in written
    ]
    return rest, sorted(notes, key=lambda note: int(note.label) if note.place else len(notes) + 1)


def _references(tokens: Sequence[Token]) -> Iterator[tuple[str, tuple[str, str]]]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield child.meta["label"], referred_to(child)
