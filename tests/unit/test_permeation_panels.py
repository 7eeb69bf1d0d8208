"""What the panels of chapter 06 claim: numbers of the lesson, closed forms beside quadrature, and what a look
at the picture must show.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.patches import FancyArrow
from scipy.constants import R, atm, bar, physical_constants
from scipy.optimize import least_squares

from mixcond_lessons.chapters import permeation as chapter
from mixcond_lessons.chapters.doping import DrivenLedger
from mixcond_lessons.chapters.permeation import answers, measured_beside, thinner
from mixcond_lessons.chapters.permeation import relaxation as recording
from mixcond_lessons.chapters.permeation.standard_volume import as_volume
from mixcond_lessons.materials import material
from mixcond_lessons.physics import membranes, model_oxides, permeation, relaxation, surface_exchange

ATMOSPHERE = atm / bar
F = physical_constants["Faraday constant"][0]
decades = st.floats(-20, -1)


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


def at_place(panel, place):
    return number(panel.set(place=place), "pO₂ (bar)", "here")


# --- The flux -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("celsius", [600, 800, 1000])
def test_splines_of_the_ferrite_keep_to_its_model(celsius):
    kelvin = celsius + 273.15
    conductor, activity = (
        membranes.membrane("ferrite", kelvin),
        np.geomspace(membranes.lowest_activity("ferrite", kelvin), 1, 501),
    )
    found = model_oxides.ferrite_conduction(
        kelvin, model_oxides.ferrite_model(membranes.STRONTIUM, kelvin).equilibrium(activity)
    )
    assert conductor.ionic(activity) == pytest.approx(found.ionic, rel=1e-6)
    assert conductor.electronic(activity) == pytest.approx(found.electronic, rel=1e-6)


@pytest.mark.parametrize("celsius", [700, 800, 1000])
def test_the_ferrite_ends_where_that_of_chapter_04_does(celsius):
    kelvin = celsius + 273.15
    least = model_oxides.ferrite_lowest_activity(kelvin)
    panel = chapter.BreathingMembrane(temperature=kelvin)
    assert panel.data()["curve"]["pO₂ (bar)"].min() == pytest.approx(least)
    assert (
        panel.move("oxygen_activity_low", 1e-20)
        == DrivenLedger(temperature=kelvin).move("oxygen_activity", 1e-20)
        != ""
    )
    assert least * (1 - 1e-9) <= panel.state["oxygen_activity_low"] < 1.8 * least
    assert panel.move("temperature", 1273.15) == ("" if celsius == 1000 else model_oxides.FALLS_APART)


@settings(max_examples=20, deadline=None)
@given(low=decades, celsius=st.integers(500, 800), thickness=st.floats(1e-5, 3e-3))
def test_ceria_breathes_as_its_closed_form_says(low, celsius, thickness):
    panel, state = (
        chapter.BreathingMembrane(material="ceria"),
        {"oxygen_activity_low": 10**low, "temperature": celsius + 273.15, "thickness": thickness},
    )
    assume(not panel._broken({**panel.state, **state}))
    by_hand = permeation.flux_of_electronic_power_law(
        *membranes.ceria_laws(state["temperature"]), state["temperature"], 10**low, 0.21, thickness
    )
    assert number(panel.set(**state), "flux (mol/m2/s)") == pytest.approx(float(by_hand), rel=1e-9)


@pytest.mark.parametrize("key", ["ferrite", "ceria"])
def test_the_curve_is_wagners_flux_at_each_of_its_points(key):
    panel = chapter.BreathingMembrane(material=key)
    low, flux = panel.data()["curve"].values()
    for place in (0, low.size // 2, low.size - 1):
        panel.set(oxygen_activity_low=min(max(float(low[place]), 1e-20), 0.1))
        here = permeation.wagner_flux(*membranes.membrane(key, 1073.15), 1073.15, low[place], 0.21, 1e-3)
        assert flux[place] == pytest.approx(as_volume(float(here)), rel=1e-8)


def test_no_wire_no_current_two_electrons_per_ion_and_arrows_of_one_width():
    panel = chapter.BreathingMembrane()
    widths = set()
    for thickness in (1e-5, 3e-3):
        panel.set(thickness=thickness)
        assert number(panel, "net current (A/cm2)") == 0
        arrows = [artist for artist in panel.figure.axes[0].patches if isinstance(artist, FancyArrow)]
        ions, electrons = (arrow.get_xy() for arrow in arrows)
        heights = [round(float(np.ptp(corners[:, 1])), 9) for corners in (ions, electrons)]
        assert heights[0] == heights[1]
        assert ions[:, 0].min() == pytest.approx(
            1 - electrons[:, 0].max()
        )  # one points left, the other right
        widths.add(heights[0])
    assert len(widths) == 2


@pytest.mark.parametrize(
    "key, low", [("ferrite", 1e-3), ("ferrite", 1e-12), ("ceria", 1e-3), ("ceria", 1e-17)]
)
def test_two_electrons_go_back_for_each_ion(key, low):
    """Counted from what drives each of them inside, conductivity times slope of its own potential: no use is
    made of the currents being equal.
    """
    conductor = membranes.membrane(key, 1073.15)
    inside = permeation.membrane_profiles(*conductor, 1073.15, low, 0.21, 1e-3, points=2001)
    place, activity = inside.position, inside.oxygen_activity
    steps, middle = np.diff(place), np.sqrt(activity[1:] * activity[:-1])
    # mol/(m2 s) times F²
    ions = -conductor.ionic(middle) / 4 * np.diff(inside.oxygen_ion_potential) / steps
    electrons = -conductor.electronic(middle) * np.diff(inside.electron_potential) / steps
    far = slice(10, -10)
    assert electrons[far] / ions[far] == pytest.approx(np.full(ions[far].size, -2.0), rel=2e-3)


def test_a_thin_membrane_is_drawn_thinner():
    panel, widths = chapter.BreathingMembrane(), []
    assert panel.figure
    for thickness in (1e-5, 1e-3, 3e-3):
        panel.set(thickness=thickness)
        slab = next(artist for artist in panel.moving if type(artist).__name__ == "Rectangle")
        assert slab in panel.figure.axes[0].patches
        widths.append(slab.get_width())
    assert widths[0] < widths[1] < widths[2] and widths[2] == pytest.approx(2 * 0.27)


def test_the_words_on_the_arrows_lie_above_them():
    """The moving layer lies above the still one: words on a moving arrow must move with it, and be drawn
    later.
    """
    panel = chapter.BreathingMembrane()
    axes = panel.figure.axes[0]
    arrows = [artist for artist in axes.patches if isinstance(artist, FancyArrow)]
    words = [text for text in axes.texts if text.get_text() in ("1 O²⁻", "2 e⁻")]
    assert len(arrows) == len(words) == 2
    assert all(text in panel.moving and text.zorder > arrow.zorder for text in words for arrow in arrows)
    still, moving = panel.layers()
    assert still != moving and words[0].get_text() not in still


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"oxygen_activity_low": 1e-15},
        {"material": "ceria"},
        {"material": "ceria", "oxygen_activity_low": 1e-20},
    ],
)
def test_who_sets_the_pace_is_how_the_flux_answers_to_each_carrier(state):
    panel = chapter.BreathingMembrane(**state)
    ionic, electronic = membranes.membrane(panel.state["material"], panel.state["temperature"])
    ends, step = (
        (
            panel.state["temperature"],
            panel.state["oxygen_activity_low"],
            panel.state["oxygen_activity_high"],
            1e-3,
        ),
        1e-4,
    )

    def flux(ions, electrons):
        return float(
            permeation.wagner_flux(lambda p: ions * ionic(p), lambda p: electrons * electronic(p), *ends)
        )

    answers = [
        np.log(flux(*up) / flux(*down)) / (2 * step)
        for up, down in (((1 + step, 1), (1 - step, 1)), ((1, 1 + step), (1, 1 - step)))
    ]
    assert [number(panel, f"pace set by {name} (%)") for name in ("ions", "electrons")] == pytest.approx(
        100 * np.array(answers), rel=1e-5
    )
    assert sum(answers) == pytest.approx(1)


@given(st.floats(0.01, 100), st.floats(-6, 6), st.floats(0.1, 20))
def test_of_constant_conductivities_the_scarcer_sets_the_pace(ionic, decades, width):
    ions = permeation.ionic_rate_control(ionic, ionic * 10**decades, 10**-width, 1.0)
    assert ions == pytest.approx(1 / (1 + 10**-decades), rel=1e-9)
    with pytest.raises(ValueError, match="both carriers"):
        permeation.ionic_rate_control(0.0, 1.0, 0.1, 1.0)


def test_the_scarce_carrier_sets_the_pace():
    assert "the ions set the pace" in chapter.BreathingMembrane().describe()
    assert "the electrons set the pace" in chapter.BreathingMembrane(material="ceria").describe()
    both = chapter.BreathingMembrane().preset("ceria, air to wet hydrogen")
    ions = number(both, "pace set by ions (%)")
    assert round(ions) == 59 and f"both carriers set the pace, the ions {ions:.3g} %" in both.describe()
    for name in both.presets:
        assert "without delay" in both.preset(name).describe() and "would pass" in both.describe()
    ferrite = chapter.BreathingMembrane(temperature=1173.15)
    thin = number(ferrite.set(thickness=1e-4), "flux (mol/m2/s)")
    assert thin == pytest.approx(10 * number(ferrite.set(thickness=1e-3), "flux (mol/m2/s)"), rel=1e-12)


# --- Slow faces ---------------------------------------------------------------------------------------------


def test_halving_helps_a_thick_membrane_and_hardly_a_thin_one():
    panel = chapter.predict_thinner().panel
    assert panel.state["thickness"] == 1e-5 and number(panel, "half as thick gives (%)") < 2
    assert 70 < number(panel.set(thickness=3e-3), "half as thick gives (%)") < 75


@pytest.mark.parametrize("exponent, times", [(0.5, 7.7), (0.9, 62)])
def test_the_low_face_grows_slow_with_its_pressure(exponent, times):
    """Resistances of both faces in sum, against two faces as in air: the shares of the panel hold the
    ratio.
    """
    panel = chapter.ThinnerNotAlwaysBetter(oxygen_activity_low=1e-3, exchange_exponent=exponent)
    faces = number(panel, "low face (%)") + number(panel, "high face (%)")
    assert faces / (2 * number(panel, "high face (%)")) == pytest.approx(times, rel=0.01)


def test_the_characteristic_thickness_is_only_told_for_equal_faces():
    panel = chapter.ThinnerNotAlwaysBetter(exchange_exponent=0.0)
    length = surface_exchange.characteristic_thickness(thinner.DIFFUSIVITY, panel.state["exchange_rate"])
    assert "L_c" in panel.describe() and "L_c" not in chapter.ThinnerNotAlwaysBetter().describe()
    panel.set(thickness=float(2 * length))
    assert number(panel, "flux (mL/cm2/min)") == pytest.approx(
        number(panel, "bulk alone (mL/cm2/min)") / 2, rel=1e-9
    )
    assert number(panel, "bulk (%)") == pytest.approx(50, rel=1e-9)


def test_a_face_that_takes_more_than_a_decade_is_doubtful():
    panel = chapter.ThinnerNotAlwaysBetter()
    for state in (
        {},
        {"oxygen_activity_low": 1e-3},
        {"oxygen_activity_low": 1e-4, "exchange_exponent": 0.0, "thickness": 1e-5},
        {"thickness": 3e-3},
    ):
        panel.reset()
        _, gas, low, high, air, _ = panel.set(**state).data()["through"]["pO₂ (bar)"]
        decades = max(np.log10(low / gas), np.log10(air / high))
        assert number(panel, "decades at a face") == pytest.approx(decades) and (
            "doubtful: one face takes over a decade" in panel.describe()
        ) == (decades > 1)
    assert "doubtful" in panel.preset("tube pumped to 0.001 bar").describe()
    assert "doubtful" not in panel.reset().describe()


# --- Going further ------------------------------------------------------------------------------------------


def test_a_thin_sample_tells_the_face_a_thick_one_the_inside_and_one_between_both():
    told = {}
    for thickness in (1e-5, 3e-4, 5e-3):
        panel = chapter.RelaxationAfterStep(
            half_thickness=thickness, exchange_rate=1e-4 if thickness > 1e-3 else 1e-5
        )
        told[thickness] = number(panel, "k told"), number(panel, "D̃ told")
    assert told == {1e-5: (1, 0), 3e-4: (1, 1), 5e-3: (0, 1)}


def test_errors_are_those_of_real_fits():
    """Fit noisy readings many times: the scatter of ln k and ln D̃ is what the panel promises."""
    thickness, rate, diffusivity = 3e-4, 1e-5, 1e-9
    promised = recording.what_readings_tell(thickness, rate, diffusivity)
    end = recording.SLOWEST * relaxation.relaxation_time(rate, thickness, diffusivity)
    time, chance = np.linspace(0, float(end), recording.READINGS + 1)[1:], np.random.default_rng(6)

    def curve(logarithms):
        return relaxation.relaxed_fraction(
            time, rate * np.exp(logarithms[0]), thickness, diffusivity * np.exp(logarithms[1])
        )

    found = []
    for _ in range(60):
        readings = curve((0, 0)) + recording.NOISE * chance.standard_normal(time.size)
        found.append(
            least_squares(lambda logarithms, readings=readings: curve(logarithms) - readings, (0.0, 0.0)).x
        )
    assert np.std(found, axis=0) == pytest.approx(promised, rel=0.3)


def test_the_steam_of_the_measured_cell_is_called_a_guess():
    panel = chapter.MeasuredBeside(steam=0.1)
    assert (
        "With the guessed steam, ideal electrodes would give" in panel.describe()
        and "are told" not in panel.describe()
    )


def test_the_measured_fluxes_ask_for_what_the_lesson_says():
    panel = chapter.MeasuredBeside()
    assert panel.state["membrane"].startswith("barium_strontium_cobalt_ferrite_deficient")
    assert number(panel, "flux (mL/cm2/min)") == pytest.approx(4.7, rel=0.01) and number(
        panel, "σᵢₒₙ (S/cm)"
    ) == pytest.approx(1, rel=0.02)
    plate = next(key for key in measured_beside.MEASURED if "7328" in key)
    flux = 0.31 / 22413.97 / 60 * 1e4  # mol/(m2 s), Avogadro's volume of a gas at 0 degC and 1 atm
    by_hand = 16 * F**2 * flux * 1.6e-3 / (R * 1223.15 * np.log(0.21 / 0.01))
    assert number(panel.set(membrane=plate, oxygen_activity_low=0.01), "σᵢₒₙ (S/cm)") == pytest.approx(
        by_hand / 100, rel=1e-3
    )
    fibre = next(key for key in measured_beside.MEASURED if "6428" in key)
    assert "σᵢₒₙ (S/cm)" not in panel.set(membrane=fibre).data()["now"] and "not told" in panel.describe()


def test_no_steam_explains_the_measured_voltage():
    panel = chapter.MeasuredBeside()
    volts = panel.data()["ideal"]["V (V)"]
    measured = material("ceria_gadolinia_10").property("open-circuit voltage").value
    assert volts.min() > measured + 0.05 and number(panel, "ideal V (V)") == pytest.approx(1.015, abs=0.005)


# --- Predictions --------------------------------------------------------------------------------------------


def test_predictions_stand_where_their_text_says():
    keys = [make().key for make in (chapter.predict_flows, chapter.predict_profile, chapter.predict_thinner)]
    assert keys == ["permeation.flows", "permeation.profile", "permeation.thinner"]
    inside = chapter.predict_profile().panel
    assert inside.state["temperature"] == 973.15 and np.sqrt(
        0.21 * inside.state["oxygen_activity_low"]
    ) == pytest.approx(5e-13, rel=0.1)


# --- Answers ------------------------------------------------------------------------------------------------


def test_both_results_of_the_paper_ask_for_the_same_power_of_ten():
    """The table prints -4; what the paper found at two temperatures needs +4."""
    assert [answers.power_of_ten_of_a_misprint(row=row) for row in (0, 1)] == [4, 4]
    assert answers.power_of_ten_as_printed() == -4
