"""Chapter 02, second lesson: which contact shows what, the same cell in alternating current, large voltages, and a real recording."""
from dataclasses import replace
from functools import lru_cache

import numpy as np
from scipy.constants import R
from scipy.optimize import minimize_scalar

from ..classroom import style
from ..classroom.controls import Rule, choice, integer, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import impedance, large_voltage, polarization, recording
from ..physics.conductivity import conductivity_from_resistance, ionic_transference_number, resistance_from_conductivity
from ..physics.constants import AIR, CERIA_HALF_AND_HALF
from ..physics.conductivity import partial_conductivities as partial
from ..classroom.words import duration_in_words, durations
from .polarization_cell import AREA, BLOCKING, CONDUCTIVITY, DIFFUSIVITY, ELECTRONIC_SHARE, THICKNESS, cell

NEVER = 1e15  # s: longer than any sample needs


def _samples():
    """Known ionic transference numbers: {key: (words, tᵢₒₙ)}."""
    ceria, cobaltite = material("ceria_gadolinia_10"), material("lanthanum_strontium_cobalt_nickel_oxide")
    hot = ionic_transference_number(*partial(ceria, 1073.15, AIR))
    reduced = ionic_transference_number(*partial(ceria, 973.15, CERIA_HALF_AND_HALF))
    return {"ceria in air": ("ceria (illustrative), 800 °C, air", float(hot)),
            "ceria in little oxygen": ("ceria (illustrative), 700 °C, 1e-20 bar", float(reduced)),
            "cobaltite": ("cobaltite (LSCN), 900 °C", cobaltite.property("ionic transference number").value)}


SAMPLES = _samples()
CONTACTS = {"neither": "neither blocked (porous platinum in oxygen)", "ions": "ions blocked (sealed platinum)",
            "electrons": "electrons blocked (zirconia layers)"}
REDUCED_TIMES = np.geomspace(1e-12, 1e2, 141)


class Contacts(Panel):
    """One sample between three kinds of contacts: only what a contact blocks can be told apart, and only as far as the meter reads."""

    name = "polarization.contacts"
    ask = "Which contact shows the ions: one that stops them, or one that lets only them pass?"
    alternative = ("Left: current after a voltage step for contacts that block nothing, the ions, or the electrons. "
                   "Right: the fall of the current with ions or electrons blocked, against the smallest fall the meter can show.")
    law = staticmethod(polarization.current_ratio)
    controls = (
        choice("contacts", "contacts", CONTACTS, "ions"),
        choice("sample", "sample", {key: words for key, (words, _) in SAMPLES.items()}, "cobaltite",
               source="ceria: illustrative; cobaltite: source seen"),
        logarithmic("meter_resolution", "meter reads to within", 1e-6, 1e-1, 1e-3, unit="1", shown="%", per_decade=4),
    )

    def solve(self, state):
        ionic = SAMPLES[state.sample][1]
        # Where the electrons are stopped, the two carriers change their parts, and ions alone carry the last current.
        left = {"neither": 1.0, "ions": 1 - ionic, "electrons": ionic}
        fallen = {"neither": 0.0, "ions": 100 * ionic, "electrons": 100 * (1 - ionic)}
        curves = {f"{name} (% of I₀)": 100 * polarization.current_ratio(REDUCED_TIMES, share, 1.0, 1.0) for name, share in left.items()}
        chosen = fallen[state.contacts]
        # Each reading is good to the same part of itself: what is left is read so well, a small fall between two large readings is not.
        now = {"tᵢₒₙ": ionic, "fall (%)": chosen, "left (%)": 100 * left[state.contacts], "error of what is left (%)": 100 * state.meter_resolution}
        if chosen:
            now["error of what fell (%)"] = 1e4 * state.meter_resolution / chosen
        return {"now": now,
                "current": {"t D̃/L²": REDUCED_TIMES, **curves, "chosen (% of I₀)": curves[f"{state.contacts} (% of I₀)"]},
                "falls": {"fall (%)": (fallen["ions"], fallen["electrons"]), "row": (2, 1)},
                "chosen": {"fall (%)": [chosen] if chosen else [], "row": [{"ions": 2, "electrons": 1}[state.contacts]] if chosen else []},
                "meter": {"fall (%)": 2 * (100 * state.meter_resolution,), "row": (0, 3.6)}}

    def draw(self, figure):
        trace, falls = figure.subplots(1, 2)
        trace.set(xscale="log", xlim=(REDUCED_TIMES[0], REDUCED_TIMES[-1]), ylim=(-4, 128), yticks=(0, 50, 100))
        trace.set(xlabel="time (in units of L²/D̃)", title="current (% of the first)")
        trace.set_xticks(10.0 ** np.arange(-12, 3, 4))
        falls.set(xscale="log", xlim=(1e-7, 300), ylim=(0.4, 4.2), yticks=(1, 2, 3), yticklabels=("electrons", "ions", "neither"),
                  xlabel="fall of the current (%)", title="what is blocked")
        falls.set_xticks(10.0 ** np.arange(-6, 3, 2))
        shade = falls.axvspan(1e-7, 1, color=style.QUIET, alpha=0.15, linewidth=0)

        def cover(tables):
            shade.set_width(tables["meter"]["fall (%)"][0] - 1e-7)
        self.moves(shade, cover)
        for name in CONTACTS:
            self.curve(trace, "current", "t D̃/L²", f"{name} (% of I₀)", style.DASHED, linewidth=style.form().line * 0.75)
        self.curve(trace, "current", "t D̃/L²", "chosen (% of I₀)", linewidth=1.5 * style.form().line)
        self.note(trace, lambda tables: (2 * REDUCED_TIMES[0], 106, CONTACTS[self.state["contacts"]].split(" (")[0]))
        self.curve(falls, "meter", "fall (%)", "row", style.DOTTED)
        self.note(falls, lambda tables: (tables["meter"]["fall (%)"][0], 3.65, "meter "), ha="right", color=style.QUIET)
        self.curve(falls, "falls", "fall (%)", "row", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(falls, "chosen", "fall (%)", "row", marker="o", linestyle="none", markersize=1.5 * style.form().marker)

    def say(self, state, words):
        if state.contacts == "neither":
            return (f"Porous platinum in oxygen takes ions in and gives them out: the current stays at {words['left (%)']} of its first value, "
                    "which is what a good electrode should do. But nothing tells ions and electrons apart.")
        stopped, free = ("σᵢₒₙ", "σₑ") if state.contacts == "ions" else ("σₑ", "σᵢₒₙ")
        seen = words.number("fall (%)") > 100 * state.meter_resolution
        fall, left = (words.show(column, 6 if words.number(column) > 99.99 else 4) for column in ("fall (%)", "left (%)"))
        return (f"With the {state.contacts} blocked {left} of the current is left: that is {free}, to within ±{words['error of what is left (%)']}. "
                f"It falls by {fall}"
                + (f"; the fall tells {stopped} to within ±{words['error of what fell (%)']}." if seen
                   else f": the meter shows no change at all, and {stopped} stays hidden."))

    def conserved(self, state, tables):
        current = tables["current"]
        both = current["ions (% of I₀)"][-1] + current["electrons (% of I₀)"][-1]
        return {"the two falls together make the whole current": abs(float(tables["falls"]["fall (%)"].sum()) / 100 - 1),
                "what is left adds up too": abs(float(both) / 100 - 1)}


FREQUENCIES = np.geomspace(1e-8, 1e8, 241)
# The reduced angular frequency w L²/D̃ at which -Im Z of the diffusion arc is largest, found from the law itself.
PEAK = minimize_scalar(lambda reduced: impedance.cell_impedance(reduced / (2 * np.pi), 1.0, 1.0, 1.0, 1.0, 1.0).imag,
                       bounds=(8, 13), method="bounded", options={"xatol": 1e-9}).x


class Impedance(Panel):
    """The same cell in alternating current: fast, all carriers follow; slow, only the electrons get through."""

    name = "polarization.impedance"
    ask = "Can alternating current tell ions from electrons, and must one wait for it?"
    alternative = ("Left: Nyquist plot, the impedance as an arc between the resistance of all carriers and that of the electrons. "
                   "Right: minus the imaginary part against frequency, with the range of a usual analyser.")
    law = staticmethod(impedance.cell_impedance)
    controls = (
        ELECTRONIC_SHARE, DIFFUSIVITY, THICKNESS,
        linear("grain_boundary_resistance", "grain boundaries", 0.0, 50.0, 0.0, step=0.5, unit="ohm", shown="Ω", folded=True),
        logarithmic("grain_boundary_capacitance", "their capacitance", 1e-9, 1e-5, 1e-8, unit="F", shown="nF", folded=True),
        CONDUCTIVITY, AREA, BLOCKING,
    )
    presets = {"with grain boundaries": {"grain_boundary_resistance": 20.0}, "mostly electrons": {"electronic_transference_number": 0.6}}

    def solve(self, state):
        electronic, thickness, diffusivity = cell(state)
        conductivities = (1 - electronic) * state.total_conductivity, electronic * state.total_conductivity
        length = thickness * (1 if state.blocking == "both" else 2)
        peak = PEAK * diffusivity / (2 * np.pi * length**2)

        def ohms(frequency):
            return impedance.cell_impedance(frequency, *conductivities, diffusivity, thickness, state.area, state.blocking,
                                            state.grain_boundary_resistance, state.grain_boundary_capacitance)
        last = float(ohms(0.0).real)
        first = resistance_from_conductivity(state.total_conductivity, thickness, state.area)

        def columns(frequency):
            values = 100 * np.atleast_1d(ohms(frequency)) / last
            return {"frequency (Hz)": frequency, "Re Z (% of R at rest)": values.real, "−Im Z (% of R at rest)": -values.imag}
        return {"now": {"fast (Ω)": first, "slow (Ω)": last, "tₑ read": first / last, **durations("one period", 1 / peak)},
                "spectrum": columns(FREQUENCIES), "peak": columns(peak),
                "ends": {"Re Z (% of R at rest)": (100 * first / last, 100.0), "−Im Z (% of R at rest)": (0, 0)}}

    def draw(self, figure):
        arc, spectrum = figure.subplots(1, 2, width_ratios=(1.25, 1))
        top = 54 if style.in_lecture_mode() else 68  # so that equal scales fill the place there is
        arc.set(xlim=(0, 2 * top if style.in_lecture_mode() else 106), ylim=(-3, top), aspect="equal", yticks=(0, 20, 40))
        arc.set(xlabel="Re Z (% of R at zero frequency)", title="−Im Z (%)")
        spectrum.set(xscale="log", xlim=(FREQUENCIES[0], FREQUENCIES[-1]), ylim=(-3, top), xlabel="frequency (Hz)", title="−Im Z (%)", yticks=(0, 20, 40))
        spectrum.set_xticks(10.0 ** np.arange(-8, 9, 4))
        spectrum.axvspan(1e-3, 1e6, color=style.IONS.colour, alpha=0.08, linewidth=0)
        spectrum.text(10**1.5, top - 1, "usual analyser", ha="center", va="top", color=style.QUIET)
        for axes, x in ((arc, "Re Z (% of R at rest)"), (spectrum, "frequency (Hz)")):
            self.curve(axes, "spectrum", x, "−Im Z (% of R at rest)")
        self.curve(arc, "ends", "Re Z (% of R at rest)", "−Im Z (% of R at rest)", marker="o", linestyle="none", markerfacecolor="white")
        for axes, x in ((arc, "Re Z (% of R at rest)"), (spectrum, "frequency (Hz)")):
            self.curve(axes, "peak", x, "−Im Z (% of R at rest)", label="peak" if axes is arc else "", marker="o", linestyle="none", shift=(0, 6))

    def say(self, state, words):
        boundaries = " and the grain boundaries in their way" if state.grain_boundary_resistance else " get through"
        return (f"Fast, all carriers follow: {words['fast (Ω)']}. Slow, only the electrons{boundaries}: {words['slow (Ω)']}. "
                f"The ratio reads tₑ = {words['tₑ read']}. The arc of diffusion peaks at {words['frequency (Hz)']}, so one period takes {duration_in_words(words, 'one period')}.")

    def conserved(self, state, tables):
        last = resistance_from_conductivity(state.electronic_transference_number * state.total_conductivity, state.thickness, state.area)
        expected = last + state.grain_boundary_resistance
        return {"at rest electrons and grain boundaries alone": abs(float(tables["now"]["slow (Ω)"][0]) / expected - 1)}


VOLTAGES = np.geomspace(1e-3, 0.4, 121)
ACROSS = np.linspace(0, 1, 101)
HOLES_PART = "holes' part of it (%)"


class LargeVoltage(Panel):
    """The steady current when the voltage is no longer small: the electrons run out at one side, and Ohm's law fails."""

    name = "polarization.large_voltage"
    ask = "More voltage, more current: is that so in the end, too?"
    alternative = ("Left: steady current against voltage, both logarithmic, with Ohm's law as a quiet line. "
                   "Right: concentration of electrons and holes across the sample.")
    law = staticmethod(large_voltage.steady_current_one_blocking)
    controls = (
        logarithmic("voltage", "voltage, blocked side +", 1e-3, 0.4, 0.05, unit="V", shown="mV", symbol="V", per_decade=20),
        logarithmic("hole_share", "holes beside electrons", 1e-6, 0.1, 1e-4, unit="1", shown="%", symbol="σₚ/σₙ", per_decade=5),
        linear("temperature", "temperature", 773.15, 1273.15, 973.15, step=10, unit="K", shown="°C", symbol="T"),
        replace(BLOCKING, default="one", rescales=True),
        logarithmic("electronic_conductivity", "electronic conductivity", 1e-4, 1e1, 0.09, unit="S/m", shown="S/cm", symbol="σₑ", folded=True),
        replace(THICKNESS, folded=True), AREA,
    )
    presets = {"just too much": {"voltage": 0.0086, "temperature": 998.15}, "on the plateau": {"voltage": 0.3, "hole_share": 1e-6}}

    def solve(self, state):
        geometry = state.electronic_conductivity * state.area / state.thickness
        thermal = R * state.temperature / polarization.FARADAY

        def current(voltage):
            if state.blocking == "both":
                return large_voltage.steady_current_both_blocking(voltage, state.electronic_conductivity, state.thickness, state.area, state.temperature)
            electrons = state.electronic_conductivity / (1 + state.hole_share)
            return large_voltage.steady_current_one_blocking(voltage, electrons, electrons * state.hole_share, state.thickness, state.area,
                                                             state.temperature)
        steady, ohmic = float(current(state.voltage)), geometry * state.voltage
        return {
            "now": {"I (mA)": convert(steady, "A", "mA"), "by Ohm (mA)": convert(ohmic, "A", "mA"), "RT/F (mV)": convert(thermal, "V", "mV"),
                    "difference (%)": 100 * abs(steady / ohmic - 1), HOLES_PART: 100 * self._holes(state, steady)},
            "here": {"V (mV)": convert(state.voltage, "V", "mV"), "current (units of σₑA/L·RT/F)": steady / (geometry * thermal)},
            "curve": {"V (mV)": convert(VOLTAGES, "V", "mV"), "current (units of σₑA/L·RT/F)": current(VOLTAGES) / (geometry * thermal),
                      "Ohm's law (same units)": VOLTAGES / thermal},
            "sample": {"x/L": ACROSS, **self._carriers(state)},
        }

    @staticmethod
    def _holes(state, steady):
        """The part of the steady current that holes carry; none where both contacts block, for there the law counts one carrier."""
        if state.blocking == "both":
            return 0.0
        holes = state.electronic_conductivity * state.hole_share / (1 + state.hole_share)
        return float(large_voltage.steady_current_one_blocking(state.voltage, 0.0, holes, state.thickness, state.area, state.temperature)) / steady

    @staticmethod
    def _carriers(state):
        place = ACROSS * state.thickness
        if state.blocking == "both":
            return {"electrons": large_voltage.carrier_profile_both_blocking(place, state.voltage, state.thickness, state.temperature)}
        electrons, holes = large_voltage.carrier_profile_one_blocking(place, state.voltage, 1.0, state.hole_share, state.thickness, state.temperature)
        return {"electrons": electrons, "holes": holes * state.hole_share}

    def draw(self, figure):
        steady, inside = figure.subplots(1, 2)
        both = self.state["blocking"] == "both"
        steady.set(xscale="log", yscale="log", xlim=(1, 400), ylim=(5e-3, 100), xlabel="voltage (mV)", title="current (÷ RTσₑA/FL)")
        steady.set_xticks((1, 10, 100), ("1", "10", "100"))
        inside.set(xlim=(0, 1), ylim=(0, 2.15 if both else 1.5), xlabel="place in the sample, x/L",
                   title="σₙ inside (÷ mean)" if both else "σₙ, σₚ inside (÷ σₙ at x = 0)")
        plateau = 2 if both else 1
        steady.axhline(plateau, color=style.QUIET, linestyle=style.DOTTED.line, linewidth=style.form().line * 0.75)
        steady.text(1.15, 1.15 * plateau, "plateau", color=style.QUIET)
        self.curve(steady, "curve", "V (mV)", "Ohm's law (same units)", style.DASHED, label="Ohm", at=0.45, shift=(-18, 4), linewidth=style.form().line * 0.75)
        self.curve(steady, "curve", "V (mV)", "current (units of σₑA/L·RT/F)")
        self.curve(steady, "here", "V (mV)", "current (units of σₑA/L·RT/F)", marker="o", linestyle="none")
        self.curve(inside, "sample", "x/L", "electrons", style.ELECTRONS, label="electrons", at=0.3, shift=(26, 5))
        if not both:
            self.curve(inside, "sample", "x/L", "holes", style.HOLES, label="holes", at=0.3, shift=(0, 3))

    def say(self, state, words):
        smaller = words.number("I (mA)") < words.number("by Ohm (mA)")
        rest = f" Holes carry {words[HOLES_PART]} of it." if state.blocking == "one" else " (Holes are left out where both contacts block.)"
        return (f"At {self.controls[0].show(state.voltage)}, with RT/F = {words['RT/F (mV)']}, the steady current is {words['I (mA)']}. "
                f"Ohm's law would say {words['by Ohm (mA)']}: the true one is {words['difference (%)']} {'smaller' if smaller else 'larger'}.{rest}")

    def conserved(self, state, tables):
        if state.blocking == "both":
            profile = tables["sample"]["electrons"]
            return {"no electron lost": abs(float((profile[1:] + profile[:-1]).mean()) / 2 - 1)}
        electrons, holes = tables["sample"]["electrons"], tables["sample"]["holes"]
        return {"local equilibrium, n·p the same everywhere": float(np.abs(electrons * holes / state.hole_share - 1).max())}


READINGS = 48
ROWS = {"σᵢₒₙ": "S/cm", "σₑ": "S/cm", "D̃": "cm2/s"}
ANALYSES = {"ends": "first and last reading", "exponential": "exponential tail, τ = L²/(π²D̃)", "law": "fit of the exact law"}
STEP_VOLTAGE, PLATE, FACE, TOTAL = 5e-3, 1e-3, 1e-4, 1.0  # V, m, m², S/m: the sample in the virtual laboratory
CELL = resistance_from_conductivity(TOTAL, PLATE, FACE)  # Ω


@lru_cache(maxsize=256)
def _recorded(first_reading, length, lead_resistance, electronic, diffusivity, noise, seed):
    """Times and noisy currents; they do not depend on the analysis."""
    time = np.geomspace(first_reading, length, READINGS)
    current = recording.step_current(time, STEP_VOLTAGE, CELL, electronic, PLATE, diffusivity, lead_resistance)
    return time, recording.with_noise(current, noise * STEP_VOLTAGE / CELL, seed)


class Recording(Panel):
    """A virtual laboratory: a recording with noise, leads and a late start, and what three analyses make of it."""

    name = "polarization.recording"
    ask = "Your recorder starts late and has leads. Do you still find both conductivities?"
    alternative = ("Left: noisy readings of the current against time on a logarithmic axis, and the curve the analysis puts through them. "
                   "Right: what the analysis found, divided by the truth, for both conductivities and the chemical diffusivity.")
    law = staticmethod(recording.step_current)
    controls = (
        choice("analysis", "analysis", ANALYSES, "ends"),
        logarithmic("first_reading", "first reading after", 1e-2, 100.0, 1.0, unit="s"),
        linear("lead_resistance", "leads", 0.0, 50.0, 0.0, step=0.5, unit="ohm", shown="Ω"),
        choice("known_leads", "resistance of the leads", {"no": "not known", "yes": "known, taken off"}, "no", folded=True),
        logarithmic("recording_length", "recording ends after", 60.0, 86400.0, 600.0, unit="s", folded=True),
        logarithmic("noise", "noise (part of I₀)", 1e-5, 3e-3, 1e-3, unit="1", shown="%", folded=True),
        integer("seed", "number of the recording", 101, 199, 101, folded=True),
        replace(ELECTRONIC_SHARE, label="true share of the electrons", minimum=2e-2, maximum=0.9, folded=True),
        replace(DIFFUSIVITY, label="true chemical diffusivity", minimum=1e-10, folded=True),
    )
    rules = (Rule("the first reading must come in the first half of the recording", lambda s: s.first_reading <= s.recording_length / 2),)
    presets = {"an eager recorder": {"first_reading": 0.01}, "asleep": {"first_reading": 100.0}, "long leads": {"lead_resistance": 20.0}}

    def solve(self, state):
        time, current = _recorded(state.first_reading, state.recording_length, state.lead_resistance,
                                  state.electronic_transference_number, state.chemical_diffusivity, state.noise, state.seed)
        lead = state.lead_resistance if state.known_leads == "yes" else 0.0
        found, errors, through = self._analysed(state.analysis, time, current, lead)
        true = np.array([TOTAL * (1 - state.electronic_transference_number), TOTAL * state.electronic_transference_number, state.chemical_diffusivity])
        ratios = found / true[:found.size]
        rows = np.arange(3, 3 - found.size, -1)
        words = {f"{what} σᵢₒₙ (S/cm)": convert(float(values[0]), "S/m", "S/cm") for what, values in (("found", found), ("true", true))}
        words |= {f"{what} σₑ (S/cm)": convert(float(values[1]), "S/m", "S/cm") for what, values in (("found", found), ("true", true))}
        words |= {f"{what} D̃ (cm2/s)": convert(float(values[2]), "m2/s", "cm2/s") for what, values in (("found", found), ("true", true)) if values.size > 2}
        words |= {f"{symbol} told": float(2 * error <= recording.TOLD) for symbol, error in zip(ROWS, errors, strict=False)}
        if words["σᵢₒₙ told"] and errors[0]:
            words["within (%)"] = 100 * np.expm1(2 * errors[0])
        bars = {}
        for row, ratio, error, symbol in zip(rows, ratios, errors, ROWS, strict=False):
            told = error and words[f"{symbol} told"]
            ends = ratio * np.exp([-2 * error, 2 * error]) if told else EDGES if error else (ratio, ratio)
            bars[f"bar {row}"] = {"found ÷ true": np.clip(ends, *EDGES), "row": (row, row)}
        return {"now": words, "readings": {"time (s)": time, "current (mA)": convert(current, "A", "mA")},
                "analysis": {"time (s)": LINE, "current (mA)": convert(through(LINE), "A", "mA")},
                "result": {"found ÷ true": np.clip(ratios, *EDGES), "row": rows}, **bars}

    @staticmethod
    def _analysed(analysis, time, current, lead):
        """What an analysis finds (σᵢₒₙ, σₑ and, if it can, D̃), how uncertain each is, and its curve."""
        if analysis == "law":
            fit = recording.fit_step(time, current, STEP_VOLTAGE, PLATE, lead)
            total = conductivity_from_resistance(fit.resistance, PLATE, FACE)
            electronic = fit.electronic_transference_number
            found = np.array([total * (1 - electronic), total * electronic, fit.chemical_diffusivity])
            return found, fit.uncertainties, lambda at: recording.step_current(at, STEP_VOLTAGE, fit.resistance, electronic, PLATE,
                                                                              fit.chemical_diffusivity, lead)
        first, last = current[0], current[-1]
        pair = polarization.conductivities_from_currents(STEP_VOLTAGE, max(first, last), last, PLATE, FACE, lead)
        if analysis == "ends":
            return np.array(pair), (0, 0), lambda at: np.where(at < np.sqrt(time[0] * time[-1]), first, last)
        start, end, tau, error = recording.fit_tail(time, current)
        return np.array([*pair, PLATE**2 / (np.pi**2 * tau)]), (0, 0, error), lambda at: end + (start - end) * np.exp(-at / tau)

    def draw(self, figure):
        trace, result = figure.subplots(1, 2, width_ratios=(1.4, 1))
        trace.set(xscale="log", xlim=(LINE[0], LINE[-1]), ylim=(0, 0.56), xlabel="time (s)", title="current (mA)")
        trace.set_xticks(10.0 ** np.arange(-2, 5, 2))
        result.set(xscale="log", xlim=(0.9 * EDGES[0], 1.1 * EDGES[1]), ylim=(0.4, 3.6), yticks=(3, 2, 1), yticklabels=("σᵢₒₙ", "σₑ", "D̃"))
        result.set(xlabel="found ÷ true", title="the analysis")
        result.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        result.axvline(1, color=style.QUIET, linestyle=style.DASHED.line)
        self.curve(trace, "analysis", "time (s)", "current (mA)", style.DOTTED, linestyle="-", label="analysis", at=0.9, shift=(0, 4))
        self.curve(trace, "readings", "time (s)", "current (mA)", marker=".", linestyle="none")
        for row in (3, 2, 1):
            self._bar(result, f"bar {row}")
        self.curve(result, "result", "found ÷ true", "row", marker="o", linestyle="none", markersize=1.3 * style.form().marker)

    def _bar(self, axes, name):
        line, = axes.plot([], [], color=style.MARK, linewidth=style.form().line)

        def update(tables):
            line.set_data(*tables[name].values() if name in tables else ([], []))
        self.moves(line, update)

    def say(self, state, words):
        columns = [f"{symbol} ({unit})" for symbol, unit in ROWS.items()][:2 if state.analysis == "ends" else 3]
        told = [column for column in columns if words.number(f"{column.split()[0]} told")]
        dark = [f"{column.split()[0]} (true: {words[f'true {column}']})" for column in columns if column not in told]
        found = [f"{column.split()[0]} = {words[f'found {column}']} (true: {words[f'true {column}']})" for column in told]
        sentence = f"Found: {', '.join(found)}." if found else "The fit does not settle."
        if dark:
            return f"{sentence} The readings do not tell {' or '.join(dark)}: too little of the fall is left in them."
        if state.analysis == "law":
            return f"{sentence} The fit itself trusts its σᵢₒₙ to within ±{words['within (%)']}."
        return sentence + (" Two readings say nothing about D̃." if state.analysis == "ends" else "")

    def conserved(self, state, tables):
        last = recording.step_current(NEVER, STEP_VOLTAGE, CELL, state.electronic_transference_number, PLATE, state.chemical_diffusivity, state.lead_resistance)
        ohms = resistance_from_conductivity(TOTAL * state.electronic_transference_number, PLATE, FACE) + state.lead_resistance
        return {"in the end electrons and leads alone": abs(float(last) * ohms / STEP_VOLTAGE - 1)}


EDGES = (0.04, 25.0)
LINE = np.geomspace(1e-2, 86400.0, 141)
