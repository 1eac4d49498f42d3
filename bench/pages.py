"""How much of an article is found in a web page, and how much of what stands around it comes along.

    python bench/pages.py FOLDER...

Every folder holds cases, a folder each, with `source.html`; beside it what is right: `expected.html` (the article as
HTML) and `expected-metadata.json` (title, byline, publishedTime, siteName), the layout of the test pages of Mozilla's
Readability; or `strings.json` with two lists of strings, "with" and "without": what must and what must not be in the
text.

Figures are in percent. "must" is the share of the article's sentences (or strings) found, "not" the share of the other
sentences of the page (or strings) that came along; "recall" and "precision" count words. A share over all pages is the
mean of the pages', so that long ones do not outvote the others. "facts" tells for how many pages title, author, date
and site agree. Times are CPU milliseconds per page. The peers are trafilatura as it comes, and all visible text.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura

from tui_reader.document.sentences import sentences
from tui_reader.ingest.building import plain_document
from tui_reader.ingest.decode import decode
from tui_reader.ingest.html import read_html, refusal
from tui_reader.ingest.tags import visible_paragraphs
from tui_reader.model import utc_seconds

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_SHORTEST = 4
"""Words of a sentence that counts: shorter ones stand in a page by chance."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is right. `expected` is the normalised article, "" where only strings are given."""

    name: str
    data: bytes
    expected: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares in 0..1, None where there is nothing to count; `spent` in seconds. `lost` and `kept` are the faults."""

    must: float | None
    must_not: float | None
    recall: float | None
    precision: float | None
    spent: float
    lost: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(slots=True)
class Agreement:
    """For how many of the pages that give a fact ours is the same, and for which it is not."""

    of: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def words(text: str) -> str:
    """A text as its words in lower case with a blank around each; a Han or kana character is a word."""
    return f" {' '.join(_WORDS.findall(unicodedata.normalize('NFKC', text).casefold()))} "


def sentences_of(paragraphs: Iterable[str]) -> list[str]:
    """The sentences that count, normalised, each once."""
    document = plain_document(paragraphs)
    found = (words(document.text[start:end]) for start, end in sentences(document.text, document.blocks))
    return [sentence for sentence in dict.fromkeys(found) if sentence.count(" ") > _SHORTEST]


def case_of(folder: Path) -> Case:
    """The case in a folder."""
    data = (folder / "source.html").read_bytes()
    facts = _json(folder / "expected-metadata.json")
    strings = _json(folder / "strings.json")
    if strings:
        must, must_not = ([words(text) for text in strings.get(key, ())] for key in ("with", "without"))
        return Case(folder.name, data, "", tuple(filter(str.strip, must)), tuple(must_not), facts)
    article = [*visible_paragraphs(decode((folder / "expected.html").read_bytes(), markup=True))]
    expected = words(" ".join(article))
    title = words(str(facts.get("title") or ""))
    inside = sentences_of(article)
    around = [
        sentence
        for sentence in sentences_of(visible_paragraphs(decode(data, markup=True)))
        if sentence not in expected and sentence != title and not any(part in sentence for part in inside)
    ]
    return Case(folder.name, data, expected, tuple(inside), tuple(around), facts)


def _json(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def score(case: Case, text: str, spent: float) -> Score:
    """How an extracted text does."""
    found = words(text)
    lost = tuple(sentence for sentence in case.must if sentence not in found)
    kept = tuple(sentence for sentence in case.must_not if sentence in found)
    recall = precision = None
    if case.expected.strip():
        theirs, ours = Counter(case.expected.split()), Counter(found.split())
        common = (theirs & ours).total()
        recall, precision = common / max(1, theirs.total()), common / max(1, ours.total())
    return Score(
        1 - len(lost) / len(case.must) if case.must else None,
        len(kept) / len(case.must_not) if case.must_not else None,
        recall,
        precision,
        spent,
        lost,
        kept,
    )


def ours(data: bytes) -> str:
    """Our text."""
    page = decode(data, markup=True)
    return refusal(page) or read_html(page).document.text


def plain_trafilatura(data: bytes) -> str:
    """The extractor alone, as it comes."""
    return trafilatura.extract(data) or ""


def everything(data: bytes) -> str:
    """All visible text."""
    return plain_document(visible_paragraphs(decode(data, markup=True))).text


ENGINES: dict[str, Callable[[bytes], str]] = {
    "reader": ours,
    "trafilatura": plain_trafilatura,
    "everything": everything,
}


def compare_facts(case: Case, agreement: Agreement) -> None:
    """Count the facts of a page that agree."""
    page = read_html(decode(case.data, markup=True))
    got = {"title": page.title, "byline": page.author, "publishedTime": page.published or "", "siteName": page.source}
    for name, value in got.items():
        expected = str(case.facts.get(name) or "")
        if not expected:
            continue
        agreement.of[name] += 1
        if _agree(name, expected, value):
            agreement.right[name] += 1
        else:
            agreement.wrong.append(f"{case.name}: {name} {value!r}, not {' '.join(expected.split())!r}")


def _agree(name: str, expected: str, got: str) -> bool:
    if name == "publishedTime":
        return utc_seconds(expected) == utc_seconds(got) is not None or (expected[:10] == got[:10] != "")
    theirs, own = words(expected).removeprefix(" by"), words(got)
    return theirs == own or (name == "byline" and bool(own.strip()) and own in theirs)


def percent(shares: Iterable[float | None]) -> str:
    """The mean of the shares that are known."""
    known = [share for share in shares if share is not None]
    return f"{100 * sum(known) / len(known):6.1f}" if known else "     -"


def show(name: str, width: int, scores: Sequence[Score]) -> None:
    """A row: of one page, or the mean of many."""
    shares = ("must", "must_not", "recall", "precision")
    figures = " ".join(percent(getattr(one, share) for one in scores) for share in shares)
    spent = 1_000 * sum(one.spent for one in scores) / len(scores)
    print(f"{name:{width}} {figures} {spent:8.1f}")


def main() -> None:
    """All pages, then the means."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--faults", action="store_true", help="show what our text lost and what it kept in error")
    parser.add_argument("--brief", action="store_true", help="only the means")
    arguments = parser.parse_args()
    cases = [case_of(path.parent) for folder in arguments.folders for path in sorted(folder.glob("*/source.html"))]
    if not cases:
        parser.error("no folder with a source.html in it")
    for engine in ENGINES.values():  # what is loaded on first use is not a page's fault
        engine(cases[0].data)
    scores: dict[str, list[Score]] = {name: [] for name in ENGINES}
    agreement = Agreement()
    for case in cases:
        for name, engine in ENGINES.items():
            began = time.process_time()
            text = engine(case.data)
            scores[name].append(score(case, text, time.process_time() - began))
        compare_facts(case, agreement)
    width = max(12, *(len(case.name) for case in cases))
    print(f"{'':{width}}   must    not recall precis       ms")
    for number, case in enumerate(() if arguments.brief else cases):
        show(case.name, width, [scores["reader"][number]])
        if arguments.faults:
            for sign, faults in (("-", scores["reader"][number].lost), ("+", scores["reader"][number].kept)):
                for fault in faults:
                    print(f"    {sign} {fault.strip()[:150]}")
    print(f"{len(cases)} pages")
    for name in ENGINES:
        show(name, width, scores[name])
    facts = (f"{name} {agreement.right[name]} of {count}" for name, count in agreement.of.items())
    print(f"facts: {', '.join(facts)}")
    if arguments.faults:
        print("\n".join(agreement.wrong))


if __name__ == "__main__":
    main()
