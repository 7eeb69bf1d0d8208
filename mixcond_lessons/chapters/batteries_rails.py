"""Chapter 08, the whole electrode: an ionic and an electronic rail side by side, what they leave of the capacity, and their impedance."""
import numpy as np

from ..classroom import style
from ..classroom.controls import linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import composite_electrode as rails
from .polarization_cell import FINAL, QUIET

PLACES = (1 - np.cos(np.pi * np.linspace(0, 1, 101))) / 2  # closer together at both ends, where charge comes in
THICKNESSES = np.geomspace(1e-5, 1e-3, 41)
LOCAL_SHARE = 0.4  # of the volume that electrolyte and carbon divide between them; active grains fill the rest
MOMENTS = np.array([0.25, 0.5, 0.75, 1.0])  # of the time until the electrode must stop


def both_rails(state, thickness):
    """Resistances [ohm m2] of the ionic and of the electronic rail: electrolyte and carbon share the room that the grains leave."""
    electrolyte = LOCAL_SHARE * state.electrolyte_share
    return (rails.rail_resistance(thickness, state.ionic_conductivity, electrolyte, state.tortuosity),
            rails.rail_resistance(thickness, state.electronic_conductivity, LOCAL_SHARE - electrolyte, state.tortuosity))


def name_ends(axes, height):
    """Write at the foot of a picture what comes in at which end, in the carriers' colours."""
    axes.text(0.02, height, "ions in", color=style.IONS.colour, va="bottom")
    axes.text(0.98, height, "electrons in", color=style.ELECTRONS.colour, ha="right", va="bottom")


class TwoRails(Panel):
    """A thick electrode being filled: ions come from one side, electrons from the other, and both must reach every grain."""

    name = "batteries.two_rails"
    ask = "Twice as thick, the same time: how much more goes in?"
    alternative = ("Left: filling across the electrode from separator to collector at the moment when its fullest place is full, and at three earlier moments. "
                   "Right: charge per area against thickness, both logarithmic, with the charge that an electrode without rails would take.")
    law = staticmethod(rails.usable_share)
    controls = (
        logarithmic("thickness", "thickness", 1e-5, 1e-3, 1e-4, unit="m", shown="µm", symbol="L", per_decade=20),
        logarithmic("full_time", "to be filled in", 360.0, 72000.0, 3600.0, unit="s", shown="h", symbol="T"),
        linear("electrolyte_share", "electrolyte (rest: carbon)", 0.05, 0.95, 0.5, step=1, unit="1", shown="%"),
        logarithmic("ionic_conductivity", "electrolyte conducts", 1e-2, 10.0, 0.1, unit="S/m", shown="mS/cm", symbol="σᵢₒₙ", folded=True),
        logarithmic("electronic_conductivity", "carbon net conducts", 1e-2, 100.0, 1.0, unit="S/m", shown="mS/cm", symbol="σₑ", folded=True),
        linear("tortuosity", "winding of the paths", 1.0, 5.0, 2.0, step=0.1, unit="1", symbol="τ", folded=True),
        linear("capacity_density", "charge per volume", 3.6e8, 2.88e9, 1.44e9, step=10, unit="C/m3", shown="mAh/cm3", folded=True),
        linear("window", "empty to full", 0.3, 1.5, 1.0, step=0.05, unit="V", folded=True),
    )
    presets = {"thin": {"thickness": 2e-5}, "thick, in a hurry": {"thickness": 3e-4, "full_time": 1800.0}, "hardly any carbon": {"electrolyte_share": 0.95},
               "hardly any electrolyte": {"electrolyte_share": 0.05}}

    def solve(self, state):
        lengths = np.append(THICKNESSES, state.thickness)
        ions, electrons = both_rails(state, lengths)
        storage = state.capacity_density / state.window * lengths
        shares = rails.usable_share(state.full_time, ions, electrons, storage)
        charge = convert(state.capacity_density * lengths, "C/m2", "mAh/cm2")
        here = ions[-1], electrons[-1], storage[-1]
        # The current that would fill everything to 1 within T: eta is then the local filling.
        filling = 100 * rails.charging_profile(PLACES[:, np.newaxis], MOMENTS * shares[-1] * state.full_time, storage[-1] / state.full_time, *here)
        reached = rails.reached_depth(state.full_time, 1.0, *both_rails(state, 1.0), state.capacity_density / state.window)
        return {
            "now": {"in (%)": 100 * shares[-1], "in (mAh/cm2)": charge[-1] * shares[-1], "all (mAh/cm2)": charge[-1],
                    "Rᵢₒₙ (Ω cm2)": convert(here[0], "ohm m2", "ohm cm2"), "Rₑ (Ω cm2)": convert(here[1], "ohm m2", "ohm cm2"),
                    "stops after (h)": convert(shares[-1] * state.full_time, "s", "h"), "emptiest place (%)": filling[:, -1].min(),
                    "reached in T (µm)": convert(reached, "m", "µm"), "RC (h)": convert(rails.charging_time(*here), "s", "h")},
            "inside": {"x/L": PLACES, **{f"filling at {moment:g} (%)": filling[:, place] for place, moment in enumerate(MOMENTS)}},
            "here": {"thickness (µm)": convert(state.thickness, "m", "µm"), "in (mAh/cm2)": charge[-1] * shares[-1]},
            "curve": {"thickness (µm)": convert(THICKNESSES, "m", "µm"), "in (mAh/cm2)": charge[:-1] * shares[:-1], "without rails (mAh/cm2)": charge[:-1]},
        }

    def draw(self, figure):
        inside, charge = figure.subplots(1, 2)
        inside.set(xlim=(0, 1), ylim=(-18, 108), yticks=(0, 50, 100), xticks=(0, 1), xticklabels=("separator", "collector"), xlabel="place in the electrode", title="filling (%), at the end")
        inside.get_xticklabels()[0].set_ha("left")
        inside.get_xticklabels()[1].set_ha("right")
        name_ends(inside, -17)
        charge.set(xscale="log", yscale="log", xlim=(10, 1000), ylim=(2e-3, 60), xlabel="thickness (µm)", title="charge that goes in (mAh/cm²)")
        charge.set_xticks((10, 100, 1000), ("10", "100", "1000"))
        charge.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        thin = style.form().line * 0.75
        for moment in MOMENTS[:-1]:
            self.curve(inside, "inside", "x/L", f"filling at {moment:g} (%)", QUIET, linewidth=thin)
        self.curve(inside, "inside", "x/L", "filling at 1 (%)")
        self.curve(charge, "curve", "thickness (µm)", "without rails (mAh/cm2)", FINAL, label="without rails", at=0.5, shift=(-46, 6), linewidth=thin)
        self.curve(charge, "curve", "thickness (µm)", "in (mAh/cm2)")
        self.curve(charge, "here", "thickness (µm)", "in (mAh/cm2)", marker="o", linestyle="none")

    def say(self, state, words):
        ions, electrons = words.number("Rᵢₒₙ (Ω cm2)"), words.number("Rₑ (Ω cm2)")
        if max(ions, electrons) < 2 * min(ions, electrons):
            poor = "Both rails count"
        else:
            poor = "The ions' rail is the poor one" if ions > electrons else "The electrons' rail is the poor one"
        last = f"full to {words['emptiest place (%)']}" if words.number("emptiest place (%)") > 0.01 else "as empty as before"
        return (f"{words['in (mAh/cm2)']} go in, {words['in (%)']}; then the fullest place is full, the emptiest {last}. "
                f"{poor} (Rᵢₒₙ = {words['Rᵢₒₙ (Ω cm2)']}, Rₑ = {words['Rₑ (Ω cm2)']}). "
                f"In {self.controls[1].show(state.full_time)} charge spreads some {words['reached in T (µm)']} into this (illustrative) mix, however thick it is.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        nodes, weights = np.polynomial.legendre.leggauss(60)
        edges = np.concatenate([[0], np.geomspace(1e-4, 0.5, 13)])  # finer towards both ends, where charge comes in
        edges = np.concatenate([edges, 1 - edges[-2::-1]])
        ions, electrons = both_rails(state, state.thickness)
        storage = state.capacity_density / state.window * state.thickness
        places = (edges[:-1, np.newaxis] + edges[1:, np.newaxis] + np.diff(edges)[:, np.newaxis] * nodes) / 2
        filling = rails.charging_profile(places, convert(now["stops after (h)"], "h", "s"), storage / state.full_time, ions, electrons, storage)
        inside = float((filling @ weights / 2) @ np.diff(edges))
        return {"what went in is inside": abs(100 * inside / now["in (%)"] - 1),
                "the fullest place is full": abs(float(tables["inside"]["filling at 1 (%)"][[0, -1]].max()) / 100 - 1)}


FREQUENCIES = np.geomspace(1e-6, 1e8, 181)


class ElectrodeImpedance(Panel):
    """The same electrode in alternating current: which ends of the arc belong to which rail, and where the reaction happens."""

    name = "batteries.electrode_impedance"
    ask = "What does the arc tell about the rails, and where is the reaction?"
    alternative = ("Left: Nyquist plot of the electrode, from both rails side by side at high frequency to the steady resistance. "
                   "Right: where a steady current changes rails, as the local reaction rate over its mean, from separator to collector.")
    law = staticmethod(rails.electrode_impedance)
    controls = (
        logarithmic("ionic_resistance", "ionic rail", 1e-4, 0.1, 1.2e-2, unit="ohm m2", shown="ohm cm2", symbol="Rᵢₒₙ"),
        logarithmic("electronic_resistance", "electronic rail", 1e-4, 0.1, 1e-3, unit="ohm m2", shown="ohm cm2", symbol="Rₑ"),
        logarithmic("charge_transfer_resistance", "reaction, whole electrode", 1e-4, 0.1, 3e-3, unit="ohm m2", shown="ohm cm2", symbol="R_ct"),
        logarithmic("capacitance", "double layers", 1.0, 1e3, 10.0, unit="F/m2", shown="mF/cm2", symbol="C", folded=True),
    )
    presets = {"good rails": {"ionic_resistance": 2e-4, "electronic_resistance": 1e-4}, "few electrons": {"ionic_resistance": 1e-3, "electronic_resistance": 2e-2},
               "rails alike": {"ionic_resistance": 2e-2, "electronic_resistance": 2e-2, "charge_transfer_resistance": 1e-3}}

    def solve(self, state):
        two = state.ionic_resistance, state.electronic_resistance
        values = rails.electrode_impedance(np.append(FREQUENCIES, 0.0), *two, state.capacitance, state.charge_transfer_resistance)
        still, fast = values[-1].real, float(rails.electrode_impedance(1e30, *two, state.capacitance).real)
        ions = rails.ionic_current_share(np.array([1 / 3, 2 / 3]), *two, state.charge_transfer_resistance)
        even = state.charge_transfer_resistance + sum(two) / 3
        return {"now": {"fast (Ω cm2)": convert(fast, "ohm m2", "ohm cm2"), "slow (Ω cm2)": convert(still, "ohm m2", "ohm cm2"),
                        "even (Ω cm2)": convert(even, "ohm m2", "ohm cm2"),
                        "separator third (%)": 100 * (1 - ions[0]), "middle third (%)": 100 * (ions[0] - ions[1]), "collector third (%)": 100 * ions[1]},
                "spectrum": {"frequency (Hz)": FREQUENCIES, "Re Z (% of R at rest)": 100 * values[:-1].real / still, "−Im Z (% of R at rest)": -100 * values[:-1].imag / still},
                "ends": {"Re Z (% of R at rest)": (100 * fast / still, 100.0), "−Im Z (% of R at rest)": (0, 0)},
                "reaction": {"x/L": PLACES, "rate over its mean": rails.reaction_share(PLACES, *two, state.charge_transfer_resistance)}}

    def draw(self, figure):
        arc, reaction = figure.subplots(1, 2, width_ratios=(1.25, 1))
        top = 54 if style.in_lecture_mode() else 68  # so that equal scales fill the place there is
        arc.set(xlim=(0, 2 * top if style.in_lecture_mode() else 106), ylim=(-3, top), aspect="equal", yticks=(0, 20, 40))
        arc.set(xlabel="Re Z (% of R at rest)", title="−Im Z (%)")
        reaction.set(yscale="log", xlim=(0, 1), ylim=(0.006, 60), xticks=(0, 1), xticklabels=("separator", "collector"), title="reaction (÷ its mean)")
        reaction.set(xlabel="place in the electrode")
        reaction.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        reaction.get_xticklabels()[0].set_ha("left")
        reaction.get_xticklabels()[1].set_ha("right")
        name_ends(reaction, 0.0065)
        reaction.axhline(1, color=style.QUIET, linestyle=QUIET.line, linewidth=style.form().line * 0.75)
        self.curve(arc, "spectrum", "Re Z (% of R at rest)", "−Im Z (% of R at rest)")
        self.curve(arc, "ends", "Re Z (% of R at rest)", "−Im Z (% of R at rest)", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(reaction, "reaction", "x/L", "rate over its mean")

    def say(self, state, words):
        return (f"Fast, the two rails side by side: {words['fast (Ω cm2)']}. At rest {words['slow (Ω cm2)']}; an even reaction would cost {words['even (Ω cm2)']}. "
                f"The third at the separator does {words['separator third (%)']} of the reaction, the middle {words['middle third (%)']}, "
                f"the third at the collector {words['collector third (%)']}.")

    def conserved(self, state, tables):
        nodes, weights = np.polynomial.legendre.leggauss(200)
        places, two = (nodes + 1) / 2, (state.ionic_resistance, state.electronic_resistance)
        mean = float(rails.reaction_share(places, *two, state.charge_transfer_resistance) @ weights) / 2
        # From separator to collector along the ions' rail, and over to the electrons at the end.
        ions = float(rails.ionic_current_share(places, *two, state.charge_transfer_resistance) @ weights) / 2
        walked = state.ionic_resistance * ions + state.charge_transfer_resistance * float(rails.reaction_share(1.0, *two, state.charge_transfer_resistance))
        return {"all ions react somewhere": abs(mean - 1), "the walk along the rail has the resistance at rest":
                abs(convert(walked, "ohm m2", "ohm cm2") / float(tables["now"]["slow (Ω cm2)"][0]) - 1)}
