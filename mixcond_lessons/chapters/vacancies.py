"""Chapter 03, The Imperfection is the Point: vacancies carry the ions, and how well depends on how many there are."""
import numpy as np
from scipy.constants import N_A

from ..classroom import style
from ..classroom.controls import Rule, linear, switch
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..physics.vacancies import (free_vacancy_concentration, ion_conductivity, ion_diffusivity, nernst_einstein_conductivity, pair_constant, site_concentration,
                                 vacancy_concentration, vacancy_diffusivity, vacancy_site_fraction)
from .vacancies_garage import ATTEMPTS_PER_SECOND, ParkingGarage, round_end
from .vacancies_memory import RememberingIon
from .vacancies_questions import QUESTIONS

__all__ = ["PANELS", "QUESTIONS", "IonicConductivity", "ParkingGarage", "RememberingIon", "predict_crowding", "predict_tracer"]

OXYGEN_SITES = 3  # per formula unit ABO3
MOST_ACCEPTED = 0.5  # vacancies per formula unit that acceptors can pay for: two each, and at most one acceptor per formula unit
MOST_BOUND = 0.125  # one acceptor to four formula units: with twelve places beside each, as many places as there are sites
ALL = style.Carrier("all", style.VACANCIES.colour, style.VACANCIES.line)
FREE = style.Carrier("free", style.VACANCIES.colour, "-")
ALONE = style.Carrier("without association", style.QUIET, "--")


class IonicConductivity(Panel):
    """Ionic conductivity of a perovskite against its oxygen deficiency: vacancies that only exclude each other, or that acceptors bind."""

    name = "vacancies.ionic_conductivity"
    ask = "More vacancies, more conduction: for how long?"
    alternative = ("Left: ionic conductivity against oxygen deficiency, a dome with its top at half of the sites, or far lower and levelling off at a few "
                   "per cent where acceptors bind the vacancies. Right: vacancies that are free, and all of them.")
    law = staticmethod(ion_conductivity)
    controls = (
        linear("oxygen_deficiency", "oxygen missing per ABO₃", 0.0, 3.0, 0.1, step=0.01, unit="1", symbol="δ"),
        linear("temperature", "temperature", 773.15, 1273.15, 973.15, step=10, unit="K", shown="°C", symbol="T", rescales=True),
        switch("association", "acceptors bind vacancies", False, rescales=True),
        linear("binding_energy", "binding", 0.0, convert(0.6, "eV", "J"), convert(0.45, "eV", "J"), step=0.01, unit="J", shown="eV", folded=True, rescales=True),
        linear("migration_energy", "barrier of a hop", convert(0.5, "eV", "J"), convert(1.2, "eV", "J"), convert(0.75, "eV", "J"), step=0.01,
               unit="J", shown="eV", symbol="Eₘ", folded=True, rescales=True),
        linear("lattice_parameter", "lattice parameter", 3.8e-10, 4.2e-10, 3.9e-10, step=0.001, unit="m", shown="nm", symbol="a", folded=True, rescales=True),
    )
    rules = (Rule(f"where acceptors bind, δ is {MOST_BOUND} or less, so first bring δ to {MOST_BOUND} or less: beyond it two acceptors for each vacancy "
                  "have more places beside them than there are oxygen sites, and pairs mean nothing",
                  lambda s: not s.association or s.oxygen_deficiency <= MOST_BOUND),)
    presets = {"the perfect crystal": {"oxygen_deficiency": 0.0}, "a tenth of the sites empty": {"oxygen_deficiency": 0.3},
               "half of the sites empty": {"oxygen_deficiency": 1.5}, "nine tenths empty": {"oxygen_deficiency": 2.7},
               "the same ions, a lower barrier": {"migration_energy": convert(0.6, "eV", "J")},
               "bound by acceptors": {"association": True}, "bound, and cooler": {"association": True, "temperature": 873.15}}

    @staticmethod
    def _columns(state, deficiency):
        """Conductivities, shares and concentrations at these oxygen deficiencies."""
        theta, sites = vacancy_site_fraction(deficiency), site_concentration(state.lattice_parameter)
        lone = vacancy_diffusivity("perovskite anions", state.lattice_parameter, ATTEMPTS_PER_SECOND, state.migration_energy * N_A, state.temperature)
        constant = pair_constant(state.binding_energy * N_A, state.temperature) if state.association else 0.0
        free = free_vacancy_concentration(deficiency, 2 * deficiency, constant)
        alone = ion_conductivity(theta, sites, lone, 2, state.temperature)
        # The free ones still find the sites of all others, bound or free, taken.
        carried = nernst_einstein_conductivity(sites * vacancy_site_fraction(free), lone * (1 - theta), 2, state.temperature)
        return {"δ": deficiency, "empty sites (%)": 100 * theta, "free (%)": 100 * vacancy_site_fraction(free), "σᵢₒₙ (S/cm)": convert(carried, "S/m", "S/cm"),
                "σᵢₒₙ if all were free (S/cm)": convert(alone, "S/m", "S/cm"),
                "vacancies (mol/m3)": vacancy_concentration(deficiency, state.lattice_parameter)}

    def solve(self, state):
        end = MOST_BOUND if state.association else float(OXYGEN_SITES)
        curve = self._columns(state, np.linspace(0, end, 151))
        now = self._columns(state, state.oxygen_deficiency)
        fine = self._columns(state, np.linspace(0, end, 1201))
        best = int(fine["σᵢₒₙ (S/cm)"].argmax())
        top = {f"{name} at the top" if "(" not in name else name.replace(" (", " at the top ("): fine[name][best]
               for name in ("δ", "empty sites (%)", "σᵢₒₙ (S/cm)")}
        now["free of all vacancies (%)"] = 100 * now["free (%)"] / now["empty sites (%)"] if state.oxygen_deficiency else 100.0
        counted = self._columns(state, np.geomspace(1e-3, end, 120))
        seen = {name: [now[name]] if state.oxygen_deficiency else [] for name in ("δ", "free (%)")}
        return {"now": now, "top": top, "curve": curve, "counted": {name: counted[name] for name in ("δ", "empty sites (%)", "free (%)")}, "seen": seen}

    def frame(self, state):
        best = max(self._tables["top"]["σᵢₒₙ at the top (S/cm)"])
        return state.association, round_end(1.2 * best)

    def draw(self, figure):
        dome, kinds = figure.subplots(1, 2)
        bound, end = self._frame
        thin, last = style.form().line * 0.75, 0.2 if bound else OXYGEN_SITES
        dome.set(xlim=(0, 0.13 if bound else last), ylim=(0, end), xlabel="oxygen missing δ per ABO₃", title="σᵢₒₙ (S/cm), illustrative")
        dome.yaxis.set_major_formatter(lambda value, place: f"{value:g}".replace("e-0", "e-"))
        kinds.set(xscale="log", yscale="log", xlim=(1e-3, last), ylim=(3e-4 if bound else 1e-2, 130), xlabel="oxygen missing δ per ABO₃", title="vacancies (% of sites)")
        kinds.set_xticks((1e-3, 1e-2, 0.1, 1)[:3 if bound else 4], ("0.001", "0.01", "0.1", "1")[:3 if bound else 4])
        kinds.set_yticks((0.001, 0.1, 10) if bound else (0.1, 1, 10, 100), ("0.001", "0.1", "10") if bound else ("0.1", "1", "10", "100"))
        kinds.minorticks_off()
        if bound:
            dome.set_xticks((0, 0.05, 0.1), ("0", "0.05", "0.1"))
            self.curve(dome, "curve", "δ", "σᵢₒₙ if all were free (S/cm)", ALONE, linewidth=thin)
            dome.text(0.1, 0.06, "dashed: if all were free", color=style.QUIET, transform=dome.transAxes)
        else:
            dome.axvline(MOST_ACCEPTED, color=style.QUIET, linestyle=":", linewidth=thin)
            dome.text(MOST_ACCEPTED, 0.02 * end, " one acceptor\n per ABO₃", color=style.QUIET, va="bottom")
        self.curve(dome, "curve", "δ", "σᵢₒₙ (S/cm)", style.IONS)
        self.curve(dome, "top", "δ at the top", "σᵢₒₙ at the top (S/cm)", style.IONS, label="top", marker="^", linestyle="none", shift=(0, 6))
        self.curve(dome, "now", "δ", "σᵢₒₙ (S/cm)", marker="o", linestyle="none")
        self.curve(kinds, "counted", "δ", "empty sites (%)", ALL, label="all", at=0.45, shift=(-12, 4))
        self.curve(kinds, "counted", "δ", "free (%)", FREE, label="free", at=0.6, shift=(20, -22))
        self.curve(kinds, "seen", "δ", "free (%)", marker="o", linestyle="none")

    def say(self, state, words):
        delta, clock = self.controls[0].show(state.oxygen_deficiency), self.controls[1].show(state.temperature)
        if state.oxygen_deficiency == 0:
            return (f"δ = {delta}: the crystal is perfect, {words['empty sites (%)']} of its oxygen sites are empty, and no ion can hop. "
                    f"At {clock} it conducts {words['σᵢₒₙ (S/cm)']}.")
        bound = f"; {words['free of all vacancies (%)']} of them are free" if state.association else ""
        best = "The best is" if not state.association else "It still grows at" if words.number("δ at the top") == MOST_BOUND else "A flat top at"
        gas = " A lattice gas only: no real perovskite is so empty." if state.oxygen_deficiency > MOST_ACCEPTED else ""
        return (f"δ = {delta}: {words['empty sites (%)']} of the oxygen sites are empty, {words['vacancies (mol/m3)']}. "
                f"At {clock} they conduct {words['σᵢₒₙ (S/cm)']}{bound}. {best} δ = {words.show('δ at the top', 3)}, "
                f"{words.show('empty sites at the top (%)', 2)} of the sites: {words['σᵢₒₙ at the top (S/cm)']}.{gas}")

    def conserved(self, state, tables):
        now, theta = {name: float(values[0]) for name, values in tables["now"].items()}, vacancy_site_fraction(state.oxygen_deficiency)
        sites = site_concentration(state.lattice_parameter)
        lone = vacancy_diffusivity("perovskite anions", state.lattice_parameter, ATTEMPTS_PER_SECOND, state.migration_energy * N_A, state.temperature)
        seen_by = [nernst_einstein_conductivity(carriers * sites, diffusivity, 2, state.temperature)
                   for carriers, diffusivity in ((theta, lone * (1 - theta)), (1 - theta, ion_diffusivity(theta, lone)))]
        found = {"vacancies times their D conduct as ions times theirs": abs(float(seen_by[0] - seen_by[1])) / (float(seen_by[1]) or 1.0)}
        free, bound = (OXYGEN_SITES / 100 * part for part in (now["free (%)"], now["empty sites (%)"] - now["free (%)"]))
        constant = pair_constant(state.binding_energy * N_A, state.temperature) if state.association else 0.0
        partners = constant * free * (2 * state.oxygen_deficiency - bound)
        return {**found, "pairs in equilibrium with free ones": abs(partners - bound) / (state.oxygen_deficiency or 1.0)}


PANELS = (ParkingGarage, IonicConductivity, RememberingIon)


def predict_tracer():
    """Before the garage: does an ion that is taken back by its own vacancy come as far as one that forgets?"""
    return Predict(ParkingGarage(step=0), "A marked ion and a walker that forgets every step make the same number of hops on the square lattice. One site of 196 "
                   "is empty. Which comes farther, on average?",
                   ("both alike: each hop goes anywhere", "the ion: the vacancy pulls it along", "the walker: the ion is often taken straight back",
                    "neither moves: the crystal is full"),
                   look="Press Play and watch the marked ion. Then drag the tries to 600 and compare ⟨R²⟩ with the value without memory; then empty half of the sites.",
                   found="The walker. After its hop the ion has the vacancy right behind it and is often taken back: its mean square is about half as large. "
                   "With half of the sites empty there are other vacancies about, and it forgets better.", key="03.tracer")


def predict_crowding():
    """Before the dome: do nine times as many vacancies conduct nine times as well?"""
    return Predict(IonicConductivity(oxygen_deficiency=0.3), "A tenth of the oxygen sites is empty. You go on to nine tenths, and vacancies only keep each other off their sites. "
                   "What happens to the ionic conductivity?",
                   ("nine times as large: nine times the vacancies", "nine times smaller: hardly an ion is left", "the same in the end: up, and down again",
                    "it falls all the way: defects are bad"),
                   look="Move δ from 0.3, a tenth, to 2.7, nine tenths, and follow the point. What is σᵢₒₙ at δ = 0, and at 3? "
                   "Then go back to 0.1 and let acceptors bind the vacancies.",
                   found="The same in the end. A hop takes a vacancy and an ion beside it: θ(1 − θ) is as large for a tenth as for nine tenths, and largest at half. "
                   "Bound to acceptors they conduct far less, and beyond a few per cent more of them add nothing.", key="03.crowding")
