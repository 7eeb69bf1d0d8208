"""The ends of an electrode in a picture: ions come in at the separator, electrons at the collector."""
import numpy as np

from ...classroom import style

PLACES = (1 - np.cos(np.pi * np.linspace(0, 1, 101))) / 2  # x/L, closer together at both ends


def name_ends(axes, height):
    """Name separator and collector below a picture, and at its top what comes in there, in its colour."""
    axes.set(xlim=(0, 1), xticks=(0, 1), xticklabels=("separator", "collector"),
             xlabel="place in the electrode")
    axes.get_xticklabels()[0].set_ha("left")
    axes.get_xticklabels()[1].set_ha("right")
    axes.text(0.02, height, "ions in", color=style.IONS.colour, va="top")
    axes.text(0.98, height, "electrons in", color=style.ELECTRONS.colour, ha="right", va="top")
