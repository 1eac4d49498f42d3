"""How well articles that tell the same story are recognised, and what that costs.

News of a few topics is generated: the stories of one topic share its names and words, some quote the same sentence,
every source has lines that stand under all of its articles, some sources share theirs. Agencies' texts are copied by
other sources in the ways below. All go into a library as feeds bring them. A pair of articles in one story that tells
two is a false one. Run:

    python bench/stories.py [--stories 2000] [--sources 60]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tui_reader.document.likeness import keys_of  # noqa: E402
from tui_reader.library import stories  # noqa: E402
from tui_reader.model import Entry  # noqa: E402
from tui_reader.store import Store  # noqa: E402

NOW = 1_772_700_000
TOPICS = 12
WAYS = {
    "another headline": 3,
    "shortened to a third": 3,
    "boilerplate added": 3,
    "one word of 20 another": 2,
    "one word of 5 another": 1,
    "its first sentence only": 1,
    "same headline, own words": 2,
    "same link, own words": 2,
    "nothing but the link": 1,
}
"""How a copy is made, and how often."""
TRAPS = ("on the same topic", "quotes the same sentence", "a roundup", "under the same headline", "linked to one page")
"""Articles that look alike and tell something else."""


@dataclass(frozen=True, slots=True)
class Made:
    """An article, the story it tells and how it was made."""

    source: int
    title: str
    text: str
    url: str
    at: int
    story: int
    how: str


class Newsroom:
    """Makes articles. The commonest words make up most of a text, as they do in a language."""

    def __init__(self, chance: random.Random, sources: int) -> None:
        self._chance = chance
        self._common = [self._word(2, 5) for _ in range(150)]
        self._words = [self._word(4, 10) for _ in range(4_000)]
        self._topics = [[self._word(5, 10) for _ in range(80)] for _ in range(TOPICS)]
        self._footers = [self._sentence(chance.sample(self._words, 20)) for _ in range(sources)]
        for source in range(0, sources, 5):
            self._footers[source] = self._footers[0]
        self.sources = sources

    def _word(self, shortest: int, longest: int) -> str:
        return "".join(self._chance.choices("aeioubcdfglmnprst", k=self._chance.randint(shortest, longest)))

    def _sentence(self, own: list[str], topic: list[str] | None = None, words: int = 0) -> str:
        pick = self._chance
        found = []
        for _ in range(words or pick.randint(9, 28)):
            lot = pick.random()
            kind = own if lot < 0.12 else topic if topic and lot < 0.27 else self._words if lot < 0.45 else self._common
            found.append(pick.choice(kind))
        return " ".join(found).capitalize() + "."

    def story(self, number: int) -> tuple[str, list[str], list[str], list[str]]:
        """A headline, sentences, and the words of story and topic."""
        topic = self._topics[number % TOPICS]
        own = self._chance.sample(self._words, 25)
        return self.headline(own, topic), [self._sentence(own, topic) for _ in range(14)], own, topic

    def headline(self, own: list[str], topic: list[str]) -> str:
        """Words of the topic and of the story."""
        pick = self._chance
        return " ".join([*pick.sample(topic, 3), *pick.sample(own, 3), pick.choice(self._common)]).capitalize()

    def written(self, source: int, sentences: list[str]) -> str:
        """A body in paragraphs, with what this source puts under all of its own."""
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        return "\n".join([*paragraphs, self._footers[source]])

    def edited(self, sentences: list[str], one_of: int) -> list[str]:
        """Every so manieth word is another one."""
        pick = self._chance
        return [
            " ".join(pick.choice(self._words) if pick.randrange(one_of) == 0 else word for word in sentence.split())
            for sentence in sentences
        ]

    def rewritten(self, own: list[str], topic: list[str]) -> list[str]:
        """The same story in words of one's own."""
        return [self._sentence(own, topic) for _ in range(self._chance.randint(8, 14))]


def articles(room: Newsroom, chance: random.Random, count: int) -> list[Made]:
    """Every story once by an agency, and three of four again by other sources; and the traps."""
    made: list[Made] = []
    for number in range(count):
        title, sentences, own, topic = room.story(number)
        at = NOW + chance.randrange(20 * 86_400)
        first, *others = chance.sample(range(room.sources), 4)
        url = f"https://source{first}.example/news/{number}"
        made.append(Made(first, title, room.written(first, sentences), url, at, number, "first"))
        for source in others[: chance.choice((0, 1, 2, 3))]:
            how = chance.choices(list(WAYS), list(WAYS.values()))[0]
            made.append(_copy(room, chance, made[-1 - (made[-1].how != "first")], source, how, (sentences, own, topic)))
        made.extend(_traps(room, chance, made, number + count * TOPICS, (title, sentences, own, topic), at, others[-1]))
    chance.shuffle(made)
    return made


def _copy(
    room: Newsroom,
    chance: random.Random,
    original: Made,
    source: int,
    how: str,
    story: tuple[list[str], list[str], list[str]],
) -> Made:
    sentences, own, topic = story
    title, url = room.headline(own, topic), f"https://source{source}.example/{chance.randrange(10**9)}"
    body = sentences
    if how == "shortened to a third":
        body = sentences[:5]
    elif how == "boilerplate added":
        body = [*sentences, *room.rewritten(topic, topic)[:3]]
    elif how.startswith("one word of"):
        body = room.edited(sentences, int(how.split()[3]))
    elif how == "its first sentence only":
        body = sentences[:1]
    elif how == "same headline, own words":
        title, body = f"{original.title} - Source {source}", room.rewritten(own, topic)
    elif how == "same link, own words":
        url, body = original.url + "?utm_source=rss", room.rewritten(own, topic)
    elif how == "nothing but the link":
        url, body = original.url.replace("https://", "http://www.") + "/", []
    text = room.written(source, body) if body else "Comments"
    at = original.at + chance.randrange(-43_200, 86_400)
    return Made(source, title, text, url, at, original.story, how)


def _traps(
    room: Newsroom,
    chance: random.Random,
    made: list[Made],
    number: int,
    story: tuple[str, list[str], list[str], list[str]],
    at: int,
    source: int,
) -> list[Made]:
    title, sentences, _, topic = story
    trap = TRAPS[number % 10] if number % 10 < len(TRAPS) else ""
    if not trap:
        return []
    other, body, own, _ = room.story(number)
    url = f"https://source{source}.example/other/{number}"
    if trap == "on the same topic":
        other, body = room.headline(own, topic), room.rewritten(own, topic)
    elif trap == "quotes the same sentence":
        body[4:4] = [max(sentences, key=len)]
    elif trap == "a roundup":
        told = [each for each in made if each.how == "first"]
        body = [sentence for each in chance.sample(told, min(6, len(told))) for sentence in each.text.split(". ")[:2]]
    elif trap == "under the same headline":
        other = title
    else:
        url = f"https://source{source}.example/news/"
    return [Made(source, other, room.written(source, body), url, at + 3_600, number, trap)]


def settled(store: Store, made: list[Made], batch: int, *, prepared: bool = False) -> tuple[float, dict[int, Made]]:
    """Seconds of CPU time that settling took, and the articles by id; `prepared`: their keys are known."""
    spent, by_id = 0.0, {}
    for start in range(0, len(made), batch):
        with store.transaction():
            ids, keys = [], {}
            for number, each in enumerate(made[start : start + batch], start):
                entry = Entry(
                    f"id:{number}",
                    each.title,
                    each.text,
                    published=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(each.at)),
                    source=f"Source {each.source}",
                    url=each.url,
                )
                ids.append(store.articles.put(entry, feed_id=each.source + 1, index=False).article_id)
                by_id[ids[-1]] = each
                if prepared:
                    keys[ids[-1]] = keys_of(entry.title, entry.text, entry.url, entry.source)
            begun = time.process_time()
            stories.settle(store, ids, keys)
            spent += time.process_time() - begun
    return spent, by_id


def judge(store: Store, by_id: dict[int, Made]) -> None:
    """Print how many copies stand under their story, and which articles stand under another one."""
    lead_of = {teller.id: teller.lead for teller in store.stories.tellers(by_id)}
    grouped, truth = defaultdict(list), defaultdict(list)
    for article_id, each in by_id.items():
        grouped[lead_of[article_id]].append(article_id)
        truth[each.story].append(article_id)
    pairs = [pair for group in grouped.values() for pair in combinations(group, 2)]
    false = [pair for pair in pairs if by_id[pair[0]].story != by_id[pair[1]].story]
    true_pairs = sum(len(group) * (len(group) - 1) // 2 for group in truth.values())
    print(f"pairs in one story     {len(pairs):7,}   false {len(false)}")
    print(f"precision              {1 - len(false) / max(1, len(pairs)):7.4f}")
    print(f"recall                 {(len(pairs) - len(false)) / max(1, true_pairs):7.4f}\n")
    print("how it was made              articles   with its story   with another")
    wrong = {article_id for pair in false for article_id in pair}
    total, right, bad = Counter[str](), Counter[str](), Counter[str]()
    for article_id, each in by_id.items():
        total[each.how] += 1
        right[each.how] += any(
            lead_of[other] == lead_of[article_id] for other in truth[each.story] if other != article_id
        )
        bad[each.how] += article_id in wrong
    for how in (*WAYS, *TRAPS):
        share = f"{right[how] / max(1, total[how]):16.1%}" if how in WAYS else " " * 16
        print(f"{how:<28} {total[how]:8,} {share} {bad[how]:14,}")


def main() -> None:
    """Generate, settle, judge, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--sources", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    made = articles(Newsroom(chance, options.sources), chance, options.stories)
    words = sum(len(each.text.split()) for each in made) / len(made)
    print(f"{len(made):,} articles of {words:.0f} words from {options.sources} sources\n")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db")
        spent, by_id = settled(store, made, 400)
        judge(store, by_id)
        store.close()
    begun = time.process_time()
    for each in made:
        keys_of(each.title, each.text, each.url, f"Source {each.source}")
    keys = time.process_time() - begun
    begun = time.process_time()
    for each in made:
        each.text.casefold().split()
    split = time.process_time() - begun
    alone = [each for each in made if each.how == "first"]
    unshared = {}
    for prepared in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder) / "library.db")
            unshared[prepared] = settled(store, alone, 30, prepared=prepared)[0] / len(alone) * 1000
            store.close()
    print("\nCPU ms an article")
    print(f"its keys                                  {keys / len(made) * 1000:.3f}, {keys / split:.1f} x splitting it")
    print(f"settling it, keys included                {spent / len(made) * 1000:.3f}")
    print(f"the same, 30 at once, none told twice     {unshared[False]:.3f}; with its keys known {unshared[True]:.3f}")


if __name__ == "__main__":
    main()
