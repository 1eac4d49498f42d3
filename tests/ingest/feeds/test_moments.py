"""Dates as feeds write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.ingest.feeds.moments import moment_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 05 Mar 2024 07:36:01 +0100", "2024-03-05T07:36:01+01:00"),
        ("Tue, 5 Mar 2024 07:36 GMT", "2024-03-05T07:36:00+00:00"),
        ("05 Mar 24 07:36:00 EST", "2024-03-05T07:36:00-05:00"),
        ("5 Mar 99 07:36:00 Z", "1999-03-05T07:36:00+00:00"),
        ("Tuesday, 5 March 2024 07:36:00 PDT", "2024-03-05T07:36:00-07:00"),
        ("mar., 05 Mar 2024 07:36:00 +0100", "2024-03-05T07:36:00+01:00"),
        ("Thu,05 Mar 2024 07:36:00 -0330", "2024-03-05T07:36:00-03:30"),
        ("05-Mar-2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 07:36:00 XYZ", "2024-03-05T07:36:00"),
        ("Tue, 05 Mar 2024 24:00:00 GMT", "2024-03-06T00:00:00+00:00"),
        ("Tue, 05 Mar 2024 23:59:60 GMT", "2024-03-05T23:59:59+00:00"),
        ("Tue, 05 Mar 2024 07:36:00 +0000 (UTC)", "2024-03-05T07:36:00+00:00"),
        ("2024-03-05T07:36:01Z", "2024-03-05T07:36:01+00:00"),
        ("2024-03-05T07:36:01.123456789+05:30", "2024-03-05T07:36:01+05:30"),
        ("2024-03-05 07:36", "2024-03-05T07:36:00"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03", "2024-03-01"),
        ("2024", "2024-01-01"),
        ("2020/1/10 14:33:00", "2020-01-10T14:33:00"),
        ("2024年3月5日 7:36", "2024-03-05T07:36:00"),
        ("March 5, 2024", "2024-03-05"),
        ("Tue Mar  5 07:36:00 UTC 2024", "2024-03-05T07:36:00+00:00"),
    ],
)
def test_dates(text: str, moment: str) -> None:
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Tue, 30 Feb 2024 07:36:00 GMT",
        "0000-01-01T00:00:00Z",
        "10000-01-01",
        "2024-13-01",
        "32 Jan 2024",
        "Tue, 05 Foo 2024 07:36:00 GMT",
        "2024-03-05T25:00:00Z",
        "2024-03-05T24:00:01Z",
        "9999-12-31T24:00:00Z",
        "0000",
        "Tue, 05 Mar 2024 07:99:00 GMT",
        "x" * 500,
        "٢٠٢٤-٠٣-٠٥T٠٧:٣٦:٠٠Z now",
    ],
)
def test_what_no_calendar_knows(text: str) -> None:
    assert moment_of(text) is None


def test_a_zone_that_is_none_leaves_the_time_as_given() -> None:
    assert moment_of("2024-03-05T07:36:00+99:00") == "2024-03-05T07:36:00"


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("0123456789-:+TZ., MarGMTond/年"), max_size=40))
def test_whatever_comes_out_is_a_date(text: str) -> None:
    moment = moment_of(text)
    assert moment is None or datetime.fromisoformat(moment)
