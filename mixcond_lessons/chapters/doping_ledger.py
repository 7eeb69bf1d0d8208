"""Chapter 04, the ledger of charge: who pays for strontium, by hand and as temperature and gas decide."""
import numpy as np
from matplotlib.patches import Rectangle

from ..classroom import style
from ..classroom.controls import Rule, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import doping, model_oxides
from ..physics.constants import AIR

STRONTIUM, MISSING = style.Carrier("strontium", "#4D4D4D", "-"), style.Carrier("missing cations", style.MARK, "-")
LOWEST, HIGHEST = -0.15, 0.75  # delta on the slider
MOST_MISSING = 0.3  # delta beyond which a crystal with Mn2+ is bookkeeping only, as it is where most Mn is 2+
TALLEST = 1.6  # charges per ion on the axes
OWED = ((STRONTIUM, "strontium", "Sr²⁺ on La³⁺"), (MISSING, "missing cations", "missing La, Mn"), (style.ELECTRONS, "electrons", "electrons, Mn²⁺"))
PAID = ((style.HOLES, "holes", "holes, Mn⁴⁺"), (style.VACANCIES, "2 × vacancies", "vacancies, 2δ"))


def charges(strontium, oxygen_deficiency):
    """Charges owed (negative) and paid (positive) in La(1-x)Sr(x)BO(3-delta), each per B ion, from the two laws of `physics.doping`.

    At an excess, delta < 0, La and B ions are missing instead: each missing one owes 3. Returns {column: array}.
    """
    excess = np.maximum(0, -np.asarray(oxygen_deficiency, dtype=float))
    empty = doping.cation_vacancies_from_excess(excess)
    filled = 1 - empty  # B ions per B site
    # A rounding error is no charge.
    positive = np.round(doping.holes_from_valence(strontium, oxygen_deficiency) / filled, 13)
    return {"strontium": strontium, "missing cations": 6 * empty / filled, "electrons": np.maximum(0, -positive),
            "holes": np.maximum(0, positive), "2 × vacancies": 2 * np.maximum(0, oxygen_deficiency)}


def _line_of_text():
    """Height of a line of text on the ledger's axes, in charges."""
    return 1.6 * TALLEST * style.form().text / style.form().height


def _levels(now, parts, line):
    """Where the number of each part stands: in its middle, or above the whole bar where the part is thinner than a line."""
    sizes = [now[name][0] for _, name, _ in parts]
    below, above, levels = 0.0, sum(sizes) + 0.55 * line, []
    for size in sizes:
        outside = 0 < size < line
        levels.append(above if outside else below + size / 2 if size else 0.0)
        above += line * outside
        below += size
    return levels


class Ledger(Panel):
    """The ledger of charge of one perovskite, by hand: what strontium owes, and who pays."""

    name = "doping.ledger"
    ask = "Who pays for strontium?"
    alternative = ("Left: two bars that are always equally tall, the negative charges that are owed and the positive ones that pay. "
                   "Right: holes, twice the vacancies, and electrons against the oxygen deficiency at this strontium content.")
    law = staticmethod(doping.holes_from_valence)
    controls = (
        linear("strontium", "strontium", 0.0, 1.0, 0.2, step=0.01, unit="1", symbol="x", source="the seed's example, LSM"),
        linear("oxygen_deficiency", "missing oxygen", LOWEST, HIGHEST, 0.0, step=0.005, unit="1", symbol="δ", source="illustrative"),
    )
    rules = (Rule("2δ is at most 1 + x, for then every Mn is Mn²⁺", lambda s: 2 * s.oxygen_deficiency <= 1 + s.strontium + 1e-12),
             Rule("the mean valence is at most 4, for then every Mn is Mn⁴⁺", lambda s: s.strontium - 2 * s.oxygen_deficiency <= 1 + 1e-12))
    presets = {"LaMnO₃, perfect": {"strontium": 0.0}, "La₀.₈Sr₀.₂MnO₃, holes pay": {"strontium": 0.2},
               "vacancies pay": {"strontium": 0.2, "oxygen_deficiency": 0.1},
               "excess oxygen: LaMnO₃.₁": {"strontium": 0.0, "oxygen_deficiency": -0.1},
               "reduced: electrons owe too": {"strontium": 0.2, "oxygen_deficiency": 0.25}}

    def solve(self, state):
        x, deficiency = state.strontium, state.oxygen_deficiency
        now = charges(x, deficiency)
        axis = np.union1d(np.linspace(max(LOWEST, -(1 - x) / 2), min(HIGHEST, (1 + x) / 2), 41), (0, x / 2))
        excess = max(0.0, -deficiency)
        now |= {"δ": deficiency, "owed": now["strontium"] + now["missing cations"] + now["electrons"], "paid": now["holes"] + now["2 × vacancies"],
                "mean valence": doping.mean_valence(x, deficiency), "Mn⁴⁺ (%)": 100 * now["holes"], "Mn²⁺ (%)": 100 * now["electrons"],
                "empty oxygen places (%)": 100 * max(0.0, deficiency) / 3,
                "empty La and Mn places (%)": 100 * doping.cation_vacancies_from_excess(excess)}
        return {"now": now, "who pays": {"δ": axis, **charges(np.full_like(axis, x), axis)},
                "cursor": {"δ": np.full(2, deficiency), "charges": (0, max(now["holes"], now["electrons"], now["2 × vacancies"]))}}

    def draw(self, figure):
        bars, pays = figure.subplots(1, 2, width_ratios=(1, 1.15))
        bars.set(xlim=(0, 2), ylim=(0, TALLEST), xticks=(0.5, 1.5), xticklabels=("owed (−)", "paid (+)"), title="charges per Mn ion")
        bars.grid(False, axis="x")
        self._stack(bars, 0.5, OWED)
        self._stack(bars, 1.5, PAID)
        line = _line_of_text()
        self.note(bars, lambda tables: (1, max(tables["now"]["paid"][0], *(up + line / 2 for part in (OWED, PAID) for up in _levels(tables["now"], part, line))),
                                        "neutral"), ha="center", va="bottom")
        pays.set(xlim=(LOWEST - 0.02, HIGHEST + 0.02), ylim=(-0.03, TALLEST), xlabel="missing oxygen δ (left of 0: excess)", title="who pays (per Mn ion)")
        self.curve(pays, "cursor", "δ", "charges", STRONTIUM, linewidth=style.form().line * 0.75)
        for carrier, column, label, at, shift in ((style.HOLES, "holes", "holes", 0, (30, 0)), (style.ELECTRONS, "electrons", "", 0, (0, 0)),
                                                  (style.VACANCIES, "2 × vacancies", "vacancies, 2δ", 0.85, (-56, 2))):
            self.curve(pays, "who pays", "δ", column, carrier, label=label, at=at, shift=shift)
            self.curve(pays, "now", "δ", column, carrier, marker="o", linestyle="none")
        self._name_electrons(pays)

    def _stack(self, axes, middle, parts):
        """One bar of parts on top of each other, each with its number, in its place or above them all."""
        line = _line_of_text()
        for place, (carrier, column, label) in enumerate(parts):
            bar = Rectangle((middle - 0.42, 0), 0.84, 0, facecolor=carrier.colour, alpha=0.25, edgecolor="white", linewidth=1)
            axes.add_patch(bar)

            def update(tables, bar=bar, column=column, below=parts[:place]):
                bar.set_y(sum(tables["now"][name][0] for _, name, _ in below))
                bar.set_height(tables["now"][column][0])
            self.moves(bar, update)

            def words(tables, column=column, place=place, label=label):
                name = label.split()[0].rstrip(",") if style.in_lecture_mode() else label
                size = tables["now"][column][0]
                return middle, _levels(tables["now"], parts, line)[place], f"{name} {size:.3g}" if size else ""
            self.note(axes, words, color=carrier.colour, ha="center", va="center")

    def _name_electrons(self, axes):
        """The name stands between the lines where there is room, else below its own."""
        for above in (True, False):
            def words(tables, above=above):
                curve = tables["who pays"]
                at = int((0.85 if above else 0.72) * (curve["δ"].size - 1))
                seen = (tables["now"]["strontium"][0] >= 0.6) == above
                return curve["δ"][at] + (0 if above else 0.02), curve["electrons"][at] - (0 if above else 0.03), "electrons" if seen else ""
            self.note(axes, words, color=style.ELECTRONS.colour, ha="right" if above else "left", va="bottom" if above else "top")

    def say(self, state, words):
        owed = f"Strontium owes {words['strontium']} per Mn"
        valence = f"neutral. Mean valence {words.show('mean valence', 4)}"
        if words.number("owed") == 0:
            return f"Nothing is owed and nothing paid: every Mn is Mn³⁺ (mean valence {words['mean valence']}), every place is full, the crystal is neutral."
        if state.oxygen_deficiency < 0:
            return (f"{owed}, missing La and Mn ions {words['missing cations']}; holes pay {words['holes']}: {valence}: {words['Mn⁴⁺ (%)']} of the Mn "
                    f"lack an electron. {words['empty La and Mn places (%)']} of the La and Mn places are empty, of oxygen none.")
        if state.oxygen_deficiency == 0:
            return f"{owed}; holes pay {words['holes']}: {valence}: {words['Mn⁴⁺ (%)']} of the Mn lack an electron. That is a hole: no ion is missing."
        empty = f"{words['empty oxygen places (%)']} of the oxygen places are empty."
        if words.number("electrons") > 0:
            apart = words.number("electrons") > 0.5 or state.oxygen_deficiency > MOST_MISSING
            return (f"{owed}, electrons {words['electrons']}; vacancies pay 2δ = {words['2 × vacancies']}: {valence}: "
                    f"{words['Mn²⁺ (%)']} of the Mn have an electron too many. {'Bookkeeping only: such a crystal falls apart.' if apart else empty}")
        return (f"{owed}; holes pay {words['holes']}, vacancies 2δ = {words['2 × vacancies']}: {valence}: "
                f"{words['Mn⁴⁺ (%)']} of the Mn lack an electron. {empty}")

    def conserved(self, state, tables):
        owed = charges(state.strontium, tables["who pays"]["δ"])
        negative = owed["strontium"] + owed["missing cations"] + owed["electrons"]
        return {"owed is paid": float(abs(tables["now"]["owed"] - tables["now"]["paid"])[0]),
                "at every δ": float(abs(negative - owed["holes"] - owed["2 × vacancies"]).max())}


LEAST = 1e-20  # bar, on slider and axes
MEASURED, MEASURED_STRONTIUM = material("lanthanum_strontium_ferrite_40").all_of("total conductivity"), 0.4  # at one temperature, in air and 0.01 atm


class DrivenLedger(Panel):
    """The ferrite's ledger, kept by temperature and gas: one act of doping gives holes and vacancies, and so both conductivities."""

    name = "doping.driven_ledger"
    ask = "One act of doping: what do temperature and gas make of it?"
    alternative = ("Left: holes, twice the vacancies, and minus the electrons of a ferrite against oxygen pressure; they always add up to the strontium. "
                   "Right: conductivity of ions, holes and electrons against oxygen pressure, with two measured points. Both end on the left where ferrites fall apart.")
    law = staticmethod(doping.ferrite)
    controls = (
        linear("strontium", "strontium", 0.05, 0.8, 0.4, step=0.01, unit="1", symbol="x", source="LSF64, a common ferrite"),
        linear("temperature", "temperature", *model_oxides.FERRITE_TEMPERATURES, 1073.15, step=10, unit="K", shown="°C", symbol="T"),
        logarithmic("oxygen_activity", "oxygen pressure", LEAST, 1.0, AIR, unit="1", shown="bar", symbol="pO₂", per_decade=5),
    )
    rules = (Rule(model_oxides.FALLS_APART, lambda s: s.oxygen_activity >= model_oxides.ferrite_lowest_activity(s.temperature) * (1 - 1e-12)),)

    @property
    def presets(self):
        """Air, an inert gas, the plateau where nothing but Fe³⁺ is left, and the end of the model."""
        reactions = model_oxides.ferrite_model(0.4, 1073.15).reactions
        plateau = doping.ferrite_plateau_activity(0.4, *(reaction.log10_constant for reaction in reactions))
        return {"in air": {}, "in nitrogen with 1e-5 bar of oxygen": {"oxygen_activity": 1e-5},
                "vacancies pay all: as many Fe⁴⁺ as Fe²⁺": {"oxygen_activity": float(plateau)},
                "hardly any oxygen: electrons beat holes": {"oxygen_activity": float(model_oxides.ferrite_lowest_activity(1073.15))}}

    def solve(self, state):
        least = max(LEAST, float(model_oxides.ferrite_lowest_activity(state.temperature)))
        axis = np.geomspace(least, 1.0, 65)
        pressures = np.append(axis, state.oxygen_activity)  # solved together: once is quicker than twice
        found = model_oxides.ferrite_model(state.strontium, state.temperature).equilibrium(pressures)
        conduction = model_oxides.ferrite_conduction(state.temperature, found)
        holes, electrons, vacancies = found["Fe4"], found["Fe2"], found["V"]
        table = {"pO₂ (bar)": pressures, "holes": holes, "2 × vacancies": 2 * vacancies, "electrons": electrons, "−electrons": -electrons,
                 "Fe³⁺": found["Fe3"], "sum": holes + 2 * vacancies - electrons, "δ": vacancies, "tᵢₒₙ": conduction.transference,
                 "mean valence": doping.mean_valence(state.strontium, vacancies)}
        for name, value in (("σᵢₒₙ", conduction.ionic), ("σ holes", conduction.holes), ("σ electrons", conduction.electrons), ("σₑ", conduction.electronic)):
            table[f"{name} (S/cm)"] = convert(value, "S/m", "S/cm")
        return {"now": {name: values[-1] for name, values in table.items()}, "pressure": {name: values[:-1] for name, values in table.items()},
                "owed": {"pO₂ (bar)": axis[[0, -6, -1]], "strontium": np.full(3, state.strontium)}, "falls apart": {"pO₂ (bar)": (LEAST, least)},
                "measured": self._measured(state)}

    @staticmethod
    def _measured(state):
        """The measured points, at their strontium content and temperature only."""
        here = np.isclose((state.strontium, state.temperature), (MEASURED_STRONTIUM, MEASURED[0].temperature_range[0])).all()
        return {"pO₂ (bar)": [point.oxygen_activity_range[0] for point in MEASURED if here],
                "σ (S/cm)": [convert(point.value, "S/m", "S/cm") for point in MEASURED if here]}

    def draw(self, figure):
        ledger, sigma = figure.subplots(1, 2)
        for axes in (ledger, sigma):
            axes.set(xscale="log", xlim=(1e-20, 3), xlabel="oxygen pressure pO₂ (bar)")
            axes.set_xticks(10.0 ** np.arange(-20, 1, 5))
            self._draw_end(axes)
        ledger.set(ylim=(-0.48, 1.15), title="charges per Fe ion")
        ledger.axhline(0, color=style.QUIET, linewidth=style.form().line / 2)
        self.curve(ledger, "owed", "pO₂ (bar)", "strontium", STRONTIUM, label="sum = x", at=0.5, shift=(0, 3), linewidth=style.form().line * 0.75)
        for carrier, column, label, at, shift in ((style.HOLES, "holes", "", 0, (0, 0)), (style.VACANCIES, "2 × vacancies", "vacancies, 2δ", 0.14, (20, 5)),
                                                  (style.ELECTRONS, "−electrons", "", 0, (0, 0))):
            self.curve(ledger, "pressure", "pO₂ (bar)", column, carrier, label=label, at=at, shift=shift)
            self.curve(ledger, "now", "pO₂ (bar)", column, carrier, marker="o", linestyle="none")
        ledger.text(1, -0.03, "holes Fe⁴⁺", color=style.HOLES.colour, ha="right", va="top")
        self.note(ledger, lambda tables: (tables["falls apart"]["pO₂ (bar)"][1], -0.03 - _line_of_text(), " −electrons Fe²⁺"), color=style.ELECTRONS.colour, va="top")
        sigma.set(yscale="log", ylim=(3e-7, 8e3), title="conductivity (S/cm), illustrative")
        sigma.set_yticks(10.0 ** np.arange(-6, 5, 2))
        for carrier, column, label, at, shift in ((style.HOLES, "σ holes (S/cm)", "holes", 0.55, (0, -24)), (style.ELECTRONS, "σ electrons (S/cm)", "electrons", 0.6, (-40, -22)),
                                                  (style.IONS, "σᵢₒₙ (S/cm)", "ions", 0.85, (8, 3))):
            self.curve(sigma, "pressure", "pO₂ (bar)", column, carrier, label=label, at=at, shift=shift)
        self.curve(sigma, "measured", "pO₂ (bar)", "σ (S/cm)", label="measured", at=0, shift=(-22, 6), marker="s", linestyle="none", markerfacecolor="none",
                   markersize=1.6 * style.form().marker)
        self.curve(sigma, "now", "pO₂ (bar)", "σₑ (S/cm)", marker="o", linestyle="none")
        self.curve(sigma, "now", "pO₂ (bar)", "σᵢₒₙ (S/cm)", style.IONS, marker="o", linestyle="none")

    def _draw_end(self, axes):
        """The gas in which there is no such oxide, shaded from the left."""
        area = axes.axvspan(LEAST, LEAST, color=style.QUIET, alpha=0.15, linewidth=0)

        def update(tables):
            area.set_width(tables["falls apart"]["pO₂ (bar)"][1] - LEAST)
        self.moves(area, update)

        def words(tables):
            start, end = tables["falls apart"]["pO₂ (bar)"]
            return np.sqrt(start * end), 0.5, "falls apart" if end > 1e2 * start else ""
        self.note(axes, words, color=style.QUIET, rotation=90, ha="center", va="center", transform=axes.get_xaxis_transform())

    def say(self, state, words):
        return (f"Holes {words['holes']} + vacancies 2δ {words['2 × vacancies']} − electrons {words['electrons']} = x: neutral, valence {words.show('mean valence', 4)}. "
                f"σₑ = {words['σₑ (S/cm)']}, σᵢₒₙ = {words['σᵢₒₙ (S/cm)']}, tᵢₒₙ = {words['tᵢₒₙ']} (illustrative).")

    def conserved(self, state, tables):
        pressure = tables["pressure"]
        return {"holes + 2 vacancies − electrons = strontium": float(abs(pressure["sum"] / state.strontium - 1).max()),
                "every iron ion is counted": float(abs(pressure["holes"] + pressure["Fe³⁺"] + pressure["electrons"] - 1).max())}
