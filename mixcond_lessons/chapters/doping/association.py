"""Pairs of dopant and vacancy: does more gadolinium always conduct better?"""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity, doping, model_oxides, vacancies
from ...physics.constants import ELECTRONVOLT
from ..controls import linear, logarithmic

CERIA, MORE_DOPED = (material(f"ceria_gadolinia_{percent}").property("ionic conductivity")
                     for percent in (10, 20))
GADOLINIUM, BINDING = model_oxides.CERIA_DOPING, model_oxides.CERIA_BINDING  # of the ceria that was measured
TWICE = 0.2  # gadolinium in the other ceria that was measured, at one temperature
MOST_DOPED = 0.25  # eight oxygen sites beside each, two in a formula unit: every site is then beside one
LOWEST, HIGHEST = 3e-5, 5  # S/cm, the same at every setting
FAR_ABOVE = 1.3  # measured over the maximum of the curve: said in words from here on
PAIRS, ALL = style.Carrier("pairs", "#444444", (0, (6, 2))), style.Carrier("all vacancies", style.QUIET, "-")


class Association(Panel):
    """Dopants hold vacancies: more gadolinium brings more vacancies, and soon no more free ones."""

    name = "doping.association"
    ask = "Does more gadolinium always conduct better?"
    alternative = ("Left: free vacancies and pairs against gadolinium content, both logarithmic. Right: "
                   "ionic conductivity on one logarithmic axis, the same if all vacancies were free, and "
                   "what was measured.")
    law = staticmethod(doping.free_share_of_vacancies)
    controls = (
        logarithmic("gadolinium", 0.001, MOST_DOPED, 0.1, label="gadolinium", per_decade=50, source="CGO10"),
        linear("temperature", 773.15, 1073.15, 873.15, step=10),
        linear("binding_energy", 0.0, 0.6 * ELECTRONVOLT, BINDING, label="binding of a pair", step=0.01),
    )
    presets = {"no binding": {"binding_energy": 0.0}, "twice the gadolinium": {"gadolinium": 0.2},
               "twice the gadolinium at 500 °C, as measured": {"gadolinium": 0.2, "temperature": 773.15},
               "cold and strongly bound": {"temperature": 773.15, "binding_energy": 0.5 * ELECTRONVOLT}}

    def solve(self, state):
        def columns(gadolinium):
            share = doping.free_share_of_vacancies(gadolinium, state.binding_energy, state.temperature)
            ideal = model_oxides.ceria_conductivity_without_pairs(gadolinium, state.temperature)
            every = gadolinium / 2
            return {"y": gadolinium, "all vacancies": every, "free vacancies": share * every,
                    "pairs": (1 - share) * every, "free share (%)": 100 * share,
                    "σᵢₒₙ (S/cm)": convert(share * ideal, "S/m", "S/cm"),
                    "without pairs (S/cm)": convert(ideal, "S/m", "S/cm")}
        curve, now = columns(np.geomspace(0.001, MOST_DOPED, 1081)), columns(state.gadolinium)
        top = int(curve["σᵢₒₙ (S/cm)"].argmax())
        most = {name: curve[name][top] for name in ("y", "σᵢₒₙ (S/cm)")}
        now |= {"y of the most": most["y"], "of the most (%)": 100 * now["σᵢₒₙ (S/cm)"] / most["σᵢₒₙ (S/cm)"]}
        known = convert(float(conductivity.partial_conductivity(CERIA, state.temperature)), "S/m", "S/cm")
        return {"now": now, "content": {name: values[::9] for name, values in curve.items()}, "most": most,
                "course": {"y": GADOLINIUM, "σᵢₒₙ (S/cm)": known,
                           "CGO10 over the most": known / most["σᵢₒₙ (S/cm)"]},
                "measured": self._measured(state, now["σᵢₒₙ (S/cm)"])}

    @staticmethod
    def _is_measured(state):
        """Whether there is a measurement of ceria with so much gadolinium, other than the course's."""
        there = TWICE, MORE_DOPED.temperature_range[0]
        return bool(np.isclose((state.gadolinium, state.temperature), there).all())

    def _measured(self, state, modelled):
        """Ceria with twice the gadolinium, at the one temperature at which it was measured."""
        if not np.isclose(state.temperature, MORE_DOPED.temperature_range[0]):
            return {"y": [], "σᵢₒₙ (S/cm)": []}
        there = convert(MORE_DOPED.value, "S/m", "S/cm")
        beside = {"model over measured": modelled / there} if self._is_measured(state) else {}
        return {"y": TWICE, "σᵢₒₙ (S/cm)": there} | beside

    def draw(self, figure):
        defects, sigma = figure.subplots(1, 2)
        defects.set(xscale="log", yscale="log", xlim=(0.001, 0.28), ylim=(1e-6, 0.6),
                    xlabel="gadolinium per formula unit, y", title="defects per formula unit")
        defects.set_xticks((0.001, 0.01, 0.1), ("0.001", "0.01", "0.1"))
        defects.set_xticks((), minor=True)
        thin = style.form().line * 0.75
        self.curve(defects, "content", "y", "all vacancies", ALL, label="all, y/2", at=0.4, shift=(-28, 8),
                   clear=True, linewidth=thin)
        for column, carrier, label, at, shift in (
                ("pairs", PAIRS, "pairs", 0.16, (20, -26)),
                ("free vacancies", style.VACANCIES, "free", 0.93, (0, -24))):
            self.curve(defects, "content", "y", column, carrier, label, at, shift, clear=True)
        for column, carrier in (("pairs", PAIRS), ("free vacancies", style.VACANCIES)):
            self.curve(defects, "now", "y", column, carrier, marker="o", linestyle="none")
        self._draw_conductivity(sigma, thin)

    def _draw_conductivity(self, axes, thin):
        axes.set(xlim=(0, 0.28), yscale="log", ylim=(LOWEST, HIGHEST), title="σᵢₒₙ (S/cm), illustrative",
                 xlabel="gadolinium per formula unit, y")
        self.curve(axes, "content", "y", "without pairs (S/cm)", ALL, label="if all were free", at=0.95,
                   shift=(0, 5), clear=True, linewidth=thin)
        self.curve(axes, "content", "y", "σᵢₒₙ (S/cm)", style.IONS, label="σᵢₒₙ", at=0.95, shift=(0, -22),
                   clear=True)
        self.curve(axes, "most", "y", "σᵢₒₙ (S/cm)", marker="D", linestyle="none")
        self.note(axes, lambda tables: (np.clip(tables["most"]["y"][0], 0.04, 0.238),
                                        1.6 * tables["most"]["σᵢₒₙ (S/cm)"][0], "maximum"), ha="center")
        measured = {"marker": "s", "linestyle": "none", "markerfacecolor": "none",
                    "markersize": 1.6 * style.form().marker}
        for table, label, shift in (("course", "CGO10", (-30, 6)), ("measured", "CGO20", (30, -24))):
            self.curve(axes, table, "y", "σᵢₒₙ (S/cm)", style.TOTAL, label, 0, shift, clear=True, **measured)
        self.curve(axes, "now", "y", "without pairs (S/cm)", ALL, marker="o", linestyle="none")
        self.curve(axes, "now", "y", "σᵢₒₙ (S/cm)", style.IONS, marker="o", linestyle="none")

    def say(self, state, words):
        conducts = (f"{words['free share (%)']} of the vacancies are free: the ions conduct "
                    f"{words['σᵢₒₙ (S/cm)']}")
        both = f"{conducts}; if all were free, {words['without pairs (S/cm)']} (illustrative)."
        if self._is_measured(state):
            return (f"{both} Measured was {words.show('model over measured', 2)} times less: groups and "
                    "order hold vacancies, too.")
        at = "only at its end, " if words.number("y of the most") >= MOST_DOPED else "at "
        highest = f"The curve is highest {at}y = {words['y of the most']}"
        if words.number("CGO10 over the most") > FAR_ABOVE:
            return (f"{conducts} (illustrative). {highest}; measured CGO10 conducts "
                    f"{words.show('CGO10 over the most', 2)} times better.")
        return f"{both} {highest}; in real ceria vacancies also order."

    def conserved(self, state, tables):
        constant = vacancies.pair_constant(state.binding_energy, state.temperature, "MO2")
        y, every, free, pairs = map(tables["content"].get, ("y", "all vacancies", "free vacancies", "pairs"))
        made = constant * (y - pairs) * free
        return {"free and held vacancies are all vacancies": float(abs((free + pairs) / every - 1).max()),
                "pairs obey the law of mass action": float((abs(made - pairs) / every).max())}
