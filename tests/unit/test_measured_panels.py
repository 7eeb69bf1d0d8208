"""The panels that take a recording: what they find in made ones, what they say cannot be told, what they
refuse."""
import numpy as np
import pytest
from making import TRUTH, relaxation, spectrum, step, texts, transfer
from test_what_panels_say import numbers, sentences, words

from mixcond_lessons import load_recording
from mixcond_lessons.chapters import batteries, bioelectronics, permeation, polarization
from mixcond_lessons.chapters.batteries.last_arc import where_the_last_arc_begins
from mixcond_lessons.classroom import style
from mixcond_lessons.physics import arc_fit, current_step_fit, recording, relaxation_fit, transistor_fit
from mixcond_lessons.physics.polarization import voltage_ratio
from mixcond_lessons.recordings import made_recordings

PANELS = {"step_made.mpt": (polarization.Recording, polarization.MeasuredStep),
          "relaxation_made.csv": (permeation.RelaxationAfterStep, permeation.MeasuredRelaxation),
          "spectrum_made.DTA": (batteries.ElectrodeImpedance, batteries.MeasuredImpedance),
          "pulse_made.mpt": (batteries.PulseAnalyst, batteries.MeasuredPulse),
          "transfer_made.txt": (bioelectronics.TransistorCurves, bioelectronics.MeasuredTransistor)}
SEEDS = range(20)


def table(columns, rows):
    """A recording as text, for `load_recording`."""
    lines = ["\t".join(columns), *("\t".join(f"{value:.8e}" for value in row) for row in rows)]
    return load_recording("\n".join(lines).encode())


def test_what_is_shipped_is_what_the_laws_make():
    for name, path in made_recordings().items():
        assert path.read_bytes() == texts()[name], name


@pytest.mark.parametrize("name", PANELS)
def test_a_recording_opens_the_panel_that_holds_it(name):
    lesson, measured = PANELS[name]
    path = made_recordings()[name]
    for given in (path, str(path), path.read_bytes(), load_recording(path)):
        panel = lesson(given) if given is path else lesson(recording=given)
        assert type(panel) is measured
    assert type(lesson()) is lesson and "Fit" in panel.describe()
    before = panel.data()["now"]["misfit (%)"][0]
    panel.fit()
    assert panel.data()["now"]["misfit (%)"][0] < before and "Fit" not in panel.describe()
    panel.reset()
    assert "Fit" in panel.describe()


@pytest.mark.parametrize("name", PANELS)
def test_a_recording_that_does_not_fit_gets_a_sentence(name):
    other = "spectrum_made.DTA" if name != "spectrum_made.DTA" else "transfer_made.txt"
    with pytest.raises(ValueError, match="column|current|voltage") as said:
        PANELS[name][0](made_recordings()[other])
    assert len(str(said.value)) > 40


def within(found, truth, error, count=3.0):
    return abs(found - truth) <= count * error


def test_the_step_is_found_within_its_errors():
    truth, inside = TRUTH["step_made.mpt"], 0
    total = truth["thickness"] / truth["resistance"]
    for seed in SEEDS:
        found = recording.fit_step(*step(seed), truth["voltage"], truth["thickness"], 0.0)
        share = found.electronic_transference_number
        ions = truth["thickness"] / found.resistance * (1 - share)
        expected = total * (1 - truth["electronic_transference_number"])
        inside += within(ions, expected, found.uncertainties[0] * ions)
        assert all(found.told)
    assert inside >= 19


def test_a_slow_face_tells_k_and_not_the_diffusivity():
    truth, inside = TRUTH["relaxation_made.csv"], 0
    for seed in SEEDS:
        found = relaxation_fit.fit_relaxation(*relaxation(seed), truth["half_thickness"], 1, False)
        low, high = found.ranges["k"]
        inside += low * 0.8 < truth["exchange_rate"] < high * 1.2
        assert not found.told("D") and found.ranges["D"][0] < truth["chemical_diffusivity"]
    assert inside >= 19
    panel = permeation.RelaxationAfterStep(made_recordings()["relaxation_made.csv"]).fit()
    assert "The face sets the pace" in panel.describe() and "D̃ is not told" in panel.describe()


@pytest.mark.parametrize("shape", [1, 2, 3])
def test_where_both_matter_both_are_told(shape):
    time = np.geomspace(1, 3000, 150)
    signal = relaxation_fit.relaxed_fraction_of_body(time, 1e-6, 1e-4, 1e-10, shape)
    noisy = signal + 1e-3 * np.random.default_rng(3).standard_normal(time.size)
    found = relaxation_fit.fit_relaxation(time, noisy, 1e-4, shape, False)
    assert found.told("k") and found.told("D")
    assert found.exchange_rate == pytest.approx(1e-6, rel=0.1)
    assert found.chemical_diffusivity == pytest.approx(1e-10, rel=0.1)


def test_an_open_arc_tells_only_a_bound_and_a_closed_one_its_width():
    truth = TRUTH["spectrum_made.DTA"]
    for seed in range(8):
        frequency, values = spectrum(seed)
        found = arc_fit.fit_arc(frequency, values)
        assert not found.closed and found.at_least < truth["arc_resistance"]
        assert within(found.series_resistance, truth["series_resistance"], found.errors[0], 4)
    closed = truth | {"peak_frequency": 40.0}
    values = arc_fit.arc_impedance(frequency, **closed)
    chance = np.random.default_rng(1).standard_normal((2, frequency.size))
    found = arc_fit.fit_arc(frequency, values * (1 + 0.004 * (chance[0] + 1j * chance[1])))
    assert found.closed and within(found.arc_resistance, truth["arc_resistance"], found.errors[1], 4)
    panel = batteries.ElectrodeImpedance(made_recordings()["spectrum_made.DTA"]).fit()
    assert "not closed" in panel.describe() and "only that it is above" in panel.describe()


FREQUENCIES = np.geomspace(1e5, 0.1, 61)


def noisy(values, noise, seed):
    """Readings with noise that is so large a part of |Z|."""
    chance = np.random.default_rng(seed).standard_normal((2, values.size))
    return values + noise * np.abs(values) * (chance[0] + 1j * chance[1])


def arcs(*tops, width=9e3):
    """An arc of `width` ohm for each top in Hz, behind 42 ohm."""
    return sum(arc_fit.arc_impedance(FREQUENCIES, 42.0 / len(tops), width, top, 0.92) for top in tops)


@pytest.mark.parametrize("top", [3e4, 40.0, 0.04])
@pytest.mark.parametrize("noise", [0.004, 0.03])
def test_noise_on_one_arc_is_not_taken_for_a_second_one(top, noise):
    for seed in range(10):
        values = noisy(arcs(top), noise, seed)
        assert where_the_last_arc_begins(FREQUENCIES, values) == (FREQUENCIES[0], ""), seed


def shown(values):
    rows = zip(FREQUENCIES, values.real, values.imag, strict=True)
    return batteries.ElectrodeImpedance(table(("f/Hz", "Re(Z)/Ohm", "Im(Z)/Ohm"), rows))


@pytest.mark.parametrize("last", [1.0, 0.05])
@pytest.mark.parametrize("noise", [0.001, 0.01])
def test_of_two_arcs_the_faster_is_left_out_and_the_sentence_says_so(last, noise):
    for seed in range(3):
        panel = shown(noisy(arcs(5e3, last), noise, seed))
        count = int((panel.frequency > panel.state["highest_frequency"]).sum())
        assert 15 < count < 55
        assert f"left out (×): {count} readings of a faster arc" in panel.describe()
        said = panel.fit().describe()
        assert f"left out (×): {count} readings of that arc" in said and "not told apart" in said
        assert "R₀ =" not in said and ("closes" in said) == (last == 1.0)
        assert panel.data()["now"]["before (kΩ)"][0] == pytest.approx(9, rel=0.1)


def test_each_reason_for_leaving_readings_out_is_said_briefly():
    closed, opened = noisy(arcs(40.0), 0.002, 1), noisy(arcs(0.04), 0.002, 1)
    for values, limits in ((closed, ()), (opened, ()), (closed, (1e4, 9e4)), (opened, (1e4,)),
                           (arcs(2e3, 1.0, width=3e3), (30.0,)), (arcs(2e3, 1.0, 0.05), (1e5,))):
        jumping = values.copy()
        jumping[0] += 2e4
        for panel, why in ((shown(values), ""), (shown(jumping), "first reading, which jumps")):
            for limit in (None, *limits):
                if limit is not None:
                    panel.set(highest_frequency=limit)
                    why = "above your highest frequency" if limit < FREQUENCIES[0] else ""
                for said in (panel.describe(), panel.fit().describe()):
                    parts = sentences(said)
                    assert why in said or "of a faster arc" in said or "of that arc" in said, said
                    assert len(parts) <= 2 and len(numbers(said)) <= 4, said
                    assert len(words(parts[0])) <= 25 and len(words(parts[-1])) <= 20, said


def test_one_width_does_not_tell_the_product():
    truth, inside = TRUTH["transfer_made.txt"], 0
    for seed in SEEDS:
        gate, current = transfer(seed)
        used = gate < -0.4
        found = transistor_fit.fit_transistor(gate[used], np.full(used.sum(), -0.6), current[used],
                                              truth["lead_resistance"])
        inside += within(found.transistor_parameter, truth["transistor_parameter"], found.errors[1], 4)
    assert inside >= 19
    panel = bioelectronics.TransistorCurves(made_recordings()["transfer_made.txt"]).fit()
    assert "apparent" in panel.describe() and "One width does not tell" in panel.describe()
    # With the leads that the made device has, the fit gives its product; without them it is too small.
    apparent = panel.data()["now"]["μC* (F/cm/V/s)"][0]
    panel.set(lead_resistance=truth["lead_resistance"])
    panel.fit()
    true = truth["transistor_parameter"] / (400 / 20 * 100e-9) / 100
    assert panel.data()["now"]["μC* (F/cm/V/s)"][0] == pytest.approx(true, rel=0.02) and apparent < 0.9 * true


def test_only_a_geometry_that_nobody_told_is_called_assumed():
    gate, current = transfer()
    bare = table(("V_G (V)", "I_DS (A)"), zip(gate, current, strict=True))
    panel = bioelectronics.TransistorCurves(bare, drain_voltage=-0.6, film_thickness=5e-8)
    assert [text.split(",")[0] for text in panel.taken] == ["width 400 µm", "length of the channel 20 µm"]
    assert not bioelectronics.MeasuredTransistor().taken


@pytest.mark.parametrize("name, geometry", [
    ("step_made.mpt", {"thickness": 2e-3, "area": 2e-4}), ("spectrum_made.DTA", {"area": 2e-4}),
    ("relaxation_made.csv", {"half_thickness": 1e-4})])
def test_an_assumed_geometry_stands_above_the_curves_in_full_size(name, geometry):
    other = texts()[name]  # not the course's own file, whose sample is known
    assert not PANELS[name][0](load_recording(made_recordings()[name])).taken
    assert not PANELS[name][0](load_recording(other), **geometry).taken
    panel = PANELS[name][0](load_recording(other))
    assert len(panel.taken) == len(geometry)
    for hall in (False, True):
        style.lecture_mode(hall)
        try:
            panel = PANELS[name][0](load_recording(other))
            said, figure = panel.figure._suptitle, panel.figure
            figure.canvas.draw()
            box = said.get_window_extent()
            assert said.get_text().startswith("Assumed: ") and said.get_size() == style.form().text
            for axes in figure.axes:
                assert not box.overlaps(axes.get_tightbbox())
            assert box.x0 >= 0 and box.x1 <= figure.bbox.width and box.y1 <= figure.bbox.height
        finally:
            style.lecture_mode(False)


@pytest.mark.parametrize("panel", [polarization.MeasuredStep, permeation.MeasuredRelaxation])
def test_what_a_curve_misses_is_told_unclipped(panel):
    """The root mean square of the sentence and the differences of the table belong together."""
    shown = panel()
    control = "resistance" if panel is polarization.MeasuredStep else "exchange_rate"
    shown.set(**{control: next(one for one in shown.controls if one.name == control).minimum})
    told = shown.data()["now"]["misfit (%)"][0]
    missed = shown.data()["beside"]["curve − readings (%)"]
    assert np.sqrt((missed**2).mean()) == pytest.approx(told, rel=0.5)
    assert told > 60 or panel is permeation.MeasuredRelaxation


def test_the_law_shown_is_that_of_what_was_held():
    time = np.geomspace(4, 4000, 60)
    rise = 0.05 * voltage_ratio(time, 0.2, 1e-3, 1e-9)
    held = table(("time/s", "Ewe/V", "I/A"), zip(time, rise, np.full(60, 1e-3), strict=True))
    assert polarization.Recording(held).law.__name__ == "voltage_ratio"
    assert polarization.MeasuredStep().law.__name__ == "current_ratio"


def test_a_step_of_current_that_goes_on_tells_the_share_and_a_short_one_does_not():
    cell = {"electronic_transference_number": 0.2, "thickness": 1e-3, "chemical_diffusivity": 1e-9}
    for last, told in ((4000.0, True), (2.0, False)):
        time = np.geomspace(last / 1000, last, 120)
        voltage = 1e-3 * 50.0 * voltage_ratio(time, *cell.values())
        voltage = voltage + 2e-5 * np.random.default_rng(4).standard_normal(time.size)
        found = current_step_fit.fit_current_step(time, voltage, 1e-3, 1e-3, 0.0)
        assert found.told is told
        assert within(found.resistance, 50, found.errors[0], 4) and found.errors[0] < 0.5
        if told:
            assert within(found.electronic_transference_number, 0.2, found.errors[1], 4)
            assert within(found.chemical_diffusivity, 1e-9, found.errors[2], 4)
            assert 0 < found.errors[1] < 0.01 and 0 < found.errors[2] < 1e-10


def test_the_errors_of_a_current_step_are_honest():
    """Of many recordings with other noise nearly all have the truth within two standard errors."""
    time, inside = np.geomspace(4, 4000, 80), 0
    for seed in range(40):
        voltage = 0.05 * voltage_ratio(time, 0.2, 1e-3, 1e-9)
        voltage = voltage + 2e-4 * np.random.default_rng(seed).standard_normal(time.size)
        found = current_step_fit.fit_current_step(time, voltage, 1e-3, 1e-3, 0.0)
        inside += within(found.electronic_transference_number, 0.2, found.errors[1], 2)
    assert 33 <= inside <= 40


def test_columns_without_names_are_taken_in_their_order_and_it_is_said():
    time, signal = relaxation()
    bare = load_recording("\n".join(f"{t} {s}" for t, s in zip(time, signal, strict=True)).encode())
    panel = permeation.RelaxationAfterStep(bare)
    assert len(panel.taken) == 3 and panel.taken[0] == "column 1, without name, is the time"


def test_what_is_not_in_the_file_is_asked_for():
    time, current = step()
    only = table(("time/s", "I/A"), zip(time, current, strict=True))
    with pytest.raises(ValueError, match="say voltage="):
        polarization.Recording(only)
    panel = polarization.Recording(only, voltage=5e-3).fit()
    assert "σᵢₒₙ" in panel.describe()
    late = table(("time/s", "σ (S/cm)"), zip(time + 9e4, current, strict=True))
    with pytest.raises(ValueError, match="step_at"):
        permeation.RelaxationAfterStep(late)
