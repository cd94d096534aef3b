"""Counters for a monitor, in Prometheus' text format.

Labels are route patterns, never paths: no id, name or search word becomes a label.
With several server processes set `PROMETHEUS_MULTIPROC_DIR` to an empty folder before
they start; the library then adds their counts up. Gauges come from the database when
they are asked for, so they are the same from every process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import REGISTRY as THIS_PROCESS
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kinfold.platform.jobs.selectors import is_worker_alive, queue_depths

REQUESTS = Counter(
    "kinfold_requests", "Requests answered", ["method", "route", "status"]
)
SECONDS = Histogram(
    "kinfold_request_seconds",
    "Time to answer, by route",
    ["route"],
    buckets=(0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10),
)


class _FromDatabase(Collector):
    def collect(self) -> Iterable[GaugeMetricFamily]:
        jobs = GaugeMetricFamily(
            "kinfold_jobs", "Jobs in the queue, by state", labels=["state"]
        )
        for state, count in queue_depths().items():
            jobs.add_metric([state], count)
        yield jobs
        yield GaugeMetricFamily(
            "kinfold_worker_alive",
            "Whether a job worker was heard in the last minute",
            value=float(is_worker_alive()),
        )


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def all_metrics() -> bytes:
    """Every metric as a monitor reads it. Two queries."""
    registry = CollectorRegistry()
    registry.register(_FromDatabase())
    text = generate_latest(registry)
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        together = CollectorRegistry()
        multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return text + generate_latest(together)
    return text + generate_latest(THIS_PROCESS)
