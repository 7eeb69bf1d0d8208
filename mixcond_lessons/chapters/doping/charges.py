"""The two columns of the ledger: charges that are owed and charges that pay, per ion on a B site."""
import numpy as np
from matplotlib.patches import Rectangle

from ...classroom import style
from ...physics import doping

STRONTIUM = style.Carrier("strontium", "#4D4D4D", "-")
MISSING = style.Carrier("missing cations", style.MARK, "-")
OWED = ((STRONTIUM, "strontium", "Sr²⁺ on La³⁺"), (MISSING, "missing cations", "missing La, Mn"),
        (style.ELECTRONS, "electrons", "electrons, Mn²⁺"))
PAID = ((style.HOLES, "holes", "holes, Mn⁴⁺"), (style.VACANCIES, "2 × vacancies", "vacancies, 2δ"))
TALLEST = 1.6  # charges per ion on the axes of the ledger


def charges(strontium, oxygen_deficiency):
    """Return {column: charges per B ion} of La(1-x)Sr(x)BO(3-delta).

    At an excess, delta < 0, La and B ions are missing instead: each missing one owes 3.
    """
    empty = doping.cation_vacancies_from_excess(np.maximum(0.0, -oxygen_deficiency))
    filled = 1 - empty  # B ions per B site
    # A rounding error is no charge, and a zero has no sign.
    positive = np.round(doping.holes_from_valence(strontium, oxygen_deficiency) / filled, 13) + 0.0
    return {"strontium": strontium, "missing cations": 6 * empty / filled,
            "electrons": np.maximum(0.0, 0.0 - positive),
            "holes": np.maximum(0.0, positive), "2 × vacancies": 2 * np.maximum(0.0, oxygen_deficiency)}


def line_of_text():
    """Return the height of a line of text on the axes of the ledger, in charges."""
    return 1.6 * TALLEST * style.form().text / style.form().height


def levels(now, parts, line):
    """Return where the number of each part stands: in its middle, or above the whole bar if it is thin."""
    sizes = [now[name][0] for _, name, _ in parts]
    below, above, found = 0.0, sum(sizes) + 0.55 * line, []
    for size in sizes:
        outside = 0 < size < line
        found.append(above if outside else below + size / 2 if size else 0.0)
        above += line * outside
        below += size
    return found


def draw_bar(panel, axes, middle, parts):
    """Draw one bar of parts on top of each other, each with its number, in its place or above them all."""
    line = line_of_text()
    for place, (carrier, column, label) in enumerate(parts):
        bar = Rectangle((middle - 0.42, 0), 0.84, 0, facecolor=carrier.colour, alpha=0.25, edgecolor="white",
                        linewidth=1)
        axes.add_patch(bar)

        def update(tables, bar=bar, column=column, below=parts[:place]):
            bar.set_y(sum(tables["now"][name][0] for _, name, _ in below))
            bar.set_height(tables["now"][column][0])
        panel.moves(bar, update)

        def words(tables, column=column, place=place, label=label):
            name = label.split()[0].rstrip(",") if style.in_lecture_mode() else label
            size = tables["now"][column][0]
            return middle, levels(tables["now"], parts, line)[place], f"{name} {size:.3g}" if size else ""
        panel.note(axes, words, color=carrier.colour, ha="center", va="center")
