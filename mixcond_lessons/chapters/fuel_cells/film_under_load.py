"""The measured film under load: two readings beside the model, and the electrodes that would fit them."""
import numpy as np

from ...classroom import style
from ...classroom.band import band, envelope
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import fuel_cells
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws
from ..controls import logarithmic, uncertain
from .hydrogen_air_cell import SHARES, SIDES, STEAM, STRETCHED, moved_decades, per_area
from .measured_film import READINGS, WARM, film, films

# A/m2, tried for the pairs of resistances.
LEAKS = np.concatenate([np.geomspace(1e-6, 10, 50), np.geomspace(10, 1e5, 200)[1:]])
SEEN = 5e-3, 12.0  # ohm cm2, of the right picture
VOLT, SHARE = 0.01, 0.05  # how close a reading counts as met
LARGEST = 3.0  # A/cm2, of the left picture
NAMES = "without a load", "under load"


def _pairs(steam, reading):
    """Resistances (ohm cm2) of anode and cathode with which the film shows a reading."""
    current, voltage = reading
    low, thickness = film(steam)[3], film(steam)[5]
    found = fuel_cells.fitting_electrodes(current + LEAKS, voltage, current, *ceria_laws(WARM)[:2], WARM, low,
                                          AIR, thickness)
    anode, cathode = (convert(resistance, "ohm m2", "Ω cm2") for resistance in found)
    kept = (anode > 0) & (cathode > 0)
    return {"anode (Ω cm2)": anode[kept], "cathode (Ω cm2)": cathode[kept]}


class FilmUnderLoad(Panel):
    """The measured film with and without a load, beside a model that knows nothing of its electrodes."""

    name = "fuel_cells.film_under_load"
    ask = "Two readings of one cell: which electrodes would give both?"
    alternative = ("Left: voltage of the film against the current of its load, with two measured points. "
                   "Right: resistance of the cathode against that of the anode, one curve of pairs for each "
                   "reading, and your pair as a dot.")
    law = staticmethod(fuel_cells.fitting_electrodes)
    controls = (
        *(logarithmic(name, 1e-7, 1e-3, 1e-7, label=side, per_decade=20) for name, side in SIDES.items()),
        logarithmic("steam", 5e-3, 0.3, STEAM, label="steam in the fuel", symbol="", shown="%", folded=True,
                    source="a guess: not told; what a bubbler at room temperature gives"),
        uncertain("ceria: other sources have 0.5 to 1 times these ions, 0.73 to 1 times these electrons"),
    )
    presets = {"all at the cathode": {"cathode_resistance": 2.2e-5},
               "all at the anode": {"anode_resistance": 3.4e-4}}

    def solve(self, state):
        which = (*film(state.steam), state.cathode_resistance, state.anode_resistance)
        rest = float(fuel_cells.open_circuit(*which))
        (_, measured), (current, held) = READINGS
        found = fuel_cells.loaded_cell(np.append(rest * SHARES, min(held, rest)), *which)
        loads = per_area(found.external_current_density)
        faces = found.face_activity_low[-1], found.face_activity_high[-1]
        anode, cathode = (convert(value, "ohm m2", "Ω cm2") for value in which[:-3:-1])
        tables = {
            "now": {"V (V)": rest, "measured V (V)": measured, "load (A/cm2)": loads[-1],
                    "measured load (A/cm2)": per_area(current), "held (V)": held,
                    "furthest moved": max(moved_decades(gas, face) for gas, face in zip(
                        (which[3], AIR), faces, strict=True)),
                    "met": float(abs(rest - measured) < VOLT) + (abs(loads[-1] * 1e4 / current - 1) < SHARE)},
            "curve": {"load (A/cm2)": loads[-2::-1], "V (V)": rest * SHARES[::-1]},
            "measured": {"load (A/cm2)": per_area(np.array([0, current])), "V (V)": (measured, held)},
            "here": {"anode (Ω cm2)": anode, "cathode (Ω cm2)": cathode},
            **{name: _pairs(state.steam, reading) for name, reading in zip(NAMES, READINGS, strict=True)}}
        if state.uncertain:
            tables |= self._band(state)
        return tables

    @staticmethod
    def _band(state):
        both, curves, rests = (state.cathode_resistance, state.anode_resistance), [], []
        for which in films(state.steam):
            rests.append(float(fuel_cells.open_circuit(*which, *both)))
            found = fuel_cells.loaded_cell(rests[-1] * SHARES[::-1], *which, *both)
            curves.append((per_area(found.external_current_density), found.voltage))
        loads = np.linspace(0, min(LARGEST, max(current[-1] for current, _ in curves)), 41)
        low, high = envelope(np.interp(loads, *curve, right=0) for curve in curves)
        return {"band": {"load (A/cm2)": loads, "lowest V (V)": low, "highest V (V)": high},
                "ends": {"least V (V)": min(rests), "largest V (V)": max(rests)}}

    def draw(self, figure):
        volts, pairs = figure.subplots(1, 2)
        volts.set(xlim=(-0.05, LARGEST), ylim=(0, 1.16), xlabel="current of the load (A/cm²)",
                  title="voltage (V)")
        band(self, volts, "band", "load (A/cm2)", "lowest V (V)", "highest V (V)", label="other constants",
             at=0.6, shift=(0, -5))
        self.curve(volts, "curve", "load (A/cm2)", "V (V)", label="model", at=0.3, clear=True)
        self.curve(volts, "measured", "load (A/cm2)", "V (V)", style.HOLES, label="measured", at=1,
                   clear=True, marker="D", linestyle="none")
        pairs.set(xscale="log", yscale="log", xlim=SEEN, ylim=SEEN, xlabel="anode (Ω cm²)",
                  title="cathode (Ω cm²)")
        for axis in (pairs.set_xticks, pairs.set_yticks):
            axis((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        for name, carrier, at in zip(NAMES, (style.TOTAL, style.DASHED), (0.7, 0.5), strict=True):
            self.curve(pairs, name, "anode (Ω cm2)", "cathode (Ω cm2)", carrier, label=f"fits {name}", at=at,
                       clear=True)
        self.curve(pairs, "here", "anode (Ω cm2)", "cathode (Ω cm2)", marker="o", linestyle="none")

    def say(self, state, words):
        if state.uncertain:
            return (f"With other published constants of ceria the model shows {words['least V (V)']} to "
                    f"{words['largest V (V)']} without a load; {words['measured V (V)']} was measured.")
        met = ("None of the two readings is met", "One of the two readings is met",
               "Found: both readings are met")[int(words.number("met"))]
        linear = " (linear electrodes, stretched)" if words.number("furthest moved") > STRETCHED else ""
        return (f"Without a load the model shows {words['V (V)']} ({words['measured V (V)']} was measured); "
                f"under load it gives {words['load (A/cm2)']} ({words['measured load (A/cm2)']} was "
                f"measured). {met}{linear}.")

    def conserved(self, state, tables):
        which, found = film(state.steam), {}
        for name, (current, voltage) in zip(NAMES, READINGS, strict=True):
            pairs = (convert(values, "Ω cm2", "ohm m2") for values in tables[name].values())
            anode, cathode = (values[values.size // 2] for values in pairs)
            rest = float(fuel_cells.open_circuit(*which, cathode, anode))
            loaded = fuel_cells.loaded_cell(min(voltage, rest), *which, cathode, anode)
            off = (float(loaded.external_current_density) - current) / float(loaded.ionic_current_density)
            found[f"a pair that fits {name} gives that reading"] = abs(off)
        return found
