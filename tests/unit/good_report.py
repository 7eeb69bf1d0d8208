"""A sensible voltage step in the laboratory, and a report on it, for its tests."""

GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0, "voltage": 0.01}


def told(lab, **changes):
    """A report that is off by so many standard uncertainties of 5 %."""
    return {name: (true * (1 + 0.05 * changes.get(name, 0.5)), 0.05 * true)
            for name, true in lab.solution().items()}

# What the lessons choose.
PLANS = {"voltage_step": GOOD,
         "relaxation": {"thickness": 1.5e-3, "wires": "four", "temperature": 973.15, "oxygen_before": 0.2,
                        "oxygen_after": 0.3, "flow": 600, "interval": 20, "duration": 10000},
         "pulse_and_rest": {"grains": "film", "size": 5e-6, "wires": "four", "filling": 0.5, "current": 20e-6,
                            "pulse": 600, "rest": 14400, "interval": 2, "rest_interval": 30},
         "transfer_curve": {"width": 400e-6, "length": 20e-6, "thickness": 100e-9, "wires": "four",
                            "water": "0.1 M salt", "drain": -0.6, "gate_from": 0.1, "gate_to": -0.6,
                            "step": 0.005, "rate": 0.05}}
