"""One real material: both partial conductivities against temperature and oxygen pressure."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity
from ...physics.constants import AIR, ELECTRONVOLT, HYDROGEN_700
from ..controls import Rule, choice, linear, logarithmic, switch, uncertain
from .as_known import bands, draw_bands

CERIA, ZIRCONIA = (material(key) for key in ("ceria_gadolinia_10", "zirconia_yttria_8"))


def allowed_temperatures(entry):
    """Return the temperatures (K) between which all partial conductivities of a material are known."""
    ranges = [branch.temperature_range for branch in entry.properties if "conductivity" in branch.quantity
              and branch.prefactor]
    return max(low for low, _ in ranges) * (1 - 1e-12), min(high for _, high in ranges) * (1 + 1e-12)


def _known(entry):
    """The rule that the temperature lies where all laws of this material hold."""
    low, high = allowed_temperatures(entry)
    ends = " to ".join(f"{convert(end, 'K', '°C'):.0f}" for end in (low, high))
    return Rule(f"the course has numbers for {entry.short} from {ends} °C only",
                lambda s: s.material != entry.key or low <= s.temperature <= high)


def _few_electrons(state):
    """The law of ceria's electrons holds while they are far fewer than the gadolinium: at tᵢₒₙ = 0.09, 4 in
    100 formula units."""
    both = conductivity.partial_conductivities(material(state.material), state.temperature,
                                               state.oxygen_activity)
    return conductivity.ionic_transference_number(*both) >= 0.09


def _ruler_energy(entry, state):
    """Energy (J/mol) that a ruler on the plot reads for the ions: the law's own where the plot fits the law,
    else RT more or less."""
    own = entry.property("ionic conductivity").activation_energy
    step = own - conductivity.slope_energy_of_conductivity(own, state.temperature)
    hops = entry.property("ionic conductivity").kind == "hopping"
    return own + step * (int(state.times_temperature) - int(hops))


class OneMaterial(Panel):
    """One real material against temperature and oxygen pressure: both partial conductivities and the share of
    the ions."""

    name = "conductivity.one_material"
    ask = "The same ceramic in air and in hydrogen: is it still the same conductor?"
    alternative = ("Left: Arrhenius plot of the ionic and the electronic conductivity against 1000/T. "
                   "Right: share of the ions against oxygen pressure at the chosen temperature.")
    law = staticmethod(conductivity.partial_conductivity)
    controls = (
        choice("material", "material", {entry.key: entry.name for entry in (CERIA, ZIRCONIA)}, CERIA.key,
               source=CERIA.property("ionic conductivity").status_words),
        linear("temperature", 773.15, 1273.15, 973.15, step=10),
        logarithmic("oxygen_activity", 1e-25, 1.0, 0.21, label="oxygen pressure", per_decade=4),
        switch("times_temperature", "plot σ·T instead of σ", False, rescales=True, folded=True),
        uncertain("other sources of the same conductivities", folded=True),
    )
    rules = (_known(CERIA), _known(ZIRCONIA),
             Rule("the law of CGO10's electrons ends here: in less oxygen they are more than 4 in 100 "
                  "formula units, no longer few beside the gadolinium", _few_electrons))
    presets = {"ceria in air": {"oxygen_activity": AIR},
               "ceria in hydrogen with 3 % steam": {"oxygen_activity": HYDROGEN_700},
               "zirconia in hydrogen with 3 % steam": {"material": ZIRCONIA.key,
                                                       "oxygen_activity": HYDROGEN_700}}

    def solve(self, state):
        entry = material(state.material)

        def columns(temperature, oxygen_activity):
            both = conductivity.partial_conductivities(entry, temperature, oxygen_activity)
            return {"σᵢₒₙ (S/cm)": convert(both[0], "S/m", "S/cm"),
                    "σₑ (S/cm)": convert(both[1], "S/m", "S/cm"),
                    "σᵢₒₙ·T (S K/cm)": convert(both[0], "S/m", "S/cm") * temperature,
                    "σₑ·T (S K/cm)": convert(both[1], "S/m", "S/cm") * temperature,
                    "tᵢₒₙ": conductivity.ionic_transference_number(*np.broadcast_arrays(*both))}
        temperatures, pressures = np.linspace(*allowed_temperatures(entry), 60), np.geomspace(1e-25, 1.0, 100)
        now = state.temperature, state.oxygen_activity
        return {**(bands(entry, temperatures, pressures, now) if state.uncertain else {}),
                "now": {"1000/T (1/K)": 1000 / state.temperature, "pO₂ (bar)": state.oxygen_activity,
                        "slope of the ionic line (eV)": _ruler_energy(entry, state) / ELECTRONVOLT,
                        **columns(state.temperature, state.oxygen_activity)},
                "Arrhenius": {"1000/T (1/K)": 1000 / temperatures,
                              **columns(temperatures, state.oxygen_activity)},
                "pressure": {"pO₂ (bar)": pressures, "tᵢₒₙ": columns(state.temperature, pressures)["tᵢₒₙ"]}}

    def draw(self, figure):
        arrhenius, shares = figure.subplots(1, 2)
        times = self.state["times_temperature"]
        arrhenius.set(yscale="log", xlim=(0.76, 1.32), ylim=(1e-8, 1e5) if times else (1e-11, 1e2),
                      xlabel="1000/T (1/K)", title="σ·T (S K/cm)" if times else "σ (S/cm)")
        shares.set(xscale="log", xlim=(1e-25, 2), ylim=(-0.03, 1.05), xlabel="oxygen pressure pO₂ (bar)",
                   title="share of the ions, tᵢₒₙ")
        draw_bands(self, arrhenius, shares, times)
        for carrier, symbol, at, shift in ((style.IONS, "σᵢₒₙ", 0.15, (0, 8)),
                                           (style.ELECTRONS, "σₑ", 0.4, (-42, -24))):
            column = f"{symbol}·T (S K/cm)" if times else f"{symbol} (S/cm)"
            self.curve(arrhenius, "Arrhenius", "1000/T (1/K)", column, carrier,
                       label=f"{carrier.word} {symbol}",
                       at=at, shift=shift)
            self.curve(arrhenius, "now", "1000/T (1/K)", column, carrier, marker="o", linestyle="none")
        self.curve(shares, "pressure", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(shares, "now", "pO₂ (bar)", "tᵢₒₙ", style.IONS, marker="o", linestyle="none")

    def say(self, state, words):
        entry = material(state.material)
        status = entry.property("ionic conductivity").status_words
        if state.uncertain:
            return (f"Other sources of {entry.short} give down to {words['least times the ions']} times its "
                    f"ions and {words['least times the electrons']} times its electrons ({status}). Here "
                    f"tᵢₒₙ lies from {words.show('tᵢₒₙ at least', 5)} to {words.show('tᵢₒₙ at most', 5)}.")
        return (f"Here {entry.short} conducts {words['σᵢₒₙ (S/cm)']} by ions and {words['σₑ (S/cm)']} by "
                f"electrons and holes "
                f"({status}): tᵢₒₙ = {words.show('tᵢₒₙ', 5)}. "
                f"The ionic line of this plot has slope energy {words['slope of the ionic line (eV)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic = now["tᵢₒₙ"] * (now["σᵢₒₙ (S/cm)"] + now["σₑ (S/cm)"])
        residual = abs(ionic / now["σᵢₒₙ (S/cm)"] - 1)
        return {"share times total conductivity is the ionic conductivity": residual}
