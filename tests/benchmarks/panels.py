"""What one move of a slider costs the kernel: CPU time and bytes, for every panel, with the messages packed
as a kernel packs them."""

import os
import statistics
import time
from dataclasses import dataclass, field

import comm
import numpy as np
from comm.base_comm import BaseComm
from jupyter_client.session import Session

import mixcond_lessons

MOST_MILLISECONDS, MOST_BYTES = 8.0, 20_000
LATTICES, MOST_FOR_LATTICES = {"vacancies.parking_garage"}, (15.0, 40_000)  # a whole crystal is drawn
SESSION = Session(key=b"benchmark")
PARENT = SESSION.msg_header("comm_msg")
sent = []  # (bytes, parts of the widget's state) of each message since it was last cleared


class Wire(BaseComm):
    """Takes the place of the kernel's end of a widget's line: packs and signs each message and notes its
    size."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        """Pack one message as the kernel does before it leaves."""
        content = {"data": data or {}, "comm_id": self.comm_id, **keys}
        frames = SESSION.serialize(SESSION.msg(msg_type, content, PARENT, metadata=metadata))
        sent.append(
            (
                sum(map(len, frames)) + sum(map(len, buffers or ())),
                frozenset(content["data"].get("state", ())),
            )
        )


@dataclass
class Cost:
    """What the moves of one control took: ms and bytes, apart for those that only moved the picture and those
    that drew the axes anew."""

    control: str
    milliseconds: list = field(default_factory=list)
    sizes: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    redrawn: list = field(default_factory=list)

    def note(self, milliseconds, messages):
        """Add one move."""
        if any("still" in parts for _, parts in messages):
            self.redrawn.append(milliseconds)
        else:
            self.milliseconds.append(milliseconds)
            self.sizes.append(sum(size for size, _ in messages))
            self.messages.append(len(messages))


def drag(widget, place):
    """Do what the page does when a slider is at a new place: send its value to the kernel."""
    widget.comm.handle_msg(
        {"content": {"data": {"method": "update", "state": {"value": place}}}, "buffers": []}
    )


def places(last, moves):
    """So many slider places, up and down over the whole slider, each other than the one before."""
    up = np.unique(np.linspace(0, last, moves).astype(int))
    return [int(place) for place in np.resize(np.concatenate([up, up[-2:0:-1]]), moves)]


def cost_of_control(panel, control, moves):
    """Move one slider over its whole range and note each move."""
    mover, _ = panel._face.controls[control.name]
    cost = Cost(control.name)
    panel.reset()
    for place in (mover.max // 2, mover.max // 3):  # the first moves fill caches
        drag(mover, place)
    for place in places(mover.max, moves):
        if place == mover.value:
            continue
        sent.clear()
        before = time.process_time()
        drag(mover, place)
        cost.note(1e3 * (time.process_time() - before), list(sent))
    return cost


def measure(moves):
    """Return {panel name: [Cost of each open numeric control]}."""
    os.environ["MIXCOND_DEBUG"] = "1"  # a solve that fails ends the benchmark
    before, comm.create_comm = comm.create_comm, Wire
    try:
        costs = {}
        for panel_class in mixcond_lessons.panels():
            panel = panel_class()
            panel.widget
            costs[panel.name] = [
                cost_of_control(panel, control, moves)
                for control in panel.controls
                if control.numeric and not control.folded
            ]
        return costs
    finally:
        comm.create_comm = before
        del os.environ["MIXCOND_DEBUG"]


def table(costs):
    """Return the lines of a Markdown table, and mark what is above its limit."""
    lines = [
        "| panel | ms per move, median | slowest control | its median ms | its slowest move | bytes per "
        "move, median | largest | messages | axes anew, ms | |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, controls in costs.items():
        redrawn = [one for cost in controls for one in cost.redrawn]
        anew = f"{statistics.median(redrawn):.0f}" if redrawn else ""
        moved = [cost for cost in controls if cost.milliseconds]
        if not moved:
            lines.append(f"| {name} | | no slider that leaves the axes alone | | | | | | {anew} | |")
            continue
        slowest = max(moved, key=lambda cost: statistics.median(cost.milliseconds))
        every, sizes, messages = (
            [one for cost in moved for one in getattr(cost, what)]
            for what in ("milliseconds", "sizes", "messages")
        )
        typical = statistics.median(slowest.milliseconds)
        slow, large = MOST_FOR_LATTICES if name in LATTICES else (MOST_MILLISECONDS, MOST_BYTES)
        marks = ["**slow**"] * (typical > slow) + ["**large**"] * (max(sizes) > large)
        lines.append(
            f"| {name} | {statistics.median(every):.1f} | {slowest.control} | {typical:.1f} | "
            f"{max(slowest.milliseconds):.1f} "
            f"| {statistics.median(sizes):,.0f} | {max(sizes):,} | {statistics.median(messages):g} | {anew} "
            f"| {', '.join(marks)} |"
        )
    return lines


def report(moves):
    """Measure all panels; returns lines of Markdown."""
    return [
        "## Panels: one move of a slider",
        "",
        f"CPU time of the kernel and bytes it sends, over {moves} moves of each open numeric control, "
        f"observers, sentence, drawing and packing "
        f"included. Marked: a control whose median is above {MOST_MILLISECONDS:g} ms, a move above "
        f"{MOST_BYTES:,} bytes (a lattice: {MOST_FOR_LATTICES[0]:g} ms, {MOST_FOR_LATTICES[1]:,} bytes). "
        f"Moves that draw the axes "
        "anew stand apart; they have no limit.",
        "",
        *table(measure(moves)),
    ]
