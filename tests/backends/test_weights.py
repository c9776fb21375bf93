"""How the shipped weights are opened: in full precision, and on one core."""

from recoupe.backends import pipeline, threads


def test_weights_are_stored_in_half_precision_and_used_in_full() -> None:
    nlp = pipeline.load(pipeline.shipped("fr"))
    kinds = {
        str(node.get_param(name).dtype)
        for _, pipe in nlp.pipeline
        for node in pipe.model.walk()
        for name in node.param_names
        if node.has_param(name)
    }
    assert kinds == {"float32"}
    size = sum(p.stat().st_size for p in pipeline.shipped("fr").rglob("*") if p.is_file())
    assert size < 6_000_000


def test_one_thread_computes_within_and_as_many_as_before_after_it() -> None:
    switch = threads._switch()
    if switch is None:  # another library than OpenBLAS: nothing to hold
        with threads.one():
            return
    before = switch[0]()
    with threads.one():
        assert switch[0]() == 1
    assert switch[0]() == before
