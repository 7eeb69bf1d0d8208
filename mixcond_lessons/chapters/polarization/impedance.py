"""The cell between ion-blocking contacts in alternating current."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.words import duration_in_words, durations
from ...physics import impedance
from ...physics.conductivity import resistance_from_conductivity
from ..controls import linear, logarithmic
from .ion_blocking_cell import AREA, BLOCKING, CONDUCTIVITY, DIFFUSIVITY, ELECTRONIC_SHARE, THICKNESS

FREQUENCIES = np.geomspace(1e-8, 1e8, 241)
REAL, IMAGINARY = "Re Z (% of R at rest)", "−Im Z (% of R at rest)"


class Impedance(Panel):
    """Alternating current: fast, all carriers follow; slow, only the electrons get through."""

    name = "polarization.impedance"
    ask = "Can alternating current tell ions from electrons, and must one wait for it?"
    alternative = ("Left: Nyquist plot, the impedance as an arc between the resistance of all carriers and "
                   "that of the electrons. Right: minus the imaginary part against frequency, with the range "
                   "of a usual analyser.")
    law = staticmethod(impedance.cell_impedance)
    controls = (
        ELECTRONIC_SHARE, DIFFUSIVITY, THICKNESS,
        linear("grain_boundary_resistance", 0.0, 50.0, 0.0, step=0.5, label="grain boundaries", symbol="",
               folded=True),
        logarithmic("grain_boundary_capacitance", 1e-9, 1e-5, 1e-8, label="their capacitance", symbol="",
                    folded=True),
        CONDUCTIVITY, AREA, BLOCKING,
    )
    presets = {"with grain boundaries": {"grain_boundary_resistance": 20.0},
               "mostly electrons": {"electronic_transference_number": 0.6}}

    def solve(self, state):
        electronic, total = state.electronic_transference_number, state.total_conductivity
        length = state.thickness / (2 if state.blocking == "both" else 1)
        peak = impedance.reduced_peak_frequency() * state.chemical_diffusivity / (2 * np.pi * length**2)

        def ohms(frequency):
            return impedance.cell_impedance(
                frequency, (1 - electronic) * total, electronic * total, state.chemical_diffusivity,
                state.thickness, state.area, state.blocking, state.grain_boundary_resistance,
                state.grain_boundary_capacitance)
        last = float(ohms(0.0).real)
        first = resistance_from_conductivity(total, state.thickness, state.area)

        def columns(frequency):
            values = 100 * np.atleast_1d(ohms(frequency)) / last
            return {"frequency (Hz)": frequency, REAL: values.real, IMAGINARY: -values.imag}
        return {"now": {"fast (Ω)": first, "slow (Ω)": last, "tₑ read": first / last,
                        **durations("one period", 1 / peak)},
                "spectrum": columns(FREQUENCIES), "peak": columns(peak),
                "ends": {REAL: (100 * first / last, 100.0), IMAGINARY: (0, 0)}}

    def draw(self, figure):
        arc, spectrum = figure.subplots(1, 2, width_ratios=(1.25, 1))
        hall = style.in_lecture_mode()
        top = 54 if hall else 68  # so that equal scales fill the place there is
        arc.set(xlim=(0, 2 * top if hall else 106), ylim=(-3, top), aspect="equal", yticks=(0, 20, 40),
                xlabel="Re Z (% of R at zero frequency)", title="−Im Z (%)")
        spectrum.set(xscale="log", xlim=(FREQUENCIES[0], FREQUENCIES[-1]), ylim=(-3, top), yticks=(0, 20, 40),
                     xlabel="frequency (Hz)", title="−Im Z (%)")
        spectrum.set_xticks(10.0 ** np.arange(-8, 9, 4))
        spectrum.axvspan(1e-3, 1e6, color=style.IONS.colour, alpha=0.08, linewidth=0)
        spectrum.text(10**1.5, top - 1, "usual analyser", ha="center", va="top", color=style.QUIET)
        self.curve(arc, "spectrum", REAL, IMAGINARY)
        self.curve(spectrum, "spectrum", "frequency (Hz)", IMAGINARY)
        self.curve(arc, "ends", REAL, IMAGINARY, marker="o", linestyle="none", markerfacecolor="white")
        self.curve(arc, "peak", REAL, IMAGINARY, label="peak", marker="o", linestyle="none")
        self.curve(spectrum, "peak", "frequency (Hz)", IMAGINARY, marker="o", linestyle="none")

    def say(self, state, words):
        behind = ", behind the grain boundaries" if state.grain_boundary_resistance else ""
        return (f"At high frequency all carriers conduct, {words['fast (Ω)']}; at low frequency only the "
                f"electrons do{behind}, {words['slow (Ω)']}: the ratio gives tₑ = {words['tₑ read']}. "
                f"At the peak of the arc one period takes {duration_in_words(words, 'one period')}.")

    def conserved(self, state, tables):
        electronic = state.electronic_transference_number * state.total_conductivity
        last = resistance_from_conductivity(electronic, state.thickness, state.area)
        expected = last + state.grain_boundary_resistance
        return {"at frequency zero only electrons and grain boundaries set the resistance":
                abs(float(tables["now"]["slow (Ω)"][0]) / expected - 1)}
