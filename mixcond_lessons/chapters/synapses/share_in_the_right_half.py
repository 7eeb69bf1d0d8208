"""The share of the vacancies in the right half of the film, and when writing or forgetting is nearly done."""
from functools import lru_cache

import numpy as np
import scipy

from ...physics import vacancy_drift
from .titanium_dioxide_film import CHARGE, ROOM, diffusivity

TIMES = np.geomspace(1e-4, 10, 101)  # s
PHASES = {"writing": "writing: the voltage is on", "forgetting": "forgetting: the voltage is off"}
CONTENTS = {"writing": vacancy_drift.written_content, "forgetting": vacancy_drift.forgotten_content}
DONE = 0.95  # of the way to where the vacancies come to rest
LONG = 1e6  # s: by then nothing changes any more


def film(voltage, thickness):
    """Thickness (m), diffusivity (m²/s) and reduced voltage of the film, as the laws of drift take them."""
    return thickness, diffusivity(), vacancy_drift.reduced_voltage(voltage, CHARGE, ROOM)


def in_the_right_half(phase, time, voltage, thickness):
    """Share (%) of the vacancies that stand in the right half of the film."""
    return 100 * (1 - CONTENTS[phase](thickness / 2, time, *film(voltage, thickness)))


@lru_cache(maxsize=64)
def courses(voltage, thickness):
    """The share (%) at rest, and for each phase its course and the moment (s) at which it is nearly DONE."""
    rest = float(in_the_right_half("writing", LONG, voltage, thickness))
    goals = {"writing": 50 + DONE * (rest - 50), "forgetting": rest - DONE * (rest - 50)}
    shares = {phase: in_the_right_half(phase, TIMES, voltage, thickness) for phase in PHASES}
    done = {phase: _moment(phase, goal, shares[phase], voltage, thickness) for phase, goal in goals.items()}
    return rest, shares, done


def _moment(phase, goal, course, voltage, thickness):
    """Moment (s) at which the share passes the goal; its course at TIMES says between which two."""
    after = int(np.argmax((course > goal) == (course[-1] > course[0])))

    def missing(logarithm):
        return in_the_right_half(phase, np.exp(logarithm), voltage, thickness) - goal
    return float(np.exp(scipy.optimize.brentq(missing, *np.log(TIMES[after - 1:after + 1]), xtol=1e-8)))
