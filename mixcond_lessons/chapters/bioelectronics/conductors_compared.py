"""What makes a transistor good, its shape, its material or its bias, with measured materials on a map."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import bioelectronics
from ..controls import choice
from .map_of_conductors import CAPACITIES, PER_VOLUME, draw_map, label_of, merit
from .transistor_channel import (
    BOTH_KNOWN,
    CAPACITANCE,
    ELECTROLYTE,
    LENGTH,
    MERIT,
    NAMES,
    OVERDRIVE,
    THICKNESS,
    WIDTH,
    entry,
    film,
    held_volts,
    mobility_of,
    standing,
    stored,
    to_milli,
)

WISHED_SLOPE, WISHED_FREQUENCY = 20.0, 3.0  # mS, kHz


class ConductorsCompared(Panel):
    """Transconductance in three factors, and the material's factor in two: how many holes fit in per volt,
    and how fast they run."""

    name = "bioelectronics.conductors_compared"
    ask = "Shape, material or bias: what makes a good transistor?"
    alternative = ("Left: mobility of the holes against capacitance per volume, both logarithmic, one point "
                   "for each measured material and falling lines of equal product; "
                   "where only the product is known, its line alone. Right: the transconductance that each "
                   "material would give in the same shape at the same bias.")
    law = staticmethod(bioelectronics.transistor_parameter)
    controls = (choice("material", "material", NAMES, "pedot_pss"), THICKNESS,
                replace(OVERDRIVE, folded=False, rescales=False),
                replace(WIDTH, rescales=False), replace(LENGTH, rescales=False), ELECTROLYTE)
    presets = {"most charge: PE2gT": {"material": "pe2gt"},
               "largest product": {"material": "pedot_pss_self_assembled"},
               "quickest holes": {"material": "pedot_pss_crystallized"}}

    def solve(self, state):
        shape = state.width / state.length * state.thickness
        betas = bioelectronics.transistor_parameter(state.width, state.thickness, state.length,
                                                    np.array([entry(key, MERIT).value for key in NAMES]))
        slopes = to_milli(bioelectronics.transconductance(-state.overdrive, -state.overdrive, 0.0, betas))
        chosen = list(NAMES).index(state.material)
        now = {"W d/L (µm)": convert(shape, "m", "µm"), "product (F/cm/V/s)": merit(state.material),
               "transconductance (mS)": slopes[chosen]}
        product = {"C* (F/cm3)": CAPACITIES, "mobility (cm2/V/s)": merit(state.material) / CAPACITIES}
        tables = {"now": now, "every material": {"place": np.arange(len(NAMES)),
                                                 "transconductance (mS)": slopes}, "its product": product,
                  "chosen": {"place": chosen, "its transconductance (mS)": slopes[chosen]}}
        if state.material in BOTH_KNOWN:
            now |= {"capacitance (F/cm3)": convert(entry(state.material, CAPACITANCE).value, "F/m3",
                                                   PER_VOLUME),
                    "mobility (cm2/V/s)": convert(mobility_of(state.material), "m2/V/s", "cm2/V/s"),
                    "cut-off (kHz)": convert(float(film(state, state.thickness, state.overdrive)[2]), "Hz",
                                             "kHz")}
        return tables

    def draw(self, figure):
        plane, bars = figure.subplots(1, 2, width_ratios=(1.15, 1))
        draw_map(self, plane)
        bars.set(xscale="log", xlim=(5e-4, 1e5), ylim=(len(NAMES) - 0.4, -0.7), yticks=range(len(NAMES)),
                 title="transconductance (mS)")
        bars.set_yticklabels([label_of(key) for key in NAMES])
        bars.set_xticks(10.0 ** np.arange(-2, 5, 2))
        self.curve(bars, "every material", "transconductance (mS)", "place", style.HOLES, marker="s",
                   linestyle="none", fillstyle="none")
        self.curve(bars, "chosen", "its transconductance (mS)", "place", style.HOLES, marker="s",
                   linestyle="none")

    def say(self, state, words):
        met = ", enough for both wishes" if self._is_enough(state, words) else ""
        speed = (f"In this shape it follows up to {words['cut-off (kHz)']}{met}."
                 if state.material in BOTH_KNOWN
                 else "How quick its holes are, and how fast it follows, is not known.")
        merits = words["product (F/cm/V/s)"].replace("/cm/V/s", "/(cm V s)")
        return (f"{NAMES[state.material]} ({standing(state.material, MERIT)}): shape {words['W d/L (µm)']} "
                f"times material {merits} times bias gives gₘ = {words['transconductance (mS)']}. {speed}")

    @staticmethod
    def _is_enough(state, words):
        """Whether the film amplifies as the lesson's task wishes, and follows the spike of a nerve."""
        return (state.material in BOTH_KNOWN and words.number("transconductance (mS)") >= WISHED_SLOPE
                and words.number("cut-off (kHz)") >= WISHED_FREQUENCY)

    def conserved(self, state, tables):
        now = {column: float(value[0]) for column, value in tables["now"].items()}
        # In S.
        by_hand = convert(now["W d/L (µm)"], "µm", "cm") * now["product (F/cm/V/s)"] * state.overdrive
        found = {"shape times material times bias is the transconductance":
                 abs(to_milli(by_hand) / now["transconductance (mS)"] - 1)}
        if "mobility (cm2/V/s)" in now:
            # Another route: at speed mu du/dx with u(x) = u sqrt(1 - x/L), a hole takes 4 L^2/(mu u) int w^2
            # dw
            # (w from 0 to 1) from end to end.
            places, weights = np.polynomial.legendre.leggauss(3)
            mobility = convert(now["mobility (cm2/V/s)"], "cm2/V/s", "m2/V/s")
            passage = 4 * state.length**2 / (mobility * state.overdrive)
            passage *= (weights / 2) @ ((1 + places) / 2) ** 2
            current = convert(now["transconductance (mS)"], "mS", "S") * state.overdrive / 2
            held = stored(state) * held_volts(state.overdrive)
            found["current times time of passage is the charge held"] = abs(current * passage / held - 1)
        return found
