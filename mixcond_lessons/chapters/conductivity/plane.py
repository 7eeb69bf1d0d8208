"""The map of all conductors: electronic against ionic conductivity."""
import numpy as np

from ...classroom import style
from ...classroom.band import band
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity
from ...physics.constants import AIR, HYDROGEN_800
from ..controls import logarithmic, switch, uncertain
from .lines_on_the_plane import draw_ambipolar_lines, draw_shares
from .map_of_materials import draw_materials

MANGANITE = material("lanthanum_strontium_manganite")
EQUAL = 0.01  # so near to one half counts as equal
BORDER = 0.01  # share of one carrier below which this chapter names a conductor after the other


def _manganite_as_known():
    """What is known of LSM: the range of its ions by three methods, and the range of its electrons."""
    ionic, electronic = (MANGANITE.property(f"{kind} conductivity") for kind in ("ionic", "electronic"))
    ends = {"LSM, lowest (S/cm)": convert(ionic.low, "S/m", "S/cm"),
            "LSM, highest (S/cm)": convert(ionic.high, "S/m", "S/cm"),
            "powers of ten": np.log10(ionic.high / ionic.low)}
    return {"LSM known": ends,
            "LSM": {"LSM σᵢₒₙ (S/cm)": convert(np.geomspace(ionic.low, ionic.high, 9), "S/m", "S/cm"),
                    "σₑ, lowest (S/cm)": np.full(9, convert(electronic.low, "S/m", "S/cm")),
                    "σₑ, highest (S/cm)": np.full(9, convert(electronic.high, "S/m", "S/cm"))}}


class Plane(Panel):
    """All conductors on one map: electronic against ionic conductivity, with the lines on which the share is
    the same."""

    name = "conductivity.plane"
    ask = "Where on the map stands a conductor, and what does its share hide?"
    alternative = ("Left: map of electronic against ionic conductivity, both logarithmic, with lines of "
                   "equal share, real materials and your sample. Right: share of the ions against ionic "
                   "conductivity at your electronic conductivity.")
    law = staticmethod(conductivity.ambipolar_conductivity)
    controls = (
        logarithmic("ionic_conductivity", 1e-7, 1e3, 0.01),
        logarithmic("electronic_conductivity", 1e-7, 1e5, 0.1),
        switch("ambipolar_lines", "equal ambipolar conductivity", False, rescales=True),
        uncertain("LSM: methods for its ions disagree by four powers of ten", folded=True),
    )

    @property
    def presets(self):
        """States of real materials, from their measured laws."""
        states = {"ceria at 800 °C in air (illustrative)": ("ceria_gadolinia_10", 1073.15, AIR),
                  "ceria at 800 °C in wet hydrogen, 1e-20 bar (illustrative)":
                  ("ceria_gadolinia_10", 1073.15, HYDROGEN_800),
                  "zirconia at 900 °C in air (in use)": ("zirconia_yttria_8", 1173.15, AIR)}
        known = {name: conductivity.partial_conductivities(material(key), *where)
                 for name, (key, *where) in states.items()}
        return {name: {"ionic_conductivity": float(ionic), "electronic_conductivity": float(electronic)}
                for name, (ionic, electronic) in known.items()}

    def solve(self, state):
        ionic, electronic = state.ionic_conductivity, state.electronic_conductivity
        ambipolar = conductivity.ambipolar_conductivity(ionic, electronic)
        axis = np.geomspace(1e-7, 1e3, 161)
        return {
            **(_manganite_as_known() if state.uncertain else {}),
            "your sample": {
                "border (%)": 100 * BORDER,
                "σᵢₒₙ (S/cm)": convert(ionic, "S/m", "S/cm"), "σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
                "tᵢₒₙ": conductivity.ionic_transference_number(ionic, electronic),
                "tₑ": conductivity.electronic_transference_number(ionic, electronic),
                "σ (S/cm)": convert(conductivity.total_conductivity(ionic, electronic), "S/m", "S/cm"),
                "ambipolar conductivity (S/cm)": convert(ambipolar, "S/m", "S/cm")},
            "row": {"σᵢₒₙ (S/cm)": convert(axis, "S/m", "S/cm"),
                    "σₑ (S/cm)": np.full(axis.size, convert(electronic, "S/m", "S/cm")),
                    "tᵢₒₙ": conductivity.ionic_transference_number(axis, electronic)},
        }

    def draw(self, figure):
        plane, row = figure.subplots(1, 2, width_ratios=(2.1, 1))
        plane.set(xscale="log", yscale="log", xlim=(1e-9, 1e2), ylim=(1e-9, 1e4),
                  xlabel="ionic conductivity σᵢₒₙ (S/cm)",
                  title="electronic conductivity σₑ (S/cm)")
        row.set(xscale="log", xlim=(1e-9, 1e2), ylim=(-0.03, 1.05), xlabel="σᵢₒₙ (S/cm)", title="share tᵢₒₙ")
        draw_shares(plane)
        if self.state["ambipolar_lines"]:
            draw_ambipolar_lines(plane)
        draw_materials(plane)
        band(self, plane, "LSM", "LSM σᵢₒₙ (S/cm)", "σₑ, lowest (S/cm)", "σₑ, highest (S/cm)", style.IONS,
             label="LSM, three methods", at=0.5, shift=(0, 3))
        point = {"marker": "o", "linestyle": "none", "markersize": 1.5 * style.form().marker}
        self.curve(plane, "row", "σᵢₒₙ (S/cm)", "σₑ (S/cm)", linewidth=style.form().line * 0.75,
                   linestyle=":")
        self.curve(plane, "your sample", "σᵢₒₙ (S/cm)", "σₑ (S/cm)",
                   label="" if style.in_lecture_mode() else "your sample", **point)
        self.curve(row, "row", "σᵢₒₙ (S/cm)", "tᵢₒₙ", style.IONS)
        self.curve(row, "your sample", "σᵢₒₙ (S/cm)", "tᵢₒₙ", **point)

    def say(self, state, words):
        if state.uncertain:
            return (f"The ions of LSM conduct between {words['LSM, lowest (S/cm)']} and "
                    f"{words['LSM, highest (S/cm)']}: three methods disagree by {words['powers of ten']} "
                    f"powers of ten, and one attempt failed. Your sample has the ambipolar conductivity "
                    f"{words['ambipolar conductivity (S/cm)']}.")
        kind = conductivity.conductor_class(words.number("tᵢₒₙ"), border=BORDER)
        equal = ", equal shares" if abs(words.number("tᵢₒₙ") - 0.5) < EQUAL else ""
        article = "an" if kind[0] == "e" else "a"
        return (f"Your sample conducts {words['σ (S/cm)']}, the fraction tᵢₒₙ = {words['tᵢₒₙ']} of it by "
                f"ions: {article} {kind}{equal} (border at {words['border (%)']}). Its ambipolar "
                f"conductivity, ions and electrons together, is {words['ambipolar conductivity (S/cm)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["your sample"].items()}
        ambipolar = now["tᵢₒₙ"] * now["tₑ"] * now["σ (S/cm)"]
        return {"the shares of ions and electrons add up to one": abs(now["tᵢₒₙ"] + now["tₑ"] - 1),
                "the ambipolar conductivity is tᵢₒₙ · tₑ · σ": abs(ambipolar
                                                                   / now["ambipolar conductivity (S/cm)"]
                                                                   - 1)}
