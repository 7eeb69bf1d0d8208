"""Chapter 08, solid-state batteries: how lithium gets into one grain, and how ions and electrons get to all of them."""
import numpy as np
from matplotlib.patches import Rectangle
from scipy.constants import R
from scipy.special import expit

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..classroom.words import duration_in_words, durations
from ..materials import material
from ..physics import batteries
from ..physics.constants import FARADAY
from .batteries_pulse import LAYERED, SHAPES, PulseAnalyst
from .batteries_questions import QUESTIONS
from .batteries_rails import ElectrodeImpedance, TwoRails
from .batteries_voltage import EquilibriumVoltage

__all__ = ["PANELS", "QUESTIONS", "ElectrodeImpedance", "EquilibriumVoltage", "PulseAnalyst", "PulseAndRest", "TwoRails",
           "predict_plateau", "predict_pulse_length", "predict_rest", "predict_thickness"]

ROOM = 298.15  # K
FULL = 0.98    # share of filled sites at the surface that counts as full: the charger stops
LONGEST = 7200.0  # s that the slider reaches
SPANS = {1: (0, 1), 2: (0, 1, 2), 5: range(6), 15: (0, 5, 10, 15), 30: (0, 10, 20, 30), 60: (0, 20, 40, 60), 120: (0, 30, 60, 90, 120)}  # min drawn, and ticks
PHOSPHATES = {key: material(key).property("chemical diffusivity").value for key in ("lithium_iron_phosphate", "iron_phosphate")}
# A current and a pulse so small that the grain stays within one phase.
NEARLY_FULL, NEARLY_EMPTY = ({"start": start, "full_time": 72000.0, "pulse_duration": 600.0, "time": 600.0} for start in (0.9, 0.05))
# Closer together at the surface, where a short pulse stays, and at the beginning of pulse and rest.
PLACES = 1 - np.concatenate([[0], np.geomspace(1e-5, 1e-2, 30), np.linspace(0.02, 1, 70)])[::-1]
EARLY = np.linspace(0, 1, 50) ** 2


def voltage(share):
    """Voltage (V) against a half-full grain: a lattice gas without forces, the one whose D̃ is the same at every filling."""
    return batteries.single_phase_voltage(share, ROOM)


class PulseAndRest(Panel):
    """One grain takes lithium in through its surface for a while, and then rests. A voltmeter sees the surface only."""

    name = "batteries.pulse_and_rest"
    ask = "The current fills a grain, then stops. What goes on inside?"
    alternative = ("Left: share of filled sites from the centre of a grain to its surface at the chosen time, with the mean. "
                   "Right: surface, centre and mean against time through pulse and rest, with the voltage of the surface on the right edge.")
    law = staticmethod(batteries.concentration_change)
    controls = (
        linear("time", "time", 0.0, LONGEST, 1200.0, step=1, unit="s", shown="min", symbol="t", plays=True),
        logarithmic("chemical_diffusivity", "chemical diffusivity", 1e-20, 1e-12, 3e-15, unit="m2/s", shown="cm2/s", symbol="D̃",
                    source=f"inside the range of NMC532, {LAYERED.source.label}"),
        logarithmic("radius", "radius (plate: thickness)", 2e-8, 2e-5, 5e-6, unit="m", shown="µm", symbol="R"),
        logarithmic("full_time", "current that fills it in", 360.0, 72000.0, 7200.0, unit="s", shown="h", folded=True),
        linear("pulse_duration", "the current lasts", 60.0, 3600.0, 1200.0, step=1, unit="s", shown="min", folded=True),
        linear("start", "full at the beginning", 0.05, 0.9, 0.3, step=1, unit="1", shown="%", folded=True),
        choice("shape", "grain", SHAPES, "sphere", folded=True),
    )
    presets = {"NMC532, slowest measured": {"chemical_diffusivity": LAYERED.low}, "NMC532, fastest measured": {"chemical_diffusivity": LAYERED.high},
               "too fast for this grain": {"full_time": 360.0, "time": 180.0},
               "nearly full LiFePO₄, 5 µm": {**NEARLY_FULL, "chemical_diffusivity": PHOSPHATES["lithium_iron_phosphate"]},
               "the same in grains of 50 nm": {**NEARLY_FULL, "chemical_diffusivity": PHOSPHATES["lithium_iron_phosphate"], "radius": 5e-8},
               "nearly empty FePO₄, 50 nm": {**NEARLY_EMPTY, "chemical_diffusivity": PHOSPHATES["iron_phosphate"], "radius": 5e-8}}

    @staticmethod
    def _stops(state):
        """When the current stops (s): at the end of the pulse, or before it, when the surface is full and the charger cuts off."""
        scale = state.radius**2 / state.chemical_diffusivity / (batteries.SURFACE_PER_VOLUME[state.shape] * state.full_time)
        room = FULL - state.start
        if scale * batteries.surface_response(state.chemical_diffusivity * state.pulse_duration / state.radius**2, state.shape) <= room:
            return state.pulse_duration
        # As a grain that begins empty and has only so much room.
        time = state.full_time * room
        return float(batteries.usable_share(time, state.radius, state.chemical_diffusivity, state.shape)) * time

    def _filling(self, state, place, time, stops):
        """Share of filled sites at places r/R and times (s)."""
        flux = state.radius / (batteries.SURFACE_PER_VOLUME[state.shape] * state.full_time)
        change = batteries.concentration_change(place * state.radius, time, (0.0, stops), (flux, 0.0), state.radius, state.chemical_diffusivity, state.shape)
        return np.clip(state.start + change, state.start, FULL)  # rounding must not lead beyond what is possible

    def solve(self, state):
        stops = self._stops(state)
        span = next(span for span in SPANS if 60 * span >= min(max(4 * stops, state.time), LONGEST))
        times = np.concatenate([stops * EARLY, stops + (60 * span - stops) * EARLY[1:], [state.time]])
        surface, centre = self._filling(state, np.array([[1.0], [0.0]]), times, stops)
        mean = state.start + np.minimum(times, stops) / state.full_time
        seen, rest = (convert(float(voltage(share[-1])), "V", "mV") for share in (surface, mean))
        return {
            "now": {"surface (%)": 100 * surface[-1], "centre (%)": 100 * centre[-1], "mean (%)": 100 * mean[-1], "voltage (mV)": seen, "at rest (mV)": rest,
                    "below rest (mV)": rest - seen, "current stops after (min)": convert(stops, "s", "min"), **durations("stop", stops), "cut off": float(stops < state.pulse_duration), "full (%)": 100 * FULL, "drawn (min)": span,
                    **durations("R²/D̃", state.radius**2 / state.chemical_diffusivity)},
            "grain": {"r/R": PLACES, "filled (%)": 100 * self._filling(state, PLACES, state.time, stops)},
            "levels": {"r/R": (0, 1), "mean (%)": (100 * mean[-1],) * 2},
            "here": {"time (min)": convert(state.time, "s", "min"), "surface (%)": 100 * surface[-1], "centre (%)": 100 * centre[-1]},
            "trace": {"time (min)": convert(times[:-1], "s", "min"), "surface (%)": 100 * surface[:-1], "centre (%)": 100 * centre[:-1], "mean (%)": 100 * mean[:-1]},
        }

    def frame(self, state):
        """The axis of time follows the pulse, in a few steps."""
        return float(self._tables["now"]["drawn (min)"][0]),

    def draw(self, figure):
        grain, trace = figure.subplots(1, 2, width_ratios=(1, 1.25))
        span, = self.frame(None)
        grain.set(xlim=(0, 1), ylim=(0, 108), yticks=(0, 50, 100), xticks=(0, 1), xticklabels=("centre", "surface"), xlabel="place in the grain", title="filled sites (%)")
        grain.get_xticklabels()[0].set_ha("left")
        grain.get_xticklabels()[1].set_ha("right")
        trace.set(xlim=(0, span), ylim=(0, 108), yticks=(0, 50, 100), xticks=SPANS[span], xlabel="time (min)", title="filled sites (%)")
        self._draw_voltage(trace)
        self._shade(trace)
        thin = style.form().line * 0.75
        self.curve(grain, "levels", "r/R", "mean (%)", style.DASHED, label="mean", at=0, shift=(24, 3), linewidth=thin)
        self.curve(grain, "grain", "r/R", "filled (%)", style.IONS)
        self.curve(trace, "trace", "time (min)", "mean (%)", style.DASHED, linewidth=thin)
        self.curve(trace, "trace", "time (min)", "centre (%)", style.DOTTED, label="centre", at=0.85, shift=(0, -24))
        self.curve(trace, "trace", "time (min)", "surface (%)", style.IONS, label="surface", at=0.7, shift=(0, 6))
        self.curve(trace, "here", "time (min)", "centre (%)", style.DOTTED, marker="o", linestyle="none")
        self.curve(trace, "here", "time (min)", "surface (%)", style.IONS, marker="o", linestyle="none")

    @staticmethod
    def _draw_voltage(axes):
        """Name on the right edge the voltage that belongs to a surface so full."""
        volts = axes.secondary_yaxis("right")
        values = np.array([50.0, 0.0, -50.0])  # mV
        places = 100 * expit(-values * 1e-3 * FARADAY / (R * ROOM))  # `voltage` turned round
        volts.set_yticks(places, ["+50 mV", "0 mV", "−50 mV"])
        volts.tick_params(colors=style.QUIET)

    def _shade(self, axes):
        """Grey while the current flows."""
        shade = axes.add_patch(Rectangle((0, 0), 1, 108, color=style.QUIET, alpha=0.15, linewidth=0))
        self.moves(shade, lambda tables: shade.set_width(tables["now"]["current stops after (min)"][0]))
        axes.text(axes.get_xlim()[1] / 120, 2, "current", color=style.QUIET, va="bottom")

    def say(self, state, words):
        stops = words.number("current stops after (min)")
        cut = f", for {words['full (%)']} at the surface counts as full" if words.number("cut off") else ""
        when = "of current" if state.time <= 60 * stops else f"(current off after {duration_in_words(words, 'stop')}{cut})"
        below = f"{words['below rest (mV)']} below what" if words.number("below rest (mV)") > 1e-3 else "which is what"
        return (f"After {self.controls[0].show(state.time)} {when}: surface {words['surface (%)']} full, centre {words['centre (%)']}, mean {words['mean (%)']}. The voltmeter sees the "
                f"surface, {words['voltage (mV)']} against a half-full grain, {below} an even grain would show. R²/D̃ = {duration_in_words(words, 'R²/D̃')}.")

    def conserved(self, state, tables):
        stops = convert(float(tables["now"]["current stops after (min)"][0]), "min", "s")
        nodes, weights = np.polynomial.legendre.leggauss(24)
        edges = 1 - np.concatenate([[0], np.geomspace(1e-9, 1, 37)])[::-1]  # finer towards the surface
        places = (edges[:-1, np.newaxis] + edges[1:, np.newaxis] + np.diff(edges)[:, np.newaxis] * nodes) / 2
        power = batteries.SURFACE_PER_VOLUME[state.shape]
        content = float(((self._filling(state, places, state.time, stops) * power * places ** (power - 1)) @ weights / 2) @ np.diff(edges))
        return {"what went in is inside": abs(100 * content / float(tables["now"]["mean (%)"][0]) - 1)}


PANELS = (PulseAndRest, TwoRails, EquilibriumVoltage, PulseAnalyst, ElectrodeImpedance)


def predict_rest():
    """Before the first panel: what happens inside once the current has stopped?"""
    return Predict(PulseAndRest(time=0.0), "For twenty minutes a constant current fills a grain with lithium through its surface. Then the current is switched off. What does the lithium in the grain do?",
                   ("nothing: without a current nothing flows", "it goes on moving inwards, until the grain is filled evenly", "it flows back out through the surface",
                    "it stays near the surface, for that is where the electrons are"),
                   look="Move time from 0 to 20 minutes and on to 120, or press Play. Watch the centre after the current has stopped, and the voltage on the right edge.",
                   found="It goes on inwards, and electrons with it, so that no current is seen outside. The surface empties into the centre, and the voltage creeps back up.",
                   key="08.rest")


def predict_thickness():
    """Before the panel of the two rails: what does a doubled thickness bring in the same time?"""
    return Predict(TwoRails(), "An electrode of 100 µm, to be filled within one hour, takes 85 % of its charge. You make it 200 µm thick and still want it filled within the hour. "
                   "How much charge goes in per cm², before the charger reaches its cut-off voltage?",
                   ("twice as much", "about one and a half times as much", "hardly more than before", "nothing: the ions do not get through"),
                   look="Read the charge in mAh/cm² at 100 µm, then at 200 µm and at 500 µm. Where is it largest?",
                   found="Hardly more, and at 500 µm next to nothing: the current doubles with the thickness, the rails are twice as long, and their drop uses up the charger's voltage.",
                   key="08.thickness")


def predict_plateau():
    """Before the panel of voltage and filling: fast or slow where the voltage is flat?"""
    return Predict(EquilibriumVoltage(interaction=-3.5), "In some electrode materials neighbouring ions attract each other, and the voltage hardly changes while the grain fills. How fast do ions spread in it there, "
                   "compared with a lone ion?",
                   ("faster: attraction pulls them along", "equally fast: voltage has nothing to do with it", "more slowly: hardly any push is left"),
                   look="Read D̃ at half filling, g = −3.5. Move the filling to 10 %, and then g to 0 and to 5: where is the voltage steep, where is D̃ large?",
                   found="More slowly, at half filling eight times: a flat voltage means that full and empty places hardly differ for an ion, so little drives it from one to the other.",
                   key="08.plateau")


def predict_pulse_length():
    """Before the analyst's bench: is a longer pulse better?"""
    return Predict(PulseAnalyst(method="jump"), "To find D̃ you send a constant current into ball-shaped grains for a while and use the usual formula. Your voltmeter is a little noisy. Which pulse gives the best D̃?",
                   ("the longest: it beats the noise", "the shortest: the formula is exact for it", "neither: there is a best length between"),
                   look="Read by how much D̃ is off for pulses of 2 s, 10 s and 600 s. Then look at several recordings under More.",
                   found="There is a best length: a long pulse lets the ball's curved surface spoil the formula, a short one moves the voltage by less than the noise.",
                   key="08.pulse")
