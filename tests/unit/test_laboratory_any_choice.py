"""Whatever is chosen within the ranges: a run, a sentence, a verdict; never an error of the course."""
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.laboratory.choices import Number


def choice_of(choice):
    """A value of a choice, within its range; often on a logarithmic scale."""
    if not isinstance(choice, Number):
        return st.sampled_from(sorted(choice.options))
    if choice.low > 0 and choice.high > 10 * choice.low:
        return st.floats(0, 1).map(lambda part: choice.low * (choice.high / choice.low) ** part)
    return st.floats(choice.low, choice.high)


@pytest.mark.parametrize("experiment", laboratory.EXPERIMENTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_run_is_judged(experiment, data, tmp_path_factory):
    lab = laboratory.opened(experiment, data.draw(st.integers(0, 5)))
    lab.spent = -1e6  # hours are not what is looked at here
    chosen = {one.name: data.draw(choice_of(one), one.name) for one in lab.choices}
    if experiment == "voltage_step":
        del chosen[data.draw(st.sampled_from(["voltage", "current"]))]
    run = lab.measure(**chosen)
    assume(run.setup is not None)
    assert load_recording(run.file).columns
    truth = lab.solution(run)
    factor, part = data.draw(st.floats(0.05, 20)), data.draw(st.floats(1e-3, 1))
    for times in (1.0, factor, -1.0):
        found = lab.report(run, **{name: (times * true, part * abs(true)) for name, true in truth.items()})
        assert found.state in ("right", "not yet") and found.sentences
        assert found.state == "not yet" or times != -1.0 and part < 0.9
