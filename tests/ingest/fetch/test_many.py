"""Many at once: bounded, fair, as they come, and gone at once when cancelled."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest

from tests.ingest.fetch.conftest import SHORT
from tests.ingest.fetch.server import Asked, Server, reply, text, waiting
from tests.ingest.fetch.test_fetcher import got, here
from tui_reader.ingest.fetch.fetcher import Fetcher
from tui_reader.ingest.fetch.lanes import HostQueue, HostSlots
from tui_reader.ingest.fetch.values import Answer, Failed, Limits, Request


async def answers(fetcher: Fetcher, requests: list[Request]) -> dict[int, Answer]:
    return {request.key: answer async for request, answer in fetcher.fetch_many(requests)}


async def test_each_request_gets_its_own_answer(server: Server, fetcher: Fetcher) -> None:
    async def echo(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await reply(asked.path.encode())(asked, writer)

    server.route("/", echo)
    found = await answers(fetcher, [here(server.url(f"/?{number}"), key=number) for number in range(100)])
    assert {key: got(answer).body for key, answer in found.items()} == {n: f"/?{n}".encode() for n in range(100)}
    assert await answers(fetcher, []) == {}


async def test_a_host_sees_few_at_once_and_others_do_not_wait(server: Server) -> None:
    """Twenty requests to a busy host first: the quiet host's one must not stand behind them."""
    release = asyncio.Event()
    async with Server() as quiet, Fetcher(Limits(concurrency=4, per_host=2), environ={}) as fetcher:
        server.route("/", waiting(release, after=b"HTTP/1.1 204 X\r\n\r\n"))
        quiet.route("/", text("quiet"))
        requests = [here(server.url(), key=number) for number in range(20)]
        requests.append(here(quiet.url(host="localhost"), key=99))
        async with aclosing(fetcher.fetch_many(requests)) as results:
            first, _ = await anext(results)
            assert first.key == 99
            release.set()
            assert len([None async for _ in results]) == 20
    assert server.most_at_once == 2
    assert server.connections == 2


async def test_redirects_take_a_place_at_the_host_they_lead_to(server: Server) -> None:
    async with Server() as front, Fetcher(Limits(concurrency=8, per_host=1), environ={}) as fetcher:
        gate = asyncio.Event()

        async def target(asked: Asked, writer: asyncio.StreamWriter) -> None:
            gate.set()
            await asyncio.sleep(0)
            await text("arrived")(asked, writer)

        server.route("/", target)
        for number in range(8):
            front.route(f"/{number}", reply(status=302, headers={"Location": server.url(host="localhost")}))
        found = await answers(fetcher, [here(front.url(f"/{number}"), key=number) for number in range(8)])
    assert all(got(answer).body == b"arrived" for answer in found.values())
    assert (server.most_at_once, front.most_at_once) == (1, 1)


async def test_waiting_for_a_turn_is_not_the_servers_time(server: Server) -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.08)
        await text("arrived")(asked, writer)

    server.route("/", slow)
    async with Server() as front, Fetcher(Limits(concurrency=8, per_host=1, total=0.5), environ={}) as fetcher:
        front.route("/", reply(status=302, headers={"Location": server.url(host="localhost")}))
        found = await answers(fetcher, [here(front.url(), key=number) for number in range(8)])
    assert all(got(answer).body == b"arrived" for answer in found.values())


async def test_leaving_early_ends_every_transfer(server: Server) -> None:
    never = asyncio.Event()
    limits = Limits(concurrency=10, per_host=10)
    server.route("/stuck", waiting(never))
    server.route("/fast", text("fast"))
    async with Fetcher(limits, environ={}) as fetcher:
        requests = [here(server.url("/stuck"), key=number) for number in range(30)]
        requests.insert(0, here(server.url("/fast"), key=99))
        clock = asyncio.get_running_loop().time
        async with aclosing(fetcher.fetch_many(requests)) as results:
            assert (await anext(results))[0].key == 99
            started = clock()
        assert clock() - started < 2
        assert len(server.asked) <= 11
        assert got(await fetcher.fetch(here(server.url("/fast")))).body == b"fast"  # and the fetcher still works


async def test_cancelling_a_fetch_closes_its_connection(server: Server, fetcher: Fetcher) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def stuck(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        begun.set()
        try:
            while not writer.is_closing():
                writer.write(b"HTTP/1.1 103 Early\r\n\r\n")
                await writer.drain()
                await asyncio.sleep(0.005)
        finally:
            ended.set()
        raise ConnectionError

    server.route("/", stuck)
    task = asyncio.create_task(fetcher.fetch(here(server.url())))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(ended.wait(), 2)


async def test_a_slow_consumer_holds_the_transfers_back(server: Server) -> None:
    server.route("/", text("x"))
    async with Fetcher(Limits(concurrency=2, per_host=2), environ={}) as fetcher:
        requests = [here(server.url(), key=number) for number in range(50)]
        async with aclosing(fetcher.fetch_many(requests)) as results:
            await anext(results)
            for _ in range(200):
                await asyncio.sleep(0)
            await got_quiet(server)
            assert len(server.asked) <= 1 + 4 + 2 + 1


async def got_quiet(server: Server) -> None:
    """Wait until no request has come for a while."""
    seen = -1
    while seen != len(server.asked):
        seen = len(server.asked)
        await asyncio.sleep(0.03)


async def test_a_host_that_says_too_often_is_left_alone(server: Server, fetcher: Fetcher) -> None:
    server.route("/", text("", status=429, headers={"Retry-After": "100"}))
    async with Server() as other:
        other.route("/", text("fine"))
        requests = [here(server.url(), key=number) for number in range(50)]
        requests.append(here(other.url(host="localhost"), key=99))
        found = await answers(fetcher, requests)
    assert got(found.pop(99)).body == b"fine"
    for answer in found.values():
        assert isinstance(answer, Failed)
        assert answer.kind == "limited"
        assert answer.retry_after is not None
        assert 90 <= answer.retry_after <= 100
    assert len(server.asked) <= SHORT.per_host


async def test_useless_addresses_do_not_stop_the_others(server: Server, fetcher: Fetcher) -> None:
    server.route("/", text("fine"))
    found = await answers(fetcher, [Request("nonsense", key=1), here(server.url(), key=2), Request("//", key=3)])
    assert [key for key, answer in found.items() if isinstance(answer, Failed)] == [1, 3]


def test_the_queue_goes_round_the_free_hosts() -> None:
    queue: HostQueue[str] = HostQueue()
    for item in ("a1", "a2", "a3", "b1", "c1"):
        queue.push(item[0], item)
    assert [queue.pop(lambda host: True) for _ in range(3)] == ["a1", "b1", "c1"]
    assert queue.pop(lambda host: host != "a") is None
    assert queue
    assert [queue.pop(lambda host: True) for _ in range(2)] == ["a2", "a3"]
    assert not queue


async def test_a_cancelled_wait_leaves_the_line() -> None:
    slots = HostSlots(1)

    async def wait() -> str:
        async with slots.hold("a"):
            return "in"

    async with slots.hold("a"):
        first, second = asyncio.create_task(wait()), asyncio.create_task(wait())
        await asyncio.sleep(0)
        assert not slots.free("a")
        assert slots.free("b")
        first.cancel()
    assert await second == "in"
    assert slots.free("a")


async def test_the_same_host_may_be_inward_for_one_and_not_for_another(server: Server, fetcher: Fetcher) -> None:
    server.route("/", text("mine"))
    found = await answers(fetcher, [here(server.url(), key=1), Request(server.url(), key=2)])
    assert got(found[1]).body == b"mine"
    assert isinstance(found[2], Failed)
