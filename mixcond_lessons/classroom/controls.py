"""Controls as plain descriptions: what can be changed, in which unit, between which limits, from which
source."""
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import quantity

NUMERIC = ("linear", "logarithmic", "integer")


@dataclass(frozen=True)
class Control:
    """One control of a panel. Values are in `unit` (SI); on screen they stand in `shown`.

    kind: linear, logarithmic, integer, choice or switch; step: in `shown` for linear, steps per decade for
    logarithmic;
    options: {value: words} for a choice; source: where the default comes from; folded: stands under "More";
    rescales: a move may redraw the axes; plays: has a Play button; by_decades: the slider of an integer moves
    evenly in the exponent.
    """

    name: str
    label: str
    symbol: str = ""
    unit: str = ""
    kind: str = "linear"
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    options: dict | None = None
    default: object = None
    source: str = "illustrative"
    shown: str | None = None
    folded: bool = False
    rescales: bool = False
    plays: bool = False
    by_decades: bool = False

    @property
    def numeric(self):
        """Whether the control holds a number."""
        return self.kind in NUMERIC

    @property
    def screen_unit(self):
        """The unit in which the value stands on screen."""
        return self.unit if self.shown is None else self.shown

    @cached_property
    def grid(self):
        """Every value a slider can stop at, in `unit`: evenly spaced on screen, or evenly in the exponent."""
        low, high = (quantity.convert(limit, self.unit, self.screen_unit)
                     for limit in (self.minimum, self.maximum))
        if self.kind == "logarithmic":
            steps = max(1, round(self.step * np.log10(high / low)))
            points = np.array([float(f"{value:.2e}") for value in np.geomspace(low, high, steps + 1)])
        elif self.by_decades:
            points = np.unique(np.round(np.geomspace(low, high, round(20 * np.log10(high / low)) + 1)))
        else:
            points = np.linspace(low, high, max(1, round((high - low) / self.step)) + 1)
            points = np.round(points, 12)
        inside = quantity.convert(points, self.screen_unit, self.unit)
        inside[0], inside[-1] = self.minimum, self.maximum
        return inside

    def nearest(self, value):
        """Return the index of the slider position nearest to `value`."""
        place = np.log if self.kind == "logarithmic" or self.by_decades else np.asarray
        return int(np.abs(place(self.grid) - place(value)).argmin())

    def show(self, value):
        """Return the value as it stands on screen, with its unit."""
        if self.kind == "choice":
            return self.options[value]
        if self.kind == "switch":
            return "on" if value else "off"
        return quantity.show(quantity.convert(value, self.unit, self.screen_unit), self.screen_unit, digits=4)

    def accept(self, value):
        """Return `value` cleaned for use; ValueError names control, value, unit and allowed range."""
        if not self.numeric:
            allowed = tuple(self.options) if self.kind == "choice" else (True, False)
            try:
                return {option: option for option in allowed}[value]
            except (KeyError, TypeError):  # not one of them, or nothing that could be
                raise ValueError(f"{self.name} = {value!r}: allowed is one of "
                                 f"{', '.join(map(repr, allowed))}") from None
        return self._accept_number(value)

    def _accept_number(self, value):
        unit = "" if self.unit == "1" else self.unit
        allowed = f"allowed is {self.minimum:g} to {self.maximum:g} {unit}".rstrip()
        try:
            if isinstance(value, (bool, str)) or np.ndim(value) != 0:
                raise TypeError
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{self.name} = {value!r}: not a number; {allowed}") from None
        # A limit converted there and back is still the limit.
        if not self.minimum - 1e-12 * abs(self.minimum) <= number <= self.maximum + 1e-12 * abs(self.maximum):
            raise ValueError(f"{self.name} = {value!r} {unit}".rstrip() + f": outside the range; {allowed}")
        if self.kind == "integer" and number != round(number):
            raise ValueError(f"{self.name} = {value!r}: not a whole number; {allowed}")
        number = min(max(number, self.minimum), self.maximum)
        return int(number) if self.kind == "integer" else number


def logarithmic(name, label, minimum, maximum, default, *, per_decade=10, **more):
    """Return a control over decades; its slider moves evenly in the exponent but shows the value."""
    return Control(name, label, kind="logarithmic", minimum=minimum, maximum=maximum, default=default,
                   step=per_decade, **more)


def linear(name, label, minimum, maximum, default, *, step, **more):
    """Return a control that moves evenly, `step` being given in the unit on screen."""
    return Control(name, label, kind="linear", minimum=minimum, maximum=maximum, default=default, step=step,
                   **more)


def integer(name, label, minimum, maximum, default, **more):
    """Return a control over whole numbers."""
    return Control(name, label, kind="integer", minimum=minimum, maximum=maximum, default=default, step=1,
                   **more)


def choice(name, label, options, default, **more):
    """Return a control that chooses one of `options`, {value: words}."""
    return Control(name, label, kind="choice", options=dict(options), default=default, **more)


def switch(name, label, default=False, **more):
    """Return a control that is on or off."""
    return Control(name, label, kind="switch", default=default, **more)


@dataclass(frozen=True)
class Rule:
    """Which combinations of controls are possible: `holds(state)` says so, `words` says why not."""

    words: str
    holds: object
