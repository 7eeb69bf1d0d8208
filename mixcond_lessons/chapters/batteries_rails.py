"""Chapter 08, the whole electrode: an ionic and an electronic rail side by side, what they leave of the capacity, and their impedance."""
import numpy as np

from ..classroom import style
from ..classroom.controls import linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import composite_electrode as rails

PLACES = (1 - np.cos(np.pi * np.linspace(0, 1, 101))) / 2  # closer together at both ends, where charge comes in
THINNEST, THICKEST = 1e-5, 1e-3  # m
TOWARDS_THE_END = np.linspace(1, 0, 61) ** 2  # of the way back from a curve's last point: closer together there, where it may fall steeply
LOCAL_SHARE = 0.4  # of the volume that electrolyte and carbon divide between them, active grains fill the rest: illustrative, and much carbon
MOMENTS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "end": 1.0}  # of the time until the charger stops


def both_rails(state, thickness):
    """Resistances [ohm m2] of the ionic and of the electronic rail: electrolyte and carbon share the room that the grains leave."""
    electrolyte = LOCAL_SHARE * state.electrolyte_share
    return (rails.rail_resistance(thickness, state.ionic_conductivity, electrolyte, state.tortuosity),
            rails.rail_resistance(thickness, state.electronic_conductivity, LOCAL_SHARE - electrolyte, state.tortuosity))


def name_ends(axes, height):
    """Write at the top of a picture what comes in at which end, in the carriers' colours."""
    axes.text(0.02, height, "ions in", color=style.IONS.colour, va="top")
    axes.text(0.98, height, "electrons in", color=style.ELECTRONS.colour, ha="right", va="top")


class TwoRails(Panel):
    """A thick electrode being filled: ions come from one side, electrons from the other, and both must reach every grain."""

    name = "batteries.two_rails"
    ask = "Twice as thick, the same time: how much more goes in?"
    alternative = ("Left: filling across the electrode from separator to collector at the moment when the charger stops, and at a quarter, half and three quarters of that time. "
                   "Right: charge per area against thickness, both logarithmic, with the charge that an electrode without rails would take.")
    law = staticmethod(rails.usable_share)
    controls = (
        logarithmic("thickness", "thickness", 1e-5, 1e-3, 1e-4, unit="m", shown="µm", symbol="L", per_decade=20),
        logarithmic("full_time", "to be filled in", 360.0, 72000.0, 3600.0, unit="s", shown="h"),
        linear("electrolyte_share", "electrolyte (rest: carbon)", 0.05, 0.95, 0.5, step=1, unit="1", shown="%"),
        logarithmic("ionic_conductivity", "electrolyte conducts", 1e-2, 10.0, 0.1, unit="S/m", shown="mS/cm", symbol="σᵢₒₙ", folded=True),
        logarithmic("electronic_conductivity", "carbon net conducts", 1e-2, 100.0, 1.0, unit="S/m", shown="mS/cm", symbol="σₑ", folded=True),
        linear("tortuosity", "winding of the paths", 1.0, 5.0, 2.0, step=0.1, unit="1", symbol="τ", folded=True),
        linear("capacity_density", "charge per volume", 3.6e8, 2.88e9, 1.44e9, step=10, unit="C/m3", shown="mAh/cm3", folded=True),
        linear("window", "empty to full, the charger's cut-off", 0.3, 1.5, 1.0, step=0.05, unit="V", folded=True),
    )
    presets = {"thin": {"thickness": 2e-5}, "thick, in a hurry": {"thickness": 3e-4, "full_time": 1800.0}, "hardly any carbon": {"electrolyte_share": 0.95},
               "hardly any electrolyte": {"electrolyte_share": 0.05}}

    @staticmethod
    def _lengths(state):
        """Thicknesses [m] for the curve, up to the one from which nothing goes in: there the drop of both rails side by side is the whole cut-off."""
        ions, electrons = both_rails(state, 1.0)
        parallel = ions * electrons / (ions + electrons)
        last = min(THICKEST, np.sqrt(state.full_time / (parallel * state.capacity_density / state.window)) * (1 - 1e-6))
        return last * (THINNEST / last) ** TOWARDS_THE_END if last > THINNEST else np.array([])

    def solve(self, state):
        drawn = self._lengths(state)
        lengths = np.append(drawn, state.thickness)
        ions, electrons = both_rails(state, lengths)
        storage = state.capacity_density / state.window * lengths
        shares = rails.usable_share(state.full_time, ions, electrons, storage)
        charge = convert(state.capacity_density * lengths, "C/m2", "mAh/cm2")
        here, current = (ions[-1], electrons[-1], storage[-1]), state.capacity_density * state.thickness / state.full_time
        # The current that would fill everything to 1 within the time: eta is then the local filling.
        moments = np.array(list(MOMENTS.values())) * shares[-1] * state.full_time
        filling = 100 * rails.charging_profile(PLACES[:, np.newaxis], moments, storage[-1] / state.full_time, *here)
        reached = rails.reached_depth(state.full_time, 1.0, *both_rails(state, 1.0), state.capacity_density / state.window)
        going_in = charge * shares
        return {
            "now": {"in (%)": 100 * shares[-1], "in (mAh/cm2)": going_in[-1], "all (mAh/cm2)": charge[-1],
                    "Rᵢₒₙ (Ω cm2)": convert(here[0], "ohm m2", "ohm cm2"), "Rₑ (Ω cm2)": convert(here[1], "ohm m2", "ohm cm2"),
                    "sum (Ω cm2)": convert(here[0] + here[1], "ohm m2", "ohm cm2"), "drop at once (V)": float(rails.charging_voltage(0.0, current, *here)),
                    "stops after (h)": convert(shares[-1] * state.full_time, "s", "h"), "fullest place (%)": filling[:, -1].max(), "emptiest place (%)": filling[:, -1].min(),
                    "reached (µm)": convert(reached, "m", "µm"), "RC (h)": convert(rails.charging_time(*here), "s", "h")},
            "inside": {"x/L": PLACES, **{f"filling, {moment} (%)": filling[:, place] for place, moment in enumerate(MOMENTS)}},
            "here": {"thickness (µm)": convert(lengths[-1:][going_in[-1:] > 0], "m", "µm"), "in (mAh/cm2)": going_in[-1:][going_in[-1:] > 0]},
            "curve": {"thickness (µm)": convert(drawn, "m", "µm"), "in (mAh/cm2)": going_in[:-1]},
            "all": {"thickness (µm)": convert(np.array([THINNEST, THICKEST]), "m", "µm"),
                    "in (mAh/cm2)": convert(state.capacity_density * np.array([THINNEST, THICKEST]), "C/m2", "mAh/cm2")},
        }

    def draw(self, figure):
        inside, charge = figure.subplots(1, 2)
        inside.set(xlim=(0, 1), ylim=(0, 125), yticks=(0, 50, 100), xticks=(0, 1), xticklabels=("separator", "collector"), xlabel="place in the electrode", title="filling (%) in time")
        inside.get_xticklabels()[0].set_ha("left")
        inside.get_xticklabels()[1].set_ha("right")
        name_ends(inside, 123)
        charge.set(xscale="log", yscale="log", xlim=(10, 1000), ylim=(2e-3, 60), xlabel="thickness (µm)", title="charge that goes in (mAh/cm²)")
        charge.set_xticks((10, 100, 1000), ("10", "100", "1000"))
        charge.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        thin = style.form().line * 0.75

        def goes_in(tables):
            return tables["now"]["in (%)"][0] > 0
        for moment, at in (("¼", 0.15), ("½", 0.35), ("¾", 0.65)):
            self.curve(inside, "inside", "x/L", f"filling, {moment} (%)", style.DOTTED, label=moment, at=at, shift=(0, -9), when=goes_in, linewidth=thin)
        self.curve(inside, "inside", "x/L", "filling, end (%)", label="end", at=0.8, shift=(0, 4), when=goes_in)
        self.curve(charge, "all", "thickness (µm)", "in (mAh/cm2)", style.DASHED, linewidth=thin)
        charge.text(11, 40, "dashed: without rails", color=style.QUIET, va="top")
        self.curve(charge, "curve", "thickness (µm)", "in (mAh/cm2)")
        self.curve(charge, "here", "thickness (µm)", "in (mAh/cm2)", marker="o", linestyle="none")

    def say(self, state, words):
        ions, electrons = words.number("Rᵢₒₙ (Ω cm2)"), words.number("Rₑ (Ω cm2)")
        two = f"(Rᵢₒₙ + Rₑ = {words['Rᵢₒₙ (Ω cm2)']} + {words['Rₑ (Ω cm2)']})"
        if max(ions, electrons) < 2 * min(ions, electrons):
            poor = f"Both rails count {two}."
        else:
            poor = f"The {'ions’' if ions > electrons else 'electrons’'} rail is the poor one {two}."
        spread = f"In {self.controls[1].show(state.full_time)} charge spreads some {words['reached (µm)']} into this (illustrative) mix."
        if words.number("in (%)") == 0:
            return (f"The charger stops at once: the rails alone need {words['drop at once (V)']}, more than the {self.controls[7].show(state.window)} of its cut-off. {poor} {spread}")
        last = words["emptiest place (%)"] if words.number("emptiest place (%)") > 0.01 else "hardly anything"
        return (f"{words['in (mAh/cm2)']} go in, {words['in (%)']}; then the voltage outside, rails and all, is at the cut-off. "
                f"Its places are filled to between {last} and {words['fullest place (%)']}. {poor} {spread}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        if now["in (%)"] == 0:
            return {"the drop at once is beyond the cut-off": max(0.0, 1 - now["drop at once (V)"] / state.window)}
        nodes, weights = np.polynomial.legendre.leggauss(60)
        edges = np.concatenate([[0], np.geomspace(1e-4, 0.5, 13)])  # finer towards both ends, where charge comes in
        edges = np.concatenate([edges, 1 - edges[-2::-1]])
        ions, electrons = both_rails(state, state.thickness)
        storage = state.capacity_density / state.window * state.thickness
        places = (edges[:-1, np.newaxis] + edges[1:, np.newaxis] + np.diff(edges)[:, np.newaxis] * nodes) / 2
        filling = rails.charging_profile(places, convert(now["stops after (h)"], "h", "s"), storage / state.full_time, ions, electrons, storage)
        inside = float((filling @ weights / 2) @ np.diff(edges))
        # Ohm's law along both rails: outside one sees both ends, each by the other rail's share, and the drop of the rails side by side.
        first, last = tables["inside"]["filling, end (%)"][[0, -1]] / 100 * state.window
        outside = (ions * first + electrons * last) / (ions + electrons) + now["drop at once (V)"]
        return {"what went in is inside": abs(100 * inside / now["in (%)"] - 1), "the voltage outside is at the cut-off": abs(outside / state.window - 1)}


# Times the reaction's own rate: even steps along a half circle, along the rails' slope of 45°, and on to where only they are left.
RATES = np.concatenate([np.tan(np.linspace(0.01, 1.3, 70)), np.geomspace(4, 1e3, 60), np.geomspace(1.4e3, 1e9, 31)])


class ElectrodeImpedance(Panel):
    """The same electrode in alternating current: which ends of the arc belong to which rail, and where the reaction happens."""

    name = "batteries.electrode_impedance"
    ask = "What does the arc tell about the rails, and where is the reaction?"
    alternative = ("Left: Nyquist plot of the electrode, from both rails side by side at high frequency to direct current, in per cent of the way between. "
                   "Right: where a steady current changes rails, as the local reaction rate over its mean, from separator to collector.")
    law = staticmethod(rails.electrode_impedance)
    controls = (
        logarithmic("ionic_resistance", "ionic rail", 1e-4, 0.1, 1.2e-2, unit="ohm m2", shown="ohm cm2", symbol="Rᵢₒₙ"),
        logarithmic("electronic_resistance", "electronic rail", 1e-4, 0.1, 1e-3, unit="ohm m2", shown="ohm cm2", symbol="Rₑ"),
        logarithmic("charge_transfer_resistance", "reaction resistance", 1e-4, 0.1, 3e-3, unit="ohm m2", shown="ohm cm2"),
        logarithmic("capacitance", "double layers", 1.0, 1e3, 10.0, unit="F/m2", shown="mF/cm2", symbol="C", folded=True),
    )
    presets = {"good rails": {"ionic_resistance": 2e-4, "electronic_resistance": 1e-4}, "few electrons": {"ionic_resistance": 1e-3, "electronic_resistance": 2e-2},
               "rails alike": {"ionic_resistance": 2e-2, "electronic_resistance": 2e-2, "charge_transfer_resistance": 1e-3}}

    def solve(self, state):
        two = state.ionic_resistance, state.electronic_resistance
        frequencies = RATES / (2 * np.pi * state.charge_transfer_resistance * state.capacitance)
        values = rails.electrode_impedance(np.append(frequencies, 0.0), *two, state.capacitance, state.charge_transfer_resistance)
        slow, fast = values[-1].real, float(rails.electrode_impedance(1e30, *two, state.capacitance).real)
        ions = rails.ionic_current_share(np.array([1 / 3, 2 / 3]), *two, state.charge_transfer_resistance)
        even = state.charge_transfer_resistance + sum(two) / 3
        return {"now": {"fast (Ω cm2)": convert(fast, "ohm m2", "ohm cm2"), "slow (Ω cm2)": convert(slow, "ohm m2", "ohm cm2"),
                        "even (Ω cm2)": convert(even, "ohm m2", "ohm cm2"),
                        "separator third (%)": 100 * (1 - ions[0]), "middle third (%)": 100 * (ions[0] - ions[1]), "collector third (%)": 100 * ions[1]},
                "spectrum": {"frequency (Hz)": frequencies, "(Re Z − fast)/(slow − fast) (%)": 100 * (values[:-1].real - fast) / (slow - fast),
                             "−Im Z/(slow − fast) (%)": -100 * values[:-1].imag / (slow - fast)},
                "ends": {"(Re Z − fast)/(slow − fast) (%)": (0, 100), "−Im Z/(slow − fast) (%)": (0, 0)},
                "reaction": {"x/L": PLACES, "rate over its mean": rails.reaction_share(PLACES, *two, state.charge_transfer_resistance)}}

    def draw(self, figure):
        arc, reaction = figure.subplots(1, 2, width_ratios=(1.25, 1))
        top = 54 if style.in_lecture_mode() else 68  # so that equal scales fill the place there is
        arc.set(xlim=(-6, 2 * top - 6 if style.in_lecture_mode() else 106), ylim=(-3, top), aspect="equal", yticks=(0, 20, 40), xticks=(0, 50, 100))
        arc.set(xlabel="Re Z, from fast to slow (%)", title="−Im Z (% of the same)")
        for end, place, side in (("fast", 11, "left"), ("slow", 98, "right")):
            self.note(arc, lambda tables, end=end, place=place: (place, 1, f"{tables['now'][f'{end} (Ω cm2)'][0]:.3g} Ω cm²"), ha=side, va="bottom", color=style.QUIET)
        reaction.set(yscale="log", xlim=(0, 1), ylim=(0.006, 500), xticks=(0, 1), xticklabels=("separator", "collector"), title="reaction (÷ its mean)")
        reaction.set(xlabel="place in the electrode")
        reaction.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        reaction.get_xticklabels()[0].set_ha("left")
        reaction.get_xticklabels()[1].set_ha("right")
        name_ends(reaction, 460)
        reaction.axhline(1, color=style.QUIET, linestyle=style.DOTTED.line, linewidth=style.form().line * 0.75)
        self.curve(arc, "spectrum", "(Re Z − fast)/(slow − fast) (%)", "−Im Z/(slow − fast) (%)")
        self.curve(arc, "ends", "(Re Z − fast)/(slow − fast) (%)", "−Im Z/(slow − fast) (%)", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(reaction, "reaction", "x/L", "rate over its mean")

    def say(self, state, words):
        return (f"Fast, the two rails side by side: {words['fast (Ω cm2)']}. Slowly (direct current) {words['slow (Ω cm2)']}; an even reaction would cost {words['even (Ω cm2)']}. "
                f"The third at the separator does {words['separator third (%)']} of the reaction, the middle {words['middle third (%)']}, "
                f"the third at the collector {words['collector third (%)']}.")

    def conserved(self, state, tables):
        nodes, weights = np.polynomial.legendre.leggauss(200)
        places, two = (nodes + 1) / 2, (state.ionic_resistance, state.electronic_resistance)
        mean = float(rails.reaction_share(places, *two, state.charge_transfer_resistance) @ weights) / 2
        # From separator to collector along the ions' rail, and over to the electrons at the end.
        ions = float(rails.ionic_current_share(places, *two, state.charge_transfer_resistance) @ weights) / 2
        walked = state.ionic_resistance * ions + state.charge_transfer_resistance * float(rails.reaction_share(1.0, *two, state.charge_transfer_resistance))
        return {"all ions react somewhere": abs(mean - 1), "the walk along the rail has the resistance to direct current":
                abs(convert(walked, "ohm m2", "ohm cm2") / float(tables["now"]["slow (Ω cm2)"][0]) - 1)}
