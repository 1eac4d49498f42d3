"""Whether one article is what a query means, without an index. (That the store agrees is tested where rules are.)"""

from __future__ import annotations

import pytest

from tui_reader.errors import QueryError
from tui_reader.model import Article
from tui_reader.search.fitting import Fitting, Wanted
from tui_reader.search.query import parse

TEXT = "The harbour was quiet. “Fish is fish,” said the café owner. 東京の港は静かだった。"


def article(**facts: object) -> Article:
    values: dict[str, object] = {
        **{"id": 1, "title": "Football in the harbour", "source": "The Times", "author": "José Ortega", "url": ""},
        **{"path": "", "published": None, "added": 0, "sort_key": 86_400, "words": 300, "seconds": 60, "read": False},
        **{"bookmarked": False, "highlights": 0, "position": 0, "revision_id": 1, **facts},
    }
    return Article(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("harbour", True),
        ("HARBOUR fish", True),
        ("foot", False),
        ("football", True),
        ("football -harbour", False),
        ("football OR cricket", True),
        ("(cricket OR fish) cafe", True),
        ('"fish is fish"', True),
        ('"fish fish"', False),
        ("title:fish", False),
        ("title:football", True),
        ('title:"in the harbour"', True),
        ("source:times", True),
        ("source:time", False),
        ("author:jose", True),
        ("tag:sport", False),
        ("-tag:sport", True),
        ("note:x", False),
        ("東京", True),
        ("港", True),
        ("京東", False),
        ("words:>200", True),
        ("words:<200", False),
        ("before:1970-01-03", True),
        ("after:1970-01-03", False),
        ("is:unread", True),
        ("is:read", False),
        ("is:review", False),
        ("re:/f.sh/", True),
        ("-re:/f.sh/", False),
        ("re:/^football/ quiet", True),
        ("re:/cricket/", False),
        ("", False),
        ("title:", False),
    ],
)
def test_what_a_query_means(query: str, fits: bool) -> None:
    assert Fitting(article(), TEXT).fits(Wanted.of(parse(query))) is fits


def test_states_are_those_of_the_article() -> None:
    one = Fitting(article(read=True, muted=True, bookmarked=True, highlights=1), TEXT)
    for state in ("read", "muted", "bookmarked", "highlighted"):
        assert one.fits(Wanted.of(parse(f"is:{state}")))
    assert not one.fits(Wanted.of(parse("is:unread")))


def test_a_hopeless_pattern_is_told() -> None:
    with pytest.raises(QueryError):
        Fitting(article(), "a" * 4000 + "!").fits(Wanted.of(parse("re:/(a|aa)+$/")))
