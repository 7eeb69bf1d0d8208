"""Chapter 05, going further: a ferrite on the balance while it is heated, and the map of where an electrolyte stays an electrolyte."""
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import Rule, choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material, model
from ..physics import atmosphere, gases, model_oxides
from ..physics.conductivity import partial_conductivity
from ..physics.constants import AIR

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
    ask = "Why does a ferrite conduct worse again above some 800 °C?"
    alternative = ("Three pictures against temperature: loss of mass that a balance reads, oxygen missing and holes per formula unit, and the "
                   "conductivity beside what it would be with the oxygen of the start.")
    law = staticmethod(atmosphere.on_heating)
    controls = (
        linear("temperature", "temperature", HEATED[0], HEATED[-1], HEATED[0], step=10, unit="K", shown="°C", symbol="T", plays=True),
        logarithmic("oxygen_activity", "oxygen pressure", 1e-5, 1.0, AIR, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        linear("strontium", "strontium", 0.05, 0.5, 0.4, step=0.05, unit="1", symbol="x",
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
        mass.set(ylim=(-1.1, 0.08), yticks=(-1, -0.5, 0), title="mass (% of start)" if not hall else "mass (%)")
        content.set(ylim=(-0.02, 0.58), title="per formula unit" if not hall else "per formula")
        sigma.set(ylim=(0, 260), yticks=(50, 100, 150, 200, 250), title="σ (S/cm), illustrative" if not hall else "σ (S/cm)")
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
        return (f"At {temperature} in {pressure} the ferrite has δ = {words['δ']} and has lost {words['lost (%)']} of its mass since {words['start (°C)']}. "
                f"It conducts {words['σ (S/cm)']}; with no oxygen lost it would be {words['σ with the oxygen of the start (S/cm)']}. {self._course(words)}")

    @staticmethod
    def _course(words):
        """Whether easier hops or lost holes win at this temperature."""
        highest, here = words.number("highest at (°C)"), words.number("T (°C)")
        if highest == convert(HEATED[0], "K", "°C"):
            return "σ falls all the way: the loss of holes wins."
        if highest == convert(HEATED[-1], "K", "°C"):
            return "σ rises all the way: the easier hops win."
        if abs(here - highest) < 1e-6:
            return "Here σ is largest."
        return f"σ {'still rises, up to' if here < highest else 'falls again since'} {words['highest at (°C)']}."

    def conserved(self, state, tables):
        heating = tables["heating"]
        start = _molar_mass(state.strontium, heating["δ"][0])
        weighed = start * (1 + heating["mass change (%)"] / 100)
        return {"the balance agrees with the formula": float(np.abs(weighed / _molar_mass(state.strontium, heating["δ"]) - 1).max())}


ZIRCONIA, CERIA = material("zirconia_yttria_8"), material("ceria_gadolinia_10")
STEAM, HYDROGEN = 0.03, 0.97
LOWEST, HIGHEST = 1e-54, 1e21  # oxygen activities drawn, most of them on paper only, so that every border can be met
PRESSURES = np.geomspace(LOWEST, HIGHEST, 151)
GASES = np.linspace(773.15, 1273.15, 61)
EXPONENT = -1 / 4  # of the electrons in zirconia's law; that of the holes is the opposite
GADOLINIUM = 0.1


def _allowed(entry):
    """Temperatures (K) for which a material's ionic and electronic conductivities are known."""
    ranges = [branch.temperature_range for branch in entry.properties if branch.prefactor]
    return max(low for low, _ in ranges) * (1 - 1e-12), min(high for _, high in ranges) * (1 + 1e-12)


def _known(entry):
    """Oxygen activities between which the law of the electrons is known."""
    return entry.property("electronic conductivity (electrons)").oxygen_activity_range


def _leak(entry, temperature, oxygen_activity):
    """Electronic over ionic conductivity. Ceria's follows the same model as with the two conductors: its power law ends where electrons are not few."""
    if entry is CERIA:
        return _ceria(temperature, oxygen_activity)[0]
    ionic, electrons, holes = _at_one_bar(entry, temperature)
    return (electrons * oxygen_activity ** EXPONENT + holes * oxygen_activity ** -EXPONENT) / ionic


def _at_one_bar(entry, temperature):
    """Conductivities [S/m] of ions, electrons and holes at 1 bar."""
    return [partial_conductivity(entry.property(quantity), temperature)
            for quantity in ("ionic conductivity", "electronic conductivity (electrons)", "electronic conductivity (holes)")]


def _ceria(temperature, oxygen_activity):
    """Leak of ceria, and its electrons per formula unit."""
    temperature = np.clip(temperature, *model_oxides.CERIA_TEMPERATURES)  # limits converted there and back
    found = model_oxides.ceria_model(GADOLINIUM, temperature).equilibrium(oxygen_activity)
    conducts = model_oxides.ceria_conduction(temperature, found)
    return conducts.electronic / conducts.ionic, found["Ce3"]


@lru_cache(maxsize=128)
def _ceria_curve(temperature):
    """Oxygen activities at which ceria's law is known and its electrons are fewer than gadolinium, and the leak there."""
    activity = np.geomspace(*_known(CERIA), 129)
    leak, electrons = _ceria(temperature, activity)
    return activity[electrons < GADOLINIUM], leak[electrons < GADOLINIUM]


def _ceria_border(temperature, leaks, steps=0):
    """Oxygen activities at which ceria leaks so much: read off the curve, and by so many steps of Newton's method, in logarithms, to all digits."""
    activity, curve = _ceria_curve(temperature)
    logarithm, further = np.interp(-np.log(leaks), -np.log(curve), np.log(activity)), 1e-4
    for _ in range(steps):
        here, ahead = np.log(_leak(CERIA, temperature, np.exp(logarithm + np.array([[0], [further]]))))
        logarithm = logarithm - (here - np.log(leaks)) * further / (ahead - here)
    return np.exp(logarithm)


def _borders(entry, temperature, border, error):
    """Oxygen activities between which t_ion is at least `border`: lower, the lower if electrons conducted more by `error`, upper (None if unknown)."""
    leak = (1 - border) / border
    if entry is CERIA:
        return *_ceria_border(temperature, [leak, leak / (1 + error)], steps=2), None
    ionic, electrons, holes = _at_one_bar(entry, temperature)
    domain, shifted = (atmosphere.electrolytic_domain(ionic, more * electrons, holes, border) for more in (1, 1 + error))
    return domain.low, shifted.low, domain.high


@lru_cache(maxsize=64)
def _lines(entry, border):
    """Both borders at all temperatures (K) at which the laws are known, as `_borders`."""
    temperatures = np.linspace(*_allowed(entry), 13)  # the lines are all but straight
    if entry is CERIA:
        return temperatures, np.array([_ceria_border(temperature, (1 - border) / border) for temperature in temperatures]), None
    low, _, high = _borders(entry, temperatures, border, 0.0)
    return temperatures, low, high


def _shares(entry, temperature):
    """Share of the ions where the source's laws are known, and beyond, on paper only (for ceria nothing is drawn there)."""
    if entry is CERIA:
        activity, leak = _ceria_curve(temperature)
        return {"shares": {"pO₂ (bar)": activity, "tᵢₒₙ": 1 / (1 + leak)}, "shares on paper": {"pO₂ (bar)": [], "tᵢₒₙ": []}}
    share, (low, high) = 1 / (1 + _leak(entry, temperature, PRESSURES)), _known(entry)
    known = (PRESSURES > low) & (PRESSURES < high)
    return {"shares": {"pO₂ (bar)": PRESSURES[known], "tᵢₒₙ": share[known]}, "shares on paper": {"pO₂ (bar)": PRESSURES, "tᵢₒₙ": share}}


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
        temperatures, low, high = _lines(entry, state.border)
        here, shifted, above = _borders(entry, state.temperature, state.border, state.error)
        steam = gases.oxygen_activity_of_steam(STEAM, HYDROGEN, GASES)
        now = {"1000/T (1/K)": 1000 / state.temperature, "from (bar)": here,
               "hydrogen (bar)": gases.oxygen_activity_of_steam(STEAM, HYDROGEN, state.temperature), "air (bar)": AIR,
               "steam (%)": 100 * STEAM, "border moves by (%)": 100 * (shifted / here - 1)}
        now |= {} if above is None else {"up to (bar)": above}
        ends, inverse, across = [here] if above is None else [here, above], 1000 / temperatures, [now["1000/T (1/K)"]] * 2
        return {
            "now": now, "borders here": {"1000/T (1/K)": across[:len(ends)], "pO₂ (bar)": ends, "tᵢₒₙ": [state.border] * len(ends)},
            "lower border": {"1000/T (1/K)": inverse, "pO₂ (bar)": low},
            "upper border": {"1000/T (1/K)": [] if above is None else inverse, "pO₂ (bar)": [] if above is None else high},
            "domain": {"1000/T (1/K)": np.concatenate([inverse, inverse[::-1]]),
                       "pO₂ (bar)": np.concatenate([low, np.full(low.size, _known(entry)[1]) if above is None else high[::-1]])},
            "hydrogen": {"1000/T (1/K)": 1000 / GASES, "pO₂ (bar)": steam},
            "gases here": {"1000/T (1/K)": across, "pO₂ (bar)": [AIR, now["hydrogen (bar)"]]},
            **_shares(entry, state.temperature), "level": {"pO₂ (bar)": PRESSURES[[0, -1]], "tᵢₒₙ": [state.border] * 2},
            "cursor": {"1000/T (1/K)": across, "pO₂ (bar)": (1e-60, 1e40)},
        }

    def draw(self, figure):
        chart, shares = figure.subplots(1, 2, width_ratios=(1.2, 1))
        hall = style.in_lecture_mode()
        chart.set(yscale="log", xlim=(0.77, 1.31), ylim=(LOWEST, HIGHEST), xlabel="1000/T (1/K)", title="pO₂ (bar), illustrative" if not hall else "pO₂ (bar)")
        shares.set(xscale="log", xlim=(LOWEST, HIGHEST), ylim=(-0.03, 1.08), yticks=(0, 0.5, 1))
        shares.set(xlabel="oxygen pressure pO₂ (bar)", title="share of the ions, tᵢₒₙ")
        chart.set_yticks(10.0 ** np.arange(-40, 21, 20))
        shares.set_xticks(10.0 ** np.arange(-40, 21, 20))
        inside, = chart.fill([0], [1], color=style.IONS.colour, alpha=0.13, linewidth=0)
        self.moves(inside, lambda tables: inside.set_xy(np.column_stack(list(tables["domain"].values()))))
        chart.axhline(AIR, color=style.QUIET, linewidth=style.form().line * 0.75)
        chart.annotate("air", (1.3, AIR), xytext=style.offset(0, 3), textcoords="offset points", color=style.QUIET, ha="right")
        self.curve(chart, "hydrogen", "1000/T (1/K)", "pO₂ (bar)", QUIET, label="" if hall else "H₂ + 3 % H₂O", at=0.14, shift=(-10, -24))
        # Where holes leak, too, the name of the electrons stands outside of the domain, else inside: each time away from the line of hydrogen.
        for table, carrier, has_upper, at, shift in (("lower border", style.ELECTRONS, True, 0.25, (-40, -24)), ("lower border", style.ELECTRONS, False, 0.35, (40, 4)),
                                                     ("upper border", style.HOLES, True, 0.35, (0, 6))):
            self.curve(chart, table, "1000/T (1/K)", "pO₂ (bar)", carrier, label=carrier.word if hall else f"{carrier.word} leak", at=at, shift=shift,
                       when=lambda tables, has_upper=has_upper: bool(tables["upper border"]["pO₂ (bar)"].size) == has_upper)
        self.curve(chart, "cursor", "1000/T (1/K)", "pO₂ (bar)", linewidth=style.form().line * 0.75)
        self.curve(chart, "gases here", "1000/T (1/K)", "pO₂ (bar)", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(shares, "level", "pO₂ (bar)", "tᵢₒₙ", QUIET, linewidth=style.form().line * 0.75)
        self.curve(shares, "shares on paper", "pO₂ (bar)", "tᵢₒₙ", QUIET, label="on paper", at=0.91, shift=(-46, -28))
        self.curve(shares, "shares", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(chart, "borders here", "1000/T (1/K)", "pO₂ (bar)", marker="o", linestyle="none")
        self.curve(shares, "borders here", "pO₂ (bar)", "tᵢₒₙ", marker="o", linestyle="none")

    def say(self, state, words):
        now = words.tables["now"]
        border, temperature, error = (control.show(getattr(state, control.name)) for control in self.controls[1:])
        end = f"to {words['up to (bar)']} (on paper)" if "up to (bar)" in now else "upwards (holes not known)"
        inside = [words.number("from (bar)") <= words.number(gas) <= (words.number("up to (bar)") if "up to (bar)" in now else np.inf)
                  for gas in ("air (bar)", "hydrogen (bar)")]
        lies = {(True, True): "air and hydrogen with {0} steam lie inside", (True, False): "air lies inside, hydrogen with {0} steam outside",
                (False, True): "hydrogen with {0} steam lies inside, air outside", (False, False): "air and hydrogen with {0} steam lie outside"}[tuple(inside)]
        return (f"At {temperature} {material(state.material).short} keeps tᵢₒₙ above {border} from {words['from (bar)']} {end}: "
                f"{lies.format(words['steam (%)'])}. With σₑ larger by {error} the lower border lies {words['border moves by (%)']} higher.")

    def conserved(self, state, tables):
        ends = tables["borders here"]["pO₂ (bar)"]
        share = 1 / (1 + _leak(material(state.material), state.temperature, ends))
        return {"at the borders the share is the border": float(np.abs(share - state.border).max())}
