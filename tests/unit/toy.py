"""A small panel with every kind of control, for the tests of the kit."""
import numpy as np

from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.controls import Rule, choice, integer, linear, logarithmic, switch
from mixcond_lessons.classroom.panel import Panel


def parabola(place, length):
    """Height of the toy's curve: length times place squared."""
    return length * np.square(place)


class Toy(Panel):
    """Grains of 1 mm in a bar: nothing real, but with every kind of control and one rule."""

    name = "toy.bar"
    ask = "How many grains fit into the bar?"
    alternative = "A curve that rises to the length of the bar, with one mark on it and a label."
    law = staticmethod(parabola)
    controls = (
        linear("length", "length", 0.0, 0.01, 0.005, step=0.5, unit="m", shown="mm", symbol="L"),
        logarithmic(
            "oxygen_activity", "oxygen pressure", 1e-20, 1.0, 1e-5, per_decade=2, unit="1", shown="bar",
            symbol="pO₂",
        ),
        integer("count", "grains", 0, 9, 3, plays=True),
        choice("material", "material", {"ceria": "CGO", 2: "8YSZ"}, "ceria", folded=True),
        switch("lines", "fine lines", folded=True),
        logarithmic("reach", "reach of the axis", 1.0, 1e4, 10.0, per_decade=1, folded=True, rescales=True),
    )
    rules = (Rule("grains of 1 mm must fit into the length", lambda s: 1e-3 * s.count <= s.length + 1e-12),)
    presets = {"long": {"length": 0.01, "count": 9}, "empty": {"count": 0}}

    def solve(self, state):
        place = np.linspace(0, 1, 101)
        return {
            "curve": {"place": place, "height (mm)": 1e3 * self.law(place, state.length)},
            "now": {
                "grains": state.count, "share": state.count / 10, "length (mm)": 1e3 * state.length,
                "height now (mm)": 1e3 * self.law(state.count / 10, state.length),
                "oxygen pressure (bar)": state.oxygen_activity,
            },
        }

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(
            xlim=(0, 1.0 + 0 * self.state["reach"]), ylim=(0, max(11.0, self.state["reach"])), xlabel="place",
            title="height (mm)",
        )
        self.curve(axes, "curve", "place", "height (mm)", style.IONS, label="the bar")
        self.curve(axes, "now", "share", "height now (mm)", style.ELECTRONS, marker="o", linestyle="none")
        self.note(axes, lambda tables: (0.1, 9.0, f"{int(tables['now']['grains'][0])} grains & more <"))

    def say(self, state, words):
        return (
            f"At {words['oxygen pressure (bar)']} a bar of {words['length (mm)']} "
            f"holds {words['grains']} grains of {state.material}."
        )

    def conserved(self, state, tables):
        return {
            "the curve ends at the length": float(
                abs(tables["curve"]["height (mm)"][-1] - 1e3 * state.length)
            )
        }
