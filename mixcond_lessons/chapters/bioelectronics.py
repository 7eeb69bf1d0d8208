"""Chapter 10, Living tissue: ions of the body enter a film and turn its current up or down."""
from dataclasses import replace

import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..physics import bioelectronics
from .bioelectronics_compared import ConductorsCompared
from .bioelectronics_device import DASHED, LENGTH, MERIT, NAMES, QUIET, THICKNESS, WIDTH, parameter, round_up, standing, to_milli
from .bioelectronics_film import FastOrSensitive
from .bioelectronics_heartbeat import Heartbeat
from .bioelectronics_questions import QUESTIONS

__all__ = ["PANELS", "QUESTIONS", "ConductorsCompared", "FastOrSensitive", "Heartbeat", "TransistorCurves", "predict_gate", "predict_thickness"]

THRESHOLDS = {"depletion": 0.6, "accumulation": -0.1}   # V, illustrative
FAMILY = {"depletion": (0.4, 0.2, 0.0), "accumulation": (-0.2, -0.3, -0.4)}   # V, gates of the curves behind
GATES, DRAINS = np.linspace(-0.4, 0.8, 121), np.linspace(-0.8, 0, 81)
ASIDE = 0.15                                            # V, half the length of the tangent


class TransistorCurves(Panel):
    """The curves of an organic electrochemical transistor with holes: output, transfer, and the slope that amplifies."""

    name = "bioelectronics.transistor_curves"
    ask = "What does a voltage in the salt water do to the current in the film?"
    alternative = ("Left: drain current against drain voltage for the present gate voltage and three others, with the dotted parabola on which pinch-off begins. "
                   "Right: drain current against gate voltage, with a tangent whose slope is the transconductance.")
    law = staticmethod(bioelectronics.drain_current)
    controls = (
        linear("gate_voltage", "gate voltage", -0.4, 0.8, 0.0, step=0.02, unit="V"),
        linear("drain_voltage", "drain voltage", -0.8, 0.0, -0.7, step=0.02, unit="V"),
        replace(THICKNESS, rescales=True),
        choice("mode", "film at rest", {"depletion": "conducts (depletion)", "accumulation": "insulates (accumulation)"}, "depletion", folded=True, rescales=True),
        choice("material", "material", NAMES, "pedot_pss", folded=True, rescales=True, source="illustrative"), WIDTH, LENGTH,
    )
    presets = {"gate off": {}, "half closed": {"gate_voltage": 0.3}, "closed": {"gate_voltage": 0.7}, "before pinch-off": {"drain_voltage": -0.1},
               "accumulation, open": {"mode": "accumulation", "gate_voltage": -0.4}, "accumulation, at rest": {"mode": "accumulation"}}

    def solve(self, state):
        beta, threshold, volts = parameter(state), THRESHOLDS[state.mode], (state.gate_voltage, state.drain_voltage)
        current, slope = (float(law(*volts, threshold, beta)) for law in (bioelectronics.drain_current, bioelectronics.transconductance))
        nearby = np.array([-ASIDE, ASIDE])
        tables = {
            "now": {"threshold (V)": threshold, "pinch-off at (V)": volts[0] - threshold, "drain current (mA)": to_milli(current), "transconductance (mS)": to_milli(slope)},
            "here": {"gate voltage (V)": volts[0], "drain voltage (V)": volts[1], "current (mA)": to_milli(current)},
            "output": {"drain voltage (V)": DRAINS, "current (mA)": to_milli(bioelectronics.drain_current(volts[0], DRAINS, threshold, beta)),
                       "pinch-off (mA)": to_milli(bioelectronics.drain_current(DRAINS, DRAINS, 0.0, beta))},
            "transfer": {"gate voltage (V)": GATES, "current (mA)": to_milli(bioelectronics.drain_current(GATES, volts[1], threshold, beta))},
            "tangent": {"gate voltage (V)": volts[0] + nearby, "current (mA)": to_milli(current + slope * nearby)},
        }
        for gate in FAMILY[state.mode]:
            tables[f"V_G = {gate:.1f} V"] = {"drain voltage (V)": DRAINS[::2], "current (mA)": to_milli(bioelectronics.drain_current(gate, DRAINS[::2], threshold, beta))}
        return tables

    def frame(self, state):
        largest = bioelectronics.drain_current(GATES[0], DRAINS[0], THRESHOLDS[state.mode], parameter(state))
        return state.mode, round_up(to_milli(-float(largest)))

    def draw(self, figure):
        output, transfer = figure.subplots(1, 2, sharey=True)
        mode, deepest = self._current_frame()
        output.set(xlim=(-0.97, 0.03), ylim=(-1.03 * deepest, 0.05 * deepest), xlabel="drain voltage $V_D$ (V)", title="drain current (mA)", xticks=(-0.8, -0.6, -0.4, -0.2, 0))
        transfer.set(xlim=(-0.45, 0.85), xlabel="gate voltage $V_G$ (V)", title="the same, against the gate", xticks=(-0.4, 0, 0.4, 0.8))
        transfer.axvline(THRESHOLDS[mode], color=style.QUIET, linestyle=(0, (1, 2)), linewidth=style.form().line / 2)
        transfer.text(THRESHOLDS[mode], -0.98 * deepest, " $V_T$", color=style.QUIET, va="bottom")
        thin = style.form().line * 0.6
        for gate in FAMILY[mode]:
            name = f"V_G = {gate:.1f} V"
            self.curve(output, name, "drain voltage (V)", "current (mA)", DASHED, label="" if style.in_lecture_mode() else f"{gate:.1f} V".replace("-", "−"), at=0.0, shift=(-23, -7), linewidth=thin)
        self.curve(output, "output", "drain voltage (V)", "pinch-off (mA)", QUIET, label="pinch-off", at=0.1, shift=(48, -14), linewidth=thin)
        self.curve(output, "output", "drain voltage (V)", "current (mA)", style.HOLES, linestyle="-")
        self.curve(output, "here", "drain voltage (V)", "current (mA)", marker="o", linestyle="none")
        self.curve(transfer, "transfer", "gate voltage (V)", "current (mA)", style.HOLES, linestyle="-")
        self.curve(transfer, "tangent", "gate voltage (V)", "current (mA)")
        self.curve(transfer, "here", "gate voltage (V)", "current (mA)", marker="o", linestyle="none")
        self._name_slope(transfer, deepest)

    def _name_slope(self, axes, deepest):
        """The tangent's name stands below the curve, right of the point where there is room, else left of it."""
        turn, below, lowest = (0.2, 0.09, -0.82) if style.in_lecture_mode() else (0.5, 0.05, -0.88)   # V, and parts of the frame

        def stand(tables):
            gate, current = (float(tables["here"][column][0]) for column in ("gate voltage (V)", "current (mA)"))
            name.set_ha("left" if gate <= turn else "right")
            return gate + (0.03 if gate <= turn else 0), max(current - below * deepest, lowest * deepest), "slope gₘ"
        name = self.note(axes, stand, va="top")

    def say(self, state, words):
        if words.number("pinch-off at (V)") >= 0:
            regime = f"No holes are left: the gate is at or above its threshold of {words['threshold (V)']}."
        elif state.drain_voltage <= words.number("pinch-off at (V)"):
            regime = f"Pinched off: beyond a drain voltage of {words['pinch-off at (V)']} the drain no longer matters."
        else:
            regime = f"Open from end to end: pinch-off would begin at a drain voltage of {words['pinch-off at (V)']}."
        return (f"{regime} The drain current is {words['drain current (mA)']}; its slope with the gate voltage is gₘ = {words['transconductance (mS)']} "
                f"(μC* {standing(state.material, MERIT)}, threshold illustrative).")

    def conserved(self, state, tables):
        beta, threshold = parameter(state), THRESHOLDS[state.mode]
        over = max(threshold - state.gate_voltage, 0.0)
        slopes = sum(float(law(state.gate_voltage, state.drain_voltage, threshold, beta)) for law in (bioelectronics.transconductance, bioelectronics.output_conductance))
        locus = tables["output"]["pinch-off (mA)"] + to_milli(beta / 2 * DRAINS**2)
        return {"both slopes make the conductance of the source's end": abs(slopes - beta * over) / beta,
                "pinch-off begins on a parabola": float(np.abs(locus).max() / to_milli(beta))}


PANELS = (TransistorCurves, FastOrSensitive, Heartbeat, ConductorsCompared)


def predict_gate():
    """Before the first panel: what does a positive gate do to a film full of holes?"""
    return Predict(TransistorCurves(), "A film of PEDOT:PSS conducts by holes. You dip a wire into the salt water above it and make that wire 0.3 V positive. What happens to the current in the film?",
                   ("it grows: a positive gate brings positive carriers", "it shrinks", "nothing: water and film exchange no electrons", "it reverses"),
                   look="Move the gate voltage from 0 to 0.3 V and on to 0.8 V, and read the drain current. Where does it vanish?",
                   found="It shrinks to a quarter, from −0.846 to about −0.21 mA, and is gone at 0.6 V. Salt water has closed a channel of holes. What have its ions done?", key="10.gate")


def predict_thickness():
    """Before the film: what does a thicker film cost?"""
    return Predict(FastOrSensitive(), "A film of 100 nm amplifies with 2.8 mS and follows signals up to 8.8 kHz. You make it ten times as thick. What comes out?",
                   ("ten times the amplification, equally fast", "ten times the amplification, ten times slower", "equal amplification, ten times slower", "equal amplification, a hundred times slower, as L² in chapter 02"),
                   look="Move the thickness from 100 nm to 1000 nm, and read the product in the sentence. Watch which part of the curve stays where it was.",
                   found="28.2 mS and 0.881 kHz: ten times as much, ten times slower. The product stays 24.8 S/s, and beyond the cut-off all films lie on one line.", key="10.thickness")
