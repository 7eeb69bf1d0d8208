"""Controls whose word, symbol and units come from the vocabulary of the physics: a chapter states only range
and default.

`linear("temperature", 873.15, 1273.15, 1073.15, step=10)` is labelled temperature T, in K inside and in °C on
screen. Whatever differs in one panel is named: label, symbol, unit, shown, source, folded, rescales, plays.
"""
from ..classroom import controls
from ..classroom.controls import Rule, choice, integer, switch
from ..physics.quantities import QUANTITIES

__all__ = ["Rule", "choice", "integer", "linear", "logarithmic", "switch", "uncertain"]


def _from_vocabulary(name, more):
    quantity = QUANTITIES.get(name)
    if quantity is None:
        return {"label": name.replace("_", " ")} | more
    meant = {"label": quantity.word, "symbol": quantity.symbol, "unit": quantity.unit or "1",
             "shown": quantity.shown}
    return meant | more


def logarithmic(name, minimum, maximum, default, **more):
    """Return a control over decades for the argument `name` of a law."""
    more = _from_vocabulary(name, more)
    return controls.logarithmic(name, more.pop("label"), minimum, maximum, default, **more)


def linear(name, minimum, maximum, default, *, step, **more):
    """Return a control that moves evenly for the argument `name` of a law, `step` being given in the unit on
    screen."""
    more = _from_vocabulary(name, more)
    return controls.linear(name, more.pop("label"), minimum, maximum, default, step=step, **more)


def uncertain(source, **more):
    """Return the switch "as uncertain as it is": while it is on, a panel draws the band of what its least
    certain constant leaves open.

    source: in a few words, which number it is and how far its sources lie apart.
    """
    return switch("uncertain", "as uncertain as it is", False, source=source, **more)
