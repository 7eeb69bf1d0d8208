"""The recordings that come with the course, computed anew: the course's own laws, and noise by a seed."""
import numpy as np

from mixcond_lessons.physics.arc_fit import arc_impedance
from mixcond_lessons.physics.pulse_fit import voltage_fall
from mixcond_lessons.physics.recording import step_current
from mixcond_lessons.physics.relaxation_fit import relaxed_fraction_of_body
from mixcond_lessons.physics.transistor_fit import drain_current_behind_leads

MADE = "Made by the laws of this course with computed noise, not measured"
TRUTH = {
    "relaxation_made.csv": {"exchange_rate": 1e-6, "half_thickness": 5e-5, "chemical_diffusivity": 1e-9},
    "step_made.mpt": {"voltage": 5e-3, "resistance": 12.0, "electronic_transference_number": 0.15,
                      "thickness": 1e-3, "chemical_diffusivity": 8e-10},
    "spectrum_made.DTA": {"series_resistance": 42.0, "arc_resistance": 9e3, "peak_frequency": 0.04,
                          "arc_exponent": 0.92},
    "pulse_made.mpt": {"pulse_duration": 600.0, "size": 5e-6, "chemical_diffusivity": 3e-15,
                       "steady_change": 3.5e-3, "resistance_jump": 2e-3, "shape": "slab"},
    "transfer_made.txt": {"threshold_voltage": -0.25, "transistor_parameter": 0.02, "lead_resistance": 40.0},
}


def relaxation(seed=6):
    """Times [s] and conductivities [S/cm] of a sheet whose face is slow."""
    time = np.arange(2.0, 302.0, 2.0)
    g = relaxed_fraction_of_body(time, **TRUTH["relaxation_made.csv"])
    return time, 120 + 25 * g + 0.12 * np.random.default_rng(seed).standard_normal(time.size)


def step(seed=2):
    """Times [s] and currents [A] after a step of 5 mV."""
    time = np.geomspace(0.5, 2000, 90)
    current = step_current(time, **TRUTH["step_made.mpt"])
    return time, current + 5e-4 * current.max() * np.random.default_rng(seed).standard_normal(time.size)


def spectrum(seed=8):
    """Frequencies [Hz] and impedances [ohm] of an arc that is not closed."""
    frequency = np.geomspace(1e5, 0.1, 61)
    values, chance = arc_impedance(frequency, **TRUTH["spectrum_made.DTA"]), np.random.default_rng(seed)
    noise = chance.standard_normal(61) + 1j * chance.standard_normal(61)
    return frequency, values + 0.004 * np.abs(values) * noise


def transfer(seed=10):
    """Gate voltages [V] and drain currents [A], there and back, behind leads of 40 ohm."""
    gate = np.round(np.concatenate([np.arange(-0.9, 0.2001, 0.025), np.arange(0.175, -0.9001, -0.025)]), 3)
    current = drain_current_behind_leads(gate, -0.6, **TRUTH["transfer_made.txt"])
    return gate, current + 2e-6 * np.random.default_rng(seed).standard_normal(gate.size)


def pulse(seed=12):
    """Times since the pulse began [s], voltages [V] and currents [A]: rest, 20 uA for 600 s, rest."""
    time = np.concatenate([np.arange(-190.0, 601.0, 10.0), np.arange(720.0, 11401.0, 120.0)])
    voltage = 3.85 - voltage_fall(time, **TRUTH["pulse_made.mpt"])
    current = np.where((time > 0) & (time <= 600), -2e-5, 0.0)
    return time, voltage + 5e-5 * np.random.default_rng(seed).standard_normal(time.size), current


def texts():
    """{name of a file: its bytes}, in four forms."""
    rows = "".join(f"{t:.1f};{s:.3f}\n".replace(".", ",") for t, s in zip(*relaxation(), strict=True))
    csv = f"{MADE}\nSheet 0.1 mm thick, gas changed at 0 s\nTime (s);Conductivity (S/cm)\n{rows}"
    rows = "".join(f"{t:.7E}\t5.0000000E-003\t{1e3 * i:.7E}\r\n" for t, i in zip(*step(), strict=True))
    mpt = f"EC-Lab ASCII FILE\r\nNb header lines : 6\r\n{MADE}\r\n" \
          f"Disk 1 mm thick, 1 cm2, contacts block the ions\r\n\r\ntime/s\tEwe/V\t<I>/mA\r\n{rows}"
    rows = "".join(f"\t{n}\t{n * 4}\t{f:.5E}\t{z.real:.5E}\t{z.imag:.5E}\t{abs(z):.5E}\t"
                   f"{np.degrees(np.angle(z)):.4f}\n"
                   for n, (f, z) in enumerate(zip(*spectrum(), strict=True)))
    dta = f"EXPLAIN\nTAG\tEISPOT\nTITLE\tLABEL\t{MADE}\tTest\nZCURVE\tTABLE\n" \
          f"\tPt\tTime\tFreq\tZreal\tZimag\tZmod\tZphz\n\t#\ts\tHz\tohm\tohm\tohm\t°\n{rows}"
    rows = "".join(f"{v:g}\t{i:.6E}\n" for v, i in zip(*transfer(), strict=True))
    txt = f"V_G (V)\tI_DS (A)\n{rows}\t\t\nV_DS =\t-0.600\nWidth/um =\t400\nLength/um =\t20\n" \
          f"Thickness/nm =\t100\n{MADE}\n"
    rows = "".join(f"{t + 190:.1f}\t{v:.6f}\t{1e3 * i:.3f}\r\n" for t, v, i in zip(*pulse(), strict=True))
    gitt = f"EC-Lab ASCII FILE\r\nNb header lines : 9\r\n{MADE}\r\nFilm, pulse on at 190 s, for 600 s\r\n" \
           f"Thickness/um : 5\r\nCapacity/C : 2.4\r\na negative current brings lithium into the film\r\n" \
           f"\r\ntime/s\tEwe/V\t<I>/mA\r\n{rows}"
    return {"relaxation_made.csv": csv.encode(), "step_made.mpt": mpt.encode("latin-1"),
            "pulse_made.mpt": gitt.encode("latin-1"),
            "spectrum_made.DTA": dta.encode("latin-1"), "transfer_made.txt": txt.encode("utf-8-sig")}
