"""One plane of manganese ions: which of them are 4+, and where a hole can hop."""
from functools import cache
from itertools import product

import numpy as np

COLUMNS, ROWS = 12, 6


@cache
def places():
    """Return column and row of each ion."""
    return np.array([(column, row) for row, column in product(range(ROWS), range(COLUMNS))])


@cache
def order():
    """Return the order in which the ions become 4+: by chance, but always the same."""
    return np.random.default_rng(4).permutation(COLUMNS * ROWS)


@cache
def bonds():
    """Return the pairs of neighbours, each pair once."""
    first, second = np.triu_indices(COLUMNS * ROWS, 1)
    beside = np.abs(places()[first] - places()[second]).sum(axis=1) == 1
    return np.column_stack((first[beside], second[beside]))


def arrangement(holes):
    """Return (is 4+, for each ion; pairs of neighbours that differ; one pair near the middle, from 4+ to 3+).

    holes: the share of ions that are 4+; at least one is, and at least one is not.
    """
    number = int(np.clip(round(holes * len(places())), 1, len(places()) - 1))
    tetravalent = np.isin(np.arange(len(places())), order()[:number])
    possible = bonds()[tetravalent[bonds()[:, 0]] != tetravalent[bonds()[:, 1]]]
    from_middle = np.abs(places()[possible].mean(axis=1) - places().mean(axis=0)).sum(axis=1)
    first, second = possible[from_middle.argmin()]
    return tetravalent, possible, (first, second) if tetravalent[first] else (second, first)


def plane_tables(holes):
    """Return where the ions of the picture are, the steps on which a hole could go, and one of them."""
    tetravalent, possible, hop = arrangement(holes)
    ends = places()[possible].reshape(-1, 4).T
    return {"Mn⁴⁺": dict(zip("xy", places()[tetravalent].T, strict=True)),
            "Mn³⁺": dict(zip("xy", places()[~tetravalent].T, strict=True)),
            "steps": dict(zip(("x from", "y from", "x to", "y to"), ends, strict=True)),
            "hop": dict(zip("xy", places()[list(hop)].T, strict=True))}
