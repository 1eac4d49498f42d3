"""`newsreader show ID --changes`: what changed in an article since it was read."""

from __future__ import annotations

from tui_reader.anchoring.comparison import Row, Unchanged
from tui_reader.cli.output import say, say_json
from tui_reader.cli.plain import plain_block
from tui_reader.document.sanitise import one_line
from tui_reader.library import Library

_FORMS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
"""As other programs mark differences word by word."""


def show(library: Library, article_id: int, *, as_json: bool) -> int:
    """Print the changes of an article. Raises NotFoundError."""
    changes = library.comparing.changes_of(article_id)
    if as_json:
        say_json(
            {
                "id": changes.article.id,
                "title": changes.article.title,
                "opened": changes.opened,
                "changes": [{"start": place.start, "end": place.end} for place in changes.places],
                "added": changes.added,
                "removed": changes.removed,
                "rows": [_row(row) for row in changes.rows],
            }
        )
        return 0
    if not changes.rows:
        say("Nothing has changed since it was read" if changes.opened else "It has not been opened yet")
        return 0
    say(one_line(changes.article.title))
    say(changes.summary)
    for row in changes.rows:
        say()
        say(_text(row))
    return 0


def _row(row: Row) -> dict[str, object]:
    if isinstance(row, Unchanged):
        return {"unchanged": {"paragraphs": row.paragraphs, "words": row.words}}
    return {
        "kind": row.block.kind,
        "parts": [
            {"kind": part.kind, "text": part.text, "start": part.at, "change": part.change} for part in row.parts
        ],
    }


def _text(row: Row) -> str:
    if isinstance(row, Unchanged):
        return f"… {row.summary} …"
    return plain_block(row.block, "".join(_FORMS[part.kind].format(part.text) for part in row.parts))
