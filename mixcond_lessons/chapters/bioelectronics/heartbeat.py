"""A heartbeat through a plain electrode and through a transistor, with the same noisy wire behind both."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import living_signals
from ..controls import integer, linear, logarithmic, switch
from .transistor_channel import ELECTROLYTE, MATERIAL, THICKNESS, film, to_milli

STEP, RATE = 4e-3, 72      # s between samples, beats per minute
TIMES = np.arange(-300, 275) * STEP   # from more than a beat early: the film has forgotten how it began
SHOWN = TIMES >= -0.3
OVERDRIVE = 0.6            # V
CLEAR = 10.0               # signal to error from which on every wave is clear
NEIGHBOUR = 1.26           # a film this much thinner or thicker shows whether a thickness is the best
DEAR = 1.0                 # V: more than this across the resistor is hard to supply beside salt water


def shifted(tables, true):
    """Return ", shifted" where the recording is compared with the heart at another time."""
    traces = tables["traces"]
    return ", shifted" if np.any(traces[true] != traces["true (mV)"]) else ""


class Heartbeat(Panel):
    """What arrives at the amplifier, divided by the gain: the wire's noise beside a slow film."""

    name = "bioelectronics.heartbeat"
    ask = "Can the doctor read the heart at the far end of the wire?"
    alternative = ("Two recordings of the same made-up heartbeat against time, with the true voltage dashed "
                   "behind each. Left: a plain electrode with the noise of its wire. Right: a transistor, "
                   "whose noise is smaller and whose peaks come later and lower where the film is thick.")
    law = staticmethod(living_signals.transistor_recording)
    controls = (
        replace(THICKNESS, minimum=1e-7, default=1e-6),
        logarithmic("wiring_noise", 1e-6, 1e-3, 2e-4, unit="V", shown="µV"),
        logarithmic("length", 2e-5, 2e-4, 2e-4, label="channel length"),
        logarithmic("width", 2e-5, 2e-4, 2e-4, label="channel width", folded=True),
        logarithmic("load", 1e2, 1e4, 1e3, label="load resistance", unit="Ω", shown="kΩ", symbol="R",
                    folded=True),
        logarithmic("own_noise", 1e-7, 1e-4, 1e-5, unit="V", shown="µV", folded=True),
        linear("amplitude", 2e-4, 2e-3, 1e-3, step=0.1, label="height of the beat", symbol="", shown="mV",
               folded=True),
        replace(ELECTROLYTE, rescales=False), replace(MATERIAL, rescales=False),
        switch("forgive_delay", "forgive the delay", folded=True),
        integer("seed", "another moment", 0, 20, 1, folded=True),
    )
    presets = {"too thin: no gain": {"thickness": 1e-7}, "too thick: too slow": {"thickness": 1e-5},
               "delay forgiven": {"thickness": 3.16e-6, "forgive_delay": True},
               "a short channel": {"length": 2e-5, "thickness": 3e-7},
               "a quiet wire": {"wiring_noise": 1e-6}}

    @staticmethod
    def _recorded(state, signal, thickness):
        """What a film of this thickness records, what the doctor compares it with, and signal to error."""
        sensitivity, time, _ = (float(value) for value in film(state, thickness, OVERDRIVE))
        own, wire = (noise * np.sqrt(2 * STEP) for noise in (state.own_noise, state.wiring_noise))
        active = living_signals.transistor_recording(signal, STEP, time, sensitivity * state.load, own, wire,
                                                     state.seed)
        # Slow waves come out of one pole just its time constant late: the doctor may compare with that.
        awaited = living_signals.heartbeat(TIMES - time, RATE,
                                           state.amplitude) if state.forgive_delay else signal
        return active, awaited, living_signals.signal_to_error(awaited[SHOWN], active[SHOWN])

    def solve(self, state):
        sensitivity, time, cutoff = (float(value) for value in film(state, state.thickness, OVERDRIVE))
        signal, gain = living_signals.heartbeat(TIMES, RATE, state.amplitude), sensitivity * state.load
        # White noise of this size in all, per root of frequency.
        passive = living_signals.passive_recording(signal, STEP, state.wiring_noise * np.sqrt(2 * STEP),
                                                   state.seed)
        active, awaited, reached = self._recorded(state, signal, state.thickness)
        beside = [self._recorded(state, signal, thickness)[2]
                  for thickness in (state.thickness / NEIGHBOUR, state.thickness * NEIGHBOUR)]
        clean = living_signals.filtered(signal, STEP, time)
        quality = [living_signals.signal_to_error(signal[SHOWN], passive[SHOWN]), reached]
        rows = {"true (mV)": signal, "awaited (mV)": awaited, "electrode (mV)": passive,
                "transistor (mV)": active, "without noise (mV)": clean}
        noise = living_signals.input_noise(state.own_noise, state.wiring_noise, gain)
        bias = sensitivity * OVERDRIVE / 2   # A, beta/2 times the overdrive squared
        return {
            "now": {"gain": gain, "cut-off (Hz)": cutoff, "lag (ms)": convert(time, "s", "ms"),
                    "bias (mA)": to_milli(bias), "across the resistor (V)": bias * state.load,
                    "R wave left (%)": 100 * clean[SHOWN].max() / signal[SHOWN].max(),
                    "a little thinner: signal/error": beside[0], "a little thicker: signal/error": beside[1],
                    "electrode: signal/error": quality[0], "transistor: signal/error": quality[1],
                    "noise at the gate (µV)": convert(noise, "V", "µV")},
            "traces": {"time (s)": TIMES[SHOWN], **{column: convert(values[SHOWN], "V", "mV")
                                                    for column, values in rows.items()}},
        }

    def draw(self, figure):
        panes = figure.subplots(1, 2, sharey=True)
        thin = style.form().line * 0.75
        for axes, name, true, title, carrier in ((panes[0], "electrode", "true (mV)", "plain electrode (mV)",
                                                  style.TOTAL),
                                                 (panes[1], "transistor", "awaited (mV)",
                                                  "transistor, ÷ gain (mV)", style.HOLES)):
            axes.set(xlim=(TIMES[SHOWN][0], TIMES[SHOWN][-1]), ylim=(-1.5, 2.6), xlabel="time (s)",
                     title=title, xticks=(0, 0.5, 1), yticks=(-1, 0, 1, 2))
            self.curve(axes, "traces", "time (s)", f"{name} (mV)", carrier, linestyle="-", linewidth=thin)
            self.curve(axes, "traces", "time (s)", true, style.DASHED, linewidth=thin)
            self.note(axes, lambda tables, name=name: (-0.27, 2.55,
                                                       "signal/error "
                                                       f"{tables['now'][name + ': signal/error'][0]:.3g}"),
                      va="top")
            self.note(axes, lambda tables, true=true: (-0.27, -1.36, f"dashed: true{shifted(tables, true)}"),
                      color=style.QUIET)

    def say(self, state, words):
        reached = words.number("transistor: signal/error")
        best = reached >= max(words.number(f"a little {way}: signal/error") for way in ("thinner", "thicker"))
        note = (", whose gain is below one" if words.number("gain") < 1 else ", every wave is clear"
                if reached >= CLEAR else ", the best thickness" if best else "")
        costly = ", too much for a plain one" if words.number("across the resistor (V)") > DEAR else ""
        return (f"Signal to error: electrode {words['electrode: signal/error']}, transistor "
                f"{words['transistor: signal/error']}{note}. The film is {words['lag (ms)']} late, and its "
                f"bias takes {words['across the resistor (V)']} across the resistor{costly}.")

    def conserved(self, state, tables):
        traces, gain = tables["traces"], float(tables["now"]["gain"][0])
        own = living_signals.white_noise(2 * TIMES.size, STEP, state.own_noise * np.sqrt(2 * STEP),
                                         state.seed)[TIMES.size:][SHOWN]
        wire = (traces["electrode (mV)"] - traces["true (mV)"]) / gain
        rest = traces["transistor (mV)"] - traces["without noise (mV)"] - convert(own, "V", "mV") - wire
        largest = np.abs(np.concatenate([traces["transistor (mV)"], wire])).max()
        difference = float(np.abs(rest).max() / largest)
        return {"electrode and transistor see the same noise of the wire": difference}
