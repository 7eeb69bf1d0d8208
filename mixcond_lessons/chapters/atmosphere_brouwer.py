"""The Brouwer panel of chapter 05: which two defects balance each other, and what slope that gives all of them."""
import re
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic, switch
from ..classroom.panel import Panel
from ..materials import model
from ..physics import atmosphere, doping
from ..physics.model_oxides import TITANATE_TEMPERATURES, titanate_constants
from ..physics.constants import AIR

LOWEST, HIGHEST = 1e-30, 1e6  # oxygen activities drawn: beyond some bars only on paper, so that every regime can be met
PRESSURES = np.geomspace(LOWEST, HIGHEST, 73)
# Invented for this picture: a titanate has no room for O_i, and its metal vacancies move only when very hot.
EXCESS = {"none": "none", "O_i": "Oᵢ″, invented here (they belong to fluorites and layered oxides)",
          "V_M": "V_M″, invented here (real ones freeze in when cold)"}
# The same at all temperatures: K_F = [V][O_i], K_M = [V_M] h²/p^(1/2), per formula unit.
EXCESS_CONSTANTS = {"none": {}, "O_i": {"log10_interstitial": -12.5}, "V_M": {"log10_metal_vacancy": -17.5}}
CARRIERS = {"h": ("holes", style.HOLES), "n": ("electrons", style.ELECTRONS), "V": ("vacancies", style.VACANCIES)}
SLOPES = {-1 / 2: "−½", -1 / 4: "−¼", -1 / 6: "−⅙", 0: "0", 1 / 6: "⅙", 1 / 4: "¼"}
TERMS = {"V": "2[V]", "h": "[h]", "n": "[n]", "O_i": "2[Oᵢ]", "V_M": "2[Vₘ]"}
RULES = 80  # % of the charge below which no pair of defects is said to rule: a convention
MEETING, EVEN = {"2[V] = [A′]", "[h] = [A′]"}, 50.5  # where these two meet, and % up to which their terms are called equal
HOT = 1173.15  # K
QUIET = style.Carrier("level", style.QUIET, (0, (4, 3)))


def crossover_acceptor(temperature, oxygen_activity):
    """Acceptor content with which [h] = 2[V] = [A']/2 falls on this activity: there K_red A/K_i^2 = p^(1/2), and the holes' slope is 1/6."""
    reduction, ionisation = titanate_constants(temperature)
    return float(10.0 ** (2 * ionisation - reduction) * np.sqrt(oxygen_activity))


def _model(acceptor, temperature, excess):
    return doping.acceptor_doped_oxide(acceptor, *titanate_constants(temperature), **EXCESS_CONSTANTS[excess])


@lru_cache(maxsize=64)
def _diagram(acceptor, temperature, excess):
    """Equilibrium at all pressures drawn, the borders between the regimes, and the names of the regimes from low to high pressure."""
    oxide = _model(acceptor, temperature, excess)
    equilibrium = oxide.equilibrium(PRESSURES)
    names, _ = atmosphere.neutrality_regime(oxide, equilibrium)
    at = np.flatnonzero(names[1:] != names[:-1])
    low, high = PRESSURES[at], PRESSURES[at + 1]
    for _ in range(2 if at.size else 0):  # look closer, twice, at where the name changes: borders to a thousandth of a decade
        fine = low * (high / low) ** np.linspace(0, 1, 17)[:, np.newaxis]
        left = (atmosphere.neutrality_regime(oxide, oxide.equilibrium(fine))[0] == names[at]).sum(axis=0).clip(1, 16)
        low, high = fine[left - 1, np.arange(at.size)], fine[left, np.arange(at.size)]
    return equilibrium, np.sqrt(low * high), [str(names[0]), *map(str, names[at + 1])]


def in_words(regime):
    """A regime's name as a student reads it: electrons and holes first, a prime for the acceptor's charge."""
    left, right = regime.replace("'", "′").replace("O_i", "Oᵢ").replace("V_M", "Vₘ").split(" = ")
    return f"{right} = {left}" if right == "[n]" and left != "[h]" else f"{left} = {right}"


def _charges(oxide, equilibrium):
    """What each term of the charge rule holds of its side, {side: {term (%): share}}."""
    charge, = oxide.rules
    terms = {TERMS[name]: number * float(equilibrium[name]) for name, number in charge.coefficients.items()} | {"[A']": -charge.total}
    sides = {"positive charge": {name: size for name, size in terms.items() if size > 0},
             "negative charge": {name: -size for name, size in terms.items() if size <= 0}}
    return {side: {f"{name} (%)": 100 * size / sum(sizes.values()) for name, size in sizes.items()} for side, sizes in sides.items()}


def competing(charges):
    """Both conditions between which the oxide stands: that of the largest terms, and its rival, with the second largest on a side that none rules.

    charges: {side: {term (%): share, a column of one}}. The two are the same where the largest terms rule.
    """
    largest, rival = [], []
    for side in ("positive charge", "negative charge"):
        shares = {term.removesuffix(" (%)"): float(column[0]) for term, column in charges[side].items()}
        ranked = sorted(shares, key=shares.get, reverse=True)
        largest.append(ranked[0])
        rival.append(ranked[0 if shares[ranked[0]] >= RULES else 1])
    return in_words(" = ".join(largest)), in_words(" = ".join(rival))


def _upright(pressures):
    """Lines straight up at these pressures, through both pictures: one path that turns round outside of them."""
    turns = np.resize((0, 1, 1, 0), 2 * pressures.size)
    return {"pO₂ (bar)": np.repeat(pressures, 2), "concentration": 10.0 ** (60 * turns - 30), "exponent": 6.0 * turns - 3}


def _ruling_pair(equilibrium, regime, ends, acceptor):
    """Concentrations of the two defects that balance each other, over the pressures where they do."""
    inside = (PRESSURES >= ends[0]) & (PRESSURES <= ends[1])
    first, second = (np.full(PRESSURES.size, acceptor) if name == "A" else equilibrium[name] for name in re.findall(r"\[(\w+)", regime))
    return {"pO₂ (bar)": PRESSURES[inside][::2], "positive": first[inside][::2], "negative": second[inside][::2]}


class Brouwer(Panel):
    """All defects against oxygen pressure: the two that balance the charge rule, and their rule sets every slope."""

    name = "atmosphere.brouwer"
    ask = "Which defect rules at which oxygen pressure, and which slopes follow?"
    alternative = ("Left: Brouwer diagram, concentrations of vacancies, electrons, holes and acceptors against oxygen pressure, both logarithmic, with "
                   "the ruling neutrality condition written over each range. Right: the exact local exponent of each, with lines at 1/4, 1/6 and 0.")
    law = staticmethod(doping.acceptor_doped_oxide)
    controls = (
        logarithmic("oxygen_activity", "oxygen pressure", LOWEST, HIGHEST, 1e-10, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        logarithmic("acceptor", "acceptor per formula unit", 1e-6, 0.1, 1e-4, unit="1", symbol="[A′]", per_decade=8),
        linear("temperature", "temperature", *TITANATE_TEMPERATURES, HOT, step=10, unit="K", shown="°C", symbol="T",
               source=f"{model('titanate').name}: {model('titanate').status_words}"),
        switch("undoped", "no acceptor at all", False, folded=True),
        choice("excess", "defects of excess oxygen", EXCESS, "none", folded=True),
    )
    presets = {"¼: the acceptor fixes the vacancies": {"acceptor": 1e-2, "temperature": 973.15, "oxygen_activity": AIR},
               "⅙, first place: [h] = 2[Vₘ]": {"undoped": True, "excess": "V_M", "oxygen_activity": 100.0},
               "⅙, first place again: [h] = 2[Oᵢ]": {"undoped": True, "excess": "O_i", "oxygen_activity": 100.0},
               "⅙, second place: scarce holes, [n] = 2[V]": {"acceptor": 1e-5, "oxygen_activity": 1e-20},
               "⅙, third place: one point in air": {"acceptor": crossover_acceptor(HOT, AIR), "oxygen_activity": AIR}}

    def solve(self, state):
        acceptor = 0.0 if state.undoped else state.acceptor
        equilibrium, borders, regimes = _diagram(acceptor, state.temperature, state.excess)
        oxide = _model(acceptor, state.temperature, state.excess)
        here = oxide.equilibrium(state.oxygen_activity)
        _, share = atmosphere.neutrality_regime(oxide, here)
        ruling = int(np.searchsorted(borders, state.oxygen_activity))
        now = {"pO₂ (bar)": state.oxygen_activity, "share of the charge (%)": 100 * share, "charge number of a vacancy": 2.0,
               **{f"[{name}]": here[name] for name in CARRIERS}, **{f"exponent of [{name}]": np.round(here.exponents[name], 3) for name in CARRIERS}}
        now |= {"from (bar)": borders[ruling - 1]} if ruling else {}
        now |= {"up to (bar)": borders[ruling]} if ruling < borders.size else {}
        edges = np.concatenate([[LOWEST], borders, [HIGHEST]])
        excess = state.excess != "none"
        return {
            "now": now, **_charges(oxide, here),
            "concentrations": {"pO₂ (bar)": PRESSURES, **{f"[{name}]": equilibrium[name] for name in CARRIERS}},
            "exponents": {"pO₂ (bar)": PRESSURES, **{f"exponent of [{name}]": equilibrium.exponents[name] for name in CARRIERS}},
            "excess": {"pO₂ (bar)": PRESSURES, "concentration": equilibrium[state.excess]} if excess else {"pO₂ (bar)": [], "concentration": []},
            "acceptor": {"pO₂ (bar)": [] if state.undoped else PRESSURES[::6], "[A′]": [] if state.undoped else [acceptor] * PRESSURES[::6].size},
            "regimes": {"from (bar)": edges[:-1], "up to (bar)": edges[1:]},
            "ruling": _ruling_pair(equilibrium, regimes[ruling], edges[ruling:ruling + 2], acceptor),
            "borders": _upright(borders), "cursor": _upright(np.array([state.oxygen_activity])),
            "neutrality": {"residual": equilibrium.residuals["charge"]},
        }

    def draw(self, figure):
        diagram, slopes = figure.subplots(1, 2, width_ratios=(1.5, 1))
        top, title = (1e4, "per formula unit") if style.in_lecture_mode() else (60, "concentration per formula unit")
        diagram.set(xscale="log", yscale="log", xlim=(LOWEST, HIGHEST), ylim=(5e-16, top), xlabel="oxygen pressure pO₂ (bar)", title=f"{title} (illustrative)")
        diagram.set_yticks(10.0 ** np.arange(-15, 1, 5 if style.in_lecture_mode() else 3))
        shown = {slope: name for slope, name in SLOPES.items() if not style.in_lecture_mode() or slope > -0.3}
        slopes.set(xscale="log", xlim=(LOWEST, HIGHEST), ylim=(min(shown) - 0.06, 0.33), xlabel="pO₂ (bar)", title="local exponent of pO₂")
        slopes.set_yticks(tuple(shown), tuple(shown.values()))
        slopes.axhline(0, color=style.QUIET, linewidth=style.form().line * 0.75)
        for axes, upwards in ((diagram, "concentration"), (slopes, "exponent")):
            axes.set_xticks(10.0 ** np.arange(-30, 1, 10))
            self.curve(axes, "borders", "pO₂ (bar)", upwards, QUIET, linewidth=style.form().line * 0.75)
            self.curve(axes, "cursor", "pO₂ (bar)", upwards, linewidth=style.form().line * 0.75)
        self.curve(diagram, "acceptor", "pO₂ (bar)", "[A′]", style.Carrier("acceptors", style.QUIET, "-"), label="[A′]", at=0.67, shift=(0, 4))
        self.curve(diagram, "excess", "pO₂ (bar)", "concentration", style.Carrier("excess", style.TOTAL.colour, (0, (1, 1))))
        for name, (word, carrier) in CARRIERS.items():
            label = f"[{name}]" if style.in_lecture_mode() else f"{word} [{name}]"
            place = {"h": (0.2, (6, -22)), "n": (0.12, (18, 5)), "V": (0.68, (0, -23))}[name]
            self.curve(diagram, "concentrations", "pO₂ (bar)", f"[{name}]", carrier, label=label, at=place[0], shift=place[1])
            self.curve(diagram, "now", "pO₂ (bar)", f"[{name}]", carrier, marker="o", linestyle="none")
            self.curve(slopes, "exponents", "pO₂ (bar)", f"exponent of [{name}]", carrier)
            self.curve(slopes, "now", "pO₂ (bar)", f"exponent of [{name}]", carrier, marker="o", linestyle="none")
        for side in ("positive", "negative"):
            self.curve(diagram, "ruling", "pO₂ (bar)", side, linewidth=4 * style.form().line, alpha=0.16, solid_capstyle="round", zorder=1.5)
        self._name_excess(diagram)
        self._name_regimes(diagram)

    def _name_excess(self, axes):
        def name(tables):
            column = tables["excess"]["concentration"]
            return (HIGHEST / 3, 2 * column[-1], f"{TERMS[self.state['excess']].lstrip('2')}, invented") if column.size else (HIGHEST, 1.0, "")
        self.note(axes, name, ha="right", va="bottom")

    def _name_regimes(self, axes):
        """Over each range wide enough for it, the condition that rules there."""
        room = 12 if style.in_lecture_mode() else 6  # decades that a name needs
        for number in range(4):
            def name(tables, number=number):
                ranges = np.log10([tables["regimes"]["from (bar)"], tables["regimes"]["up to (bar)"]])
                if number >= ranges.shape[1] or np.diff(ranges[:, number])[0] < room:
                    return LOWEST, 1.0, ""
                state = self.state
                regimes = _diagram(0.0 if state["undoped"] else state["acceptor"], state["temperature"], state["excess"])[2]
                return 10.0 ** ranges[:, number].mean(), axes.get_ylim()[1] / 2.4, in_words(regimes[number])
            self.note(axes, name, ha="center", va="top", color=style.QUIET)

    def say(self, state, words):
        condition, rival = competing(words.tables)
        charge = f"{words['share of the charge (%)']} of the charge"
        temperature, pressure = (control.show(getattr(state, control.name)) for control in (self.controls[2], self.controls[0]))
        if condition == rival:
            told = f"{condition} rules ({charge}; largest terms {self._reach(words)})"
        else:
            told = f"the oxide is between {condition} and {rival}: neither rules ({charge})"
            if {condition, rival} == MEETING and words.number("share of the charge (%)") <= EVEN:
                told += ". Here [h] = 2[V] = [A′]/2, which makes ⅙"
        holes, electrons, vacancies = (f"{words[f'[{name}]']}, {{}}{words[f'exponent of [{name}]'].replace('-', '−')}" for name in CARRIERS)
        invented = "" if state.excess == "none" else f" {TERMS[state.excess].lstrip('2')} is invented here."
        invented += " (Without an acceptor its slider does nothing.)" if state.undoped else ""
        return (f"At {temperature} and {pressure} {told}. Holes {holes.format('exponent ')}; electrons {electrons.format('')}; "
                f"vacancies {vacancies.format('')}.{invented}")

    @staticmethod
    def _reach(words):
        """From where to where the same two terms are the largest."""
        start, end = (words[column] if column in words.tables["now"] else "" for column in ("from (bar)", "up to (bar)"))
        if start and end:
            return f"from {start.removesuffix(' bar')} to {end}"
        return f"from {start} on" if start else f"up to {end}" if end else "at every pressure drawn"

    def conserved(self, state, tables):
        slopes = tables["exponents"]
        return {"the charges balance": float(tables["neutrality"]["residual"].max()),
                "n·h stays, so their slopes are opposite": float(np.abs(slopes["exponent of [h]"] + slopes["exponent of [n]"]).max()),
                "[V] n² pO₂^½ stays": float(np.abs(slopes["exponent of [V]"] + 0.5 - 2 * slopes["exponent of [h]"]).max())}
