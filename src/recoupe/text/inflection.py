"""The forms of a verb, by the endings of a language's table `conjugation`."""


def inflect(lemma: str, rules: list[tuple[str, list[str]]]) -> list[str]:
    """The forms of a verb by the longest ending that fits; "-" stands for the bare stem.

    >>> inflect("nier", [("er", ["e", "é"])])
    ['nie', 'nié']
    """
    for ending, forms in rules:
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - len(ending)]
            return [stem + ("" if f == "-" else f) for f in forms]
    return []
