"""Design task 3: a synapse that a gate writes: states, energy, time and memory to a specification."""
from ...classroom.quantity import convert
from ...physics import insertion_synapse
from .specification import Demand, Entry

# All illustrative, as in chapter 09: the mobility in the channel, how much a full channel conducts more, the
# gate's voltage between empty and full, the diffusivity of the ions, the resistances, the noise of a reading.
MOBILITY, RANGE, GATE_RANGE, DIFFUSIVITY = 1e-4, 6e-5, 1.0, 1e-11  # m2/(V s), S, V, m2/s
GATE, LEAK, NOISE = 1e6, 1e13, 5e-8  # ohm, ohm, S

ENTRIES = {
    "states": Entry("number of states", "1", 2, 1000, whole=True),
    "channel_length": Entry("length of the square channel", "µm", 0.5, 200),
    "film_thickness": Entry("thickness of its film", "nm", 1, 1000),
    "voltage": Entry("voltage of a pulse, above the channel's own", "V", 0.005, 3),
}


def demands(states, channel_length, film_thickness, voltage):
    """Return the `Demand`s of a design. Length in µm, thickness in nm, voltage in V."""
    length = convert(channel_length, "µm", "m")
    slope, step = insertion_synapse.mobility_slope(MOBILITY), RANGE / states
    charge = float(insertion_synapse.needed_charge(step, slope, length))
    whole = float(insertion_synapse.needed_charge(RANGE, slope, length))
    gate = float(insertion_synapse.pulse_time(GATE, charge, voltage))
    spread = float(insertion_synapse.insertion_time(convert(film_thickness, "nm", "m"), DIFFUSIVITY))
    kept = float(insertion_synapse.retention_time(1 / states, LEAK, whole / GATE_RANGE))
    told = min(states, float(insertion_synapse.distinguishable_states(0.0, RANGE, NOISE)))
    energy = float(insertion_synapse.write_energy(charge, voltage))
    slow = "the ions spread in the film" if spread > gate else "the charge passes the resistance of the gate"
    return (
        Demand("states that a reading tells apart", "1", told, 100, False,
               "States: a reading cannot tell apart more than its noise allows, nor more than you write."),
        Demand("states written, for each that is told apart", "1", states / told, 1, True,
               "Noise: your steps are smaller than what a reading can tell apart."),
        Demand("heat of one write", "pJ", convert(energy, "J", "pJ"), 1, True,
               "Heat: charge times the voltage above the channel's own. On what does the charge of one step "
               "depend?"),
        Demand("time of one write", "µs", convert(max(gate, spread), "s", "µs"), 50, True,
               f"Time: the slower step is that {slow}."),
        Demand("time until one state is lost", "s", kept, 20, False,
               "Memory: the leak empties the channel. A small channel holds little charge, and of many "
               "states one is soon lost."),
        Demand("film without holes", "nm", film_thickness, 10, False, "Film: so thin a film has holes."),
        Demand("area of the channel", "µm²", channel_length**2, 1000, True,
               "Area: the chip has no room for so large a channel."),
    )
