"""Pairs of dopant and vacancy: does more gadolinium always conduct better?"""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity, doping, model_oxides, vacancies
from ...physics.constants import ELECTRONVOLT
from ..controls import linear, logarithmic

CERIA = material("ceria_gadolinia_10").property("ionic conductivity")
GADOLINIUM, BINDING = model_oxides.CERIA_DOPING, model_oxides.CERIA_BINDING  # of the ceria that was measured
MOST_DOPED = 0.25  # eight oxygen sites beside each, two in a formula unit: every site is then beside one
HIGHEST, CLAMPED = 135, 126  # per cent: the end of the right axis, and where what lies beyond it is drawn
PAIRS, ALL = style.Carrier("pairs", "#444444", (0, (6, 2))), style.Carrier("all vacancies", style.QUIET, "-")


class Association(Panel):
    """Dopants hold vacancies: more gadolinium brings more vacancies, and soon no more free ones."""

    name = "doping.association"
    ask = "Does more gadolinium always conduct better?"
    alternative = ("Left: free vacancies and pairs against gadolinium content, both logarithmic. Right: "
                   "ionic conductivity (% of its maximum), the same without pairs, and the measured CGO10.")
    law = staticmethod(doping.free_share_of_vacancies)
    controls = (
        logarithmic("gadolinium", 0.001, MOST_DOPED, 0.1, label="gadolinium", per_decade=50, source="CGO10"),
        linear("temperature", 773.15, 1073.15, 873.15, step=10),
        linear("binding_energy", 0.0, 0.6 * ELECTRONVOLT, BINDING, label="binding of a pair", step=0.01),
    )
    presets = {"no binding": {"binding_energy": 0.0}, "twice the gadolinium": {"gadolinium": 0.2},
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
        for table in (curve, now, most):
            table["of the most (%)"] = 100 * table["σᵢₒₙ (S/cm)"] / most["σᵢₒₙ (S/cm)"]
        curve["without pairs (%)"] = 100 * curve["without pairs (S/cm)"] / most["σᵢₒₙ (S/cm)"]
        now["y of the most"] = most["y"]
        known = convert(float(conductivity.partial_conductivity(CERIA, state.temperature)), "S/m", "S/cm")
        ratio = known / most["σᵢₒₙ (S/cm)"]
        return {"now": now, "content": {name: values[::9] for name, values in curve.items()}, "most": most,
                "course": {"y": GADOLINIUM, "σᵢₒₙ (S/cm)": known, "CGO10 of the most (%)": 100 * ratio,
                           "CGO10 over the most": ratio}}

    def draw(self, figure):
        defects, sigma = figure.subplots(1, 2)
        defects.set(xscale="log", yscale="log", xlim=(0.001, 0.28), ylim=(1e-6, 0.6),
                    xlabel="gadolinium per formula unit, y", title="defects per formula unit")
        defects.set_xticks((0.001, 0.01, 0.1), ("0.001", "0.01", "0.1"))
        defects.set_xticks((), minor=True)
        self.curve(defects, "content", "y", "all vacancies", ALL, label="all, y/2", at=0.4, shift=(-28, 8),
                   linewidth=style.form().line * 0.75)
        self.curve(defects, "content", "y", "pairs", PAIRS, label="pairs", at=0.16, shift=(20, -26))
        self.curve(defects, "content", "y", "free vacancies", style.VACANCIES, "free", 0.93, (0, -24))
        for column, carrier in (("pairs", PAIRS), ("free vacancies", style.VACANCIES)):
            self.curve(defects, "now", "y", column, carrier, marker="o", linestyle="none")
        sigma.set(xlim=(0, 0.28), ylim=(0, HIGHEST), xlabel="gadolinium per formula unit, y",
                  title="σᵢₒₙ (% of maximum), illustrative")
        self.curve(sigma, "content", "y", "without pairs (%)", ALL, linewidth=style.form().line * 0.75)
        self.curve(sigma, "content", "y", "of the most (%)", style.IONS)
        self.note(sigma, self._name_conductivity, color=style.IONS.colour, ha="center", va="center")
        self._draw_course(sigma)
        top = {"label": "top", "shift": (0, -26), "marker": "D", "linestyle": "none"}
        self.curve(sigma, "most", "y", "of the most (%)", **top)
        self.curve(sigma, "now", "y", "of the most (%)", style.IONS, marker="o", linestyle="none")

    @staticmethod
    def _name_conductivity(tables):
        """The name below its curve, where neither its top nor the axis is."""
        content = tables["content"]
        levels = np.interp((0.04, 0.16, 0.2), content["y"], content["of the most (%)"])
        place = 2 if tables["most"]["y"][0] < 0.1 else 0 if levels[0] > 45 else 1
        return (0.04, 0.16, 0.2)[place], levels[place] - 18, "σᵢₒₙ"

    def _draw_course(self, axes):
        """Draw the measured CGO10: a square, or a triangle that points to where it lies beyond the frame."""
        square, = axes.plot([], [], color=style.MARK, marker="s", linestyle="none", markerfacecolor="white",
                            markersize=1.6 * style.form().marker)

        def place(tables):
            share = tables["course"]["CGO10 of the most (%)"][0]
            square.set_data((GADOLINIUM,), (min(share, CLAMPED),))
            square.set_marker("s" if share <= CLAMPED else "^")
        self.moves(square, place)

        def words(tables):
            share = tables["course"]["CGO10 of the most (%)"][0]
            beside = max(share - 13, 6) if share <= 100 else min(share + 9, CLAMPED)
            return GADOLINIUM + 0.01, beside, "CGO10" if share <= CLAMPED else f"CGO10: {share:.0f} %"
        self.note(axes, words, va="center")

        def name(tables):
            content, share = tables["content"], tables["course"]["CGO10 of the most (%)"][0]
            seen = content["without pairs (%)"] < CLAMPED
            shown = "if all were free" if seen.any() and not seen.all() else ""
            # Above 100 % the square needs the place beside the line.
            start, height = (0.03, 30) if share > 100 else (min(content["y"][seen][-1] + 0.008, 0.03), 118)
            return start, height, shown
        self.note(axes, name, color=ALL.colour, va="center")

    def say(self, state, words):
        free = f"{words['free share (%)']} of the vacancies are free"
        conducts = f"{free}, and the ions conduct {words['σᵢₒₙ (S/cm)']}"
        at = "only at its end, " if words.number("y of the most") >= MOST_DOPED else "at "
        highest = f"The curve is highest {at}y = {words['y of the most']}"
        if words.number("CGO10 of the most (%)") > CLAMPED:
            return (f"{conducts} (illustrative). {highest}; the measured CGO10 conducts "
                    f"{words['CGO10 over the most']} times better than that.")
        return (f"{conducts}, {words['of the most (%)']} of the maximum (illustrative). {highest}; "
                "in real ceria vacancies also order.")

    def conserved(self, state, tables):
        constant = vacancies.pair_constant(state.binding_energy, state.temperature, "MO2")
        y, every, free, pairs = map(tables["content"].get, ("y", "all vacancies", "free vacancies", "pairs"))
        made = constant * (y - pairs) * free
        return {"free and held vacancies are all vacancies": float(abs((free + pairs) / every - 1).max()),
                "pairs obey the law of mass action": float((abs(made - pairs) / every).max())}
