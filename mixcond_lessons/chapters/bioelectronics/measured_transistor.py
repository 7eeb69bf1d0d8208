"""Measured curves of a transistor beside the law: what one device tells of μC*, and what not."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...physics import transistor_fit
from ...physics.bioelectronics import transistor_parameter
from ...recordings.panel import MeasuredPanel
from ..controls import choice, linear, logarithmic
from .transistor_readings import TransistorReadings

BRANCHES = {"first": "the first way", "second": "the way back", "both": "both ways"}
MORE = 10.0  # ohm of leads that nobody has measured


class MeasuredTransistor(MeasuredPanel):
    """Measured transfer or output curve, the law beside it, and what a fit can tell."""

    name = "bioelectronics.measured_transistor"
    made = "transfer_made.txt"
    geometry = ("width", "channel_length", "film_thickness")
    ask = "Does one transistor tell μC*?"
    alternative = ("Left: root of the drain current against the voltage that was swept, readings and law. "
                   "Right: magnitude of the drain current on a logarithmic axis.")
    law = staticmethod(transistor_fit.drain_current_behind_leads)
    controls = (
        linear("threshold_voltage", -2.0, 2.0, -0.2, step=0.01),
        logarithmic("mobility_capacitance", 1e2, 1e6, 5e3, per_decade=20),
        linear("lead_resistance", 0.0, 500.0, 0.0, step=1.0),
        choice("branch", "readings of", BRANCHES, "first", folded=True),
        linear("lowest_voltage", -3.0, 3.0, -3.0, step=0.025, label="fit from", unit="V", folded=True),
        linear("highest_voltage", -3.0, 3.0, 3.0, step=0.025, label="fit to", unit="V", folded=True),
        logarithmic("width", 1e-6, 2e-2, 4e-4, folded=True),
        logarithmic("channel_length", 1e-6, 2e-3, 2e-5, folded=True),
        logarithmic("film_thickness", 5e-9, 1e-5, 1e-7, folded=True),
    )

    def __init__(self, recording=None, drain_voltage=None, gate_voltage=None, **changes):
        self._said = {"gate voltage": gate_voltage, "drain voltage": drain_voltage}
        super().__init__(recording, **changes)

    def take(self, recording):
        self.readings = TransistorReadings(self, self._said)
        known = self.told()
        self.controls = tuple(
            replace(one, default=float(np.clip(known[one.name], one.minimum, one.maximum)))
            if one.name in known else one for one in type(self).controls)

    def told(self):
        return {name: value for name, value in self.readings.known().items() if value is not None}

    def find(self, state):
        curve, window = self.readings, (state.lowest_voltage, state.highest_voltage)

        def fitted(branch, leads=state.lead_resistance):
            used = curve.used(branch, *window)
            return transistor_fit.fit_transistor(curve.gate[used], curve.drain[used], curve.current[used],
                                                 leads)
        found, more = fitted(state.branch), fitted(state.branch, state.lead_resistance + MORE)
        geometry = transistor_parameter(state.width, state.film_thickness, state.channel_length, 1.0)
        there_is_a_way_back = state.branch == "first" and curve.used("second", *window).sum() > 3
        back = fitted("second") if there_is_a_way_back else None
        return {"threshold_voltage": found.threshold_voltage,
                "mobility_capacitance": found.transistor_parameter / geometry}, (found, more, back)

    def solve(self, state):
        geometry = transistor_parameter(state.width, state.film_thickness, state.channel_length, 1.0)
        beta = geometry * state.mobility_capacitance
        curve = self.readings
        model = transistor_fit.drain_current_behind_leads(curve.gate, curve.drain, state.threshold_voltage,
                                                          beta, state.lead_resistance)
        used = curve.used(state.branch, state.lowest_voltage, state.highest_voltage)
        beside = (np.sqrt(-model) - curve.root)[used if used.any() else slice(None)] / curve.root.max()
        found = self.fitted(state)
        now = {"misfit (%)": 100 * np.sqrt((beside**2).mean()), "fitted": float(found is not None),
               "more (ohm)": MORE}
        if found:
            value, error = (part / geometry / 100
                            for part in (found[0].transistor_parameter, found[0].errors[1]))
            now |= {"μC* (F/cm/V/s)": value, "μC* error (F/cm/V/s)": error,
                    "by leads (%)": 100 * (found[1].transistor_parameter / found[0].transistor_parameter - 1)}
            back = found[2].transistor_parameter / geometry / 100 if found[2] else value
            now |= {"back (F/cm/V/s)": back, "two ways": float(abs(back - value) > 3 * error)}
        floor = 1e-6 * np.abs(curve.current).max()
        return {"now": now, "curve": {curve.axis: curve.swept, "√|I| (√mA)": np.sqrt(-1e3 * model),
                                      "|I| (A)": np.maximum(-model, floor)},
                "readings": {curve.axis: curve.swept, "√|I| (√mA)": 1e3**0.5 * curve.root,
                             "|I| (A)": np.maximum(np.abs(curve.current), floor)}}

    def draw(self, figure):
        root, size = figure.subplots(1, 2)
        readings = self._tables["readings"]
        curve = self.readings
        edge = 0.05 * max(np.ptp(curve.swept), 0.1)
        for axes, column in ((root, "√|I| (√mA)"), (size, "|I| (A)")):
            axes.set(xlim=(curve.swept.min() - edge, curve.swept.max() + edge), xlabel=curve.axis,
                     title=column)
            axes.plot(curve.swept, readings[column], ".", color=style.QUIET)
            self.curve(axes, "curve", curve.axis, column, style.HOLES, linestyle="-", label="law", at=0.2,
                       shift=(16, 8))
        root.set_ylim(-0.03 * readings["√|I| (√mA)"].max(), 1.2 * readings["√|I| (√mA)"].max())
        size.set(yscale="log", ylim=(readings["|I| (A)"].min() / 2, readings["|I| (A)"].max() * 5))
        self.say_what_was_taken(figure)

    def say(self, state, words):
        if not words.number("fitted"):
            return (f"The curve misses the readings by {words['misfit (%)']} of the largest √|I|. Move "
                    f"threshold and μC*, or press Fit.")
        if words.number("μC* error (F/cm/V/s)") > words.number("μC* (F/cm/V/s)") / 2:
            return "These readings tell no μC*: its error is as large as itself. The channel hardly opens."
        first = (f"This device gives an apparent μC* = {words['μC* (F/cm/V/s)']} "
                 f"± {words.show('μC* error (F/cm/V/s)', 2)}")
        if words.number("two ways"):
            said = (f"{first}, on the way back {words['back (F/cm/V/s)']}. One width does not tell which "
                    f"part is the leads': measure a second width.")
        else:
            said = (f"{first}. One width does not tell μC*: {words['more (ohm)']} more in the leads would "
                    f"make it {words['by leads (%)']} larger.")
        return said.replace("/cm/V/s", "/(cm V s)")

    def conserved(self, state, tables):
        geometry = transistor_parameter(state.width, state.film_thickness, state.channel_length, 1.0)
        beta, over = geometry * state.mobility_capacitance, 0.4  # the law solved for the voltages again
        current = -float(transistor_fit.drain_current_behind_leads(-over, -2.0, 0.0, beta,
                                                                   state.lead_resistance))
        left = over - current * state.lead_resistance / 2
        return {"what the leads take and the channel has make the gate's voltage":
                abs(np.sqrt(2 * current / beta) / left - 1)}
