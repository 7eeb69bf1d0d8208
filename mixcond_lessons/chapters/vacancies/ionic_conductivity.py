"""Ionic conductivity of a perovskite against its oxygen deficiency."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import vacancies as laws
from ..controls import Rule, linear, switch
from .free_and_bound import binding_constant, columns, lone_diffusivity
from .lattice_vibration import EV, round_end

OXYGEN_SITES = 3  # per formula unit ABO3
AT_THE_TOP = 0.05  # %: so little below the largest conductivity counts as the top
MOST_ACCEPTED = 0.5  # vacancies per formula unit if each unit holds one acceptor: two acceptors for each
MOST_BOUND = 0.125  # one acceptor to four formula units: its twelve places are as many as there are sites
ALL = style.Carrier("all", style.VACANCIES.colour, style.VACANCIES.line)
FREE = style.Carrier("free", style.VACANCIES.colour, "-")
ALONE = style.Carrier("without association", style.QUIET, "--")


class IonicConductivity(Panel):
    """Ionic conductivity of a perovskite: vacancies that only exclude each other, or that acceptors bind."""

    name = "vacancies.ionic_conductivity"
    ask = "More vacancies, more conduction: for how long?"
    alternative = ("Left: ionic conductivity against oxygen deficiency, a dome with its top at half of the "
                   "sites, or far lower and levelling off at a few per cent where acceptors bind the "
                   "vacancies. Right: vacancies that are free, and all of them.")
    law = staticmethod(laws.ion_conductivity)
    controls = (
        linear("oxygen_deficiency", 0.0, 3.0, 0.1, step=0.01, label="oxygen missing per ABO₃"),
        linear("temperature", 773.15, 1273.15, 973.15, step=10, rescales=True),
        switch("association", "acceptors bind vacancies", False, rescales=True),
        linear("binding_energy", 0.0, 0.6 * EV, 0.45 * EV, step=0.01, label="binding", symbol="", unit="J",
               folded=True, rescales=True),
        linear("migration_energy", 0.5 * EV, 1.2 * EV, 0.75 * EV, step=0.01, unit="J", folded=True,
               rescales=True),
        linear("lattice_parameter", 3.8e-10, 4.2e-10, 3.9e-10, step=0.001, label="lattice parameter",
               folded=True, rescales=True),
    )
    rules = (Rule(f"where acceptors bind, δ is at most {MOST_BOUND}: first bring δ to {MOST_BOUND} or less. "
                  "Above it each oxygen site lies beside more than one acceptor, and pairs can no longer be "
                  "counted",
                  lambda s: not s.association or s.oxygen_deficiency <= MOST_BOUND),)
    presets = {"the perfect crystal": {"oxygen_deficiency": 0.0},
               "a tenth of the sites empty": {"oxygen_deficiency": 0.3},
               "half of the sites empty": {"oxygen_deficiency": 1.5},
               "nine tenths empty": {"oxygen_deficiency": 2.7},
               "the same ions, a lower barrier": {"migration_energy": 0.6 * EV},
               "bound by acceptors": {"association": True},
               "bound, and cooler": {"association": True, "temperature": 873.15}}

    def solve(self, state):
        end = MOST_BOUND if state.association else float(OXYGEN_SITES)
        now, fine = columns(state, state.oxygen_deficiency), columns(state, np.linspace(0, end, 1201))
        best = int(fine["σᵢₒₙ (S/cm)"].argmax())
        top = {"δ at the top": fine["δ"][best], "empty sites at the top (%)": fine["empty sites (%)"][best],
               "σᵢₒₙ at the top (S/cm)": fine["σᵢₒₙ (S/cm)"][best]}
        some = bool(state.oxygen_deficiency)
        top["below the top (%)"] = 100 * (1 - now["σᵢₒₙ (S/cm)"] / top["σᵢₒₙ at the top (S/cm)"])
        now["free of all vacancies (%)"] = 100 * now["free (%)"] / now["empty sites (%)"] if some else 100.0
        counted = columns(state, np.geomspace(1e-3, end, 120))
        return {"now": now, "top": top, "curve": columns(state, np.linspace(0, end, 151)),
                "counted": {name: counted[name] for name in ("δ", "empty sites (%)", "free (%)")},
                "seen": {name: [now[name]] if some else [] for name in ("δ", "free (%)")}}

    def frame(self, state):
        return state.association, round_end(1.2 * max(self._tables["top"]["σᵢₒₙ at the top (S/cm)"]))

    def draw(self, figure):
        dome, kinds = figure.subplots(1, 2)
        (self._draw_bound if self._frame[0] else self._draw_free)(dome, kinds, self._frame[1])
        dome.yaxis.set_major_formatter(lambda value, place: f"{value:g}".replace("e-0", "e-"))
        dome.set(xlabel="oxygen missing δ per ABO₃", title="σᵢₒₙ (S/cm), illustrative")
        kinds.set(xlabel="oxygen missing δ per ABO₃", title="vacancies (% of sites)")
        kinds.minorticks_off()
        self.curve(dome, "curve", "δ", "σᵢₒₙ (S/cm)", style.IONS)
        self.curve(dome, "top", "δ at the top", "σᵢₒₙ at the top (S/cm)", style.IONS, label="top", marker="^",
                   linestyle="none", shift=(0, 6))
        self.curve(dome, "now", "δ", "σᵢₒₙ (S/cm)", marker="o", linestyle="none")
        self.curve(kinds, "counted", "δ", "empty sites (%)", ALL, label="all", at=0.45, shift=(-12, 4))
        self.curve(kinds, "counted", "δ", "free (%)", FREE, label="free", at=0.6, shift=(20, -22))
        self.curve(kinds, "seen", "δ", "free (%)", marker="o", linestyle="none")

    def _draw_bound(self, dome, kinds, end):
        dome.set(xlim=(0, 0.13), ylim=(0, end))
        kinds.set(xscale="log", yscale="log", xlim=(1e-3, 0.2), ylim=(3e-4, 130))
        kinds.set_xticks((1e-3, 1e-2, 0.1), ("0.001", "0.01", "0.1"))
        kinds.set_yticks((0.001, 0.1, 10), ("0.001", "0.1", "10"))
        dome.set_xticks((0, 0.05, 0.1), ("0", "0.05", "0.1"))
        self.curve(dome, "curve", "δ", "σᵢₒₙ if all were free (S/cm)", ALONE,
                   linewidth=style.form().line * 0.75)
        dome.text(0.1, 0.06, "dashed: if all were free", color=style.QUIET, transform=dome.transAxes)

    def _draw_free(self, dome, kinds, end):
        dome.set(xlim=(0, OXYGEN_SITES), ylim=(0, end))
        kinds.set(xscale="log", yscale="log", xlim=(1e-3, OXYGEN_SITES), ylim=(1e-2, 130))
        kinds.set_xticks((1e-3, 1e-2, 0.1, 1), ("0.001", "0.01", "0.1", "1"))
        kinds.set_yticks((0.1, 1, 10, 100), ("0.1", "1", "10", "100"))
        dome.axvline(MOST_ACCEPTED, color=style.QUIET, linestyle=":", linewidth=style.form().line * 0.75)
        dome.text(MOST_ACCEPTED, 0.02 * end, " one acceptor\n per ABO₃", color=style.QUIET, va="bottom")

    def say(self, state, words):
        if state.oxygen_deficiency == 0:
            return (f"The crystal is perfect: {words['empty sites (%)']} of its oxygen sites are empty, "
                    "and no ion can hop.")
        bound = f", {words['free of all vacancies (%)']} of them free" if state.association else ""
        best = ("This is the top" if words.number("below the top (%)") < AT_THE_TOP
                else f"The top is higher: this is {words['below the top (%)']} below it")
        if state.association and words.number("δ at the top") == MOST_BOUND:
            best = "No top yet: σᵢₒₙ grows as far as the model goes"
        gas = "; no real perovskite is so empty" if state.oxygen_deficiency > MOST_ACCEPTED else ""
        return (f"{words['empty sites (%)']} of the oxygen sites are empty{bound}, "
                f"and they conduct {words['σᵢₒₙ (S/cm)']}. {best}{gas}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        theta, lone = laws.vacancy_site_fraction(state.oxygen_deficiency), lone_diffusivity(state)

        def conducted(share, diffusivity):
            carriers = share * laws.site_concentration(state.lattice_parameter)
            return float(laws.nernst_einstein_conductivity(carriers, diffusivity, 2, state.temperature))
        vacancies, ions = conducted(theta, lone
                                    * (1 - theta)), conducted(1 - theta, laws.ion_diffusivity(theta, lone))
        free = OXYGEN_SITES / 100 * now["free (%)"]
        bound = OXYGEN_SITES / 100 * now["empty sites (%)"] - free
        partners = binding_constant(state) * free * (2 * state.oxygen_deficiency - bound)
        return {"vacancies times their diffusivity conduct as ions times theirs":
                abs(vacancies - ions) / (ions or 1.0),
                "pairs are in equilibrium with free vacancies":
                abs(partners - bound) / (state.oxygen_deficiency or 1.0)}
