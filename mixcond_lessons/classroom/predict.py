"""A prediction before the picture: the panel stays closed until the student has committed to an
expectation."""

import html

import ipywidgets as widgets

from . import quantity, saved, saving_line, style
from .cells import replace_in_cell
from .exported import as_page
from .face import close_all
from .keys import ArrowKeys


class Predict:
    """Holds a panel closed until an expectation is chosen (`options`) or typed (`unit`); afterwards shows
    both.

    look: what to try in the open panel, so that expectation and picture can be compared; found: what one sees
    there, folded until asked for.
    `open()` shows the panel at once.
    """

    def __init__(self, panel, ask, options=None, unit=None, look="", found="", key=None):
        if (options is None) == (unit is None):
            raise ValueError("a prediction takes either options or a unit")
        self.panel, self.ask, self.unit, self.look, self.found = panel, ask, unit, look, found
        self.options = None if options is None else tuple(options)
        self.key = key or panel.name
        self.expectation = saved.work().prediction(self.key)
        self._input = self._widget = None
        self._is_open = False

    def choose(self, expectation):
        """Commit to an expectation (one of the options, or a number with unit) and open the panel. Returns ""
        or why it was not taken."""
        if self.options is not None:
            if expectation not in self.options:
                return "Choose one of the lines above first."
        else:
            reading = quantity.read(expectation, self.unit)
            if reading.problem:
                return reading.problem
            expectation = quantity.show(reading.value, self.unit)
        self.expectation = expectation
        saved.work().record_prediction(self.key, expectation)
        self.open()
        return ""

    def open(self):
        """Show the panel now, with or without an expectation."""
        if self._widget is not None:
            before = self._widget.children
            self._widget.children = self._opened()
            for part in before:
                if part not in self._widget.children:
                    close_all(part)
        self._is_open = True
        return self

    @property
    def is_open(self):
        """Whether the panel can be seen: after a choice, after `open()`, or because a choice was saved
        earlier."""
        return self._is_open or self.expectation is not None

    @property
    def widget(self):
        """The prediction as one ipywidgets box."""
        if self._widget is None:
            self._widget = widgets.VBox()
            self._widget.add_class("mixcond-predict")
            self._widget.children = self._opened() if self.is_open else self._closed()
        return self._widget

    def dismiss(self):
        """Close the widgets of the prediction and of its panel."""
        if self._widget is not None:
            close_all(self._widget)
        self._input = self._widget = None
        self.panel.dismiss()

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        bundle = dict(self.widget._repr_mimebundle_(**options))
        bundle["text/plain"] = f"Predict: {self.ask}"
        bundle["text/html"] = as_page(bundle["text/plain"])
        return bundle

    def _closed(self):
        if self.options is not None:
            self._input = widgets.RadioButtons(
                options=self.options, value=None, layout=widgets.Layout(width="max-content")
            )
        else:
            self._input = widgets.Text(placeholder=f"a number with its unit ({self.unit})")
        remark = widgets.HTML()
        show = widgets.Button(
            description="This is what I expect", button_style="primary", layout=widgets.Layout(width="auto")
        )

        def pressed(_):
            remark.value = html.escape(self.choose(self._input.value))
        show.on_click(pressed)
        hall = (self._open_button(),) if style.in_lecture_mode() else ()
        return _asked(self.ask), self._input, show, *hall, remark, ArrowKeys(tells=True)

    def _open_button(self):
        """For a lecturer: the hall has expected something, and nobody has to choose for it."""
        button = widgets.Button(description="Open", layout=widgets.Layout(width="auto"))
        button.add_class("mixcond-open")
        button.on_click(lambda _: self.open())
        return button

    def _opened(self):
        expected = (
            "" if self.expectation is None else f"<p>You expected: <b>{html.escape(self.expectation)}</b></p>"
        )
        look = f"<p>{html.escape(self.look)}</p>" if self.look else ""
        found = (
            f"<details><summary>Seen? Compare with what the picture "
            f"says</summary><p>{html.escape(self.found)}</p></details>"
            if self.found
            else ""
        )
        return (
            _asked(self.ask),
            widgets.HTML(f'<div class="mixcond-expected">{expected}{look}</div>'),
            *saving_line.as_widgets(),
            self.panel.widget,
            widgets.HTML(found),
        )


def _asked(ask):
    return widgets.HTML(f'<p class="mixcond-ask">Predict: {html.escape(ask)}</p>')
