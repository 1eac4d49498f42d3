"""What was found, as rows to show: a line of text with its marks, and the passage it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui_reader.library.matching import Groups
from tui_reader.library.selecting import Matched
from tui_reader.library.source_search import SourceHit
from tui_reader.model import Article, Highlight, SearchHit, Where
from tui_reader.search.query import Piece
from tui_reader.search.snippets import Needle, best_passage, marks_in, passage_at

_UNRANKED: Final = 1.0
"""The score of what is listed newest first."""


def title_hit(article: Article, groups: Groups, score: float) -> SearchHit:
    """A title with the words of `groups` marked."""
    title = article.title
    return SearchHit(article.id, title, "title", title, marks_in(title, groups), score, article=article)


def body_hit(article: Article, text: str, groups: Groups, score: float) -> SearchHit:
    """The passage of an article that answers best."""
    passage = best_passage(text, groups)
    if passage is None:  # all words are in the title
        return title_hit(article, groups, score)
    start, end = passage.match
    return SearchHit(
        article.id, article.title, "body", passage.snippet, passage.marks, score, start, end, article=article
    )


def mark_hit(highlight: Highlight, in_note: bool, groups: Groups, score: float) -> SearchHit:
    """The passage of a quote or note that answers best."""
    text = highlight.note if in_note else highlight.quote
    passage = best_passage(text, groups)
    snippet, marks = (passage.snippet, passage.marks) if passage else (text, ())
    where: Where = "note" if in_note else "highlight"
    article_id, title, start, end = highlight.article_id, highlight.title, highlight.start, highlight.end
    return SearchHit(article_id, title, where, snippet, marks, score, start, end, highlight.id)


def source_hit(hit: SourceHit, groups: Groups) -> SearchHit:
    """The name of a source or author."""
    marks = marks_in(hit.name, groups)
    return SearchHit(hit.article_id, hit.name, "source", hit.name, marks, hit.score, query=hit.query)


def listed_hit(article: Article, mentioned: Sequence[Piece]) -> SearchHit:
    """An article that fulfils a condition, with the words that were looked for in its title, if any were."""
    groups = tuple((Needle(piece.text, open=True),) for piece in mentioned)
    return title_hit(article, groups, _UNRANKED)


def noted_hit(highlight: Highlight, words: Sequence[str]) -> SearchHit:
    """A note that holds what `note:` looks for; `words` are folded."""
    return mark_hit(highlight, True, tuple((Needle(word, open=True),) for word in words), _UNRANKED)


def pattern_hit(matched: Matched) -> SearchHit:
    """The first match of a pattern, in title or text."""
    article_id, title = matched.article_id, matched.title
    if matched.in_title or matched.match is None:
        marks = (matched.match,) if matched.match and matched.match[0] < matched.match[1] else ()
        return SearchHit(article_id, title, "title", title, marks, _UNRANKED)
    start, end = matched.match
    passage = passage_at(matched.text, start, end)
    return SearchHit(article_id, title, "body", passage.snippet, passage.marks, _UNRANKED, start, end)
