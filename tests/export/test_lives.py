"""A few dozen random lives of exported folders and files in every layout; `bench/export.py` plays thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.lives import Life
from tui_reader.export.layouts import BY_MONTH, BY_TAG, PLAIN, VAULT
from tui_reader.export.layouts.arrangement import Layout


@pytest.mark.parametrize("layout", [PLAIN, VAULT, BY_MONTH, BY_TAG], ids=["plain", "vault", "by month", "by tag"])
def test_no_character_is_lost(layout: Layout, tmp_path: Path) -> None:
    for seed in range(40):
        try:
            Life(seed, layout, tmp_path / str(seed)).live()
        except AssertionError as failure:
            raise AssertionError(f"seed {seed}: {failure}") from failure
