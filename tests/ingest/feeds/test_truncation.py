"""Which texts are only beginnings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.ingest.feeds import truncation
from tui_reader.ingest.feeds.truncation import is_truncated


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was […]",
        "The harbour was [...]",
        "The harbour was…",
        "The harbour was ...",
        "“The harbour was…”",
        "It was quiet. Read more",
        "It was quiet. Read more »",
        "It was quiet.\nContinue reading “The harbour” →",
        "It was quiet (more…)",
        "It was quiet … more",
        "It was quiet [+1234 chars]",
        "Es war still. Weiterlesen",
        "港口很安静。阅读全文",
        "C’était calme. Lire la suite…",
        "It was [&#8230;]".replace("&#8230;", "…"),
        "Read more",
        "It was […]\nThe post The harbour appeared first on The Paper.",
    ],
)
def test_beginnings(text: str) -> None:
    assert is_truncated(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The harbour was quiet.",
        "She wanted to read more",
        "They want more",
        "I keep reading",
        "No end here",
        "It was quiet.\nThe post The harbour appeared first on The Paper.",
        "It … was quiet.",
        "word " * 1000 + "…",
    ],
)
def test_whole_texts(text: str) -> None:
    assert not is_truncated(text)


ENDS = st.lists(
    st.sampled_from(
        (*truncation._INVITATIONS, "It was quiet", ".", " ", "\n", "…", "...", "[", "]", "more", " on ", "»", "“")
    )
).map("".join)


@given(ENDS)
def test_looking_for_the_words_first_changes_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = is_truncated(text)
        patch.setattr(truncation, "_holds", lambda *_: True)
        assert is_truncated(text) == quick
