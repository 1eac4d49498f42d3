"""Days as they are typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui_reader.errors import QueryError
from tui_reader.search.dates import moment

NOW = datetime(2024, 3, 31, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-01-01"),
        ("2023-7", "2023-07-01"),
        ("2023-07-05", "2023-07-05"),
        ("today", "2024-03-31"),
        ("Yesterday", "2024-03-30"),
        ("0d", "2024-03-31"),
        ("7d", "2024-03-24"),
        ("2W", "2024-03-17"),
        ("1m", "2024-02-29"),
        ("13m", "2023-02-28"),
        ("1y", "2023-03-31"),
        ("99999999999999999999y", "0001-01-01"),
        ("999999999d", "0001-01-01"),
    ],
)
def test_a_day_is_its_beginning_in_utc(text: str, day: str) -> None:
    assert moment(text, NOW) == int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "0000", "2023-02-29", "24", "٢٠٢٤", "7 d", "-7d", "7d" * 500])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        moment(text, NOW, 9)
    assert caught.value.position == 9
