"""Spark: what it is told, and every worked example on it where it is installed."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet
import pytest

from kinfold_measures.command import main
from kinfold_measures.language.breakdowns import NAMES
from kinfold_measures.language.definition import Example, Kind, definitions
from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.periods import financial_years
from kinfold_measures.language.running import prepare, run_all
from kinfold_measures.language.spark import NoSpark, OnCluster, spark_at
from kinfold_measures.returns.columns import schema_of
from kinfold_measures.tables import BY_NAME
from tests.measures.language.generated import made_up_tables
from tests.told import TELLS

MISSING = [
    what
    for what, found in (
        ("pyspark", importlib.util.find_spec("pyspark")),
        ("Java", shutil.which("java")),
    )
    if not found
]
needs_spark = pytest.mark.skipif(
    bool(MISSING),
    reason=f"{' and '.join(MISSING)} not installed; ./kinfold test --spark installs it",
)


class Told:
    """A Spark session that writes down what it is told, and counts on DuckDB."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.read = SimpleNamespace(parquet=self._parquet)
        self.sparkContext = SimpleNamespace(setLogLevel=lambda level: None)

    def createDataFrame(self, rows: pa.Table) -> SimpleNamespace:
        return self._frame(f"{rows.num_rows} rows")

    def sql(self, sql: str) -> SimpleNamespace:
        return self._frame(sql)

    def stop(self) -> None:
        self.told.append("stopped")

    def _parquet(self, *files: str) -> SimpleNamespace:
        return self._frame(" ".join(Path(file).name for file in files))

    def _frame(self, what: str) -> SimpleNamespace:
        frame = SimpleNamespace(
            collect=lambda: [["925", 1]],
            createOrReplaceTempView=lambda name: self.told.append(f"{name}: {what}"),
        )
        frame.cache = lambda: frame
        return frame


def test_the_cluster_reads_files_itself_and_is_asked_in_its_own_words(
    tmp_path: Path,
) -> None:
    pyarrow.parquet.write_table(pa.table({"a": [1]}), tmp_path / "far.parquet")
    session = Told()
    engine = OnCluster(session)
    engine.hold(
        {
            "near": pa.table({"a": [1, 2]}),
            "far": pyarrow.dataset.dataset(tmp_path / "far.parquet"),
        }
    )
    engine.keep("once", "SELECT DATE '2024-01-31' + INTERVAL '12 months' AS day")
    assert session.told == [
        "near: 2 rows",
        "far: far.parquet",
        "once: SELECT CAST('2024-01-31' AS DATE) + INTERVAL '12' MONTHS AS day",
    ]
    assert engine.ask("SELECT 1") == [("925", 1)]


def test_a_session_is_opened_at_a_url_and_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, asked = Told(), []

    def master(url: str) -> SimpleNamespace:
        asked.append(url)
        builder = SimpleNamespace(getOrCreate=lambda: session)
        return SimpleNamespace(config=lambda **given: builder)

    made = SimpleNamespace(
        SparkSession=SimpleNamespace(builder=SimpleNamespace(master=master))
    )
    monkeypatch.setitem(sys.modules, "pyspark", SimpleNamespace(sql=made))
    monkeypatch.setitem(sys.modules, "pyspark.sql", made)
    monkeypatch.setenv("JAVA_HOME", "somewhere")
    with spark_at("spark://cluster:7077") as engine:
        assert isinstance(engine, OnCluster)
    assert asked == ["spark://cluster:7077"]
    assert session.told == ["stopped"]


def test_what_is_missing_is_said_with_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "pyspark", SimpleNamespace())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSpark, match="apt-get install openjdk"), spark_at("local[1]"):
        pass
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    (tmp_path / "returns.csv").write_text(
        "file,authority,year,closes_on\na,925,2025,2025-03-31\n"
    )
    empty = schema_of(BY_NAME["cin_episodes"]).empty_table()
    pyarrow.parquet.write_table(empty, tmp_path / "cin_episodes.parquet")
    complaint = StringIO()
    words = ("run", str(tmp_path), "referral.rate", "--engine", "spark")
    assert main(words, out=StringIO(), complain=complaint) == 2
    assert "pip install -r requirements-spark.lock" in complaint.getvalue()


def examples_apart() -> list[tuple[str, str, Example]]:
    """Every worked example, each in an authority of its own, so that one asking does
    for all of a definition's: a question to Spark costs a second."""
    every = [
        (one.code, each) for one in definitions().values() for each in one.examples
    ]
    return [(str(100 + n), code, each) for n, (code, each) in enumerate(every)]


def together(apart: Sequence[tuple[str, str, Example]]) -> dict[str, pa.Table]:
    rows: dict[str, list[dict[str, object]]] = {}
    for authority, _, example in apart:
        for name, given in example.tables.items():
            rows.setdefault(name, []).extend(
                dict.fromkeys(BY_NAME[name].names) | row | {"authority": authority}
                for row in given
            )
    return {
        name: pa.Table.from_pylist(given, schema=schema_of(BY_NAME[name]))
        for name, given in rows.items()
    }


@pytest.mark.slow
@needs_spark
# sockets that pyspark leaves for the interpreter to close
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_spark_gives_every_example_and_generated_years_as_this_process_does(
    record_property: Callable[[str, object], None],
) -> None:
    apart, years = examples_apart(), financial_years(2023, 2025)
    examples, generated = together(apart), made_up_tables(1)
    given = {
        name: pa.concat_tables([t[name] for t in (examples, generated) if name in t])
        for name in {**examples, **generated}
    }
    people = {(authority, "2025"): 10_000 for authority, _, _ in apart}
    every = definitions().values()
    with spark_at("local[2]") as engine:
        prepare(engine, given, years)
        figures = run_all(every, engine, by=NAMES, population=people)
    here = InProcess()
    prepare(here, given, years)
    assert figures == run_all(every, here, by=NAMES, population=people)
    wholes = [one for one in figures if not one.breakdown]
    by_place = {(one.code, one.authority, one.period): one for one in wholes}
    for authority, code, example in apart:
        [expected] = example.expected
        figure = by_place[code, authority, expected.period]
        assert figure.numerator == expected.numerator, (code, example.name)
        if definitions()[code].kind is not Kind.RATE:
            assert figure.denominator == expected.denominator, (code, example.name)
    record_property(TELLS, ("worked examples on Spark", len(apart)))
