"""An open-arrivals load: people come when they come, however slow the server is.

"N users" means N people who think for five seconds on average between requests, so
requests arrive at N / 5 a second, at random moments (Poisson). A latency is counted
from the moment the request was due, not from when a free connection was found, so a
slow server cannot hide its queue.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

THINKING_SECONDS = 5.0
GIVE_UP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One page, asked by one signed-in person. With a body, it is posted."""

    path: str
    cookie: str = ""
    body: bytes = b""
    headers: str = ""
    """More lines of the head, each with its line end."""


@dataclass(slots=True)
class Answers:
    """What came back. Latencies in milliseconds."""

    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """The latency that `share` of requests stayed under; NaN when none came."""
        ordered = sorted(self.latencies)
        if not ordered:
            return float("nan")
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0


class Connections:
    """Kept-alive connections to one port on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, ask: Ask) -> int:
        """The status of the answer, its body read to the end."""
        if self.idle:
            pair = self.idle.pop()
        else:
            pair = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = pair
        verb = "POST" if ask.body else "GET"
        size = f"Content-Length: {len(ask.body)}\r\n" if ask.body else ""
        writer.write(
            f"{verb} {ask.path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Cookie: {ask.cookie}\r\nAccept: text/html\r\n{size}{ask.headers}\r\n"
            "".encode()
            + ask.body
        )
        status, length, is_chunked = await _head(reader)
        if is_chunked:
            await _skip_chunks(reader)
        elif length:
            await reader.readexactly(length)
        self.idle.append(pair)
        return status

    def close(self) -> None:
        for _, writer in self.idle:
            writer.close()


async def _head(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    length, is_chunked = 0, False
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            length = int(value)
        elif name.lower() == "transfer-encoding":
            is_chunked = "chunked" in value
    return status, length, is_chunked


async def _skip_chunks(reader: asyncio.StreamReader) -> None:
    while True:
        size = int((await reader.readline()).split(b";")[0], 16)
        await reader.readexactly(size + 2)
        if size == 0:
            return


async def _arrivals(
    asks: Sequence[Ask], port: int, rate: float, seconds: float, seed: int
) -> Answers:
    chance = random.Random(seed)
    connections, answers = Connections(port), Answers()
    tasks: set[asyncio.Task[None]] = set()

    async def one(due: float, ask: Ask) -> None:
        try:
            async with asyncio.timeout(GIVE_UP_SECONDS):
                status = await connections.get(ask)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            answers.errors += 1
            return
        if status == 200:
            answers.latencies.append((perf_counter() - due) * 1000)
        else:
            answers.errors += 1

    begin = due = perf_counter()
    while due - begin < seconds:
        due += chance.expovariate(rate)
        await asyncio.sleep(max(0.0, due - perf_counter()))
        task = asyncio.create_task(one(due, chance.choice(asks)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    if tasks:
        await asyncio.wait(tasks)
    answers.seconds = perf_counter() - begin
    connections.close()
    return answers


def arrive(
    asks: Sequence[Ask], *, port: int, rate: float, seconds: float, seed: int = 1
) -> Answers:
    """Ask `rate` times a second on average for `seconds`, chosen from `asks`."""
    return asyncio.run(_arrivals(asks, port, rate, seconds, seed))


def users(asks: Sequence[Ask], *, port: int, count: int, seconds: float) -> Answers:
    """`count` people who think for five seconds between requests."""
    return arrive(asks, port=port, rate=count / THINKING_SECONDS, seconds=seconds)


def highest_sustained(
    asks: Sequence[Ask], *, port: int, limit_ms: float, start: float, seconds: float
) -> float:
    """The highest arrivals a second at which p95 stays under `limit_ms`.

    Grows by a third until it breaks, then halves the gap three times.
    """
    good, rate = 0.0, start
    bad = float("inf")
    while bad == float("inf") and rate < 5000:
        if _holds(asks, port, rate, seconds, limit_ms):
            good, rate = rate, rate * 4 / 3
        else:
            bad = rate
    for _ in range(3):
        middle = (good + min(bad, rate)) / 2
        if _holds(asks, port, middle, seconds, limit_ms):
            good = middle
        else:
            bad = middle
    return good


def _holds(
    asks: Sequence[Ask], port: int, rate: float, seconds: float, limit_ms: float
) -> bool:
    answers = arrive(asks, port=port, rate=rate, seconds=seconds, seed=7)
    return answers.errors == 0 and answers.percentile(0.95) <= limit_ms
