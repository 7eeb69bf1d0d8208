"""What the sources of a ferrite's and of ceria's conductivities leave open."""
from functools import lru_cache
from itertools import product

import numpy as np

from ...classroom.band import envelope
from ...materials import material
from ...physics import model_oxides
from ...physics.conductivity import ionic_transference_number
from .ferrite_and_ceria import PRESSURES, conduction, curve

CERIA = material("ceria_gadolinia_10")
QUANTITIES = "electronic conductivity (electrons)", "ionic conductivity"
EVERY = 4  # of the pressures drawn, enough for a band


def corners(which, temperature, columns):
    """Electronic and ionic conductivity (S/cm) and share of the ions at all ends of what is known.

    columns: those of `conduction`. The defects are the same at all ends: only how well they move differs.
    """
    electrons, ions = (np.asarray(columns[f"{which} {quantity} (S/cm)"]) for quantity in ("σₑ", "σᵢₒₙ"))
    if which == "ferrite":
        electronic = model_oxides.ferrite_electrons_as_known(electrons)
        ionic = model_oxides.ferrite_ions_as_known(ions, temperature)
    else:
        electronic, ionic = ([values * factor for factor in CERIA.property(quantity).factor_range]
                             for quantity, values in zip(QUANTITIES, (electrons, ions), strict=True))
    shares = [ionic_transference_number(*both) for both in product(ionic, electronic)]
    return {"σₑ (S/cm)": electronic, "σᵢₒₙ (S/cm)": ionic, "tᵢₒₙ": shares}


@lru_cache(maxsize=64)
def bands(temperature):
    """The tables of all bands at all pressures drawn."""
    return {f"{which} {quantity.split()[0]} known":
            dict(zip(("pO₂ (bar)", "lowest", "highest"),
                     (each[::EVERY] for each in (PRESSURES, *envelope(ends))), strict=True))
            for which in ("ferrite", "ceria")
            for quantity, ends in corners(which, temperature, curve(which, temperature)).items()}


def ends_here(temperature, oxygen_activity):
    """The ends at one pressure of what the sentence names: ceria's share and the ferrite's electrons."""
    share, electronic = (envelope(corners(which, temperature, conduction(
        which, temperature, oxygen_activity)[0])[quantity])
        for which, quantity in (("ceria", "tᵢₒₙ"), ("ferrite", "σₑ (S/cm)")))
    return {"ceria tᵢₒₙ, lowest": share[0], "ceria tᵢₒₙ, highest": share[1],
            "ferrite σₑ, lowest (S/cm)": electronic[0], "ferrite σₑ, highest (S/cm)": electronic[1]}


def in_words(words):
    """The sentences of the panel while the switch is on."""
    low, high = (words[f"ferrite σₑ, {end} (S/cm)"] for end in ("lowest", "highest"))
    share = f"between {words['ceria tᵢₒₙ, lowest']} and {words['ceria tᵢₒₙ, highest']}"
    if words.number("ceria tᵢₒₙ, lowest") > words.number("nearly all"):
        share = f"above {words['nearly all']}"
    elif words.number("ceria tᵢₒₙ, highest") > words.number("nearly all"):
        share = f"above {words['ceria tᵢₒₙ, lowest']}"
    return (f"Sources of ceria's conductivities leave its tᵢₒₙ {share} here. "
            f"Two laboratories differ about one ferrite: scaled as they do, σₑ is {low} to {high}.")
