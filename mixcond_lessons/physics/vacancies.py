"""Vacancies that hop on a lattice: how fast, how many, and how well an ion remembers where it came from.

An ion moves only when a vacancy stands beside it. One vacancy jumps in any of z directions alike, so it walks
at random; the ion it has just moved has the vacancy behind it and often jumps straight back. The charge does
not care which ion jumps: only a labelled ion (a tracer) does. `vacancy_fraction` theta is counted per site of
the mobile ion's own sublattice, not per formula unit. Sources: Compaan and Haven 1956; Montroll 1964;
Nakazato and Kitahara 1980; Ishigaki et al. 1988, J. Solid State Chem. 73, 179.
"""
from collections import namedtuple
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

import numpy as np
import scipy

from .arguments import within
from .constants import AVOGADRO, FARADAY, R
from .law import law
from .quantities import QUANTITIES
from .quantity import BELOW_ONE, FROM_ZERO

# --- Lattices ---

@dataclass(frozen=True)
class Lattice:
    """Sites at whole-number coordinates, all alike; neighbours are the sites at the shortest distance.

    axes: Cartesian vectors of one coordinate step, in lattice parameters; period: coordinate steps along each
    edge of a cell;
    basis: coordinates of the sites in one cell. Lengths are fractions of the lattice parameter
    (dimensionless).
    """

    axes: tuple
    period: int = 1
    basis: tuple = ((0, 0, 0),)

    @property
    def dimensions(self):
        """Number of dimensions d (dimensionless)."""
        return len(self.axes)

    @cached_property
    def sublattices(self):
        """Whole-number coordinates (dimensionless) of the sites in one cell: shape (sites per cell, d)."""
        return np.array(self.basis)[:, :self.dimensions]

    @cached_property
    def bonds(self):
        """Steps to the neighbours (dimensionless), shape (sites per cell, z, d), and the sublattice each ends
        on, shape (sites per cell, z)."""
        shifts = self.period * np.array(list(product((-1, 0, 1), repeat=self.dimensions)))
        steps = (self.sublattices + shifts[:, np.newaxis]
                 - self.sublattices[:, np.newaxis, np.newaxis]).reshape(
            len(self.sublattices), -1, self.dimensions)
        squares = ((steps @ np.array(self.axes)) ** 2).sum(axis=-1)
        near = np.isclose(squares, squares[squares > 1e-9].min())
        ends = np.broadcast_to(np.arange(len(self.sublattices)), (len(shifts), len(self.sublattices))).ravel()
        return np.array([row[chosen]
                         for row, chosen in zip(steps, near,
                                                strict=True)]), np.array([ends[chosen] for chosen in near])

    @property
    def neighbours(self):
        """Number of nearest neighbours z (dimensionless)."""
        return self.bonds[0].shape[1]

    @property
    def hop_length(self):
        """Length of one hop, as a fraction of the lattice parameter."""
        return float(np.linalg.norm(self.bonds[0][0, 0] @ np.array(self.axes)))


_CUBIC = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_HALF = tuple(tuple(step / 2 for step in axis) for axis in _CUBIC)
_FACE_CENTRED = ((0.0, 0.5, 0.5), (0.5, 0.0, 0.5), (0.5, 0.5, 0.0))
# bcc, fcc and diamond are written in primitive cells: a box of size n has n^3 cells and the full symmetry of
# the crystal.
LATTICES = {
    "chain": Lattice(((1.0,),)),
    "honeycomb": Lattice(((1 / 3, 0.0), (1 / 6, 3**-0.5 / 2)), 3, ((0, 0), (1, 1))),
    "square": Lattice(((1.0, 0.0), (0.0, 1.0))),
    "triangular": Lattice(((1.0, 0.0), (0.5, 3**0.5 / 2))),
    "diamond": Lattice(tuple(tuple(step / 4 for step in axis) for axis in _FACE_CENTRED), 4,
                       ((0, 0, 0), (1, 1, 1))),
    "simple cubic": Lattice(_CUBIC),
    "body-centred cubic": Lattice(((-0.5, 0.5, 0.5), (0.5, -0.5, 0.5), (0.5, 0.5, -0.5))),
    "face-centred cubic": Lattice(_FACE_CENTRED),
    "perovskite anions": Lattice(_HALF, 2, ((1, 1, 0), (1, 0, 1), (0, 1, 1))),
    "fluorite anions": Lattice(_HALF, 2, tuple(product((0, 1), repeat=3))),
}


def lattice_named(lattice):
    """Return the `Lattice` of that name; ValueError lists the known names. Lengths in it are fractions of the
    lattice parameter."""
    return LATTICES[QUANTITIES["lattice"].check("lattice", lattice)]


Structure = namedtuple("Structure", "lattice sites_per_formula_unit formula_units_per_cell")
STRUCTURES = {"ABO3": Structure("perovskite anions", 3, 1), "MO2": Structure("fluorite anions", 2, 4)}


def _fits(vacancies_per_formula_unit, structure):
    return vacancies_per_formula_unit <= STRUCTURES[structure].sites_per_formula_unit


_FITS = {"a formula unit has fewer oxygen sites than these vacancies": _fits}


# --- Hops ---

@law
def hop_rate(attempt_frequency, migration_energy, temperature, migration_entropy=0.0):
    """Rate at which a vacancy jumps to one given neighbour: nu exp(S/R) exp(-E/RT). Returns 1/s.

    Holds while an ion rests long between its hops (E >> RT). Source: Vineyard 1957.
    """
    return attempt_frequency * np.exp(migration_entropy / R - migration_energy / R / temperature)


@law
def vacancy_diffusivity(lattice, lattice_parameter, attempt_frequency, migration_energy, temperature,
                        migration_entropy=0.0):
    """Diffusivity of a lone vacancy, D_V = z a_h^2/(2 d) times `hop_rate`: a random walk among z neighbours
    at distance a_h.

    lattice_parameter is that of the cubic cell (perovskite anions: a_h = a/sqrt 2, fluorite anions: a_h =
    a/2). Returns m2/s. Holds for few vacancies that do not interact. Source: random walk, <R^2> = n a_h^2 = 2
    d D t.
    """
    cell = LATTICES[lattice]
    hop_length = cell.hop_length * lattice_parameter
    rate = hop_rate(attempt_frequency, migration_energy, temperature, migration_entropy)
    return cell.neighbours * hop_length**2 / (2 * cell.dimensions) * rate


# --- How many ---

@law(where=_FITS)
def vacancy_site_fraction(vacancies_per_formula_unit, structure="ABO3"):
    """Share theta of the oxygen sites that is empty: delta/3 for ABO(3-delta), delta/2 for MO(2-delta).

    Returns a fraction. Counts every vacancy, the trapped ones too; a crystal with excess oxygen has none.
    Source: counting.
    """
    return vacancies_per_formula_unit / STRUCTURES[structure].sites_per_formula_unit


@law
def site_concentration(lattice_parameter, structure="ABO3"):
    """Concentration of oxygen sites, full or empty: 3/(N_A a^3) for ABO3, 8/(N_A a^3) for MO2. Returns
    mol/m3.

    structure: "ABO3" has one formula unit per (pseudo-)cubic cell, "MO2" four. Source: counting.
    """
    cell = STRUCTURES[structure]
    return cell.sites_per_formula_unit * cell.formula_units_per_cell / (AVOGADRO * lattice_parameter**3)


@law(where=_FITS)
def vacancy_concentration(vacancies_per_formula_unit, lattice_parameter, structure="ABO3"):
    """Concentration of oxygen vacancies, theta times that of the sites: delta/(N_A a^3) for ABO3. Returns
    mol/m3.

    Source: counting.
    """
    return vacancy_site_fraction(vacancies_per_formula_unit,
                                 structure) * site_concentration(lattice_parameter, structure)


@law
def free_vacancy_concentration(vacancies, dopants, association_constant):
    """Vacancies per formula unit that are not paired with a dopant, from K = pairs/(free dopants x free
    vacancies).

    One dopant per pair, pairs do not move, dilute otherwise; K = 0 leaves all free, a large K leaves
    vacancies - dopants or none. Source: mass action, K w^2 + (K (y - v) + 1) w = v, solved without
    cancellation.
    """
    linear = 1 + association_constant * (dopants - vacancies)
    root = np.hypot(linear, 2 * np.sqrt(association_constant) * np.sqrt(vacancies))
    half = (np.abs(linear) + root) / 2
    return np.where(linear > 0, vacancies / half, half / np.where(linear > 0, 1, association_constant))[()]


@law
def pair_constant(binding_energy, temperature, structure="ABO3"):
    """Constant K_A = pairs/(free dopants x free vacancies) of pairs beyond those of chance: places (exp(E/RT)
    - 1).

    A dopant has 12 oxygen places beside it on the A site of ABO3, 8 in MO2; over the 3 or 2 oxygen sites per
    formula unit these are 4 places either way. Chance alone puts 4 y v vacancies beside dopants, binding
    multiplies that by exp(E/RT); what chance puts there is not held. Returns a number, 0 without binding.
    Holds for few dopants; for few vacancies the free share 1/(1 + K_A y) is then that of a walk among traps
    with level barriers. Source: counting; Boltzmann.
    """
    places = {"ABO3": 12 / 3, "MO2": 8 / 2}[structure]
    return places * np.expm1(binding_energy / (R * temperature))


# --- What they carry ---

@law(diffusivity=FROM_ZERO)
def nernst_einstein_conductivity(concentration, diffusivity, charge_number, temperature):
    """Conductivity of carriers that diffuse, sigma = (z F)^2 c D/(RT): the factor is 4 F^2 for oxygen, z = -2
    (vacancy +2).

    Returns S/m. c and D belong to the same carrier: c_V D_V = c_O D_O, so vacancies or ions, not both. D is
    that of the charge, not of a tracer. Source: Nernst; Einstein.
    """
    return (charge_number * FARADAY) ** 2 / R / temperature * (concentration * diffusivity)


@law
def ion_conductivity(vacancy_fraction, site_concentration, vacancy_diffusivity, charge_number, temperature):
    """Conductivity of ions and vacancies that share the sites: (z F)^2 c_sites theta (1 - theta) D_V/(RT),
    largest at 1/2.

    vacancy_diffusivity is that of a lone vacancy. Returns S/m. Exact for the motion of all ions together when
    they only exclude each other from sites. Real oxides pass their maximum at a few per cent of vacancies,
    because dopants trap them and vacancies order. Source: Nernst; Einstein; lattice gas.
    """
    ion_concentration = (1 - vacancy_fraction) * site_concentration
    ion_diffusivity = vacancy_fraction * vacancy_diffusivity
    return (charge_number * FARADAY) ** 2 / R / temperature * (ion_concentration * ion_diffusivity)


@law
def ion_diffusivity(vacancy_fraction, vacancy_diffusivity):
    """Self-diffusivity of the ions, D_O = theta D_V: an ion hops when a vacancy is beside it. It gives the
    conductivity.

    Returns m2/s. Crowded vacancies hinder each other, D_V (1 - theta), so that c_V D_V (1 - theta) = c_O D_O
    holds at every theta. Source: lattice gas with site exclusion.
    """
    return vacancy_fraction * vacancy_diffusivity


@law
def tracer_diffusivity(vacancy_fraction, vacancy_diffusivity, correlation_factor):
    """Diffusivity of a labelled ion, D* = f D_O = f theta D_V: smaller, since the vacancy is still there to
    take the ion back.

    Returns m2/s; f = 1 is an ion without memory. D*/D_O is also the Haven ratio here. Source: Compaan and
    Haven 1956.
    """
    return correlation_factor * (vacancy_fraction * vacancy_diffusivity)


# --- What a tracer remembers ---

def correlation_factor(lattice, size=None):
    """Exact tracer correlation factor f when one vacancy does all the moving: <R^2> of an ion after n jumps
    is f n a_h^2.

    lattice: a name in LATTICES; size: None for an endless crystal, or the cells along each edge of a periodic
    box with one vacancy (2 to 40). Returns a fraction. Raises ValueError otherwise. Closed forms where they
    are known; face-centred cubic and perovskite anions to 1e-8 from the lattice Green function. A box lies
    above the endless crystal by about 1/(number of sites): its ions drift together against the vacancy.
    Source: Montroll 1964; Ishigaki 1988.
    """
    lattice_named(lattice)
    if size is None:
        return _endless_correlation_factor(lattice)
    if within("size", size, "cells", 2, 40) % 1:
        raise ValueError(f"size = {size:g} cells: not a whole number; allowed is [2, 40] cells")
    return _box_correlation_factor(lattice, int(size))


@law
def simple_correlation_factor(lattice):
    """The popular estimate f = 1 - 2/z (a fraction): a straight return, of chance 1/z, undoes two hops.

    Left out are later returns of the vacancy, which lower f, and the hops that follow a return, which raise
    it. On chain, honeycomb and diamond both cancel exactly; elsewhere the estimate is 2 to 19 % too high.
    Source: Manning, Diffusion Kinetics for Atoms in Crystals (1968).
    """
    return 1 - 2 / LATTICES[lattice].neighbours


@law(vacancy_fraction=(0.0, BELOW_ONE))
def crowded_correlation_factor(lone_correlation_factor, vacancy_fraction):
    """Correlation factor f with many vacancies, 1/(1 + (1 - f0)/f0 (1 - theta)/(1 + theta)): f0 for a lone
    vacancy, then to 1.

    Returns a fraction. An interpolation for ions that only exclude each other from sites, good to about 2 %:
    on a square lattice with a quarter of the sites empty it gives 0.5935, and walks 0.5832 +- 0.0012.
    Source: Nakazato and Kitahara 1980.
    """
    free = lone_correlation_factor * (1 + vacancy_fraction)
    held = (1 - lone_correlation_factor) * (1 - vacancy_fraction)
    return free / (free + held)


@cache
def _endless_correlation_factor(lattice):
    # f = s/(2 - s); for the cubic lattices s follows from Watson's integrals, the chance of a vacancy to come
    # back.
    gamma = scipy.special.gamma
    simple = 6**0.5 / (32 * np.pi**3) * gamma(1 / 24) * gamma(5 / 24) * gamma(7 / 24) * gamma(11 / 24)
    centred = gamma(1 / 4) ** 4 / (4 * np.pi**3)
    shares = {"chain": 0.0, "honeycomb": 0.5, "diamond": 2 / 3, "square": 2 / np.pi,
              "triangular": 1 / 6 + 3**0.5 / np.pi,
              "simple cubic": 7 / 18 * simple + 3 / (np.pi**2 * simple),
              "body-centred cubic": centred / 2 + 2 / (np.pi**2 * centred)}
    shares["fluorite anions"] = shares["simple cubic"]
    if lattice in shares:
        return float(shares[lattice] / (2 - shares[lattice]))
    # The rest: boxes of growing size, with the power series in 1/size that removes the box (it begins with
    # 1/sites).
    sizes = np.arange(6.0, 13.0)
    boxes = [_box_correlation_factor(lattice, int(size)) for size in sizes]
    return float(np.linalg.solve(sizes[:, np.newaxis] ** -np.array([0, 3, 5, 7, 9, 11, 13]), boxes)[0])


@cache
def _box_correlation_factor(lattice, size):
    """f = 1 + 2 sum over n of <e_1 . e_(1+n)>/a_h^2: the jumps of one ion are a Markov chain over
    (sublattice, side of the vacancy)."""
    cell = LATTICES[lattice]
    steps, ends = cell.bonds
    count, ways = ends.shape
    returns = _return_probabilities(cell, size)
    # Having jumped along bond k, the ion finds the vacancy on the bond that leads back.
    reverse = (steps[ends] == -steps[:, :, np.newaxis]).all(axis=-1).argmax(axis=-1)
    chain = np.full((count, ways, count, ways), 0.0)
    for site, way in product(range(count), range(ways)):
        chain[site, :, ends[site, way], reverse[site, way]] += returns[site, :, way]
    vectors = steps @ np.array(cell.axes)
    states, expected = count * ways, np.einsum("sjk,skd->sjd", returns, vectors)
    # Adding 1/states lifts the stationary state out of the way; the sum over all later jumps has no share of
    # it.
    later = np.linalg.solve(np.eye(states) - chain.reshape(states, states) + 1 / states,
                            expected.reshape(states, -1))
    return float(1 - 2 * (vectors.reshape(states, -1) * later).sum() / (vectors**2).sum())


def _return_probabilities(cell, size):
    """Probability that a vacancy on bond j of an ion next trades places with it along bond k: shape (sites
    per cell, z, z), rows sum to 1.

    Visits to the neighbours before the ion's own site is reached, from the Green function g of the free walk:
    g_jk - g_j0 - g_0k + g_00, over z.
    """
    steps, ends = cell.bonds
    count, ways = ends.shape
    waves = 2 * np.pi / (size * cell.period) * np.array(list(product(range(size), repeat=cell.dimensions)))
    phases = np.exp(1j * np.tensordot(waves, steps, (1, 2)))
    walk = np.zeros((len(waves), count, count), dtype=complex)
    for site, way in product(range(count), range(ways)):
        walk[:, site, ends[site, way]] += phases[:, site, way] / ways
    walk[0] -= 1   # takes the uniform state out of wave 0; it cancels in the difference below
    green = np.linalg.inv(np.eye(count) - walk)
    returns = np.empty((count, ways, ways))
    for site in range(count):
        places = np.concatenate([[site], ends[site]])
        turns = np.concatenate([np.ones((len(waves), 1)), phases[:, site]], axis=1)
        visits = (turns[:, :, np.newaxis] * green[:, places[:, np.newaxis], places]
                  * turns.conj()[:, np.newaxis]).mean(axis=0).real
        returns[site] = visits[1:, 1:] - visits[1:, :1] - visits[:1, 1:] + visits[0, 0]
    return returns / ways
