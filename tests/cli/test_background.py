"""What a terminal answers about its background."""

import pytest

from tui_reader.cli.background import is_light


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c", True),
        (b"\x1b]11;rgb:fa/f4/e8\x07\x1b[?1;2c", True),
        (b"\x1b]11;rgb:1c1c/1b1b/1919\x1b\\\x1b[?62c", False),
        (b"\x1b[?1;2c", None),
        (b"", None),
        (b"\x1b]11;rgb:zz/zz/zz\x07", None),
    ],
)
def test_dark_light_or_silent(answer: bytes, light: bool | None) -> None:
    assert is_light(answer) is light
