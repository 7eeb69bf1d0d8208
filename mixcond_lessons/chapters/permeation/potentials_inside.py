"""The four potentials inside a membrane as lines, each named beside its end."""
import numpy as np

from ...classroom import style

POTENTIALS = {"oxygen": "oxygen, μ/2F (V)", "ions": "ions, μ̃/2F (V)", "electrons": "electrons, −μ̃/F (V)",
              "field": "electric, φ (V)"}
LOOKS = {"oxygen": (style.TOTAL, "oxygen"), "electrons": (style.ELECTRONS, "electrons"),
         "ions": (style.IONS, "ions"), "field": (style.DOTTED, "electric, φ")}
TOPS = (0.2, 0.6, 1.3)  # V, of the axis: the first above the Nernst voltage


def top_of_the_axis(panel):
    """The height (V) of the axis that the panel's present Nernst voltage needs."""
    nernst = panel.data()["now"]["V_N (V)"][0]
    return next((top for top in TOPS if top > nernst), TOPS[-1])


def draw_potentials(panel, axes):
    """Draw the four lines, the dots at the chosen place, and a word right of the end of each line."""
    top, hall = top_of_the_axis(panel), style.in_lecture_mode()
    apart = (0.2 if hall else 0.1) * top
    axes.set(ylim=(-0.35 * top, 1.02 * top), title="potential, from x = 0 (V)")
    for key, (carrier, word) in LOOKS.items():
        panel.curve(axes, "inside", "x/L", POTENTIALS[key], carrier)
        panel.curve(axes, "here", "x/L", POTENTIALS[key], carrier, marker="o", linestyle="none")
        panel.note(axes, lambda tables, key=key, word=word: (
            1 + 0.02 * panel.state["window"], beside_the_ends(tables["inside"], apart)[key],
            word.removeprefix("electric, ") if hall else word),
            color=carrier.colour, va="center")


def beside_the_ends(inside, apart):
    """Heights of the words beside the ends of the lines, at least so far apart that all can be read."""
    ends = sorted((float(inside[column][-1]), -place, key)
                  for place, (key, column) in enumerate(POTENTIALS.items()))
    heights, last = {}, -np.inf
    for end, _, key in ends:
        last = heights[key] = max(end, last + apart)
    return heights
