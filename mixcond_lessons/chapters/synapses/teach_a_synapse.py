"""The synapse that is written through a gate: trains of pulses, and what one pulse costs."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import insertion_synapse
from ..controls import integer, linear, logarithmic
from .insertion_channel import GATE_RANGE, LOWEST, MOBILITY, RANGE

PULSES = 60  # up, and as many down
BACK = 1.0  # % of the sites: so few count as none
ACROSS = np.linspace(0, 1, 61)  # states
UNITS = {"charge": ("C", "fC", "pC", "nC"), "energy": ("J", "fJ", "pJ", "nJ"), "kept": ("s", "ms", "s", "h"),
         "spread": ("s", "µs", "ms", "s"), "gate": ("s", "µs", "ms", "s")}  # SI, and from small to large


def _in_units(name, value):
    """One number as a column for each of its UNITS: the sentence chooses the one that reads best."""
    unit, *shown = UNITS[name]
    return {f"{name} ({larger})": convert(value, unit, larger) for larger in shown}


def _in_words(words, name):
    """The number of `_in_units` in the largest unit in which it is at least one tenth."""
    columns = [f"{name} ({unit})" for unit in UNITS[name][1:]]
    return words[next((column for column in reversed(columns) if words.number(column) >= 0.0999), columns[0])]


def costs(state):
    """What the first pulse moves (C), spends (J), takes at gate and film (s), and how long it stays (s)."""
    step, slope = 1 / state.parts, insertion_synapse.mobility_slope(MOBILITY)
    change = np.array([step, 1.0]) * state.conductance_range
    charge, whole = insertion_synapse.needed_charge(change, slope, state.channel_length)
    return {
        "charge": charge, "energy": insertion_synapse.write_energy(charge, state.voltage),
        "gate": insertion_synapse.pulse_time(state.gate_resistance, charge, state.voltage),
        "spread": insertion_synapse.insertion_time(state.film_thickness, state.chemical_diffusivity),
        "kept": insertion_synapse.retention_time(step, state.leakage_resistance, whole / GATE_RANGE)}


class TeachASynapse(Panel):
    """Sixty pulses up, sixty down: how evenly an insertion synapse follows, and what a pulse costs."""

    name = "synapses.teach_a_synapse"
    ask = "Sixty pulses up and sixty down: does the synapse come back?"
    alternative = ("Left: conductance after each of sixty pulses up and sixty pulses down. Right: change "
                   "by one pulse up and by one pulse down, in % of the first pulse, against the state; "
                   "they cross where both are alike.")
    law = staticmethod(insertion_synapse.updated_state)
    controls = (
        integer("parts", "first pulse fills one site in", 2, 500, 60, by_decades=True),
        linear("nonlinearity", 0.0, 3.0, 1.0, step=0.1),
        linear("asymmetry", 0.5, 2.0, 1.0, step=0.05),
        linear("voltage", 0.1, 2.0, 1.0, step=0.1, label="pulse", symbol="", shown="V", folded=True),
        logarithmic("channel_length", 1e-6, 1e-4, 1e-5, label="channel length", folded=True),
        logarithmic("conductance_range", 1e-6, 1e-3, RANGE, unit="S", shown="µS", folded=True),
        logarithmic("film_thickness", 1e-8, 1e-6, 1e-7, label="film thickness", folded=True),
        logarithmic("chemical_diffusivity", 1e-14, 1e-10, 1e-11, folded=True),
        logarithmic("gate_resistance", 1e6, 1e9, 1e6, label="electrolyte and wires", unit="ohm", shown="MΩ",
                    folded=True),
        logarithmic("leakage_resistance", 1e10, 1e16, 1e13, label="leak of switch and electrolyte", symbol="",
                    folded=True),
    )
    presets = {"even pulses": {"nonlinearity": 0.0}, "weak downwards": {"asymmetry": 0.5},
               "four large pulses": {"parts": 4}, "a channel of 1 µm": {"channel_length": 1e-6}}

    def solve(self, state):
        model = asymmetry, bend = state.asymmetry, state.nonlinearity
        directions = np.repeat([1.0, -1.0], PULSES)
        # Rounded, so that a train that comes back shows 0 and not the last digit of its sums.
        train = np.round(insertion_synapse.pulse_train(directions, 0.0, 1 / state.parts, *model), 12)
        alike = np.array([insertion_synapse.symmetry_state(*model)] if bend else [])
        conductance = convert(LOWEST + state.conductance_range * train, "S", "µS")
        now = {"top (%)": 100 * train[PULSES], "back at (%)": 100 * train[-1],
               "highest (µS)": conductance[PULSES]}
        for name, value in costs(state).items():
            now |= _in_units(name, value)
        # One change without the ends of the range, which cut a large pulse short.
        up, down = 100 * (1 - ACROSS) ** bend, 100 * asymmetry * ACROSS**bend
        return {
            "now": now | ({"balance (%)": 100 * alike[0]} if bend else {}),
            "train": {"pulse": np.repeat(np.arange(2 * PULSES + 1), 2)[1:],
                      "state (%)": 100 * np.repeat(train, 2)[:-1],
                      "conductance (µS)": np.repeat(conductance, 2)[:-1]},
            "pulses": {"state (%)": 100 * ACROSS, "up (% of the first)": up, "down (% of the first)": down},
            "alike": {"state (%)": 100 * alike, "change (% of the first)": 100 * (1 - alike) ** bend},
        }

    def draw(self, figure):
        train, pulses = figure.subplots(1, 2, width_ratios=(1.2, 1))
        train.set(xlim=(0, 2 * PULSES), ylim=(-4, 118), xticks=(0, PULSES, 2 * PULSES), yticks=(0, 50, 100),
                  xlabel="pulses given", title="state (% of the sites filled)")
        train.axvline(PULSES, color=style.QUIET, linewidth=style.form().line / 2)
        train.text(PULSES / 2, 116, "up", ha="center", va="top", color=style.QUIET)
        train.text(1.5 * PULSES, 116, "down", ha="center", va="top", color=style.QUIET)
        pulses.set(xlim=(0, 100), ylim=(-6, 215), xticks=(0, 50, 100), yticks=(0, 100, 200),
                   xlabel="state (%)", title="change (% of first pulse)")
        self.curve(train, "train", "pulse", "state (%)", style.IONS)
        self.curve(pulses, "pulses", "state (%)", "up (% of the first)", style.IONS, label="up", at=0.06,
                   shift=(12, 6))
        self.curve(pulses, "pulses", "state (%)", "down (% of the first)", style.DASHED, label="down",
                   at=0.94, shift=(-20, 6))
        self.curve(pulses, "alike", "state (%)", "change (% of the first)", style.DOTTED, marker="o",
                   linestyle="none", color=style.MARK)

    def say(self, state, words):
        slower = "spread" if words.number("spread (s)") > words.number("gate (s)") else "gate"
        step = {"spread": "the spreading in the channel", "gate": "the gate"}[slower]
        back = words.number("back at (%)") <= BACK and words.number("top (%)") < 100
        returned = ", as at the start" if back else ""
        return (f"Sixty pulses up fill {words['top (%)']} of the sites, sixty down leave "
                f"{words['back at (%)']}{returned}. The first pulse costs {_in_words(words, 'energy')} "
                f"and takes {_in_words(words, slower)}: {step} is slower.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        # ΔG = uQ/l², without Faraday's constant, by which the charge was found.
        moved = convert(now["charge (pC)"], "pC", "C") * state.parts * now["top (%)"] / 100
        gained = convert(now["highest (µS)"], "µS", "S") - LOWEST
        place = 0.0  # the train once more, by plain sums
        for _ in range(PULSES):
            place = min(place + (1 - place) ** state.nonlinearity / state.parts, 1.0)
        for _ in range(PULSES):
            place = max(place - state.asymmetry * place**state.nonlinearity / state.parts, 0.0)
        gap = MOBILITY * moved / state.channel_length**2 - gained
        return {"the inserted charge makes the change of conductance": abs(gap) / state.conductance_range,
                "the single pulses add up to the train": abs(place - now["back at (%)"] / 100)}
