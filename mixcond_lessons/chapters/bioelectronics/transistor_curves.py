"""The curves of an organic electrochemical transistor with holes."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import bioelectronics
from ...recordings.panel import TakesRecording
from ..controls import choice, linear
from .ends_of_axes import round_up
from .measured_transistor import MeasuredTransistor
from .transistor_channel import LENGTH, MERIT, NAMES, THICKNESS, WIDTH, parameter, standing, to_milli

THRESHOLDS = {"depletion": 0.6, "accumulation": -0.1}   # V, illustrative
MODES = {"depletion": "conducts (depletion)", "accumulation": "insulates (accumulation)"}
FAMILY = {"depletion": (0.4, 0.2, 0.0), "accumulation": (-0.2, -0.3, -0.4)}   # V, gates of the curves behind
GATES, DRAINS = np.linspace(-0.4, 0.8, 121), np.linspace(-0.8, 0, 81)
ASIDE = 0.15   # V, half the length of the tangent


class TransistorCurves(TakesRecording, Panel):
    """The curves of a transistor with holes: output, transfer, and the slope that amplifies."""

    name = "bioelectronics.transistor_curves"
    measured = MeasuredTransistor
    ask = "What does a voltage in the salt water do to the current in the film?"
    alternative = ("Left: drain current against drain voltage for the present gate voltage and three others, "
                   "with the dotted parabola on which pinch-off begins. Right: drain current against gate "
                   "voltage, with a tangent whose slope is the transconductance.")
    law = staticmethod(bioelectronics.drain_current)
    controls = (
        linear("gate_voltage", -0.4, 0.8, 0.0, step=0.02, symbol=""),
        linear("drain_voltage", -0.8, 0.0, -0.7, step=0.02, symbol=""),
        replace(THICKNESS, rescales=True),
        choice("mode", "film at rest", MODES, "depletion", folded=True, rescales=True),
        choice("material", "material", NAMES, "pedot_pss", folded=True, rescales=True, source="illustrative"),
        WIDTH, LENGTH,
    )
    presets = {"gate at 0 V": {}, "half closed": {"gate_voltage": 0.3}, "closed": {"gate_voltage": 0.7},
               "before pinch-off": {"drain_voltage": -0.1},
               "accumulation, open": {"mode": "accumulation", "gate_voltage": -0.4},
               "accumulation, at rest": {"mode": "accumulation"}}

    def solve(self, state):
        gate, drain = state.gate_voltage, state.drain_voltage
        threshold, beta = THRESHOLDS[state.mode], parameter(state)

        def current(gate, drain, threshold=threshold):
            return to_milli(bioelectronics.drain_current(gate, drain, threshold, beta))
        slope = to_milli(bioelectronics.transconductance(gate, drain, threshold, beta))
        here, nearby = current(gate, drain), np.array([-ASIDE, ASIDE])
        few = DRAINS[::2]
        behind = {f"V_G = {other:.1f} V": {"drain voltage (V)": few, "current (mA)": current(other, few)}
                  for other in FAMILY[state.mode]}
        return {
            "now": {"threshold (V)": threshold, "pinch-off at (V)": gate - threshold,
                    "drain current (mA)": here,
                    "transconductance (mS)": slope},
            "here": {"gate voltage (V)": gate, "drain voltage (V)": drain, "current (mA)": here},
            "output": {"drain voltage (V)": DRAINS, "current (mA)": current(gate, DRAINS),
                       "pinch-off (mA)": current(DRAINS, DRAINS, 0.0)},
            "transfer": {"gate voltage (V)": GATES, "current (mA)": current(GATES, drain)},
            "tangent": {"gate voltage (V)": gate + nearby, "current (mA)": here + slope * nearby},
        } | behind

    def frame(self, state):
        largest = bioelectronics.drain_current(GATES[0], DRAINS[0], THRESHOLDS[state.mode], parameter(state))
        return state.mode, round_up(to_milli(-float(largest)))

    def draw(self, figure):
        output, transfer = figure.subplots(1, 2, sharey=True)
        mode, deepest = self._current_frame()
        output.set(xlim=(-0.97, 0.03), ylim=(-1.03 * deepest, 0.05 * deepest),
                   xlabel="drain voltage $V_D$ (V)", title="drain current (mA)",
                   xticks=(-0.8, -0.6, -0.4, -0.2, 0))
        transfer.set(xlim=(-0.45, 0.85), xlabel="gate voltage $V_G$ (V)", title="the same, against the gate",
                     xticks=(-0.4, 0, 0.4, 0.8))
        transfer.axvline(THRESHOLDS[mode], color=style.QUIET, linestyle=(0, (1, 2)),
                         linewidth=style.form().line / 2)
        transfer.text(THRESHOLDS[mode], -0.98 * deepest, " $V_T$", color=style.QUIET, va="bottom")
        thin = style.form().line * 0.75
        for gate in FAMILY[mode]:
            name, volts = f"V_G = {gate:.1f} V", f"{gate:.1f} V".replace("-", "−")
            self.curve(output, name, "drain voltage (V)", "current (mA)", style.DASHED,
                       label="" if style.in_lecture_mode() else volts, at=0.0, shift=(-23, -7),
                       linewidth=thin)
        self.curve(output, "output", "drain voltage (V)", "pinch-off (mA)", style.DOTTED, label="pinch-off",
                   at=0.1, shift=(48, -14), linewidth=thin)
        self.curve(output, "output", "drain voltage (V)", "current (mA)", style.HOLES, linestyle="-")
        self.curve(output, "here", "drain voltage (V)", "current (mA)", marker="o", linestyle="none")
        self.curve(transfer, "transfer", "gate voltage (V)", "current (mA)", style.HOLES, linestyle="-")
        self.curve(transfer, "tangent", "gate voltage (V)", "current (mA)")
        self.curve(transfer, "here", "gate voltage (V)", "current (mA)", marker="o", linestyle="none")
        self._name_slope(transfer, deepest)

    def _name_slope(self, axes, deepest):
        """The tangent's name stands below the curve, right of the point where there is room, else left."""
        turn, below, lowest = (0.2, 0.09, -0.82) if style.in_lecture_mode() else (0.5, 0.05, -0.88)

        def stand(tables):
            gate, current = (float(tables["here"][column][0])
                             for column in ("gate voltage (V)", "current (mA)"))
            name.set_ha("left" if gate <= turn else "right")
            return gate + (0.03 if gate <= turn else 0), max(current - below * deepest,
                                                             lowest * deepest), "slope gₘ"
        name = self.note(axes, stand, va="top")

    def say(self, state, words):
        if words.number("pinch-off at (V)") >= 0:
            regime = f"No holes are left: the gate is at or above its threshold of {words['threshold (V)']}."
        elif state.drain_voltage <= words.number("pinch-off at (V)"):
            regime = (f"Pinched off: beyond a drain voltage of {words['pinch-off at (V)']} "
                      "the drain no longer matters.")
        else:
            regime = ("Open from end to end: pinch-off would begin at a drain voltage of "
                      f"{words['pinch-off at (V)']}.")
        return (f"{regime} The drain current is {words['drain current (mA)']}; its slope with the gate "
                f"voltage is gₘ = {words['transconductance (mS)']} (μC* {standing(state.material, MERIT)}, "
                "threshold illustrative).")

    def conserved(self, state, tables):
        beta, threshold = parameter(state), THRESHOLDS[state.mode]
        over = max(threshold - state.gate_voltage, 0.0)
        slopes = sum(float(law(state.gate_voltage, state.drain_voltage, threshold, beta))
                     for law in (bioelectronics.transconductance, bioelectronics.output_conductance))
        locus = tables["output"]["pinch-off (mA)"] + to_milli(beta / 2 * DRAINS**2)
        return {"both slopes together are the conductance at the source": abs(slopes - beta * over) / beta,
                "pinch-off begins on a parabola": float(np.abs(locus).max() / to_milli(beta))}
