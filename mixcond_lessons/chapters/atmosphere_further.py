"""Chapter 05, going further: a ferrite on the balance while it is heated, and the map of where an electrolyte stays an electrolyte."""
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import Rule, choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material, model
from ..physics import atmosphere, gases, model_oxides
from ..physics.conductivity import boundary_activity, ionic_transference_number, partial_conductivity
from .conductivity_map import AIR

HEATED = np.linspace(873.15, 1273.15, 81)  # K
ATOMS = {"La": 138.905e-3, "Sr": 87.62e-3, "Fe": 55.845e-3}  # kg/mol, standard atomic weights
QUIET = style.Carrier("reference", style.QUIET, (0, (4, 3)))


def _molar_mass(strontium, deficiency):
    """Mass of La(1-x)Sr(x)FeO(3-delta), kg/mol."""
    return (1 - strontium) * ATOMS["La"] + strontium * ATOMS["Sr"] + ATOMS["Fe"] + (3 - deficiency) * atmosphere.OXYGEN_ATOM_MASS


def _on_heating(strontium, oxygen_activity, temperatures):
    """What the ferrite does at these temperatures, and what it would conduct with the oxygen that it had at the first of them."""
    def oxide(temperature):
        return model_oxides.ferrite_model(strontium, temperature)

    def conductivity(equilibrium, temperature):
        conducts = model_oxides.ferrite_conduction(temperature, equilibrium)
        return conducts.ionic + conducts.electronic
    start = oxide(temperatures[:1]).equilibrium(oxygen_activity)
    seen = atmosphere.on_heating(oxide, conductivity, temperatures, oxygen_activity, _molar_mass(strontium, start["V"][0]))
    return {"T (°C)": convert(temperatures, "K", "°C"), "mass change (%)": 100 * seen.relative_mass_change, "δ": seen.oxygen_deficiency,
            "x − 2δ": strontium - 2 * seen.oxygen_deficiency, "σ (S/cm)": convert(seen.conductivity, "S/m", "S/cm"),
            "σ with the oxygen of the start (S/cm)": convert(conductivity(start, temperatures), "S/m", "S/cm")}


@lru_cache(maxsize=64)
def _heated(strontium, oxygen_activity):
    return _on_heating(strontium, oxygen_activity, HEATED)


class HeatingInAir(Panel):
    """A ferrite is heated in one gas: it loses oxygen, and with it the holes, so that its conductivity falls although hops get easier."""

    name = "atmosphere.heating_in_air"
    ask = "Heat makes hops easier. Why does a hot ferrite conduct worse?"
    alternative = ("Three pictures against temperature: loss of mass that a balance reads, oxygen missing and holes per formula unit, and the "
                   "conductivity beside what it would be with the oxygen of the start.")
    law = staticmethod(atmosphere.on_heating)
    controls = (
        linear("temperature", "temperature", HEATED[0], HEATED[-1], 1173.15, step=10, unit="K", shown="°C", symbol="T", plays=True),
        logarithmic("oxygen_activity", "oxygen pressure", 1e-5, 1.0, AIR, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        linear("strontium", "strontium x", 0.05, 0.9, 0.4, step=0.05, unit="1", symbol="x",
               source=f"{model('ferrite').name}: {model('ferrite').status_words}"),
    )
    presets = {"in argon, 1e-5 bar": {"oxygen_activity": 1e-5}, "in pure oxygen": {"oxygen_activity": 1.0}, "little strontium": {"strontium": 0.1}}

    def solve(self, state):
        heating = _heated(state.strontium, state.oxygen_activity)
        now = {name: values[-1] for name, values in _on_heating(state.strontium, state.oxygen_activity, np.array([HEATED[0], state.temperature])).items()}
        return {"now": now | {"start (°C)": heating["T (°C)"][0], "highest at (°C)": heating["T (°C)"][heating["σ (S/cm)"].argmax()],
                              "lost (%)": -now["mass change (%)"]},
                "heating": heating, "cursor": {"T (°C)": [now["T (°C)"]] * 2, "up and down": (-1e4, 1e4)}}

    def draw(self, figure):
        mass, content, sigma = figure.subplots(1, 3)
        hall = style.in_lecture_mode()
        mass.set(ylim=(-1.5, 0.1), yticks=(-1, -0.5, 0), title="mass (% of start)" if not hall else "mass (%)")
        content.set(ylim=(-0.03, 1), title="per formula unit" if not hall else "per formula")
        sigma.set(ylim=(0, 420), yticks=(100, 200, 300, 400), title="σ (S/cm), illustrative" if not hall else "σ (S/cm)")
        for axes in (mass, content, sigma):
            axes.set(xlim=(595, 1005), xlabel="T (°C)")
            axes.set_xticks((600, 800, 1000))
            self.curve(axes, "cursor", "T (°C)", "up and down", linewidth=style.form().line * 0.75)
        self.curve(mass, "heating", "T (°C)", "mass change (%)")
        self.curve(mass, "now", "T (°C)", "mass change (%)", marker="o", linestyle="none")
        for column, carrier, word, at in (("x − 2δ", style.HOLES, "holes", 0.2), ("δ", style.VACANCIES, "vacancies", 0.8)):
            self.curve(content, "heating", "T (°C)", column, carrier, label=word if hall else f"{word} {column}", at=at, shift=(0, 7))
            self.curve(content, "now", "T (°C)", column, carrier, marker="o", linestyle="none")
        self.curve(sigma, "heating", "T (°C)", "σ with the oxygen of the start (S/cm)", QUIET, label="no oxygen lost", at=0.45, shift=(-6, 8))
        self.curve(sigma, "heating", "T (°C)", "σ (S/cm)", style.HOLES)
        self.curve(sigma, "now", "T (°C)", "σ (S/cm)", style.HOLES, marker="o", linestyle="none")

    def say(self, state, words):
        temperature, pressure = (control.show(getattr(state, control.name)) for control in self.controls[:2])
        highest = words.number("highest at (°C)")
        ends = {convert(HEATED[0], "K", "°C"): "σ falls all the way.", convert(HEATED[-1], "K", "°C"): "σ still rises at the hot end."}
        course = ends.get(highest, f"σ is largest at {words['highest at (°C)']}.")
        return (f"At {temperature} in {pressure} the ferrite has δ = {words['δ']} and has lost {words['lost (%)']} of its mass since {words['start (°C)']}. "
                f"It conducts {words['σ (S/cm)']}; with all that oxygen it would be {words['σ with the oxygen of the start (S/cm)']}. {course}")

    def conserved(self, state, tables):
        heating = tables["heating"]
        start = _molar_mass(state.strontium, heating["δ"][0])
        weighed = start * (1 + heating["mass change (%)"] / 100)
        return {"the balance agrees with the formula": float(np.abs(weighed / _molar_mass(state.strontium, heating["δ"]) - 1).max())}


ZIRCONIA, CERIA = material("zirconia_yttria_8"), material("ceria_gadolinia_10")
STEAM, HYDROGEN = 0.03, 0.97
PRESSURES = np.geomspace(1e-40, 1e10, 121)
GASES = np.linspace(773.15, 1273.15, 61)
EXPONENT = -1 / 4  # of the electrons in both materials' laws


def _allowed(entry):
    """Temperatures (K) for which a material's ionic and electronic conductivities are known."""
    ranges = [branch.temperature_range for branch in entry.properties if branch.prefactor]
    return max(low for low, _ in ranges) * (1 - 1e-12), min(high for _, high in ranges) * (1 + 1e-12)


def _at_one_bar(entry, temperature):
    """Conductivities [S/m] of ions, and of electrons and (None where not known) holes at 1 bar."""
    known = {branch.quantity for branch in entry.properties}
    return (partial_conductivity(entry.property("ionic conductivity"), temperature),
            *(partial_conductivity(entry.property(quantity), temperature) if quantity in known else None
              for quantity in ("electronic conductivity (electrons)", "electronic conductivity (holes)")))


def _borders(entry, temperature, border, error=0.0):
    """Oxygen activities between which t_ion is at least `border`, (low, high); high is None where no law of holes is known. error: of sigma_n."""
    ionic, electrons, holes = _at_one_bar(entry, temperature)
    electrons = electrons * (1 + error)
    if holes is None:
        return boundary_activity(electrons, EXPONENT, ionic * (1 - border) / border), None
    domain = atmosphere.electrolytic_domain(ionic, electrons, holes, border)
    return domain.low, domain.high


class DomainMap(Panel):
    """Where in temperature and oxygen pressure an electrolyte lets practically only ions through, and which gases lie inside."""

    name = "atmosphere.domain_map"
    ask = "In which gases, and how hot, does an electrolyte stay an electrolyte?"
    alternative = ("Left: map of oxygen pressure against 1000/T with the range where the ions' share is above the border, and the lines of air and of "
                   "moist hydrogen. Right: share of the ions against oxygen pressure at the chosen temperature.")
    law = staticmethod(atmosphere.electrolytic_domain)
    controls = (
        choice("material", "material", {entry.key: entry.name for entry in (ZIRCONIA, CERIA)}, ZIRCONIA.key,
               source=ZIRCONIA.property("ionic conductivity").status_words),
        linear("border", "smallest tᵢₒₙ allowed", 0.5, 0.999, 0.99, step=0.001, unit="1"),
        linear("temperature", "temperature", 773.15, 1273.15, 1073.15, step=10, unit="K", shown="°C", symbol="T"),
        linear("error", "error of σₑ", 0.01, 0.5, 0.1, step=1, unit="1", shown="%", folded=True),
    )
    rules = (Rule("the source gives numbers for this material only up to, or only from, this temperature",
                  lambda s: _allowed(material(s.material))[0] <= s.temperature <= _allowed(material(s.material))[1]),)
    presets = {"zirconia, half ions": {"border": 0.5}, "ceria, half ions": {"material": CERIA.key, "border": 0.5},
               "ceria at 500 °C": {"material": CERIA.key, "temperature": 773.15}}

    def solve(self, state):
        entry = material(state.material)
        temperatures = np.linspace(*_allowed(entry), 41)
        low, high = _borders(entry, temperatures, state.border)
        here, above = _borders(entry, state.temperature, state.border)
        shifted, _ = _borders(entry, state.temperature, state.border, state.error)
        ionic, electrons, holes = _at_one_bar(entry, state.temperature)
        share = ionic_transference_number(ionic, electrons * PRESSURES ** EXPONENT + (0 if holes is None else holes * PRESSURES ** -EXPONENT))
        steam = gases.oxygen_activity_of_steam(STEAM, HYDROGEN, GASES)
        now = {"1000/T (1/K)": 1000 / state.temperature, "from (bar)": here,
               "hydrogen (bar)": gases.oxygen_activity_of_steam(STEAM, HYDROGEN, state.temperature), "air (bar)": AIR,
               "steam (%)": 100 * STEAM, "border moves by (%)": 100 * (shifted / here - 1)}
        ends = [here] if above is None else [here, above]
        now |= {} if above is None else {"up to (bar)": above}
        inverse = 1000 / temperatures
        return {
            "now": now, "borders here": {"1000/T (1/K)": [now["1000/T (1/K)"]] * len(ends), "pO₂ (bar)": ends, "tᵢₒₙ": [state.border] * len(ends)},
            "lower border": {"1000/T (1/K)": inverse, "pO₂ (bar)": low},
            "upper border": {"1000/T (1/K)": [] if above is None else inverse, "pO₂ (bar)": [] if above is None else high},
            "domain": {"1000/T (1/K)": np.concatenate([inverse, inverse[::-1]]),
                       "pO₂ (bar)": np.concatenate([low, np.full(low.size, 1e30) if above is None else high[::-1]])},
            "hydrogen": {"1000/T (1/K)": 1000 / GASES, "pO₂ (bar)": steam},
            "gases here": {"1000/T (1/K)": [now["1000/T (1/K)"]] * 2, "pO₂ (bar)": [AIR, now["hydrogen (bar)"]]},
            "shares": {"pO₂ (bar)": PRESSURES, "tᵢₒₙ": share}, "level": {"pO₂ (bar)": PRESSURES[[0, -1]], "tᵢₒₙ": [state.border] * 2},
            "cursor": {"1000/T (1/K)": [now["1000/T (1/K)"]] * 2, "pO₂ (bar)": (1e-60, 1e40)},
        }

    def draw(self, figure):
        chart, shares = figure.subplots(1, 2, width_ratios=(1.2, 1))
        hall = style.in_lecture_mode()
        chart.set(yscale="log", xlim=(0.77, 1.31), ylim=(1e-40, 1e10), xlabel="1000/T (1/K)", title="pO₂ (bar), illustrative" if not hall else "pO₂ (bar)")
        shares.set(xscale="log", xlim=(1e-40, 1e10), ylim=(-0.03, 1.08), yticks=(0, 0.5, 1))
        shares.set(xlabel="oxygen pressure pO₂ (bar)", title="share of the ions, tᵢₒₙ")
        chart.set_yticks(10.0 ** np.arange(-40, 11, 10))
        shares.set_xticks(10.0 ** np.arange(-40, 11, 20))
        inside, = chart.fill([0], [1], color=style.IONS.colour, alpha=0.13, linewidth=0)
        self.moves(inside, lambda tables: inside.set_xy(np.column_stack(list(tables["domain"].values()))))
        chart.axhline(AIR, color=style.QUIET, linewidth=style.form().line * 0.75)
        chart.annotate("air", (1.3, AIR), xytext=style.offset(0, 3), textcoords="offset points", color=style.QUIET, ha="right")
        self.curve(chart, "hydrogen", "1000/T (1/K)", "pO₂ (bar)", QUIET, label="" if hall else "H₂ + 3 % H₂O", at=0.14, shift=(-10, -24))
        for table, carrier, at, shift in (("lower border", style.ELECTRONS, 0.35, (40, 4)), ("upper border", style.HOLES, 0.2, (0, -24))):
            self.curve(chart, table, "1000/T (1/K)", "pO₂ (bar)", carrier, label=carrier.word if hall else f"{carrier.word} leak", at=at, shift=shift)
        self.curve(chart, "cursor", "1000/T (1/K)", "pO₂ (bar)", linewidth=style.form().line * 0.75)
        self.curve(chart, "gases here", "1000/T (1/K)", "pO₂ (bar)", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(shares, "level", "pO₂ (bar)", "tᵢₒₙ", QUIET, linewidth=style.form().line * 0.75)
        self.curve(shares, "shares", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(chart, "borders here", "1000/T (1/K)", "pO₂ (bar)", marker="o", linestyle="none")
        self.curve(shares, "borders here", "pO₂ (bar)", "tᵢₒₙ", marker="o", linestyle="none")

    def say(self, state, words):
        now = words.tables["now"]
        border, temperature, error = (control.show(getattr(state, control.name)) for control in self.controls[1:])
        end = f"to {words['up to (bar)']} (on paper)" if "up to (bar)" in now else "upwards (its holes are not known)"
        inside = [words.number("from (bar)") <= words.number(gas) <= (words.number("up to (bar)") if "up to (bar)" in now else np.inf)
                  for gas in ("air (bar)", "hydrogen (bar)")]
        lies = {(True, True): "air and hydrogen with {0} steam lie inside", (True, False): "air lies inside, hydrogen with {0} steam outside",
                (False, True): "hydrogen with {0} steam lies inside, air outside", (False, False): "air and hydrogen with {0} steam lie outside"}[tuple(inside)]
        return (f"At {temperature} {material(state.material).short} keeps tᵢₒₙ above {border} from {words['from (bar)']} {end}: "
                f"{lies.format(words['steam (%)'])}. With σₑ larger by {error} the lower border lies {words['border moves by (%)']} higher.")

    def conserved(self, state, tables):
        ionic, electrons, holes = _at_one_bar(material(state.material), state.temperature)
        ends = tables["borders here"]["pO₂ (bar)"]
        share = ionic_transference_number(ionic, electrons * ends ** EXPONENT + (0 if holes is None else holes * ends ** -EXPONENT))
        return {"at the borders the share is the border": float(np.abs(share - state.border).max())}
