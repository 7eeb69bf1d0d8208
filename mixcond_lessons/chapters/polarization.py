"""Chapter 02, Unmasking the Carriers: the current after a voltage step between contacts that let no ions through."""
from dataclasses import replace

import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..materials import material
from ..physics import polarization
from ..physics.constants import CERIA_HALF_AND_HALF
from ..physics.conductivity import partial_conductivities as partial
from ..classroom.words import duration_in_words, durations
from .polarization_cell import AREA, BLOCKING, CONDUCTIVITY, DIFFUSIVITY, ELECTRONIC_SHARE, THICKNESS, TIMES, VOLTAGE, cell, first_current
from .polarization_further import Contacts, Impedance, LargeVoltage, Recording
from .polarization_questions import QUESTIONS

__all__ = ["PANELS", "QUESTIONS", "Composition", "Contacts", "Impedance", "LargeVoltage", "Recording", "Transient",
           "predict_contacts", "predict_current", "predict_thickness"]

LENGTHS = {60.0: "1 minute", 600.0: "10 minutes", 3600.0: "1 hour", 86400.0: "1 day"}


def _ceria():
    """States of two real ceria samples: sample B of chapter 1, and ceria where ions and electrons share alike."""
    sample = material("seed_sample_ceria")
    total = sample.property("total conductivity").value
    ionic, electronic = partial(material("ceria_gadolinia_10"), 973.15, CERIA_HALF_AND_HALF)
    return {"sample B of chapter 1": {"total_conductivity": total,
                                      "electronic_transference_number": sample.property("electronic conductivity").value / total},
            "ceria at 700 °C and 1e-20 bar (illustrative)": {"total_conductivity": float(ionic + electronic),
                                                       "electronic_transference_number": float(electronic / (ionic + electronic))}}


class Transient(Panel):
    """The seed's experiment: a constant voltage is switched on, and the current falls while the ions come to rest."""

    name = "polarization.transient"
    ask = "The contacts stop the ions. How far does the current fall, and how soon?"
    alternative = ("Left: current after a voltage step against time on a logarithmic axis, from the first current to the last. "
                   "Right: the same current as a recorder draws it, on an even time axis from its first reading on.")
    law = staticmethod(polarization.current_ratio)
    controls = (
        ELECTRONIC_SHARE, DIFFUSIVITY, THICKNESS, VOLTAGE, CONDUCTIVITY, AREA, BLOCKING,
        choice("recording_length", "the recorder runs for", LENGTHS, 600.0, folded=True, rescales=True),
    )
    presets = {"the recording of the lesson": {"voltage": 1e-2, "total_conductivity": 2.0}, **_ceria(), "a thin plate": {"thickness": 1e-4}, "slow diffusion": {"chemical_diffusivity": 1e-11}}

    def solve(self, state):
        electronic, last = state.electronic_transference_number, 100 * state.electronic_transference_number
        slowest = polarization.potentiostatic_time_constant(*cell(state), blocking=state.blocking)
        first = convert(first_current(state), "A", "mA")
        paper = np.linspace(1.0, state.recording_length, 160)
        paper[1:40] = np.geomspace(1.0, paper[40], 41)[1:-1]  # close together where the current falls fast
        # One call for all times: the roots of the series are then sought once.
        times = np.concatenate([[1.0, slowest], TIMES, paper])
        current = 100 * polarization.current_ratio(times, *cell(state), blocking=state.blocking)
        return {
            "now": {"I₀ (mA)": first, "Iₛₛ (mA)": first * electronic, "cell at first (Ω)": state.voltage / first_current(state),
                    "fall over after 1 s (%)": (100 - current[0]) / (1 - electronic)},
            "slowest part": {**durations("τ", slowest), "current (% of I₀)": current[1]},
            "current": {"time (s)": TIMES, "current (% of I₀)": current[2:2 + TIMES.size]},
            "levels": {"time (s)": TIMES[[0, -1]], "last (% of I₀)": (last, last)},
            "recorder": {"time (min)": convert(paper, "s", "min"), "current (% of I₀)": current[2 + TIMES.size:]},
            "first reading": {"time (min)": convert(1.0, "s", "min"), "current (% of I₀)": current[0]},
            "recorder levels": {"time (min)": (0, state.recording_length / 60), "last (% of I₀)": (last, last)},
        }

    def draw(self, figure):
        trace, paper = figure.subplots(1, 2, sharey=True)
        minutes = self.state["recording_length"] / 60
        trace.set(xscale="log", xlim=(TIMES[0], TIMES[-1]), ylim=(0, 122), yticks=range(0, 101, 20), xlabel="time (s)", title="current (% of the first)")
        trace.set_xticks(10.0 ** np.arange(-2, 7, 2))
        paper.set(xlim=(0, minutes), xlabel="time (min)", title="as a recorder draws it (%)")
        for axes, table, time in ((trace, "levels", "time (s)"), (paper, "recorder levels", "time (min)")):
            axes.axhline(100, color=style.DOTTED.colour, linestyle=style.DOTTED.line, linewidth=style.form().line * 0.75)
            self.curve(axes, table, time, "last (% of I₀)", style.DOTTED, linewidth=style.form().line * 0.75)
        self.curve(trace, "current", "time (s)", "current (% of I₀)")
        self.curve(trace, "slowest part", "τ (s)", "current (% of I₀)", label="τ", marker="o", linestyle="none", shift=(12, 2))
        self.note(trace, lambda tables: (TIMES[-1], 103, f"I₀ {tables['now']['I₀ (mA)'][0]:.3g} mA"), ha="right", color=style.QUIET)
        self._name_last(trace)
        self.curve(paper, "recorder", "time (min)", "current (% of I₀)")
        self.curve(paper, "first reading", "time (min)", "current (% of I₀)", label="first reading, after 1 s", marker="o", linestyle="none",
                   shift=(86, 4))

    def _name_last(self, axes):
        """The label of the last current: at its line, where the curve is not."""
        label = axes.text(0, 0, "", color=style.ELECTRONS.colour)

        def update(tables):
            last, late = tables["levels"]["last (% of I₀)"][0], tables["slowest part"]["τ (s)"][0] > 1e3
            label.set(x=TIMES[3 if late else -1], ha="left" if late else "right", y=last + (-2.5 if last > 50 else 1.5),
                      va="top" if last > 50 else "bottom", text=f"Iₛₛ {tables['now']['Iₛₛ (mA)'][0]:.3g} mA")
        self.moves(label, update)

    def say(self, state, words):
        return (f"At first {words['I₀ (mA)']} flows; in the end {words['Iₛₛ (mA)']}, carried by electrons alone. "
                f"The slowest part of the fall has the time constant τ = {duration_in_words(words, 'τ')}, yet after the first second "
                f"{words['fall over after 1 s (%)']} of the fall is over already.")

    def conserved(self, state, tables):
        last = float(polarization.current_ratio(1e15, *cell(state), blocking=state.blocking))
        return {"in the end electrons alone": abs(last / state.electronic_transference_number - 1)}


# Denser towards both contacts, where diffusion begins.
PLACES = (1 - np.cos(np.pi * np.linspace(0, 1, 101))) / 2


class Composition(Panel):
    """What happens inside meanwhile: the composition tilts, and the ions stop, first at the contacts and last in the middle."""

    name = "polarization.composition"
    ask = "Where in the sample do the ions stop first, and what drives them back?"
    alternative = ("Left: change of the chemical potential across the sample, with the final straight line. "
                   "Right: total current and the currents of ions and of electrons across the sample.")
    law = staticmethod(polarization.carrier_currents)
    controls = (
        logarithmic("time", "time", 1e-3, 1e4, 0.03, unit="s", symbol="t", plays=True),
        ELECTRONIC_SHARE,
        choice("drive", "held constant", {"voltage": "the voltage", "current": "the current"}, "voltage"),
        *(replace(control, folded=True) for control in (THICKNESS, DIFFUSIVITY)),
        linear("voltage", "voltage in the end", 1e-3, 1e-2, 5e-3, step=0.1, unit="V", shown="mV", symbol="V", folded=True),
        CONDUCTIVITY, AREA, replace(BLOCKING, rescales=True),
    )
    presets = {"switched on just now": {"time": 1e-3}, "on the way": {"time": 10.0}, "at rest again": {"time": 1e4}}

    def solve(self, state):
        place = PLACES * state.thickness
        constants = {"drive": state.drive, "blocking": state.blocking}
        # Both drives end in the same state: the constant current is the one that the final voltage drives through the electrons.
        constant_current = state.drive == "current"
        share = state.electronic_transference_number if constant_current else 1.0
        first = convert(first_current(state), "A", "mA") * share
        profile = 100 * share * polarization.potential_profile(place, state.time, *cell(state), **constants)
        ions, electrons = polarization.carrier_currents(place, state.time, *cell(state), **constants)
        ions = np.round(ions, 12)  # what is left of rounding is not a current
        middle, millivolts = PLACES.size // 2, convert(state.voltage, "V", "mV") / 100
        return {
            "now": {"current (mA)": first * (ions + electrons)[middle], "ions in the middle (mA)": first * ions[middle],
                    "ions at the blocking contact (mA)": first * ions[-1],
                    "difference across the sample (mV)": millivolts * (profile[-1] - profile[0])},
            "sample": {"x/L": PLACES, "change (% of V)": profile, "end (% of V)": 100 * (PLACES - (0.5 if state.blocking == "both" else 0)),
                       "ions (% of first)": 100 * ions, "electrons (% of first)": 100 * electrons, "total (% of first)": 100 * (ions + electrons)},
        }

    def draw(self, figure):
        tilt, currents = figure.subplots(1, 2)
        both = self.state["blocking"] == "both"
        tilt.set(xlim=(0, 1), ylim=(-55, 55) if both else (-5, 105), xlabel="place in the sample, x/L", title="change of μ (% of V)")
        currents.set(xlim=(0, 1), ylim=(-26, 120), yticks=range(0, 101, 20), xlabel="place in the sample, x/L", title="current (% of the first)")
        self.curve(tilt, "sample", "x/L", "end (% of V)", style.DASHED, label="in the end", at=0.66, shift=(-38, 4), linewidth=style.form().line * 0.75)
        self.curve(tilt, "sample", "x/L", "change (% of V)")
        self.curve(currents, "sample", "x/L", "total (% of first)", label="total", at=0.86, shift=(0, 3))
        self.curve(currents, "sample", "x/L", "ions (% of first)", style.IONS, label="ions", at=0.3, shift=(0, -19))
        self.curve(currents, "sample", "x/L", "electrons (% of first)", style.ELECTRONS, label="electrons", at=0.5, shift=(0, 3))

    def say(self, state, words):
        return (f"After {self.controls[0].show(state.time)} the current is {words['current (mA)']}. In the middle ions still carry "
                f"{words['ions in the middle (mA)']} of it, at the blocking contact {words['ions at the blocking contact (mA)']}. "
                f"Between the ends μ/F differs by {words['difference across the sample (mV)']}.")

    def conserved(self, state, tables):
        sample = tables["sample"]
        change, ions = sample["change (% of V)"], sample["ions (% of first)"]
        halves = (change[1:] + change[:-1]) / 2 * np.diff(sample["x/L"])
        found = {"no ions through the blocking contact": abs(float(ions[-1])) / 100}
        total = 100.0 * (1 if state.drive == "current" else polarization.current_ratio(state.time, *cell(state), blocking=state.blocking))
        found["the same current everywhere"] = float(np.abs(sample["total (% of first)"] / total - 1).max())
        if state.blocking == "both":
            return {**found, "nothing gained or lost inside": abs(float(halves.sum())) / 100}
        return {**found, "composition held at the open contact": abs(float(change[0])) / 100}


PANELS = (Transient, Composition, Contacts, Impedance, LargeVoltage, Recording)


def predict_current():
    """Before the first panel: what does the current do after the step?"""
    return Predict(Transient(), "Both contacts let electrons through and stop ions. A constant voltage is switched on. What does the current do?",
                   ("it stays as it is: the voltage is constant", "it falls to zero, as into a capacitor",
                    "it falls to a smaller value and stays there", "it rises while the sample adapts"),
                   look="Read where the curve begins and where it ends. Then move tₑ to both of its ends: which of the two levels moves?",
                   found="It falls to a smaller value and stays there: what is left are the electrons.", key="02.current")


def predict_thickness():
    """After the picture of the inside: how does the wait depend on thickness?"""
    return Predict(Transient(), "The current of a 1 mm disk settles with τ = 30 s. What is τ for a 2 mm disk of the same material?",
                   unit="s", look="Move the thickness from 1 to 2 mm and read τ. And to 0.5 mm?",
                   found="Four times as long, two minutes; at 0.5 mm a quarter. The wait goes with the square of the thickness.", key="02.thickness")


def predict_contacts():
    """Before the panel of contacts: what can be seen behind blocked ions?"""
    return Predict(Contacts(), "A cobaltite's ions carry one part in ten thousand of its current. Your meter reads every current to 0.1 % of its value. "
                   "With which contacts can you measure σᵢₒₙ?",
                   ("with contacts that block ions", "with contacts that block electrons", "with both", "with neither"),
                   look="Choose the cobaltite, then each contact in turn, and read by how much the current falls. How good must the meter be?",
                   found="With contacts that block electrons. Behind blocked ions the fall of 0.01 % is lost in the meter's 0.1 %.",
                   key="02.contacts")
