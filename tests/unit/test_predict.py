"""Predictions: the panel stays closed until something is expected, and what was expected is kept."""
import pytest
from toy import Toy

from mixcond_lessons.classroom import saved
from mixcond_lessons.classroom.predict import Predict

OPTIONS = ("it rises", "it falls <slowly>", "it stays")


@pytest.fixture(autouse=True)
def own_work(monkeypatch, tmp_path):
    """A file of saved work for each test alone."""
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path / "my_work.json"))
    yield
    saved._work_in.cache_clear()


def by_choice():
    return Predict(Toy(), "What will the curve do?", options=OPTIONS, look="Move the length.")


def by_number():
    return Predict(Toy(), "How long will the bar be?", unit="mm", key="toy.length")


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def words(widget):
    """Everything that is written in a box."""
    return " ".join(
        str(part.value) for part in parts(widget) if isinstance(getattr(part, "value", None), str)
    )


def press(prediction):
    """Press the button under the question."""
    next(part for part in parts(prediction.widget) if type(part).__name__ == "Button").click()


@pytest.mark.parametrize("make", [by_choice, by_number])
def test_closed_until_an_expectation_is_given(make):
    prediction = make()
    assert not prediction.is_open and prediction.expectation is None
    assert prediction.ask in words(prediction.widget)
    assert prediction.panel.widget not in prediction.widget.children
    press(prediction)  # nothing chosen yet
    assert not prediction.is_open and prediction.panel.widget not in prediction.widget.children
    assert not saved.work().predictions


@pytest.mark.parametrize("make, nonsense", [
    (by_choice, None), (by_choice, "it sings"), (by_choice, 3), (by_choice, ["it rises"]),
    (by_number, ""), (by_number, "long"), (by_number, "5 S"), (by_number, None),
    (by_number, float("nan")), (by_number, "1,234"),
])
def test_nonsense_is_refused_in_words(make, nonsense):
    prediction = make()
    refusal = prediction.choose(nonsense)
    assert len(refusal) > 15 and refusal[-1] in ".?!" and "Error" not in refusal
    assert not prediction.is_open and prediction.expectation is None and not saved.work().predictions


@pytest.mark.parametrize(
    "make, given, kept",
    [(by_choice, OPTIONS[1], OPTIONS[1]), (by_number, "0,75 cm", "7.5 mm"), (by_number, 3, "3 mm")],
)
def test_a_choice_opens_the_panel_and_is_kept(make, given, kept):
    prediction = make()
    prediction.widget
    assert prediction.choose(given) == ""
    assert prediction.is_open and prediction.expectation == kept
    assert prediction.panel.widget in prediction.widget.children
    assert kept.replace("<", "&lt;").replace(">", "&gt;") in words(
        prediction.widget
    ) and prediction.look in words(prediction.widget)
    assert saved.work().prediction(prediction.key) == kept


@pytest.mark.parametrize("make, given", [(by_choice, OPTIONS[0]), (by_number, "4 mm")])
def test_by_hand(make, given):
    prediction = make()
    prediction.widget
    prediction._input.value = given
    press(prediction)
    assert (
        prediction.is_open
        and prediction.expectation == given
        and prediction.panel.widget in prediction.widget.children
    )


def test_what_is_seen_stays_folded_and_comes_only_after_the_choice():
    prediction = Predict(Toy(), "What will it do?", options=OPTIONS, found="It rises & bends.")
    assert "rises &amp; bends" not in words(prediction.widget)
    prediction.choose(OPTIONS[0])
    last = prediction.widget.children[-1].value
    assert (
        last.startswith("<details><summary>")
        and "It rises &amp; bends." in last
        and "<details open" not in last
    )


@pytest.mark.parametrize("make", [by_choice, by_number])
@pytest.mark.parametrize("shown", [False, True])
def test_open_shows_at_once_without_an_expectation(make, shown):
    prediction = make()
    if shown:
        prediction.widget
    assert prediction.open() is prediction and prediction.is_open
    assert prediction.panel.widget in prediction.widget.children
    assert (
        prediction.expectation is None
        and "You expected" not in words(prediction.widget)
        and not saved.work().predictions
    )


def test_a_saved_prediction_reopens():
    by_choice().choose(OPTIONS[2])
    again = by_choice()
    assert again.is_open and again.expectation == OPTIONS[2] and OPTIONS[2] in words(again.widget)
    assert not by_number().is_open  # it has a key of its own


def test_a_saved_prediction_reopens_in_a_new_kernel():
    by_number().choose("4 mm")
    saved._work_in.cache_clear()
    assert by_number().expectation == "4 mm"


@pytest.mark.parametrize("wrong", [{}, {"options": OPTIONS, "unit": "mm"}])
def test_takes_options_or_a_unit(wrong):
    with pytest.raises(ValueError, match="options or a unit"):
        Predict(Toy(), "What?", **wrong)


def test_shows_itself_with_words_for_readers_without_a_kernel():
    bundle = by_choice()._repr_mimebundle_()
    assert (
        "application/vnd.jupyter.widget-view+json" in bundle
        and bundle["text/plain"] == "Predict: What will the curve do?"
    )
