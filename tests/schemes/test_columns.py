from __future__ import annotations

import numpy as np
import pyarrow as pa

from corpus.model.textbytes import TextBytes
from corpus.schemes.columns import SpanPool, layer_table, list_column

TEXTS = TextBytes.of(["Ana says no", "\u00c1na says \U0001f600"])


def numbers(*given: int) -> np.ndarray:
    return np.array(given, dtype=np.int64)


def test_a_span_may_stand_in_several_columns_and_several_times() -> None:
    pool = SpanPool.of([((4, 8),), ((0, 3), (9, 11))], [0, 0], TEXTS)
    (one, none, two, again) = pool.column(numbers(1, -1, 0, 0)).to_pylist()
    assert [part["text"] for part in one] == ["Ana", "no"]
    assert none is None
    assert two == again == [{"start": 4, "end": 8, "text": "says", "digest": None}]
    assert len(pool) == 2


def test_a_span_says_what_its_own_text_says() -> None:
    pool = SpanPool.of([((0, 3),), ((0, 3), (9, 10))], [0, 1], TEXTS)
    assert [[part["text"] for part in span] for span in pool.column(numbers(0, 1)).to_pylist()] == [
        ["Ana"],
        ["\u00c1na", "\U0001f600"],
    ]


def test_of_an_empty_pool_there_are_only_nulls() -> None:
    assert SpanPool.of([], [], TEXTS).column(numbers(-1, -1)).to_pylist() == [None, None]


def test_spans_behind_others_go_on_counting() -> None:
    pool = SpanPool.of([((4, 8),)], [0], TEXTS) + SpanPool.of([((0, 3),)], [1], TEXTS)
    assert [span[0]["text"] for span in pool.column(numbers(1, 0)).to_pylist()] == ["\u00c1na", "says"]


def test_columns_that_are_not_given_are_null_and_a_word_fills_a_column() -> None:
    pool = SpanPool.of([((4, 8),)], [0], TEXTS)
    columns = {"id": ["b", "a"], "document_id": ["d", "d"], "span": pool.column(numbers(0, 0)), "type": "unspecified"}
    table = layer_table("cues", columns)
    assert table["type"].to_pylist() == ["unspecified", "unspecified"]
    assert table["level"].null_count == 2


def test_lists_of_no_size_are_empty() -> None:
    assert list_column(numbers(2, 0, 1), pa.array(["a", "b", "c"])).to_pylist() == [["a", "b"], [], ["c"]]
