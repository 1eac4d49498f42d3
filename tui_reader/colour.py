"""Colour arithmetic on `#rrggbb`: what can be read on what. Pure; no colour names, no alpha channel."""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, level AA)."""
_VISIBLE = 1.35
"""The least contrast of a tint against the background for it to be seen as a tint."""
_ALPHAS = (0.55, 0.50, 0.45, 0.40, 0.35, 0.30, 0.25)
_MUTED = 0.70
_BLACK, _WHITE = "#000000", "#ffffff"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of highlighted text, each as `#rrggbb`."""

    background: str
    foreground: str


def is_hex(value: str) -> bool:
    """Whether `value` has the one form of a colour that is used here, `#rrggbb`."""
    return _HEX.fullmatch(value) is not None


def rgb(colour: str) -> tuple[int, int, int]:
    """The channels of `#rrggbb`, each 0-255. Raises ValueError for any other form."""
    if not is_hex(colour):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (_linear(channel / 255) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, whichever of them is the text (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blend(background: str, foreground: str, alpha: float) -> str:
    """`foreground` laid over `background`: alpha 0 gives the background, 1 the foreground."""
    channels = (
        round(below + (above - below) * alpha) for below, above in zip(rgb(background), rgb(foreground), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def tint(hue: str, background: str, foreground: str) -> Tint:
    """The strongest tint of `hue` on which `foreground` can still be read and which still shows on `background`.

    Where no tint does both, an opaque marker of the hue, with black or white text, whichever reads better.
    """
    for alpha in _ALPHAS:
        tinted = blend(background, hue, alpha)
        if contrast(foreground, tinted) >= READABLE and contrast(tinted, background) >= _VISIBLE:
            return Tint(tinted, foreground)
    return Tint(hue, max(_BLACK, _WHITE, key=lambda text: contrast(text, hue)))


def muted(foreground: str, background: str) -> str:
    """Text that steps back: 70 % of the foreground over the background, more where that could not be read.

    Never below `READABLE` unless the foreground itself is; then the foreground itself.
    """
    for percent in range(round(_MUTED * 100), 100):
        quiet = blend(background, foreground, percent / 100)
        if contrast(quiet, background) >= READABLE:
            return quiet
    return foreground
