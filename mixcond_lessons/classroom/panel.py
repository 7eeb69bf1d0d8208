"""The panel: a question, a few controls, a picture, one sentence, and the numbers behind the picture."""
import weakref
from types import SimpleNamespace

import numpy as np

from .. import trust
from . import style
from .cells import replace_in_cell
from .exported import as_page, as_png
from .label_places import Names, curve_name
from .law_text import law_in_words
from .layers import moving_layer, still_layer, whole_picture
from .long_work import finish
from .words import Words

_alive = weakref.WeakSet()


def panels_alive():
    """Return the panels that exist in this kernel, so that lecture mode can redraw them."""
    return list(_alive)


class Panel:
    """Base of all panels. A subclass declares `controls`, solves, draws once, and says it in words.

    `solve(state)` returns {table: {column with unit: array}} from physics alone; `draw(figure)` makes axes
    and declares what moves by
    `curve`, `note` and `moves`; `say(state, words)` returns the sentence. The picture is a pure function of
    the state.
    """

    name = ""
    ask = ""
    alternative = ""
    law = None
    controls = ()
    rules = ()
    presets = {}
    # True where solving takes more than 50 ms: then `work` replaces `solve`, and a button starts it
    takes_long = False

    def __init__(self, **changes):
        self._state = {control.name: control.default for control in self.controls}
        self._figure = self._face = self._frame = None
        self._moving, self.curves, self._named = [], {}, {}
        if changes:
            self._state = self.accepted(changes)
        self._tables = _as_columns(self._solved(self._state))
        _alive.add(self)

    # --- what a subclass writes
    def solve(self, state):
        """Return the tables of numbers for `state` (a namespace of the controls' values in SI)."""
        return finish(self.work(state))

    def work(self, state):
        """As `solve`, but a generator that yields its progress (0 to 1) and returns the tables."""
        raise NotImplementedError

    def draw(self, figure):
        """Make the axes and declare what moves."""
        raise NotImplementedError

    def say(self, state, words):
        """Return the sentence below the picture; `words["column (unit)"]` gives a single number with its
        unit."""
        raise NotImplementedError

    def conserved(self, state, tables):
        """Return {what must be conserved: relative residual}."""
        return {}

    def frame(self, state):
        """Return what the still layer depends on; the axes are drawn anew where this changes."""
        return tuple(getattr(state, control.name) for control in self.controls if control.rescales)

    # --- what a subclass calls in draw
    def moves(self, artist, update):
        """Let `artist` belong to the moving layer; `update(tables)` is called at each change."""
        artist.set_in_layout(False)
        self._moving.append((artist, update))
        return artist

    def curve(
        self, axes, table, x, y, carrier=style.TOTAL, label="", at=0.5, shift=(0, 6), when=None,
        clear=False, **line
    ):
        """Draw column `y` against column `x` of a table, in the carrier's colour and line style, with its
        name beside it.

        at: where along the visible curve the label stands (0 to 1); shift: its offset in points; when: table
        -> bool, drawn only then; clear: the label goes to the nearest place to `at` where it touches no
        other line, and stands as without `clear` if there is none.
        """
        look = {"color": carrier.colour, "linestyle": carrier.line, **line}
        artist, = axes.plot([], [], **look)
        artist.set_gid(f"curve-{len(self.curves)}")
        self.curves[artist.get_gid()] = (artist, table, x, y)

        def update(tables):
            artist.set_data(tables[table][x], tables[table][y])
            if when is not None:
                artist.set_visible(bool(when(tables)))
        self.moves(artist, update)
        if label:
            names = self._named.setdefault(axes, Names(axes, self.curves)) if clear else None
            self.moves(*curve_name(axes, artist, label, at, shift, names))
        return artist

    def note(self, axes, words, **look):
        """Write a moving text: `words(tables)` returns (x, y, text)."""
        text = axes.text(0, 0, "", clip_on=True, **look)

        def update(tables):
            x, y, content = words(tables)
            text.set_position((x, y))
            text.set_text(content)
        return self.moves(text, update)

    # --- the contract
    @property
    def state(self):
        """The value of every control, in SI, as a new dictionary."""
        return dict(self._state)

    @style.house_style()
    def set(self, **changes):
        """Change controls, all together or not at all; ValueError names control, value, unit and range."""
        state = self.accepted(changes)
        return self.adopt(state, self._solved(state))  # a failing solve raises before anything is changed

    @style.house_style()
    def _solved(self, state):
        """The tables of `solve`. Its laws take the numbers as they come: the controls have checked them,
        `adopt` checks the result."""
        with trust.trusted():
            try:
                return self.solve(SimpleNamespace(**{name: _number(value) for name, value in state.items()}))
            except ArithmeticError as problem:
                raise ValueError(f"this state leaves the range of numbers ({problem})") from problem

    @style.house_style()
    def adopt(self, state, tables):
        """Show `state` with the tables that `solve` or `work` returned for it."""
        self._tables, self._state = _as_columns(tables), state
        self._show()
        return self

    def work_on(self, state):
        """Start `work` on a state given as a dictionary."""
        return self.work(SimpleNamespace(**state))

    def accepted(self, changes):
        """Return the whole state after `changes`; ValueError names control, value, unit and range, or the
        rule that is broken."""
        known = {control.name: control for control in self.controls}
        for name in changes:
            if name not in known:
                raise ValueError(f"{name} is not a control of {self.name}; it has {', '.join(known)}")
        state = {**self._state, **{name: known[name].accept(value) for name, value in changes.items()}}
        broken = self._broken(state)
        if broken:
            given = ", ".join(
                f"{name} = {value!r} {known[name].unit}".rstrip() for name, value in changes.items()
            )
            raise ValueError(f"{given}: {broken}")
        return state

    def reset(self):
        """Go back to the defaults."""
        return self.set(**{control.name: control.default for control in self.controls})

    def preset(self, name):
        """Jump to a named state."""
        if name not in self.presets:
            raise ValueError(f"preset = {name!r}: allowed is one of {', '.join(map(repr, self.presets))}")
        return self.set(
            **{**{control.name: control.default for control in self.controls}, **self.presets[name]}
        )

    @style.house_style()
    def move(self, name, value):
        """Change one control as a slider does: where a rule forbids the value, stop at the bound. Return why
        it stopped, or ""."""
        control = next(control for control in self.controls if control.name == name)
        state = {**self._state, name: control.accept(value)}
        stopped = self._broken(state)
        if stopped:
            state, stopped = self._at_the_bound(control, state[name], stopped)
        if state is not None:
            self.adopt(state, self._solved(state))
        return stopped

    def _at_the_bound(self, control, value, broken):
        """Return the possible state nearest to `value` on the way there, or None, and the rule that forbids
        more."""
        if control.numeric:
            start, end = control.nearest(self._state[control.name]), control.nearest(value)
            for index in range(end, start, 1 if start > end else -1):
                state = {**self._state, control.name: control.accept(control.grid[index])}
                here = self._broken(state)
                if not here:
                    return state, broken
                # in the end the rule at the bound, which need not be the one that forbids the far value
                broken = here
        return None, broken

    @style.house_style()
    def describe(self):
        """Return the sentence: what the picture says now, with numbers and units."""
        return self.say(SimpleNamespace(**self._state), Words(self._tables))

    def data(self):
        """Return {table: {column with unit: 1-D array}}, the numbers that are drawn."""
        return {
            name: {column: values.copy() for column, values in table.items()}
            for name, table in self._tables.items()
        }

    @style.house_style()
    def invariants(self):
        """Return {what must be conserved: relative residual}."""
        return self.conserved(SimpleNamespace(**self._state), self._tables)

    def invariants_in_words(self):
        """Return {what must be conserved: how well it is}, as the fold "What must stay the same" shows it."""
        return {name: _agreement(residual) for name, residual in self.invariants().items()}

    @property
    def figure(self):
        """The matplotlib figure, up to date (never registered with pyplot)."""
        if self._figure is None or self._frame != self._current_frame():
            self._build()
        return self._figure

    @property
    def moving(self):
        """The artists of the moving layer."""
        return [artist for artist, _ in self._moving]

    def law_in_words(self):
        """Return the law this panel calls: what it says, its symbols with their units, and its formula."""
        return law_in_words(self.law) if self.law else ""

    def redraw(self):
        """Draw everything anew (after a change of lecture mode)."""
        self._figure = None
        if self._face:
            self._face.redraw()

    # --- how a notebook shows it
    @property
    def widget(self):
        """The panel as one ipywidgets box."""
        if self._face is None:
            from .face import Face  # only here: a panel can be used without any widget
            self._face = Face(self)
        return self._face.box

    def dismiss(self):
        """Close the widgets and let go of the figure; if it is shown again, it makes new ones.

        ipywidgets would keep the widgets for as long as the kernel lives, and the list of a notebook's
        outputs keeps the panel.
        """
        if self._face:
            self._face.close()
        self._face = self._figure = self._frame = None
        self._moving, self.curves, self._named = [], {}, {}

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        bundle = dict(self.widget._repr_mimebundle_(**options))
        # For readers without a kernel: the picture and the sentence travel with the widget.
        sentence, picture = self.describe(), whole_picture(self.figure)
        bundle["image/svg+xml"], bundle["image/png"] = picture, as_png(self.figure, sentence)
        bundle["text/html"] = as_page(sentence, picture, self.alternative)
        bundle["text/plain"] = sentence
        return bundle

    @style.house_style()
    def layers(self):
        """Return (still, moving) SVG texts of the present state."""
        figure = self.figure
        return still_layer(figure, self.moving), moving_layer(figure, self.moving)

    @style.house_style()
    def moving_picture(self):
        """Return the moving layer alone, or None where the axes changed and both layers are needed."""
        if self._figure is None or self._frame != self._current_frame():
            return None
        return moving_layer(self._figure, self.moving)

    # --- inside
    def _broken(self, state):
        view = SimpleNamespace(**state)
        return next((rule.words for rule in self.rules if not rule.holds(view)), "")

    def _current_frame(self):
        return self.frame(SimpleNamespace(**self._state))

    def _build(self):
        size = style.form()
        self._moving, self.curves, self._named = [], {}, {}
        self._frame = self._current_frame()
        with style.house_style():
            inches = size.width / 72, size.height / 72
            self._figure = style.HouseFigure(figsize=inches, dpi=72, layout="constrained")
            self.draw(self._figure)
            self._refresh()
            self._figure.draw_without_rendering()  # lay out once, then hold still
            self._figure.set_layout_engine(None)  # after "none" a PNG would be drawn twice
            self._refresh()  # names that keep off the lines need the places that the layout has given

    def _refresh(self):
        for _, update in self._moving:
            update(self._tables)

    def _show(self):
        if self._figure is not None and self._frame == self._current_frame():
            self._refresh()
        if self._face:
            self._face.show()


def _number(value):
    """A float as numpy has it, so that a formula gives infinity and no error where it leaves the range of
    numbers."""
    return np.float64(value) if type(value) is float else value


def _as_columns(tables):
    """All columns as one-dimensional arrays; ValueError names the first that holds something else than finite
    numbers."""
    columns = {
        name: {column: np.atleast_1d(np.asarray(values, dtype=float)) for column, values in table.items()}
        for name, table in tables.items()
    }
    for name, table in columns.items():
        for column, values in table.items():
            if not np.isfinite(values).all():
                raise ValueError(f"this state leaves the range of numbers ({column} of {name!r})")
    return columns


def _agreement(residual):
    """A relative residual in words: "exactly", "to 2 parts in 10¹⁶"."""
    if not residual:
        return "exactly"
    digit, exponent = f"{abs(residual):.0e}".split("e")
    if int(exponent) >= 0:
        return f"not at all (the difference is {abs(residual):.2g} times the whole)"
    power = str(-int(exponent)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"to {digit} {'part' if digit == '1' else 'parts'} in 10{power}"
