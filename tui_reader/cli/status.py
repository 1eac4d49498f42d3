"""Exit statuses. They are a contract that other programs rely on; 0 is done."""

from __future__ import annotations

from typing import Final

FAILED: Final = 1
"""Something was skipped or failed; the rest is done."""
BAD_USAGE: Final = 2
INTERRUPTED: Final = 130
