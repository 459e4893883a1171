"""Two sides' measures of the same cases -> the difference of each measure that both have; knows no run."""

from collections.abc import Iterable, Mapping, Sequence

from evals.statistics.randomisation import Difference, paired

Values = Mapping[str, float]
"""Measures of one case."""


def differences(measures: Iterable[str], pairs: Sequence[tuple[Values, Values, str]]) -> dict[str, Difference]:
    """Compare two sides measure by measure; one that no case has on both sides is left out.

    Args:
        measures: which, in the order wished.
        pairs: of each case what the first side has, what the second has, and its cluster.
    """
    found = {}
    for measure in measures:
        both = [(a[measure], b[measure], cluster) for a, b, cluster in pairs if measure in a and measure in b]
        if both:
            first, second, clusters = zip(*both, strict=True)
            found[measure] = paired(first, second, clusters)
    return found
