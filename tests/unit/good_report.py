"""A sensible voltage step in the laboratory, and a report on it, for its tests."""

GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0, "voltage": 0.01}


def told(lab, **changes):
    """A report that is off by so many standard uncertainties of 5 %."""
    return {name: (true * (1 + 0.05 * changes.get(name, 0.5)), 0.05 * true)
            for name, true in lab.solution().items()}
