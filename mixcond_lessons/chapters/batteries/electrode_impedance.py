"""The electrode in alternating current: what its arc tells of the rails, and where the reaction is."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert, show
from ...physics import composite_electrode as rails
from ...recordings.panel import TakesRecording
from ..controls import logarithmic
from .ends_of_the_electrode import PLACES, name_ends
from .measured_impedance import MeasuredImpedance

# Times the reaction's own rate: even steps along a half circle, along the rails' slope of 45°, and beyond.
RATES = np.concatenate([np.tan(np.linspace(0.01, 1.3, 70)), np.geomspace(4, 1e3, 60),
                        np.geomspace(1.4e3, 1e9, 31)])
ACROSS, UP = "(Re Z − fast)/(slow − fast) (%)", "−Im Z/(slow − fast) (%)"


class ElectrodeImpedance(TakesRecording, Panel):
    """The same electrode in alternating current: the ends of its arc, and where the reaction happens."""

    name = "batteries.electrode_impedance"
    measured = MeasuredImpedance
    ask = "What does the arc tell about the rails, and where is the reaction?"
    alternative = ("Left: Nyquist plot of the electrode, from both rails side by side at high frequency to "
                   "direct current, in per cent of the way between. Right: where a steady current changes "
                   "rails, as the local reaction rate over its mean, from separator to collector.")
    law = staticmethod(rails.electrode_impedance)
    controls = (
        logarithmic("ionic_resistance", 1e-4, 0.1, 1.2e-2, label="ionic rail", unit="ohm m2",
                    shown="ohm cm2"),
        logarithmic("electronic_resistance", 1e-4, 0.1, 1e-3, label="electronic rail", unit="ohm m2",
                    shown="ohm cm2"),
        logarithmic("charge_transfer_resistance", 1e-4, 0.1, 3e-3, label="reaction resistance", symbol=""),
        logarithmic("capacitance", 1.0, 1e3, 10.0, label="double layers", unit="F/m2", shown="mF/cm2",
                    folded=True),
    )
    presets = {"good rails": {"ionic_resistance": 2e-4, "electronic_resistance": 1e-4},
               "few electrons": {"ionic_resistance": 1e-3, "electronic_resistance": 2e-2},
               "rails alike": {"ionic_resistance": 2e-2, "electronic_resistance": 2e-2,
                               "charge_transfer_resistance": 1e-3}}

    def solve(self, state):
        two = state.ionic_resistance, state.electronic_resistance
        reaction, storage = state.charge_transfer_resistance, state.capacitance
        frequencies = RATES / (2 * np.pi * reaction * storage)
        values = rails.electrode_impedance(np.append(frequencies, 0.0), *two, storage, reaction)
        slow, fast = values[-1].real, float(rails.electrode_impedance(1e30, *two, storage).real)
        ions = rails.ionic_current_share(np.array([1 / 3, 2 / 3]), *two, reaction)
        ends = {"fast": fast, "slow": slow, "even": reaction + sum(two) / 3}
        return {"now": {**{f"{name} (Ω cm2)": convert(value, "ohm m2", "ohm cm2")
                           for name, value in ends.items()},
                        "separator third (%)": 100 * (1 - ions[0]),
                        "middle third (%)": 100 * (ions[0] - ions[1]),
                        "collector third (%)": 100 * ions[1]},
                "spectrum": {"frequency (Hz)": frequencies,
                             ACROSS: 100 * (values[:-1].real - fast) / (slow - fast),
                             UP: -100 * values[:-1].imag / (slow - fast)},
                "ends": {ACROSS: (0, 100), UP: (0, 0)},
                "reaction": {"x/L": PLACES,
                             "rate over its mean": rails.reaction_share(PLACES, *two, reaction)}}

    def draw(self, figure):
        arc, reaction = figure.subplots(1, 2, width_ratios=(1.25, 1))
        hall = style.in_lecture_mode()
        top = 54 if hall else 68  # so that equal scales fill the place there is
        arc.set(xlim=(-6, 2 * top - 6 if hall else 106), ylim=(-3, top), aspect="equal", yticks=(0, 20, 40),
                xticks=(0, 50, 100),
                xlabel="Re Z, from fast to slow (%)", title="−Im Z (% of the same)")
        for end, place, side in (("fast", 11, "left"), ("slow", 98, "right")):
            def resistance(tables, end=end, place=place):
                return place, 1, show(tables["now"][f"{end} (Ω cm2)"][0], "ohm cm2")
            self.note(arc, resistance, ha=side, va="bottom", color=style.QUIET)
        reaction.set(yscale="log", ylim=(0.006, 500), title="reaction (÷ its mean)")
        reaction.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        name_ends(reaction, 460)
        reaction.axhline(1, color=style.QUIET, linestyle=style.DOTTED.line,
                         linewidth=style.form().line * 0.75)
        self.curve(arc, "spectrum", ACROSS, UP)
        self.curve(arc, "ends", ACROSS, UP, marker="o", linestyle="none", markerfacecolor="white")
        self.curve(reaction, "reaction", "x/L", "rate over its mean")

    def say(self, state, words):
        return (f"Direct current meets {words['slow (Ω cm2)']}, where an even reaction would cost "
                f"{words['even (Ω cm2)']}. "
                f"The third at the separator does {words['separator third (%)']} of the reaction, the "
                f"middle third "
                f"{words['middle third (%)']}, the collector's the rest.")

    def conserved(self, state, tables):
        nodes, weights = np.polynomial.legendre.leggauss(200)
        places, reaction = (nodes + 1) / 2, state.charge_transfer_resistance
        two = state.ionic_resistance, state.electronic_resistance
        mean = float(rails.reaction_share(places, *two, reaction) @ weights) / 2
        # From separator to collector along the ions' rail, and over to the electrons at the end.
        ions = float(rails.ionic_current_share(places, *two, reaction) @ weights) / 2
        walked = state.ionic_resistance * ions + reaction * float(rails.reaction_share(1.0, *two, reaction))
        slow = float(tables["now"]["slow (Ω cm2)"][0])
        return {"all ions react somewhere": abs(mean - 1),
                "the loss along the ions' rail and over to the electrons is that of direct current":
                abs(convert(walked, "ohm m2", "ohm cm2") / slow - 1)}
