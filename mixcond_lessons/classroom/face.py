"""How a panel looks in a notebook: its controls as ipywidgets, its picture, and what connects them."""
import csv
import io
import json
import os

import ipywidgets as widgets
import traitlets

from . import quantity, style
from .keys import ArrowKeys
from .long_work import LongWork
from .picture import LivePicture


class Slider(widgets.IntSlider):
    """An IntSlider whose value is not echoed back to the page: the echo would travel beside the picture and
    delay it."""

    value = traitlets.CInt(0).tag(sync=True, echo_update=False)


class Play(widgets.Play):
    """A Play whose value is not echoed back either."""

    value = traitlets.CInt(0).tag(sync=True, echo_update=False)


class NumberBox(widgets.Text):
    """A text that is not sent to the page where the picture's message has told it already."""

    told = None

    def send_state(self, key=None):
        """Send the state, or a part of it, to the page."""
        if key != "value" or self.value != self.told:
            super().send_state(key)


class Face:
    """Builds the widgets of one panel and keeps them and the panel's state alike."""

    def __init__(self, panel):
        self.panel = panel
        self._opening = (
            panel.state
        )  # where "as at first" goes back to: a prediction may open its panel elsewhere than at the defaults
        self._quiet = False  # True while widgets follow the state, so that they do not answer back
        self.picture = LivePicture(name=panel.name, law=panel.law_in_words(), alternative=panel.alternative)
        self.picture.observe(lambda change: self._send_unfolded(), ["unfolded", "kept_unfolded"])
        self.picture.on_msg(self._asked)
        self.controls, self._links = {}, []
        self._places = {}  # control: (its value, the slider's place and the words for it)
        shown = [self._row(control) for control in panel.controls if not control.folded]
        more = [self._row(control) for control in panel.controls if control.folded]
        if panel.presets:
            more.insert(0, self._presets())
        children = [widgets.HTML(f'<span class="mixcond-ask">{panel.ask}</span>'), _controls(shown)]
        if more:
            self.more = widgets.Accordion([_controls(more)], titles=("More",), selected_index=None)
            children.append(self.more)
        self.long = LongWork(panel, self.show) if panel.takes_long else None
        if self.long:
            children.append(self.long.box)
        if hasattr(panel, "fit"):
            children.append(self._fit_button())
        self.box = widgets.VBox([*children, self.picture, ArrowKeys()])
        self.box.add_class("mixcond-panel")
        self.redraw()

    def close(self):
        """Close every widget of the panel, and the links between them."""
        close_all(self.box)
        for link in self._links:
            link.close()

    # from the state to the screen ---------------------------------------------------------------------------

    def redraw(self):
        """Send both layers, at the sizes in force."""
        (self.box.add_class if style.in_lecture_mode() else self.box.remove_class)("mixcond-hall")
        still, moving = self.panel.layers()
        self._send(moving, still)

    def show(self, remark=""):
        """Send what a move changes: the moving layer, the sentence, and the controls that did not move
        themselves."""
        moving = self.panel.moving_picture()
        if moving is None:
            still, moving = self.panel.layers()
            self._send(moving, still, remark)
        else:
            self._send(moving, remark=remark)

    def _send(self, moving, still=None, remark=""):
        with self.picture.hold_sync():
            if still is not None:
                self.picture.still = still
            self.picture.moving = moving
            self.picture.sentence = f"{self.panel.describe()} {remark}".rstrip()
            self._send_unfolded()
            told = self.picture.boxes
            numeric = [(*self.controls[control.name], self._place(control))
                       for control in self.panel.controls if control.numeric]
            self.picture.boxes = {number.model_id: words for _, number, (_, _, words) in numeric}
            self.picture.places = {mover.model_id: place for mover, _, (_, place, _) in numeric}
        self._follow(told)

    def _send_unfolded(self):
        if self.picture.unfolded:
            tables = self.panel.data()
            self.picture.numbers = json.dumps([
                {"name": name, "csv": _written(table, ","), "tabbed": _written(table, "\t")}
                for name, table in tables.items()
            ])
        if self.picture.kept_unfolded:
            self.picture.kept = json.dumps(list(self.panel.invariants_in_words().items()))

    def _wanted(self):
        """The state that the controls show: for a long solve, the one asked for."""
        return self.long.wanted if self.long else self.panel.state

    def _place(self, control):
        """The control's value, the slider's place, and the words for it."""
        value = self._wanted()[control.name]
        if self._places.get(control.name, (None,))[0] != value:
            self._places[control.name] = value, control.nearest(value), control.show(value)
        return self._places[control.name]

    def _follow(self, told):
        """Let the widgets follow the state. `told`: what the page knew of the boxes before the picture."""
        self._quiet = True
        try:
            for control in self.panel.controls:
                mover, number = self.controls[control.name]
                if number is None:
                    mover.value = self._wanted()[control.name]
                    continue
                _, mover.value, text = self._place(control)
                # A text that the page knew before can have been typed over: then it is sent by itself.
                number.told = text if told.get(number.model_id) != text else None
                number.value = text
                number.told = None
        finally:
            self._quiet = False

    # from the screen to the state ---------------------------------------------------------------------------

    def _moved(self, control, value):
        if not self._quiet:
            mover = self.long or self.panel
            self._attempt(lambda: mover.move(control.name, value))

    def _asked(self, _, content, buffers):
        """The page has had no answer, or was cut off: go where its handles stand, and send it all anew."""
        handles = content.get("handles", {})
        for control in self.panel.controls:
            mover = self.controls[control.name][0]
            if control.numeric and handles.get(mover.model_id, mover.value) != mover.value:
                mover.set_state({"value": handles[mover.model_id]})
        self.picture.send_state()

    def _attempt(self, action):
        """Do what was asked for; what goes wrong is said in words and the last good picture stays."""
        try:
            stopped = action()
            if stopped:
                self.show(f"(The control stops here: {stopped}.)")
        except Exception as problem:
            if os.environ.get("MIXCOND_DEBUG"):
                raise
            self.show(
                f"(This state could not be solved: {problem}. The picture shows the last one that could.)"
            )

    def _typed(self, control, text):
        if self._quiet or text == control.show(self._wanted()[control.name]):
            return
        reading = quantity.read(text, control.screen_unit)
        if reading.problem:
            self.show(f"({reading.problem})")
            return
        try:
            value = control.accept(quantity.convert(reading.value, control.screen_unit, control.unit))
        except ValueError:
            whole = "whole numbers from " if control.kind == "integer" else ""
            self.show(
                f"({control.label}: {text} is not possible; allowed is "
                f"{whole}{control.show(control.minimum)} to {control.show(control.maximum)}.)"
            )
            return
        self._moved(control, value)

    # the widgets --------------------------------------------------------------------------------------------

    def _row(self, control):
        label = f"{control.label} {control.symbol}".strip()
        wide = {"style": {"description_width": "initial"}, "layout": {"width": "auto"}}
        if control.kind == "choice":
            options = [(words, value) for value, words in control.options.items()]
            mover = widgets.Dropdown(options=options, value=control.default, description=label, **wide)
            self._connect(control, mover)
            return _control([mover])
        if control.kind == "switch":
            mover = widgets.Checkbox(
                value=control.default, description=label, indent=False, layout=widgets.Layout(width="auto")
            )
            self._connect(control, mover)
            return _control([mover])
        mover = Slider(min=0, max=len(control.grid) - 1, readout=False, layout=widgets.Layout(width="210px"))
        number = NumberBox(continuous_update=False, layout=widgets.Layout(width="9.5em"))
        number.add_class("mixcond-number")
        mover.tooltip = number.tooltip = (
            f"{label}: {control.show(control.minimum)} to {control.show(control.maximum)}; "
            f"at first {control.show(control.default)} ({control.source})"
        )
        self._connect(control, mover, number)
        parts = [widgets.Label(label), mover, number]
        if control.plays:
            play = Play(
                min=0,
                max=mover.max,
                interval=120,
                show_repeat=False,
                tooltip=f"Play, pause and stop: {label}",
            )
            self._links.append(widgets.jsdlink((play, "value"), (mover, "value")))
            self.picture.plays = {**self.picture.plays, mover.model_id: play.model_id}
            parts.append(play)
        return _control(parts)

    def _connect(self, control, mover, number=None):
        self.controls[control.name] = mover, number
        if control.numeric:
            def read(index):
                return int(control.grid[index]) if control.kind == "integer" else float(control.grid[index])
        else:
            def read(value):
                return value
        mover.observe(lambda change: self._moved(control, read(change["new"])), "value")
        if number is not None:
            number.observe(lambda change: self._typed(control, change["new"]), "value")

    def _fit_button(self):
        button = widgets.Button(description="Fit", button_style="primary",
                                tooltip="Find the constants whose curve comes nearest to the readings")
        button.on_click(lambda _: self._attempt(lambda: self.panel.fit() and ""))
        return button

    def _presets(self):
        start = "as at first"
        jump = widgets.Dropdown(
            options=["", start, *self.panel.presets],
            description="jump to",
            style={"description_width": "initial"},
        )

        def chosen(change):
            def go():
                self.panel.set(**self._opening) if change["new"] == start else self.panel.preset(
                    change["new"]
                )
                if style.in_lecture_mode():
                    self.more.selected_index = None  # room for the picture
                self.picture.sentence += f" (State: {change['new']}.)"
            if change["new"]:
                self._attempt(go)
                jump.value = ""
        jump.observe(chosen, "value")
        jump.add_class("mixcond-states")  # by this word the slides find them
        return _control([jump])


def close_all(widget):
    """Close a widget, all that stands in it, and the models of its layout and style."""
    for child in getattr(widget, "children", ()):
        close_all(child)
    for part in (widget, widget.layout, getattr(widget, "style", None)):
        if part is not None:
            part.close()


def _control(parts):
    row = widgets.HBox(parts)
    row.add_class("mixcond-control")
    return row


def _controls(rows):
    box = widgets.Box(rows)
    box.add_class("mixcond-controls")
    return box


def _written(table, between):
    """A table as text, its fields apart by `between`; a field that holds this sign stands in quotes."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=between, lineterminator="\n")
    writer.writerow(table)
    for row in range(max(values.size for values in table.values())):
        writer.writerow(f"{values[row]:.6g}" if row < values.size else "" for values in table.values())
    return target.getvalue().rstrip("\n")
