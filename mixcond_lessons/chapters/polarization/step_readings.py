"""The readings of one step of voltage or current: when it began, what was held, what answered."""
import numpy as np

STEADY = 0.02  # what was held scatters by less than this part of itself


class StepReadings:
    """Times after the step (s) and the answer (A or V) of a recording.

    drive: "voltage" or "current", what was held constant at `held` (V or A); rest: the voltage before. Of a
    recording with several steps the longest that is no rest, or number `step`. ValueError where the columns
    do not fit.
    """

    def __init__(self, panel, voltage=None, step=None, step_at=None):
        recording = panel.recording
        time = panel.one_of("time")[1]
        columns = {name: panel.one_of(name)[1] for name in ("current", "voltage") if recording.has(name)}
        if voltage is not None:
            columns["voltage"] = np.full(time.shape, float(voltage))
        if "current" not in columns and len(recording.columns) == 2 and voltage is not None:
            columns["current"] = panel.one_of("current")[1]
        if len(columns) < 2:
            raise ValueError(f"“{recording.name}” has no column for the "
                             f"{'voltage: say voltage=... in V' if 'current' in columns else 'current'}. Its "
                             f"columns: {recording.described_in_words()}.")
        kept = np.isfinite([time, *columns.values()]).all(axis=0)
        self._choose(time[kept], columns["current"][kept], columns["voltage"][kept],
                     recording.column("step")[kept] if recording.has("step") else np.zeros(kept.sum()), step)
        self._begin(step_at)

    def _choose(self, time, current, voltage, number, step):
        edges = np.flatnonzero(np.diff(number)) + 1
        parts = np.split(np.arange(time.size), edges)
        if step is None:
            strength = [abs(current[part].mean()) for part in parts]
            driven = [part for part, one in zip(parts, strength, strict=True) if one > 0.1 * max(strength)]
            part = max(driven, key=lambda part: np.ptp(time[part]))
        else:
            part = next((part for part in parts if number[part[0]] == step), None)
            if part is None:
                there = ", ".join(f"{number[part[0]]:g}" for part in parts)
                raise ValueError(f"step = {step!r}: the recording has the steps {there}")
        self.time, self.current, self.voltage = time[part], current[part], voltage[part]
        self.rest = float(voltage[part[0] - 1]) if part[0] > 0 else 0.0
        self.first_of_many = len(parts) > 1
        # The first reading of a step may still be the rest.
        current, voltage = self.current[1:], self.voltage[1:]
        self.drive = "current" if np.std(current) < STEADY * abs(current.mean()) else "voltage"
        self.held = float(current.mean() if self.drive == "current" else voltage.mean() - self.rest)
        self.answer = self.voltage if self.drive == "current" else self.current
        if self.held == 0 or (self.drive == "voltage" and np.std(voltage) > STEADY * abs(self.held)):
            raise ValueError("neither current nor voltage is held constant in this step: the panel needs one "
                             "step of voltage or current")

    def _begin(self, step_at):
        """Count time from the step: the first reading of one step among several is its beginning."""
        begin = step_at if step_at is not None else self.time[0] if self.first_of_many else 0.0
        if step_at is None and not self.first_of_many and self.time[0] > np.ptp(self.time) / 2:
            raise ValueError(f"the recording begins at {self.time[0]:g} s: when was the step? "
                             f"Say step_at=...")
        after = (self.time - begin) > 0
        self.time, self.answer = (self.time - begin)[after], self.answer[after]
        wiggles = np.diff(self.answer, 2) if self.time.size > 3 else np.zeros(1)
        self.scatter = float(np.sqrt((wiggles**2).mean() / 6))
