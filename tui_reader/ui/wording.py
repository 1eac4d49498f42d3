"""Values of the model as rows and phrases. The only place that words ages, dates and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui_reader.document.sanitise import one_line
from tui_reader.library.health import in_words
from tui_reader.model import ROLES, Article, Highlight, Rhythm, SearchHit, utc_seconds
from tui_reader.ui.widgets.row_list import Row

if TYPE_CHECKING:
    from tui_reader.library.adding import Report as Added
    from tui_reader.library.muting import DryRun, MuteRule
    from tui_reader.library.refreshing import Progress as Visits
    from tui_reader.library.refreshing import Report as Visited
    from tui_reader.library.subscriptions import Report as Followed
    from tui_reader.library.undoing import Undone

TITLE_LENGTH = 300
"""Characters of a title that are ever drawn."""
CHANGED = "↻"
"""Stands before an article whose text has changed since it was read."""
_MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905

_RHYTHMS = {
    Rhythm.OWN: "Your own",
    Rhythm.SELDOM: "Seldom",
    Rhythm.WEEKLY: "A few a week",
    Rhythm.DAILY: "Daily",
    Rhythm.OFTEN: "Many a day",
}


def source_of(article: Article) -> str:
    """The publication's name, else the folder of the file, else the host of the address."""
    if article.source:
        return one_line(article.source, 60)
    if article.path:
        return one_line(PurePath(article.path).parent.name, 60)
    return one_line(article.url.partition("//")[2].partition("/")[0], 60)


def age(seconds: int, now: datetime | None = None) -> str:
    """How long ago, in one word; a date once it is longer than a month. `seconds` are UTC."""
    moment = now or datetime.now(UTC)
    try:
        then = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    passed = (moment - then).total_seconds()
    if passed < -60:
        return day_of(then.date(), short=True)
    if passed < 3600:
        return f"{int(passed // 60)}m" if passed >= 60 else "now"
    if passed < 86_400:
        return f"{int(passed // 3600)}h"
    if passed < 31 * 86_400:
        return f"{int(passed // 86_400)}d"
    return day_of(then.date(), short=True)


def day_of(day: date, *, short: bool = False) -> str:
    """A date in words; `short` for the rows of a list."""
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {day.year}"


def published(article: Article) -> str:
    """The date an article gives itself, as given; empty without one."""
    if not article.published:
        return ""
    try:
        moment = datetime.fromisoformat(article.published)
    except ValueError:
        return one_line(article.published, 40)
    words = day_of(moment.date())
    return words if len(article.published) <= 10 else f"{words}, {moment:%H:%M}"


def heading_of(day: int, today: int) -> str:
    """The heading of a day in a list; both count days from the epoch, UTC."""
    if day == today:
        return "Today"
    if day == today - 1:
        return "Yesterday"
    try:
        return day_of(date(1970, 1, 1) + timedelta(days=day))
    except OverflowError:
        return "Undated"


def rhythm(number: int) -> str:
    """The heading of the feeds that bring something so often."""
    return _RHYTHMS[Rhythm(number)]


def marker_of(article: Article) -> str:
    """The shape before a title: what an article is to its reader, also without colours."""
    return "★" if article.bookmarked else "◐" if article.begun else " " if article.read else "●"


def article_row(article: Article, *, apart: bool = False) -> Row:
    """An article as a list shows it; `apart`: the others that tell its story have rows of their own."""
    others = f"+{article.siblings} source{'s' * (article.siblings > 1)}" if article.siblings and not apart else ""
    source = f"{source_of(article)} {others}".strip()
    parts = ["muted"] * article.muted + [source, age(article.sort_key), f"{article.minutes} min"]
    if article.highlights:
        parts.append(f"{article.highlights} ▌")
    sign = f"{CHANGED} " if article.changed else ""
    return Row(
        one_line(article.title, TITLE_LENGTH) or "Untitled",
        sign + " · ".join(part for part in parts if part),
        marker_of(article),
        strong=not article.read,
    )


def byline(article: Article, tags: tuple[str, ...] = ()) -> str:
    """The line under a headline."""
    parts = [
        one_line(article.author, 80),
        source_of(article),
        published(article),
        f"{article.minutes} min",
        " ".join(f"#{one_line(tag, 40)}" for tag in tags),
    ]
    return " · ".join(part for part in parts if part)


def cited(quote: str, title: str, article: Article | None = None) -> str:
    """A quote with its source, for the clipboard: one line each."""
    author, source, url = ("", "", "") if article is None else (article.author, article.source, article.url)
    parts = (author, f"“{title}”", source, url)
    return f"{one_line(quote)}\n— {', '.join(one_line(part) for part in parts if part)}"


def hit_row(hit: SearchHit) -> Row:
    """A search result: the title, and where and how it matched. What was listed for its feed, its state or the like
    matched nowhere in its title, and says whose it is and how old."""
    title = one_line(hit.title, TITLE_LENGTH) or "Untitled"
    if hit.where == "source":
        return Row(title, "source or author · Enter lists its articles", "≡", marks=hit.marks)
    article = hit.article
    marker, strong = (" ", True) if article is None else (marker_of(article), not article.read)
    if hit.where == "title":
        parts = ["muted"] * hit.muted + ["title"] * bool(hit.marks)
        if article is not None:
            parts += [source_of(article), age(article.sort_key)]
        marks = hit.marks if title == hit.snippet else ()
        return Row(title, " · ".join(part for part in parts if part), marker, strong=strong, marks=marks)
    lead = f"{'muted · ' * hit.muted}{'text' if hit.where == 'body' else hit.where}: "
    snippet = one_line(hit.snippet)
    marks = hit.marks if snippet == hit.snippet else ()
    return Row(title, snippet, marker, strong=strong, meta_marks=marks, lead=lead)


def told_by(article: Article) -> str:
    """An article among those of other sources that tell the same."""
    marker = " " if article.read else "●"
    parts = [source_of(article), one_line(article.title, 120) or "Untitled", age(article.sort_key)]
    return f"{marker} {' · '.join(part for part in parts if part)}"


def saved_search(name: str, unread: int | None) -> str:
    """A saved search, or a tag of feeds, among the lists."""
    return one_line(name, 60) + (f" · {unread:,} unread" if unread else "")


def mute_outcome(run: DryRun) -> str:
    """What a mute rule would have done."""
    return "\n".join((run.words[0].upper() + run.words[1:], " · ".join(run.more)))


def mute_examples(run: DryRun) -> str:
    """Some of the articles it would have hidden, one a line."""
    titles = (one_line(article.title, TITLE_LENGTH) or "Untitled" for article in run.examples)
    return "\n".join(("e.g. " if not number else "     ") + title for number, title in enumerate(titles))


def mute_rule(rule: MuteRule) -> str:
    """A mute rule among the others: two lines."""
    hidden = "many muted" if rule.hidden is None else f"{rule.hidden:,} muted"
    made = utc_seconds(rule.made)
    since = "" if made is None else f" · made {day_of(datetime.fromtimestamp(made, UTC).date(), short=True)}"
    return f"{one_line(rule.query, 200)}\n  {one_line(rule.problem, 200) or hidden + since}"


def search_row(query: str) -> Row:
    """A search made before."""
    return Row(one_line(query, TITLE_LENGTH), "searched lately", "/", strong=False)


def highlight_row(highlight: Highlight, *, with_title: bool) -> Row:
    """A highlight: its words, and its role, note, tags and article."""
    parts = [ROLES[highlight.role - 1].name]
    if highlight.status in ("changed", "review", "orphan"):
        parts.append(highlight.status)
    if with_title:
        parts.append(one_line(highlight.title, 80))
    if highlight.note:
        parts.append("“" + one_line(highlight.note, 80) + "”")
    parts.extend(f"#{one_line(tag, 40)}" for tag in highlight.tags)
    letter = ROLES[highlight.role - 1].letter
    return Row(one_line(highlight.quote, TITLE_LENGTH), " · ".join(parts), letter, strong=False, role=highlight.role)


def counted(number: int, what: str, several: str = "") -> str:
    """A number of things."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"


def added(report: Added) -> str:
    """What adding did, in one sentence."""
    parts = [f"{count} {word}" for count, word in ((report.added, "added"), (report.updated, "updated")) if count]
    if report.unchanged:
        parts.append(f"{report.unchanged} unchanged")
    if report.skipped:
        first = report.skipped[0]
        more = f" (and {len(report.skipped) - 1} more)" if len(report.skipped) > 1 else ""
        parts.append(f"skipped {one_line(first.source, 120)}: {first.reason}{more}")
    return ", ".join(parts) or "Nothing was found to add"


def followed(report: Followed) -> str:
    """What a list of feeds brought, in one sentence."""
    parts = [f"{counted(len(report.new), 'feed')} followed"]
    if report.known:
        parts.append(f"{report.known} followed before")
    if report.articles:
        parts.append(counted(report.articles, "article"))
    if report.skipped:
        what, reason = report.skipped[0]
        more = f" (and {len(report.skipped) - 1} more)" if len(report.skipped) > 1 else ""
        parts.append(f"skipped {one_line(what, 80)}: {one_line(reason, 120)}{more}")
    return ", ".join(parts)


def brought(report: Followed) -> str:
    """The same as a page: a sentence, and every line that was not taken, with its reason."""
    told = followed(replace(report, skipped=[]))
    lines = [f"  {one_line(what, 200)}\n    {one_line(reason, 200)}" for what, reason in report.skipped]
    return "\n".join((f"{told}.", "", f"{counted(len(lines), 'line')} not taken:", "", *lines))


def visiting(progress: Visits) -> str:
    """How far a visit to feeds is, for the top line."""
    if progress.indexing:
        return f"⟳ indexing {progress.indexing:,}"
    new = f" · {progress.new:,} new" if progress.new else ""
    return f"⟳ {progress.done:,}/{progress.total:,} feeds{new}"


def visited(report: Visited) -> str:
    """What a visit to feeds brought, in one sentence."""
    if report.cancelled:
        return _stopped(report)
    if report.silent:
        return "No feed could be reached: there seems to be no network"
    if not report.visited:
        return _not_yet(report) if report.not_due else "There are no feeds to visit"
    return f"{_came(report) or 'Nothing new'} · {counted(report.visited, 'feed')} visited"


def _stopped(report: Visited) -> str:
    """What a visit brought that was stopped: that, and what it did not come to, before all that may be long."""
    left = f", {report.left:,} not" if report.left else ""
    return f"Stopped; {counted(report.visited, 'feed')} visited{left} · {_came(report) or 'nothing new'}"


def _came(report: Visited) -> str:
    """What came of a visit, and what went wrong."""
    parts = [f"{len(report.new):,} new"] if report.new else []
    parts += [f"{len(report.updated):,} changed"] if report.updated else []
    if report.failed:
        first = report.failed[0]
        more = f" (and {len(report.failed) - 1} more: g h)" if len(report.failed) > 1 else ""
        parts.append(f"{one_line(first.name, 60)}: {one_line(first.reason, 200)}{more}")
    return ", ".join(parts)


def _not_yet(report: Visited) -> str:
    """Why nothing was visited, and when it may be."""
    which = "The feed may not" if report.not_due == 1 else f"None of the {report.not_due:,} feeds may"
    when = f" (again in {in_words(report.wait)})" if report.wait else ""
    return f"{which} be asked yet{when}: visited just now, or its server asked to wait"


def undone(done: Undone, *, back: bool) -> str:
    """What was taken back or done again, and what it leaves here."""
    stay = f"; {counted(done.left, 'article')} stay{'s' * (done.left == 1)}" if done.left else ""
    return f"{'Undone' if back else 'Done again'}: {done.label}{stay}"


def full_text(found: int, marks: int) -> str:
    """That an article has the text of its page now; with highlights: how many of them are still in it."""
    of = counted(marks, "highlight") if found == marks else f"{found} of {counted(marks, 'highlight')}"
    return f"The page's text now{f', {of} found' if marks else ''} · u takes it back"


def enclosure(url: str, kind: str, size: int) -> str:
    """A file that came with an entry: its name, kind and size."""
    name = PurePath(urlsplit(url).path).name or url
    megabytes = f"{size / 1_000_000:.1f} MB" if size >= 100_000 else ""
    return " · ".join(part for part in (one_line(name, 60), one_line(kind, 30), megabytes) if part)
