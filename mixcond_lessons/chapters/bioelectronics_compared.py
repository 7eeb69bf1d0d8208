"""Chapter 10: what makes a transistor good, its shape, its material or its bias, with measured materials on a map."""
from dataclasses import replace

import numpy as np

from ..classroom import style
from ..classroom.controls import choice
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import bioelectronics
from .bioelectronics_device import BOTH_KNOWN, CAPACITANCE, ELECTROLYTE, LENGTH, MERIT, NAMES, OVERDRIVE, QUIET, THICKNESS, WIDTH, entry, film, held_volts, mobility_of, standing, stored, to_milli

PER_VOLUME, PRODUCT = "F/cm3", "F/cm/V/s"
CAPACITIES = np.array([10.0, 1000.0])   # F/cm3, the ends of the map
LINES = (10, 100, 1000)                 # F/(cm V s)


# Where a name stands clear of the falling lines: below its point on the left, or above on the right.
BELOW = {"xytext": (-5, -4), "ha": "right", "va": "top"}
ABOVE = {"xytext": (4, 5), "ha": "left", "va": "bottom"}


def merit(key):
    """mu C* in F/(cm V s)."""
    return convert(entry(key, MERIT).value, "F/m/V/s", PRODUCT)


def label_of(key):
    """The material's short name for a plot."""
    return material(key).short


class ConductorsCompared(Panel):
    """Transconductance in three factors, and the material's factor in two: how many holes fit in per volt, and how fast they run."""

    name = "bioelectronics.conductors_compared"
    ask = "Shape, material or bias: what makes a good transistor?"
    alternative = ("Left: mobility of the holes against capacitance per volume, both logarithmic, one point for each measured material and falling lines of equal product; "
                   "where only the product is known, its line alone. Right: the transconductance that each material would give in the same shape at the same bias.")
    law = staticmethod(bioelectronics.transistor_parameter)
    controls = (choice("material", "material", NAMES, "pedot_pss"), THICKNESS, replace(OVERDRIVE, folded=False, rescales=False),
                replace(WIDTH, rescales=False), replace(LENGTH, rescales=False), ELECTROLYTE)
    presets = {"most charge: PE2gT": {"material": "pe2gt"}, "largest product": {"material": "pedot_pss_self_assembled"}, "quickest holes": {"material": "pedot_pss_crystallized"}}

    def solve(self, state):
        shape = state.width / state.length * state.thickness
        betas = bioelectronics.transistor_parameter(state.width, state.thickness, state.length, np.array([entry(key, MERIT).value for key in NAMES]))
        slopes = to_milli(bioelectronics.transconductance(-state.overdrive, -state.overdrive, 0.0, betas))
        chosen = list(NAMES).index(state.material)
        now = {"W d/L (µm)": convert(shape, "m", "µm"), "product (F/cm/V/s)": merit(state.material), "transconductance (mS)": slopes[chosen]}
        product = {"C* (F/cm3)": CAPACITIES, "mobility (cm2/V/s)": merit(state.material) / CAPACITIES}
        tables = {"now": now, "every material": {"place": np.arange(len(NAMES)), "transconductance (mS)": slopes}, "its product": product,
                  "chosen": {"place": chosen, "its transconductance (mS)": slopes[chosen]}}
        if state.material in BOTH_KNOWN:
            now |= {"capacitance (F/cm3)": convert(entry(state.material, CAPACITANCE).value, "F/m3", PER_VOLUME),
                    "mobility (cm2/V/s)": convert(mobility_of(state.material), "m2/V/s", "cm2/V/s"),
                    "cut-off (kHz)": convert(float(film(state, state.thickness, state.overdrive)[2]), "Hz", "kHz")}
        return tables

    def draw(self, figure):
        plane, bars = figure.subplots(1, 2, width_ratios=(1.15, 1))
        self._draw_map(plane)
        bars.set(xscale="log", xlim=(5e-4, 1e5), ylim=(len(NAMES) - 0.4, -0.7), yticks=range(len(NAMES)), title="transconductance (mS)")
        bars.set_yticklabels([label_of(key) for key in NAMES])
        bars.set_xticks(10.0 ** np.arange(-2, 5, 2))
        self.curve(bars, "every material", "transconductance (mS)", "place", style.HOLES, marker="s", linestyle="none", fillstyle="none")
        self.curve(bars, "chosen", "its transconductance (mS)", "place", style.HOLES, marker="s", linestyle="none")

    def _draw_map(self, plane):
        """Still: measured points and lines of equal product; moving: the chosen material."""
        plane.set(xscale="log", yscale="log", xlim=tuple(CAPACITIES), ylim=(0.05, 50), xlabel="capacitance C* (F/cm³)", title="mobility (cm²/(V s))")
        for product in LINES:
            plane.plot(CAPACITIES, product / CAPACITIES, color=style.QUIET, linestyle=(0, (1, 2)), linewidth=style.form().line / 2)
            x = {10: 70, 100: 12, 1000: 34}[product]
            plane.annotate(f"{product} F/(cm V s)" if product == LINES[-1] else f"{product}", (x, product / x), xytext=style.offset(2, 1), textcoords="offset points", color=style.QUIET)
        for key in BOTH_KNOWN:
            place = (convert(entry(key, CAPACITANCE).value, "F/m3", PER_VOLUME), convert(mobility_of(key), "m2/V/s", "cm2/V/s"))
            plane.plot(*place, marker="o", color=style.HOLES.colour, linestyle="none", fillstyle="none")
            plane.annotate(label_of(key), place, textcoords="offset points", **(ABOVE if key in ("pg42t_t", "pe2gt") else BELOW))
        self.curve(plane, "its product", "C* (F/cm3)", "mobility (cm2/V/s)", style.HOLES, when=lambda tables: "mobility (cm2/V/s)" not in tables["now"])
        self.curve(plane, "its product", "C* (F/cm3)", "mobility (cm2/V/s)", QUIET, when=lambda tables: "mobility (cm2/V/s)" in tables["now"])
        point = plane.plot([], [], marker="o", color=style.HOLES.colour, linestyle="none")[0]

        def update(tables):
            known = "mobility (cm2/V/s)" in tables["now"]
            point.set_visible(known)
            if known:
                point.set_data(tables["now"]["capacitance (F/cm3)"], tables["now"]["mobility (cm2/V/s)"])
        self.moves(point, update)

    def say(self, state, words):
        known = state.material in BOTH_KNOWN
        inside = (f"The material: {words['capacitance (F/cm3)']} times {words['mobility (cm2/V/s)'].replace('/V/s', '/(V s)')}; in this shape it follows up to {words['cut-off (kHz)']}."
                  if known else "Only the product was seen: how quick its holes are, and how fast it follows, we do not know.")
        merits = words['product (F/cm/V/s)'].replace('/cm/V/s', '/(cm V s)')
        return (f"{NAMES[state.material]} ({standing(state.material, MERIT)}): gₘ = shape × material × bias = {words['W d/L (µm)']} × {merits} × "
                f"{self.controls[2].show(state.overdrive)} = {words['transconductance (mS)']}. {inside}")

    def conserved(self, state, tables):
        now = {column: float(value[0]) for column, value in tables["now"].items()}
        by_hand = convert(now["W d/L (µm)"], "µm", "cm") * now["product (F/cm/V/s)"] * state.overdrive   # in S
        found = {"three factors make g_m": abs(to_milli(by_hand) / now["transconductance (mS)"] - 1)}
        if "mobility (cm2/V/s)" in now:
            # Another route: at speed mu du/dx with u(x) = u sqrt(1 - x/L), a hole takes 4 L^2/(mu u) int w^2 dw (w from 0 to 1) from end to end.
            places, weights = np.polynomial.legendre.leggauss(3)
            passage = 4 * state.length**2 / (convert(now["mobility (cm2/V/s)"], "cm2/V/s", "m2/V/s") * state.overdrive) * (weights / 2) @ ((1 + places) / 2) ** 2
            current = convert(now["transconductance (mS)"], "mS", "S") * state.overdrive / 2
            found["current times time of passage is the charge held"] = abs(current * passage / (stored(state) * held_volts(state.overdrive)) - 1)
        return found
