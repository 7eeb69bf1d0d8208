"""The house style: legible on white, told apart by colour-blind eyes, never by colour alone."""
import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.style import CARRIERS, TOTAL

# Machado, Oliveira & Fernandes 2009, IEEE Trans. Vis. Comput. Graph. 15:1291, severity 1.0, for linear RGB.
EYES = {
    "all colours": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
# A just noticeable difference in CIELAB is about 2.3; a thin line needs several of them.
APART = 4 * 2.3
pairs = pytest.mark.parametrize(
    "first, second", list(itertools.combinations(CARRIERS, 2)), ids=lambda carrier: carrier.word
)


def linear(colour):
    """Linear RGB of a colour (sRGB undone)."""
    values = np.array(to_rgb(colour))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast_on_white(colour):
    """Contrast ratio of WCAG 2."""
    return 1.05 / (TO_XYZ[1] @ linear(colour) + 0.05)


def lab(rgb):
    """CIELAB of linear RGB, white point D65."""
    scaled = TO_XYZ @ np.clip(rgb, 0, 1) / (TO_XYZ @ np.ones(3))
    root = np.where(scaled > (6 / 29) ** 3, np.cbrt(scaled), scaled / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(first, second, eye):
    """Distance in CIELAB of two colours as an eye sees them."""
    return float(np.linalg.norm(lab(EYES[eye] @ linear(first)) - lab(EYES[eye] @ linear(second))))


def test_the_measures_know_what_is_known():
    assert contrast_on_white("#000000") == pytest.approx(21) and contrast_on_white(
        "#ffffff"
    ) == pytest.approx(1)
    assert lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=1e-6)
    assert (
        difference("#00aa00", "#aa6600", "no green cones")
        < difference("#00aa00", "#aa6600", "all colours") / 2
    )
    for matrix in EYES.values():
        assert matrix.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-5)  # grey stays grey for every eye


@pytest.mark.parametrize("colour", [*(carrier.colour for carrier in CARRIERS), style.MARK, style.QUIET])
def test_colours_are_dark_enough_for_text_on_white(colour):
    assert contrast_on_white(colour) >= 4.5


@pairs
def test_two_carriers_never_differ_by_colour_alone(first, second):
    assert first.word != second.word and first.colour.lower() != second.colour.lower()
    assert first.line != second.line or TOTAL in (first, second)


@pairs
@pytest.mark.parametrize("eye", EYES)
def test_two_carriers_are_told_apart_by_every_eye(first, second, eye):
    seen = difference(first.colour, second.colour, eye)
    assert seen >= APART or first.line != second.line, seen
    if eye == "all colours":
        assert seen >= 2 * APART


def test_five_carriers_each_with_one_word():
    assert [carrier.word for carrier in CARRIERS] == ["ions", "electrons", "holes", "vacancies", "total"]


def test_the_house_style_is_put_on_and_taken_off():
    before = dict(mpl.rcParams)
    with style.house_style():
        assert mpl.rcParams["font.size"] == style.DESK.text and mpl.rcParams["savefig.facecolor"] == "white"
    assert dict(mpl.rcParams) == before


def test_one_switch_for_all_sizes():
    assert style.form() is style.DESK and not style.in_lecture_mode()
    try:
        style.lecture_mode(True)
        assert style.form() is style.HALL and style.settings()["font.size"] == style.HALL.text
    finally:
        style.lecture_mode(False)
    assert style.HALL.text > 1.8 * style.DESK.text and style.HALL.line >= 3
