"""Who carries the current: two lanes as wide as the shares of ions and electrons."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import conductivity
from ..controls import logarithmic


class Boulevard(Panel):
    """How the current divides between two lanes as the electronic conductivity is moved across the ionic
    one."""

    name = "start_here.boulevard"
    ask = "One-way street or boulevard: who carries the current?"
    alternative = ("Left: two lanes whose widths are the shares of the current. "
                   "Right: both shares against the electronic conductivity.")
    law = staticmethod(conductivity.ionic_transference_number)
    controls = (
        logarithmic("electronic_conductivity", 1e-4, 1e4, 0.1, plays=True),
        logarithmic("ionic_conductivity", 1e-2, 1e2, 1.0, folded=True),
    )
    presets = {"ions only, nearly": {"electronic_conductivity": 1e-4},
               "a fair boulevard": {"electronic_conductivity": 1.0},
               "electrons only, nearly": {"electronic_conductivity": 1e4}}

    def solve(self, state):
        def columns(electronic):
            both = state.ionic_conductivity, electronic
            return {"σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
                    "ions (%)": 100 * conductivity.ionic_transference_number(*both),
                    "electrons (%)": 100 * conductivity.electronic_transference_number(*both)}
        total = conductivity.total_conductivity(state.ionic_conductivity, state.electronic_conductivity)
        return {"now": columns(state.electronic_conductivity) | {"σ (S/cm)": convert(total, "S/m", "S/cm")},
                "shares": columns(np.geomspace(1e-4, 1e4, 161))}

    def draw(self, figure):
        street, shares = figure.subplots(1, 2)
        street.set(xlim=(0, 1), ylim=(0, 100), xticks=[], title="lanes of the street (%)")
        street.grid(False)
        self._lane(street, style.IONS, lambda now: (0, now["ions (%)"][0]))
        self._lane(street, style.ELECTRONS, lambda now: (now["ions (%)"][0], now["electrons (%)"][0]))
        shares.set(xscale="log", xlim=(1e-6, 1e2), ylim=(-3, 103), xlabel="electronic conductivity σₑ (S/cm)",
                   title="shares of the current (%)")
        for carrier, column, at in ((style.IONS, "ions (%)", 0.12), (style.ELECTRONS, "electrons (%)", 0.9)):
            self.curve(shares, "shares", "σₑ (S/cm)", column, carrier, label=carrier.word, at=at,
                       shift=(0, -22 if at < 0.5 else -24))
            self.curve(shares, "now", "σₑ (S/cm)", column, carrier, marker="o", linestyle="none")

    def _lane(self, axes, carrier, place):
        lane = axes.axhspan(0, 1, color=carrier.colour, alpha=0.25, linewidth=0)

        def update(tables):
            start, width = place(tables["now"])
            lane.set_y(start)
            lane.set_height(width)
        self.moves(lane, update)

        def words(tables):
            start, width = place(tables["now"])
            return 0.5, start + width / 2, carrier.word if width > 12 else ""
        self.note(axes, words, color=carrier.colour, ha="center", va="center", weight="bold")

    def say(self, state, words):
        ions, electrons = (words.show(column, 4) for column in ("ions (%)", "electrons (%)"))
        return (f"Ions carry {ions} of the current and electrons {electrons}; "
                f"together they conduct {words['σ (S/cm)']}.")

    def conserved(self, state, tables):
        now = tables["now"]
        both = float(now["ions (%)"][0] + now["electrons (%)"][0])
        return {"the shares of ions and electrons add up to 100 %": abs(both - 100) / 100}
