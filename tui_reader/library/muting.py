"""Muting: rules that leave articles out of the lists, tried before they are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from tui_reader.document.terms import is_unspaced
from tui_reader.errors import NotFoundError, QueryError, UsageError
from tui_reader.library import muted, selecting
from tui_reader.library.changes import deed, now
from tui_reader.library.muted import Rule
from tui_reader.model import Article, Condition
from tui_reader.search.tokens import QUOTES, tokens
from tui_reader.store import Store
from tui_reader.store.index import Filter
from tui_reader.store.muting import MUTED, UNREAD, UNTOUCHED
from tui_reader.store.muting import Muting as Table

LAST: Final = 500
"""Articles that a dry run looks at."""
EXAMPLES: Final = 3
"""Articles that a dry run names."""
PATIENCE: Final = 0.5
"""Seconds for what is only told: counting what a pattern matches."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_TELLING = 0.05  # a word in a larger part of all texts tells too little
_MOST_WORDS = 20  # of a title that are looked at


@dataclass(frozen=True, slots=True)
class MuteRule:
    """A rule as it is listed; `number` counts from 1. `hidden` is how many articles it mutes now, None if counting
    takes too long. `problem` says why it cannot be asked, else it is empty."""

    number: int
    query: str
    made: str
    hidden: int | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would do: it would hide `hidden` of the last `of` articles, and leave `spared` of them in view that
    it means too, because they were opened or marked. `unread` is how many of all unread articles it would hide, None
    if that takes too long to find out. `examples` are the newest of those hidden."""

    hidden: int
    of: int
    spared: int
    unread: int | None
    examples: tuple[Article, ...]

    @property
    def words(self) -> str:
        """The same in one sentence."""
        return f"would have hidden {self.hidden:,} of the last {self.of:,}"

    @property
    def more(self) -> tuple[str, ...]:
        """What else there is to say, in short phrases."""
        spared = (
            f"{self.spared:,} stay, you opened or marked them"
            if self.spared > 1
            else "1 stays, you opened or marked it"
        )
        unread = f"{self.unread:,} of all unread"
        return (*[unread] * bool(self.unread), *[spared] * bool(self.spared))


class Muting:
    """The desk of mute rules."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- looking

    def rules(self) -> list[MuteRule]:
        """Every rule with what it hides now, in the order they were made in. An article that two rules mean counts
        for both."""
        return [self._listed(number, rule) for number, rule in enumerate(muted.rules(self._store), 1)]

    def _listed(self, number: int, rule: Rule) -> MuteRule:
        hidden, problem = None, ""
        try:
            hidden = len(muted.matching(self._store, rule, among=MUTED, patience=PATIENCE))
        except selecting.OutOfTimeError:
            pass
        except QueryError as error:
            problem = str(error)
        return MuteRule(number, rule.query, rule.made, hidden, problem)

    def dry_run(self, query: str, patience: float = PATIENCE) -> DryRun:
        """What a rule would hide, without making it. Raises QueryError, UsageError for one that asks for nothing."""
        rule = _rule(query)
        with self._store.database.snapshot():
            newest = Table.newest(LAST)
            meant = muted.matching(self._store, rule, among=newest, patience=patience)
            hidden = self._store.shelves.ids_of(self._store.conditions.among(meant) & UNTOUCHED)
            shown = self._store.articles.summaries(hidden[:EXAMPLES])
            return DryRun(
                len(hidden),
                self._store.shelves.count_of(newest),
                len(meant) - len(hidden),
                self._count(rule, UNREAD & UNTOUCHED, patience),
                tuple(shown[each] for each in hidden[:EXAMPLES]),
            )

    def _count(self, rule: Rule, among: Filter, patience: float) -> int | None:
        try:
            return len(muted.matching(self._store, rule, among=among, patience=patience))
        except selecting.OutOfTimeError:
            return None

    # -- deciding

    def add(self, query: str) -> int:
        """Make a rule; how many articles it mutes that were not muted. Can be undone.

        Raises UsageError for a query that asks for nothing, or for a rule that is there already; QueryError, also for
        a pattern that takes too long.
        """
        return self._change(_rule(query), None)

    def edit(self, number: int, query: str) -> int:
        """Let a rule mean something else; how many articles are muted that were not. Can be undone.

        Raises NotFoundError, and what `add` raises.
        """
        self._rule(number)
        return self._change(_rule(query), number)

    def remove(self, number: int) -> int:
        """Forget a rule; how many articles are heard again. Can be undone. Raises NotFoundError, and QueryError when
        another rule cannot be asked."""
        rule = self._rule(number)
        with deed(self._store, f"removed mute rule {rule.query}") as doing:
            doing.touch("state", muted.KEY)
            left = [each for each in muted.rules(self._store) if each != rule]
            muted.keep(self._store, left)
            return len(muted.lift(self._store, left))

    def _change(self, rule: Rule, number: int | None) -> int:
        # Asked before the transaction begins: nobody else could write while a pattern takes its time.
        last = self._store.muting.last()
        meant = muted.matching(self._store, rule, among=UNTOUCHED)
        with deed(self._store, f"mute rule {rule.query}") as doing:
            doing.touch("state", muted.KEY)
            before = muted.rules(self._store)
            old = None if number is None else self._rule(number)
            if any(each.query == rule.query for each in before if each != old):
                raise UsageError("there is such a rule already")
            after = [*before, rule] if old is None else [rule if each == old else each for each in before]
            muted.keep(self._store, after)
            was = self._store.shelves.count("muted")
            heard = set(muted.lift(self._store, after)) if old is not None else set()
            again = heard.intersection(muted.mute(self._store, meant))
            muted.settle(self._store, self._store.muting.unasked(last))
            return self._store.shelves.count("muted") - was + len(heard) - len(again)

    def _rule(self, number: int) -> Rule:
        rules = muted.rules(self._store)
        if not 0 < number <= len(rules):
            raise NotFoundError(f"there is no mute rule {number}")
        return rules[number - 1]

    # -- proposing

    def proposals(self, article_id: int, selected: str = "") -> list[str]:
        """Rules that may be meant by someone who wants no more of an article, the likeliest first: what is selected
        in it, else its source with the most telling word of its title, each by itself, and its author.

        Raises NotFoundError.
        """
        article = self._store.articles.get(article_id)
        phrase, word = _phrase(selected), self._telling(article.title)
        source = f"source:{_phrase(article.source)}" if _phrase(article.source) else ""
        title = f"title:{word or _phrase(article.title)}" if word or _phrase(article.title) else ""
        author = f"author:{_phrase(article.author)}" if _phrase(article.author) else ""
        both = f"{source} {title}" if source and word else ""
        return [each for each in (phrase, both, title, source, author) if each]

    def _telling(self, title: str) -> str:
        """The word of a title that stands in most other titles, but in few texts: the longest of equals."""
        found = dict.fromkeys(found[0].lower() for found in _WORD.finditer(title) if not is_unspaced(found[0]))
        words = list(found)[:_MOST_WORDS]
        most = max(3.0, _TELLING * self._store.articles.count())
        texts = {word: self._with("text", word) for word in words}
        telling = [word for word in words if texts[word] <= most]
        if not telling:
            return min(words, key=lambda word: texts[word], default="")
        return max(telling, key=lambda word: (self._with("title", word), len(word)))

    def _with(self, test: Literal["text", "title"], word: str) -> int:
        condition = Condition(test, value=word)
        return self._store.shelves.count_of(self._store.conditions.filter(condition, exact=True))


def _rule(query: str) -> Rule:
    """A rule made now. Raises QueryError for what cannot be one, UsageError for what asks for nothing."""
    query = query.encode("utf-8", "replace").decode("utf-8").strip()
    for token in tokens(query):
        if token.name == "is" and token.text.strip().lower() == "muted":
            raise QueryError("a mute rule cannot ask whether an article is muted", token.start)
    rule = Rule(query, now())
    if rule.parsed().empty:
        raise UsageError("a mute rule needs something to look for")
    return rule


def _phrase(text: str) -> str:
    """A text as a phrase of a query, of at most eight words; empty if there is nothing to look for in it."""
    words = text.translate(dict.fromkeys(map(ord, QUOTES), " ")).split()[:8]
    return f'"{" ".join(words)}"' if any(character.isalnum() for word in words for character in word) else ""
