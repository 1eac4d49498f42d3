"""What hostile pages cost: CPU seconds, and whether text before, inside and behind the bomb is still there.

    python bench/page_bombs.py

The limit is 2 seconds a page. The peer is trafilatura, run for pages that are no danger to it, in the same run.
"""

from __future__ import annotations

import time

import trafilatura

from tui_reader.ingest.html import read_html

LIMIT = 2.0
BEFORE = "<p>BEFORE the harbour woke, two boats came in, and nobody on the quay said a word to anyone at all.</p>"
INSIDE = "<p>In the MIDDLE of the morning the market opened, and it was a morning as any other.</p>"
AFTER = "<p>AFTER that the oldest of the sellers, who had seen worse winters, said so to everyone who asked.</p>"
PROSE = "<p>The harbour was quiet before dawn, said boat number {}, and nobody minded.</p>"

BOMBS = {
    "255 deep": "<div>" * 255 + INSIDE + "</div>" * 255,
    "100,000 deep": "<b>" * 100_000 + INSIDE,
    "200,000 attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{INSIDE}</p>",
    "100,000 open quotes": "<p " + '="' * 100_000 + f">{INSIDE}</p>",
    "15 MB in one paragraph": "<p>" + "word " * 2_900_000 + f"</p>{INSIDE}",
    "9,000 lists": "<ul><li>x</li></ul>" * 9_000 + INSIDE,
    "9,000 rows": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 9_000 + f"</table>{INSIDE}",
    "19,000 headings": "<h2>In it</h2>" * 19_000 + INSIDE,
    "8,000 paragraphs 150 deep": "<div>" * 150 + "".join(map(PROSE.format, range(8_000))) + INSIDE + "</div>" * 150,
    "180 × 100 captions": ("<div class=caption>" * 100 + "x" + "</div>" * 100) * 180 + INSIDE,
    "18,000 spans": "<p>" + "<span>a</span> " * 18_000 + f"</p>{INSIDE}",
}
TOO_MUCH_FOR_THE_PEER = {"19,000 headings", "200,000 attributes"}


def main() -> None:
    """A row a bomb."""
    read_html(BEFORE)
    print(f"{'':28} seconds  text kept   trafilatura, seconds, text kept")
    for name, bomb in BOMBS.items():
        page = f"<html><head><title>Harbour</title></head><body>{BEFORE}{bomb}{AFTER}</body></html>"
        began = time.process_time()
        text = read_html(page).document.text
        spent = time.process_time() - began
        missed = " MISSED" if spent > LIMIT else ""
        print(f"{name:28} {spent:7.2f}  {_kept(text)}{missed}", end="")
        if name in TOO_MUCH_FOR_THE_PEER:
            print("         (not run: too long)")
            continue
        began = time.process_time()
        text = trafilatura.extract(page) or ""
        print(f"         {time.process_time() - began:7.2f}  {_kept(text)}")


def _kept(text: str) -> str:
    return f"{sum(marker in text for marker in ('BEFORE', 'MIDDLE', 'AFTER'))} of 3"


if __name__ == "__main__":
    main()
