"""The readings of a transistor's curve: what was swept, where it turned, which part is straight."""
import numpy as np

CURVED, LATE = 0.42, 0.82  # of the largest root of the current: between them a transfer curve is straight


class TransistorReadings:
    """Gate and drain voltage (V) and current (A) of a recording, with the signs of holes.

    said: {"drain voltage": V or None, "gate voltage": V or None}, what the file does not say. ValueError
    where neither says it.
    """

    def __init__(self, panel, said):
        recording = panel.recording
        current = panel.one_of("drain current")[1]
        gate, drain = (self._voltage(panel, which, told, current) for which, told in said.items())
        kept = np.isfinite([gate, drain, current]).all(axis=0)
        gate, drain, current = gate[kept], drain[kept], current[kept]
        if current.size < 5:
            raise ValueError(f"“{recording.name}” has {current.size} readings; a curve needs five")
        sign = -np.sign(current[np.argmax(np.abs(current))]) or 1.0
        panel.taken += ["electrons carry the current: all signs turned round"] if sign < 0 else []
        self.gate, self.drain, self.current = sign * gate, np.minimum(sign * drain, 0), sign * current
        of_gate = np.ptp(gate) >= np.ptp(drain)
        self.swept = self.gate if of_gate else self.drain
        self.axis = "gate voltage (V)" if of_gate else "drain voltage (V)"
        if self.swept.size > 20 and np.unique(np.round(self.swept, 3)).size < 5:
            raise ValueError(f"“{recording.name}”: the {self.axis.removesuffix(' (V)')} takes fewer than "
                             f"five values. That is a switching in time, not a curve.")
        self.turn = int(np.argmax(np.abs(self.swept - self.swept[0])))
        self.jumps = abs(current[0] - current[1]) > 3 * abs(current[1] - current[2])
        self.root = np.sqrt(np.maximum(-self.current, 0))
        self.setting = recording.setting

    @staticmethod
    def _voltage(panel, which, told, current):
        if panel.recording.has(which):
            return panel.one_of(which)[1]
        letter = which[0]
        if told is None:
            told = panel.recording.setting(f"v{letter}s?|{which.replace(' ', '')}", "V")
        if told is None:
            raise ValueError(f"“{panel.recording.name}” does not say the {which}: say "
                             f"{which.replace(' ', '_')}=... in V")
        return np.full(current.shape, float(told))

    def used(self, branch, lowest, highest):
        """Which readings of a branch lie between two voltages; a first one that jumps is left out."""
        place = np.arange(self.root.size)
        way = {"first": place <= self.turn, "second": place >= self.turn, "both": place >= 0}[branch]
        inside = (self.swept >= lowest - 1e-6) & (self.swept <= highest + 1e-6)
        return way & inside & ((place > 0) | (not self.jumps))

    def known(self):
        """{control: value} of what the recording itself tells: the straight part, and the channel."""
        most = self.root[1:].max()
        straight = (self.root > CURVED * most) & (self.root < LATE * most)
        straight &= self.used("first", -np.inf, np.inf)
        if self.axis.startswith("drain") or straight.sum() < 4:
            straight = np.ones(self.root.size, bool)
        return {"lowest_voltage": self.swept[straight].min(), "highest_voltage": self.swept[straight].max(),
                "width": self.setting("width|w|channelwidth", "m"),
                "channel_length": self.setting("length|l|channellength", "m"),
                "film_thickness": self.setting("thickness|d|filmthickness", "m")}
