"""A small run of the benchmark's mutations: what must hold for the goals to hold."""

from __future__ import annotations

import random
from functools import cache

import pytest

from bench import anchoring as bench
from bench import mutations


@cache
def _table() -> dict[str, dict[str, bench.Tally]]:
    texts = [text for text in bench.articles() if text.name in ("en-bread", "en-ledger", "de-bahnhof", "zh-chaguan")]
    return bench.evaluate(texts, seed=97, count=5)


def _sum(mode: str, *, gone: bool) -> bench.Tally:
    total = bench.Tally()
    for name, row in _table().items():
        if name.startswith("-") == gone:
            one = row[mode]
            total.cases += one.cases
            total.right += one.right
            total.wrong += one.wrong
            total.asked += one.asked
    return total


@pytest.mark.parametrize("mode", ["quote only", "old text kept"])
@pytest.mark.parametrize("name", ["whitespace reflow", "typographic", "reflow + typographic", "5 % characters"])
def test_reflow_typography_and_light_noise_are_always_found(mode: str, name: str) -> None:
    tally = _table()[name][mode]
    assert tally.right == tally.cases > 10


def test_goals_with_the_old_text_kept() -> None:
    here, gone = _sum("old text kept", gone=False), _sum("old text kept", gone=True)
    assert here.right >= 0.92 * here.cases
    assert here.right + here.asked >= 0.97 * here.cases
    assert here.wrong <= 0.01 * here.cases
    assert gone.wrong == 0
    assert gone.cases > 80


def test_deleted_quotes_are_not_anchored_without_the_old_text_either() -> None:
    gone = _sum("quote only", gone=True)
    assert gone.wrong <= 0.02 * gone.cases


def test_mutations_keep_the_truth() -> None:
    text = bench.articles()[0].text
    cells = mutations.cells_of(text)
    assert mutations.place_of(cells, 10, 50) == (10, 50, 1.0)
    pushed = mutations.added("abc") + cells
    assert mutations.place_of(pushed, 10, 50) == (13, 53, 1.0)
    assert mutations.place_of(mutations.delete(10, 50)(cells, random.Random(1)), 10, 50)[2] == 0


def test_sentences_cover_the_text_without_overlap() -> None:
    for article in bench.articles():
        spans = mutations.sentences(article.text)
        assert "".join(article.text[a:b] for a, b in spans) == article.text
        assert len(spans) > 5
