"""Writing and forgetting in a film of vacancies: two times that come from one hop."""
import numpy as np

from ...classroom import style
from ...classroom.band import band
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import retention
from ...physics.constants import AVOGADRO, FARADAY, R
from ..controls import linear, logarithmic, uncertain
from .hops_of_the_film import times
from .spans_of_time import YEAR, span_in_words, spans
from .titanate_barriers import SPREAD, kept_at_the_ends
from .titanium_dioxide_film import CHARGE, ROOM, THICKNESS

WANTED_RETENTION, WANTED_WRITING = 10 * YEAR, 1e-7  # s: ten years against 100 ns
BARRIERS = np.linspace(0.6, 1.5, 31)  # eV
VOLTAGES = np.geomspace(0.5, 8.0, 61)  # V


class RememberAndForget(Panel):
    """How quickly a film of vacancies is written and how long it remembers, at weak and at strong field."""

    name = "synapses.remember_and_forget"
    ask = "Written in 100 ns, kept for ten years: can one film do both?"
    alternative = ("Left: time to write against time to forget, both logarithmic, as the barrier changes, "
                   "for the mobility at weak field and for hops in a strong field; the wanted corner, "
                   "from ten years and below 100 ns, is shaded. Right: their ratio against the voltage, "
                   "with the ratio that a memory needs.")
    law = staticmethod(retention.memory_times)
    controls = (
        logarithmic("voltage", 0.5, 8.0, 1.0, label="voltage for writing", shown="V", per_decade=20),
        linear("writing_temperature", 300.0, 1200.0, 300.0, step=10, symbol="T"),
        linear("migration_energy", *(convert(barrier, "eV", "J") for barrier in (0.6, 1.5, 1.0)), step=0.02,
               unit="J"),
        uncertain(SPREAD, folded=True),
        logarithmic("thickness", 5e-9, 5e-8, THICKNESS, shown="nm", folded=True),
    )
    presets = {"5 V": {"voltage": 5.0}, "5 V, written hot": {"voltage": 5.0, "writing_temperature": 750.0},
               "a memory": {"voltage": 5.0, "writing_temperature": 1200.0,
                            "migration_energy": convert(1.18, "eV", "J")}}

    def solve(self, state):
        now = times(state.voltage, state.migration_energy, state.writing_temperature, state.thickness)
        along = times(state.voltage, convert(BARRIERS, "eV", "J"), state.writing_temperature, state.thickness)
        at_voltages = times(VOLTAGES, state.migration_energy, state.writing_temperature, state.thickness)
        ratios = now.retention / now.linear_writing, now.retention / now.writing
        open_range = kept_at_the_ends(state.thickness) if state.uncertain else {}
        return open_range | {
            "now": {**spans("linear", now.linear_writing), **spans("writing", now.writing),
                    **spans("retention", now.retention), "linear ratio": ratios[0], "ratio": ratios[1],
                    "wanted ratio": WANTED_RETENTION / WANTED_WRITING, "kept at (K)": ROOM},
            "here": {"retention (s)": 2 * (float(now.retention),),
                     "writing (s)": (now.linear_writing, now.writing)},
            "barriers": {"retention (s)": along.retention, "linear (s)": along.linear_writing,
                         "strong field (s)": along.writing},
            "cursor": {"V (V)": 2 * (state.voltage,), "ratio": ratios},
            "voltages": {"V (V)": VOLTAGES, "linear": at_voltages.retention / at_voltages.linear_writing,
                         "strong field": at_voltages.retention / at_voltages.writing},
        }

    def draw(self, figure):
        both, ratio = figure.subplots(1, 2)
        self._draw_times(both)
        self._draw_ratio(ratio)
        band(self, both, "strontium titanate", "kept (s)", "bottom (s)", "top (s)", label="SrTiO₃")
        width, dot = style.form().line, {"marker": "o", "linestyle": "none", "color": style.MARK}
        for axes, table, x, unit in ((both, "barriers", "retention (s)", " (s)"),
                                     (ratio, "voltages", "V (V)", "")):
            self.curve(axes, table, x, f"linear{unit}", linewidth=0.75 * width)
            self.curve(axes, table, x, f"strong field{unit}", style.VACANCIES, linewidth=1.25 * width)
        self.curve(both, "here", "retention (s)", "writing (s)", style.DOTTED, **dot)
        self.curve(ratio, "cursor", "V (V)", "ratio", style.DOTTED, **dot)

    def _draw_times(self, axes):
        """Time to write against time to forget: axes, the wanted corner, the names of the lines."""
        green, width, hall = style.VACANCIES.colour, style.form().line, style.in_lecture_mode()
        axes.set(xscale="log", yscale="log", xlim=(1e-3, 1e17), ylim=(1e-12, 1e16),
                 xlabel="forgotten after (s)",
                 title="time to write (s)")
        axes.set_xticks((1, WANTED_RETENTION, 1e16), ("1", "10 years", "10¹⁶"))
        axes.set_yticks((WANTED_WRITING, 1, 1e8, 1e16), ("100 ns", "1", "10⁸", "10¹⁶"))
        axes.fill_between((WANTED_RETENTION, 1e17), 1e-12, WANTED_WRITING, color=green, alpha=0.15,
                          linewidth=0)
        axes.text(5e16, 1.5e-12, "wanted", ha="right", va="bottom", color=green)
        axes.plot((1e-3, 1e16), (1e-3, 1e16), color=style.QUIET, linewidth=width / 2)
        # No film lies above the grey line, where it would forget sooner than it is written: room for the
        # names.
        names = [("weak field" if hall else "mobility at weak field", 2e14, "-", 0.75, style.MARK),
                 ("strong field", 1e11, style.VACANCIES.line, 1.25, green)]
        names += [] if hall else [("lost while written", 5e7, "-", 0.5, style.QUIET)]
        for name, height, line, wide, colour in names:
            axes.plot((2e-3, 0.3), 2 * (height,), color=colour, linestyle=line, linewidth=wide * width)
            axes.text(1.0, height, name, va="center", color=colour)

    def _draw_ratio(self, axes):
        """Their ratio against the voltage: axes and the wanted ratio."""
        green = style.VACANCIES.colour
        axes.set(xscale="log", yscale="log", xlim=(0.5, 8), ylim=(1, 1e24), xlabel="voltage (V)",
                 title="forgotten after ÷ time to write")
        axes.set_xticks((0.5, 1, 2, 4, 8), ("0.5", "1", "2", "4", "8"))
        axes.set_xticks([], minor=True)
        axes.set_yticks((1, 1e8, 1e16, 1e24))
        axes.axhline(WANTED_RETENTION / WANTED_WRITING, color=green, linewidth=style.form().line * 0.75)
        axes.text(0.52, 1e16, "wanted", va="bottom", color=green)

    def say(self, state, words):
        if state.uncertain:
            shortest, longest = (span_in_words(words, f"{end} time") for end in ("shortest", "longest"))
            return (f"Barriers measured in SrTiO₃ go from {words['lowest barrier (eV)']} to "
                    f"{words['highest barrier (eV)']}: the band. A film of it would remember for {shortest}, "
                    f"or for {longest}.")
        written, kept = (span_in_words(words, name) for name in ("writing", "retention"))
        fits = words.number("writing (s)") <= WANTED_WRITING and \
            words.number("retention (s)") >= WANTED_RETENTION
        return (f"With the mobility at weak field the film remembers {words['linear ratio']} times as long "
                f"as writing takes. With hops in the strong field it is {words['ratio']} times: "
                f"written in {written}, kept for {kept}{', as wanted' if fits else ''}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        # Thickness and attempts cancel: what is left of one mobility is v/π², and the factor of heat while
        # writing.
        hot = state.writing_temperature
        drive = CHARGE * FARADAY * state.voltage / (R * hot)
        heat = np.exp(state.migration_energy * AVOGADRO / R * (1 / ROOM - 1 / hot))
        return {"at weak field, forgetting ÷ writing is v/π² times the factor of heat":
                abs(now["linear ratio"] / (drive / np.pi**2 * heat) - 1)}
