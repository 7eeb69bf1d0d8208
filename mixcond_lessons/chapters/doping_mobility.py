"""Chapter 04, what the carriers can do: vacancies that dopants hold, and holes that need a place to go."""
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ..classroom import style
from ..classroom.controls import linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material, model
from ..physics import conductivity, doping, vacancies
from ..physics.constants import ELECTRONVOLT

CERIA = material("ceria_gadolinia_10")
GADOLINIUM, BINDING = 0.1, 0.3 * ELECTRONVOLT  # of the ceria whose conductivity the course knows; illustrative
FLUORITE_EDGE = model("ceria").constants["lattice_parameter"]
MOST_DOPED = 0.25  # with eight places beside each dopant and two oxygen sites per formula unit: as many places as there are sites; pairs mean nothing beyond
DOPING_AXIS = np.geomspace(0.001, MOST_DOPED, 1081)
HIGHEST, CLAMPED = 135, 126  # per cent: where the right axis ends, and where what lies beyond it is drawn
PAIRS, ALL = style.Carrier("pairs", "#444444", (0, (6, 2))), style.Carrier("all vacancies", style.QUIET, "-")


def free_share(gadolinium, binding_energy, temperature):
    """Share of the vacancies of Ce(1-y)Gd(y)O(2-y/2) that no dopant holds; binding in J/mol, y in (0, 1]; errors as for `vacancies.pair_constant`."""
    gadolinium = np.asarray(gadolinium, dtype=float)
    free = vacancies.free_vacancy_concentration(gadolinium / 2, gadolinium, vacancies.pair_constant(binding_energy, temperature, "MO2"))
    return free / (gadolinium / 2)


def conductivity_without_pairs(gadolinium, temperature):
    """Ionic conductivity (S/m) if every vacancy were free, as mobile as in the course's ceria with y = 0.1 once the default binding is taken off.

    Held while y and the binding move: the mobility of a free vacancy. It is such that y = 0.1 at the default binding has the course's
    conductivity at every temperature.
    """
    def lattice(dopant, diffusivity):
        theta = vacancies.vacancy_site_fraction(np.asarray(dopant) / 2, "MO2")
        return vacancies.ion_conductivity(theta, vacancies.site_concentration(FLUORITE_EDGE, "MO2"), diffusivity, 2, temperature)
    known = conductivity.partial_conductivity(CERIA.property("ionic conductivity"), temperature)
    diffusivity = known / (lattice(GADOLINIUM, 1.0) * free_share(GADOLINIUM, BINDING, temperature))
    return lattice(gadolinium, diffusivity)


class Association(Panel):
    """Dopants hold vacancies: more gadolinium brings more vacancies, and soon no more free ones."""

    name = "doping.association"
    ask = "Does more gadolinium always conduct better?"
    alternative = ("Left: free vacancies and those held in pairs against the gadolinium content, both logarithmic. "
                   "Right: ionic conductivity, in per cent of its maximum, against gadolinium content, next to the line without pairs and the measured CGO10.")
    law = staticmethod(vacancies.pair_constant)
    controls = (
        logarithmic("gadolinium", "gadolinium", 0.001, MOST_DOPED, GADOLINIUM, unit="1", symbol="y", per_decade=50, source="CGO10"),
        linear("temperature", "temperature", 773.15, 1073.15, 873.15, step=10, unit="K", shown="°C", symbol="T"),
        linear("binding_energy", "binding of a pair", 0.0, 0.6 * ELECTRONVOLT, BINDING, step=0.01, unit="J/mol", shown="eV", symbol="E"),
    )
    presets = {"no binding": {"binding_energy": 0.0}, "twice the gadolinium": {"gadolinium": 0.2},
               "cold and strongly bound": {"temperature": 773.15, "binding_energy": 0.5 * ELECTRONVOLT}}

    def solve(self, state):
        def columns(gadolinium):
            share = free_share(gadolinium, state.binding_energy, state.temperature)
            ideal = conductivity_without_pairs(gadolinium, state.temperature)
            return {"y": gadolinium, "all vacancies": gadolinium / 2, "free vacancies": share * gadolinium / 2, "pairs": (1 - share) * gadolinium / 2,
                    "free share (%)": 100 * share, "σᵢₒₙ (S/cm)": convert(share * ideal, "S/m", "S/cm"), "without pairs (S/cm)": convert(ideal, "S/m", "S/cm")}
        curve, now = columns(DOPING_AXIS), columns(state.gadolinium)
        top = int(curve["σᵢₒₙ (S/cm)"].argmax())
        most = {name: curve[name][top] for name in ("y", "σᵢₒₙ (S/cm)")}
        for table in (curve, now, most):
            table["of the most (%)"] = 100 * table["σᵢₒₙ (S/cm)"] / most["σᵢₒₙ (S/cm)"]
        curve["without pairs (%)"] = 100 * curve["without pairs (S/cm)"] / most["σᵢₒₙ (S/cm)"]
        now["y of the most"] = most["y"]
        known = convert(float(conductivity.partial_conductivity(CERIA.property("ionic conductivity"), state.temperature)), "S/m", "S/cm")
        return {"now": now, "content": {name: values[::9] for name, values in curve.items()}, "most": most,
                "course": {"y": GADOLINIUM, "σᵢₒₙ (S/cm)": known, "CGO10 of the most (%)": 100 * known / most["σᵢₒₙ (S/cm)"]}}

    def draw(self, figure):
        defects, sigma = figure.subplots(1, 2)
        defects.set(xscale="log", yscale="log", xlim=(0.001, 0.28), ylim=(1e-6, 0.6), xlabel="gadolinium per formula unit, y", title="defects per formula unit")
        defects.set_xticks((0.001, 0.01, 0.1), ("0.001", "0.01", "0.1"))
        defects.set_xticks((), minor=True)
        sigma.set(xlim=(0, 0.28), ylim=(0, HIGHEST), xlabel="gadolinium per formula unit, y", title="σᵢₒₙ (% of its most), illustrative")
        self.curve(defects, "content", "y", "all vacancies", ALL, label="all, y/2", at=0.4, shift=(-28, 8), linewidth=style.form().line * 0.75)
        self.curve(defects, "content", "y", "pairs", PAIRS, label="pairs", at=0.16, shift=(20, -26))
        self.curve(defects, "content", "y", "free vacancies", style.VACANCIES, label="free", at=0.93, shift=(0, -24))
        for column, carrier in (("pairs", PAIRS), ("free vacancies", style.VACANCIES)):
            self.curve(defects, "now", "y", column, carrier, marker="o", linestyle="none")
        self.curve(sigma, "content", "y", "without pairs (%)", ALL, linewidth=style.form().line * 0.75)
        self.curve(sigma, "content", "y", "of the most (%)", style.IONS)
        self.note(sigma, self._name_conductivity, color=style.IONS.colour, ha="center", va="center")
        self._draw_course(sigma)
        self.curve(sigma, "most", "y", "of the most (%)", label="most", shift=(0, -26), marker="D", linestyle="none")
        self.curve(sigma, "now", "y", "of the most (%)", style.IONS, marker="o", linestyle="none")

    @staticmethod
    def _name_conductivity(tables):
        """Below its curve, where neither its top nor the axis is."""
        left, middle, right = ((y, np.interp(y, tables["content"]["y"], tables["content"]["of the most (%)"])) for y in (0.04, 0.16, 0.2))
        y, level = right if tables["most"]["y"][0] < 0.1 else left if left[1] > 45 else middle
        return y, level - 18, "σᵢₒₙ"

    def _draw_course(self, axes):
        """The measured CGO10: a square, or where it lies beyond the frame a triangle that points there, with its value; the name of the grey line gives way."""
        square, = axes.plot([], [], color=style.MARK, marker="s", linestyle="none", markerfacecolor="white", markersize=1.6 * style.form().marker)

        def place(tables):
            share = tables["course"]["CGO10 of the most (%)"][0]
            square.set_data((GADOLINIUM,), (min(share, CLAMPED),))
            square.set_marker("s" if share <= CLAMPED else "^")
        self.moves(square, place)

        def words(tables):
            share = tables["course"]["CGO10 of the most (%)"][0]
            beside = share - 13 if share <= 100 else share + 9
            return GADOLINIUM + 0.01, min(max(beside, 6), CLAMPED), "CGO10" if share <= CLAMPED else f"CGO10: {share:.0f} %"
        self.note(axes, words, va="center")

        def name(tables):
            seen, content = tables["content"]["without pairs (%)"] < CLAMPED, tables["content"]["y"]
            above = tables["course"]["CGO10 of the most (%)"][0] > 100
            start = 0.03 if above else min(content[seen][-1] + 0.008, 0.03)
            return start, 30 if above else 118, "if all were free" if seen.any() and not seen.all() else ""
        self.note(axes, name, color=ALL.colour, va="center")

    def say(self, state, words):
        rising = words.number("y of the most") >= DOPING_AXIS[-1]
        missed = words.number("CGO10 of the most (%)") > CLAMPED
        real = f"The measured CGO10 has {words['CGO10 of the most (%)']} of that: pairs so strong leave too little" if missed else "Pairs only: real ceria also orders"
        return (f"{words['free share (%)']} of the vacancies are free: σᵢₒₙ = {words['σᵢₒₙ (S/cm)']}, {words['of the most (%)']} of the most, which this curve has "
                f"{'only at its end, ' if rising else 'at '}y = {words['y of the most']}. {real} (illustrative).")

    def conserved(self, state, tables):
        content = tables["content"]
        constant = float(vacancies.pair_constant(state.binding_energy, state.temperature, "MO2"))
        made = constant * (content["y"] - content["pairs"]) * content["free vacancies"]
        return {"free and held are all": float(abs((content["free vacancies"] + content["pairs"]) / content["all vacancies"] - 1).max()),
                "law of mass action": float((abs(made - content["pairs"]) / content["all vacancies"]).max())}


SPACING, ATTEMPTS = 3.9e-10, 1e13  # m, 1/s: cubic B lattice, illustrative
# sigma T = A p (1-p) exp(-E/RT) of a walk on the B lattice, one B ion to a cell: A is taken from Nernst and Einstein at any temperature.
PREFACTOR = float(300.0 * vacancies.nernst_einstein_conductivity(vacancies.vacancy_concentration(1.0, SPACING),
                                                                 vacancies.vacancy_diffusivity("simple cubic", SPACING, ATTEMPTS, 0.0, 300.0), 1, 300.0))
COLUMNS, ROWS = 12, 6
LSM = material("lanthanum_strontium_manganite").property("electronic conductivity")
LSM_HOLES = 0.2  # up to that much strontium
PLACES = np.array([(column, row) for row in range(ROWS) for column in range(COLUMNS)])
ORDER = np.random.default_rng(4).permutation(len(PLACES))  # in which the ions of the picture become 4+
BONDS = np.array([(first, second) for first in range(len(PLACES)) for second in range(first + 1, len(PLACES))
                  if np.abs(PLACES[first] - PLACES[second]).sum() == 1])
HOLE_AXIS, KELVIN = np.linspace(0.01, 0.99, 99), np.linspace(298.15, 1273.15, 60)


def arrangement(holes):
    """Which B ions of the picture are 4+ (at least one, at most all but one), the steps on which a hole could go, and one of them.

    Returns (is 4+, for each ion; pairs of ions that differ; one such pair, from 4+ to 3+, nearest to the middle).
    """
    number = int(np.clip(round(holes * len(PLACES)), 1, len(PLACES) - 1))
    tetravalent = np.isin(np.arange(len(PLACES)), ORDER[:number])
    possible = BONDS[tetravalent[BONDS[:, 0]] != tetravalent[BONDS[:, 1]]]
    middle = np.abs(PLACES[possible].mean(axis=1) - PLACES.mean(axis=0)).sum(axis=1)
    first, second = possible[middle.argmin()]
    return tetravalent, possible, (first, second) if tetravalent[first] else (second, first)


class SmallPolaron(Panel):
    """A hole walks by hops from 4+ to a neighbouring 3+: both must be there, and each hop has a barrier."""

    name = "doping.small_polaron"
    ask = "How does a hole walk from Mn⁴⁺ to Mn³⁺, and when can it not?"
    alternative = ("Left: one plane of B ions, some of them 4+, with lines where a hole could hop and one hop drawn as an arrow. "
                   "Middle: conductivity times temperature against 1000/T. Right: conductivity against the share of holes.")
    law = staticmethod(doping.small_polaron_conductivity)
    controls = (
        linear("holes", "share of Mn⁴⁺", 0.01, 0.99, 0.2, step=0.01, unit="1", symbol="p", plays=True),
        linear("temperature", "temperature", 298.15, 1273.15, 1073.15, step=5, unit="K", shown="°C", symbol="T"),
        linear("activation_energy", "barrier of a hop", 0.05 * ELECTRONVOLT, 0.5 * ELECTRONVOLT, 0.1 * ELECTRONVOLT, step=0.01, unit="J/mol", shown="eV", symbol="E"),
    )
    presets = {"LaMnO₃: hardly a hole": {"holes": 0.01}, "La₀.₈Sr₀.₂MnO₃ at room temperature": {"temperature": 298.15},
               "half of each": {"holes": 0.5}, "SrMnO₃: hardly an Mn³⁺": {"holes": 0.99}}

    def solve(self, state):
        def sigma(holes, temperature):
            return convert(doping.small_polaron_conductivity(holes, PREFACTOR, state.activation_energy, temperature), "S/m", "S/cm")
        tetravalent, possible, hop = arrangement(state.holes)
        now, site = sigma(state.holes, state.temperature), state.holes * (1 - state.holes)
        kelvin, quoted = LSM.temperature_range[0], convert(np.sqrt(LSM.low * LSM.high), "S/m", "S/cm")
        return {
            "now": {"p": state.holes, "1000/T (1/K)": 1000 / state.temperature, "σ (S/cm)": now, "σT (S K/cm)": now * state.temperature, "site factor": site, "Mn³⁺ (%)": 100 * (1 - state.holes),
                    "of the most (%)": 100 * now / sigma(0.5, state.temperature), "LSM quoted at (°C)": convert(kelvin, "K", "°C"),
                    "LSM over the walk": quoted / sigma(LSM_HOLES, kelvin)},
            "Arrhenius": {"1000/T (1/K)": 1000 / KELVIN, "σT (S K/cm)": sigma(state.holes, KELVIN) * KELVIN},
            "content": {"p": HOLE_AXIS, "of the most (%)": 100 * sigma(HOLE_AXIS, state.temperature) / sigma(0.5, state.temperature)},
            "Mn⁴⁺": dict(zip("xy", PLACES[tetravalent].T)), "Mn³⁺": dict(zip("xy", PLACES[~tetravalent].T)),
            "steps": dict(zip(("x from", "y from", "x to", "y to"), PLACES[possible].reshape(-1, 4).T)), "hop": dict(zip("xy", PLACES[list(hop)].T))}

    def draw(self, figure):
        plane, thermal, dome = figure.subplots(1, 3, width_ratios=(1.35, 1, 1))
        plane.set(xlim=(-0.5, COLUMNS - 0.5), ylim=(-0.5, ROWS - 0.5), xticks=(), yticks=(), title="B ions: ● Mn⁴⁺   ○ Mn³⁺   lines: possible hops")
        if style.in_lecture_mode():
            plane.set_title("● Mn⁴⁺   ○ Mn³⁺")
        for side in ("left", "bottom"):
            plane.spines[side].set_visible(False)
        steps = plane.add_patch(PathPatch(Path(np.zeros((1, 2))), fill=False, edgecolor=style.HOLES.colour, alpha=0.45, linewidth=style.form().line))

        def connect(tables):
            ends = np.column_stack(list(tables["steps"].values())).reshape(-1, 2)
            steps.set_path(Path(ends, np.tile((Path.MOVETO, Path.LINETO), len(ends) // 2)))
        self.moves(steps, connect)
        self.curve(plane, "Mn³⁺", "x", "y", style.HOLES, marker="o", linestyle="none", markerfacecolor="white", markersize=1.3 * style.form().marker)
        self.curve(plane, "Mn⁴⁺", "x", "y", style.HOLES, marker="o", linestyle="none", markersize=1.3 * style.form().marker)
        arrow = plane.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "color": style.MARK, "linewidth": 1.5 * style.form().line, "shrinkA": 0, "shrinkB": 0})

        def point(tables):
            start, end = np.column_stack((tables["hop"]["x"], tables["hop"]["y"]))
            arrow.set_position(start)
            arrow.xy = tuple(end)
        self.moves(arrow, point)
        thermal.set(yscale="log", xlim=(0.7, 3.45), ylim=(1e-5, 1e6), xlabel="1000/T (1/K)", title="σT (S K/cm), illustrative")
        dome.set(xlim=(0, 1), ylim=(0, 112), xlabel="share of Mn⁴⁺, p", title="σ ∝ p(1−p), % of the most")
        if style.in_lecture_mode():
            thermal.set_title("σT (S K/cm)")
            dome.set(title="σ (% of the most)", xlabel="p of Mn⁴⁺")
        for axes, table, x, y in ((thermal, "Arrhenius", "1000/T (1/K)", "σT (S K/cm)"), (dome, "content", "p", "of the most (%)")):
            self.curve(axes, table, x, y, style.HOLES)
            self.curve(axes, "now", x, y, style.HOLES, marker="o", linestyle="none", markersize=1.5 * style.form().marker)

    def say(self, state, words):
        scarce = " Hardly a hole to hop." if state.holes < 0.05 else " Hardly an Mn³⁺ to hop to." if state.holes > 0.95 else ""
        real = (f"; LSM at {words['LSM quoted at (°C)']} is quoted {words.show('LSM over the walk', 2)} times above such a walk"
                if np.isclose(state.holes, LSM_HOLES) else "")
        return (f"{words['Mn³⁺ (%)']} of an Mn⁴⁺'s neighbours are Mn³⁺: site factor {words['site factor']}, {words['of the most (%)']} of the most, at half."
                f"{scarce} A plain walk gives σₑ = {words['σ (S/cm)']} (illustrative){real}.")

    def conserved(self, state, tables):
        jumps = vacancies.vacancy_diffusivity("simple cubic", SPACING, ATTEMPTS, state.activation_energy, state.temperature)
        walk = vacancies.ion_conductivity(state.holes, vacancies.vacancy_concentration(1.0, SPACING), jumps, 1, state.temperature)
        return {"the walk with site exclusion": float(abs(tables["now"]["σ (S/cm)"][0] / convert(float(walk), "S/m", "S/cm") - 1))}
