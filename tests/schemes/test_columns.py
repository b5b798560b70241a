from __future__ import annotations

from corpus.schemes.columns import SpanPool, layer_table, list_column


def test_a_span_may_stand_in_several_columns_and_several_times() -> None:
    pool = SpanPool()
    first = pool.add([((4, 8),), ((0, 3), (9, 11))], "Ana says no")
    (one, none, two, again) = pool.column([first + 1, None, first, first]).to_pylist()
    assert [part["text"] for part in one] == ["Ana", "no"]
    assert none is None
    assert two == again == [{"start": 4, "end": 8, "text": "says", "digest": None}]
    assert len(pool) == 2


def test_columns_that_are_not_given_are_null_and_a_word_fills_a_column() -> None:
    pool = SpanPool()
    pool.add([((4, 8),)], "Ana says no")
    columns = {"id": ["b", "a"], "document_id": ["d", "d"], "span": pool.column([0, 0]), "type": "unspecified"}
    table = layer_table("cues", columns)
    assert table["id"].to_pylist() == ["a", "b"]
    assert table["type"].to_pylist() == ["unspecified", "unspecified"]
    assert table["level"].null_count == 2


def test_lists_of_no_size_are_empty() -> None:
    import pyarrow as pa

    assert list_column([2, 0, 1], pa.array(["a", "b", "c"])).to_pylist() == [["a", "b"], [], ["c"]]
