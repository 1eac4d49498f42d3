"""Lines that are dates, and lines that are not."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.dates import from_seconds, parse_date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2020-03-25 07:36", "2020-03-25T07:36:00"),
        (" 2020-03-25\xa007:36 ", "2020-03-25T07:36:00"),
        ("2020-03-25", "2020-03-25"),
        ("2020-03-25T07:36:00Z", "2020-03-25T07:36:00+00:00"),
        ("2020-03-25T07:36:05.123+02:00", "2020-03-25T07:36:05+02:00"),
        ("2020-03-25T07:36:00-0530", "2020-03-25T07:36:00-05:30"),
        ("20200325T073600Z", "2020-03-25T07:36:00+00:00"),
        ("2020/03/25 07:36", "2020-03-25T07:36:00"),
        ("25 March 2020", "2020-03-25"),
        ("25th of March 2020, 07:36 CET", "2020-03-25T07:36:00+01:00"),
        ("March 25, 2020 7:36 AM", "2020-03-25T07:36:00"),
        ("March 25, 2020 at 7:36 p.m. EDT", "2020-03-25T19:36:00-04:00"),
        ("Mar. 25, 2020 12:05 am", "2020-03-25T00:05:00"),
        ("Wednesday, March 25, 2020", "2020-03-25"),
        ("Wed, 25 Mar 2020 07:36:00 GMT", "2020-03-25T07:36:00+00:00"),
        ("Wed Mar 25 07:36:00 2020", "2020-03-25T07:36:00"),
        ("25.03.2020 07:36", "2020-03-25T07:36:00"),
        ("03/25/2020", "2020-03-25"),
        ("25/03/2020", "2020-03-25"),
        ("25. März 2020 um 07:36 Uhr", "2020-03-25T07:36:00"),
        ("25 de marzo de 2020", "2020-03-25"),
        ("2020年3月25日", "2020-03-25"),
        ("2020年3月25日（水）7時36分", "2020-03-25T07:36:00"),
        ("2020年3月25日 星期三 下午 3:36", "2020-03-25T15:36:00"),
        ("2020년 3월 25일 오전 7:36", "2020-03-25T07:36:00"),
        ("Published: 2020-03-25 07:36", "2020-03-25T07:36:00"),
        ("Last updated on March 25, 2020", "2020-03-25"),
        ("２０２０-０３-２５", "2020-03-25"),
    ],
)
def test_a_line_that_is_a_date(line: str, date: str) -> None:
    assert parse_date(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2020",
        "12:30",
        "1.2.3",
        "March",
        "May 2020 was wet",
        "March 25, 2020 was a Wednesday",
        "On 2020-03-25 the harbour opened",
        "2020-03-25 07:36 The harbour",
        "25 sailors 2020",
        "03/04/2020",
        "2020-02-30",
        "2019-02-29",
        "2020-13-01",
        "0000-01-01",
        "10000-01-01",
        "2020-03-25 25:99",
        "2020-03-25T07:36:00+99:00",
        "March 25, 2020 13:00 PM",
        "9" * 5_000,
        "2020-03-25" + " " * 1_000_000 + "x",
        "٢٠٢٠-٠٣-٢٥",
    ],
)
def test_a_line_that_is_no_date(line: str) -> None:
    assert parse_date(line) is None


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789-/.: TZampMarch,+年月日(）", max_size=40) | st.text(max_size=60))
def test_whatever_comes_out_is_iso_8601(line: str) -> None:
    date = parse_date(line)
    assert date is None or datetime.fromisoformat(date)


@settings(deadline=None, max_examples=60)
@given(st.datetimes())
def test_iso_dates_come_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_date(whole.isoformat(" ")) == whole.isoformat()


def test_moments_in_seconds_milliseconds_and_microseconds() -> None:
    for unit in (1, 1_000, 1_000_000):
        assert from_seconds(1_585_121_760 * unit) == "2020-03-25T07:36:00+00:00"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300, -1e300])
def test_numbers_that_are_no_moment(number: float) -> None:
    assert from_seconds(number) is None
