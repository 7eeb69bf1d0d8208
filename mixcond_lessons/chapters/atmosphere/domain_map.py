"""Where in temperature and oxygen pressure an electrolyte stays an electrolyte."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import atmosphere, gases
from ...physics.constants import AIR
from ..controls import Rule, choice, linear
from . import electronic_leak as leaks

STEAM, HYDROGEN = 0.03, 0.97
GASES = np.linspace(773.15, 1273.15, 61)  # K, where the line of hydrogen is drawn
NONE = {"1000/T (1/K)": [], "pO₂ (bar)": []}


def _ends_of(entry):
    """Two rules: a material stays between the temperatures for which its source has numbers."""
    coldest, hottest = leaks.allowed_temperatures(entry)
    return (Rule(f"the numbers of {entry.short} begin at {convert(coldest, 'K', '°C'):.0f} °C",
                 lambda s: s.material != entry.key or s.temperature >= coldest),
            Rule(f"the numbers of {entry.short} end at {convert(hottest, 'K', '°C'):.0f} °C",
                 lambda s: s.material != entry.key or s.temperature <= hottest))


class DomainMap(Panel):
    """Where an electrolyte lets practically only ions through, and which gases lie inside."""

    name = "atmosphere.domain_map"
    ask = "In which gases, and how hot, does an electrolyte stay an electrolyte?"
    alternative = ("Left: map of oxygen pressure against 1000/T with the range where the ions' share is "
                   "above the border, and the lines of air and of moist hydrogen. Right: share of the ions "
                   "against oxygen pressure at the chosen temperature.")
    law = staticmethod(atmosphere.electrolytic_domain)
    controls = (
        choice("material", "material", {entry.key: entry.name for entry in (leaks.ZIRCONIA, leaks.CERIA)},
               leaks.ZIRCONIA.key,
               source=leaks.ZIRCONIA.property("ionic conductivity").status_words),
        linear("border", 0.5, 0.999, 0.99, step=0.001, label="smallest tᵢₒₙ allowed"),
        linear("temperature", 773.15, 1273.15, 1073.15, step=10),
        linear("error", 0.01, 0.5, 0.1, step=1, label="error of σₑ", unit="1", shown="%", folded=True),
    )
    rules = (*_ends_of(leaks.ZIRCONIA), *_ends_of(leaks.CERIA))
    presets = {"zirconia, half ions": {"border": 0.5},
               "ceria, half ions": {"material": leaks.CERIA.key, "border": 0.5},
               "ceria at 500 °C": {"material": leaks.CERIA.key, "temperature": 773.15}}

    def solve(self, state):
        entry = material(state.material)
        temperatures, low, high = leaks.border_lines(entry, state.border)
        here, shifted, above = leaks.borders(entry, state.temperature, state.border, state.error)
        now = {"1000/T (1/K)": 1000 / state.temperature, "from (bar)": here, "air (bar)": AIR,
               "steam (%)": 100 * STEAM,
               "hydrogen (bar)": gases.oxygen_activity_of_steam(STEAM, HYDROGEN, state.temperature),
               "border moves by (%)": 100 * (shifted / here - 1)}
        inverse, across, ends, upper = 1000 / temperatures, [now["1000/T (1/K)"]] * 2, [here], NONE
        most = np.full(low.size, leaks.known_activities(entry)[1])
        if above is not None:
            now["up to (bar)"] = above
            ends, upper, most = [here, above], {"1000/T (1/K)": inverse, "pO₂ (bar)": high}, high
        return {
            "now": now, "lower border": {"1000/T (1/K)": inverse, "pO₂ (bar)": low}, "upper border": upper,
            "borders here": {"1000/T (1/K)": across[:len(ends)], "pO₂ (bar)": ends,
                             "tᵢₒₙ": [state.border] * len(ends)},
            "domain": {"1000/T (1/K)": np.concatenate([inverse, inverse[::-1]]),
                       "pO₂ (bar)": np.concatenate([low, most[::-1]])},
            "hydrogen": {"1000/T (1/K)": 1000 / GASES,
                         "pO₂ (bar)": gases.oxygen_activity_of_steam(STEAM, HYDROGEN, GASES)},
            "gases here": {"1000/T (1/K)": across, "pO₂ (bar)": [AIR, now["hydrogen (bar)"]]},
            **leaks.shares(entry, state.temperature),
            "level": {"pO₂ (bar)": leaks.PRESSURES[[0, -1]], "tᵢₒₙ": [state.border] * 2},
            "cursor": {"1000/T (1/K)": across, "pO₂ (bar)": (1e-60, 1e40)},
        }

    def draw(self, figure):
        chart, shares = figure.subplots(1, 2, width_ratios=(1.2, 1))
        hall, thin = style.in_lecture_mode(), style.form().line * 0.75
        dot = {"marker": "o", "linestyle": "none"}
        chart.set(yscale="log", xlim=(0.77, 1.31), ylim=(leaks.LOWEST, leaks.HIGHEST), xlabel="1000/T (1/K)",
                  title="pO₂ (bar), illustrative" if not hall else "pO₂ (bar)",
                  yticks=10.0 ** np.arange(-40, 21, 20))
        shares.set(xscale="log", xlim=(leaks.LOWEST, leaks.HIGHEST), ylim=(-0.03, 1.08), yticks=(0, 0.5, 1),
                   xlabel="oxygen pressure pO₂ (bar)", title="share of the ions, tᵢₒₙ",
                   xticks=10.0 ** np.arange(-40, 21, 20))
        inside, = chart.fill([0], [1], color=style.IONS.colour, alpha=0.13, linewidth=0)
        self.moves(inside, lambda tables: inside.set_xy(np.column_stack(list(tables["domain"].values()))))
        chart.axhline(AIR, color=style.QUIET, linewidth=thin)
        chart.annotate("air", (1.3, AIR), xytext=style.offset(0, 3), textcoords="offset points",
                       color=style.QUIET, ha="right")
        self.curve(chart, "hydrogen", "1000/T (1/K)", "pO₂ (bar)", style.DASHED,
                   label="" if hall else "H₂ + 3 % H₂O", at=0.14, shift=(-10, -24))
        # Where holes leak, too, the name of the electrons stands outside of the domain, else inside.
        for table, carrier, holes, at, shift in (("lower border", style.ELECTRONS, True, 0.25, (-40, -24)),
                                                 ("lower border", style.ELECTRONS, False, 0.35, (40, 4)),
                                                 ("upper border", style.HOLES, True, 0.35, (0, 6))):
            self.curve(chart, table, "1000/T (1/K)", "pO₂ (bar)", carrier, at=at, shift=shift,
                       label=carrier.word if hall else f"{carrier.word} leak",
                       when=lambda tables, holes=holes: ("up to (bar)" in tables["now"]) == holes)
        self.curve(chart, "cursor", "1000/T (1/K)", "pO₂ (bar)", linewidth=thin)
        self.curve(chart, "gases here", "1000/T (1/K)", "pO₂ (bar)", **dot, markerfacecolor="white")
        self.curve(shares, "level", "pO₂ (bar)", "tᵢₒₙ", style.DASHED, linewidth=thin)
        self.curve(shares, "shares on paper", "pO₂ (bar)", "tᵢₒₙ", style.DASHED, label="on paper", at=0.91,
                   shift=(-46, -28))
        self.curve(shares, "shares", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(chart, "borders here", "1000/T (1/K)", "pO₂ (bar)", **dot)
        self.curve(shares, "borders here", "pO₂ (bar)", "tᵢₒₙ", **dot)

    def say(self, state, words):
        highest = words.number("up to (bar)") if "up to (bar)" in words.tables["now"] else np.inf
        end = "upwards (holes not known)" if highest == np.inf else f"to {words['up to (bar)']} (on paper)"
        air, hydrogen = (words.number("from (bar)") <= words.number(gas) <= highest
                         for gas in ("air (bar)", "hydrogen (bar)"))
        lies = {(True, True): "air and moist hydrogen lie inside",
                (True, False): "air lies inside, moist hydrogen outside",
                (False, True): "moist hydrogen lies inside, air outside",
                (False, False): "air and moist hydrogen lie outside"}[air, hydrogen]
        error = next(control for control in self.controls if control.name == "error").show(state.error)
        return (f"{material(state.material).short} keeps tᵢₒₙ above the border from {words['from (bar)']} "
                f"{end}: {lies}. With σₑ larger by {error} the lower border lies "
                f"{words['border moves by (%)']} higher.")

    def conserved(self, state, tables):
        ends = tables["borders here"]["pO₂ (bar)"]
        share = 1 / (1 + leaks.leak(material(state.material), state.temperature, ends))
        return {"at the borders the ions' share is the border": float(np.abs(share - state.border).max())}
