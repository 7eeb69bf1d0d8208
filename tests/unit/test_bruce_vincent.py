"""The transference number between contacts that let the ion pass (Bruce and Vincent)."""
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mixcond_lessons.physics.polarization import bruce_vincent_transference, current_ratio

shares, ohms = st.floats(0.001, 0.999), st.floats(0, 1e4)


@given(shares, ohms, ohms, st.floats(1, 1e5), st.floats(1e-4, 2e-2))
def test_a_cell_with_contacts_of_known_resistance_gives_its_share_back(share, first, last, inner, voltage):
    """The circuit: at first all carriers answer, at last only the ion; contacts in series both times."""
    initial, steady = voltage / (first + inner), voltage / (last + inner / share)
    assume(first * initial < 0.999999 * voltage and last * steady < 0.999999 * voltage)
    found = bruce_vincent_transference(initial, steady, first, last, voltage)
    assert found == pytest.approx(share, rel=1e-6)


def test_without_contacts_it_is_the_ratio_of_the_currents_and_the_mirror_of_hebb_and_wagner():
    """The transient of a cell that blocks the ions is that of this one with both carriers changed about."""
    ionic = 0.3
    at = np.array([1e-9, 1e5])  # s: at once, and long after
    initial, steady = current_ratio(at, ionic, 1e-3, 1e-9)  # blocked are the electrons, so t_i is left
    assert bruce_vincent_transference(initial, steady, 0.0, 0.0, 1.0) == pytest.approx(ionic, rel=1e-3)


def test_a_cell_solved_in_time_with_contacts_in_series():
    """Finite volumes: the salt diffuses, the ion passes both contacts, the other carrier none."""
    share, cells, contact, voltage = 0.4, 60, 0.5, 1.0
    # Units in which the conductor's resistance is 1, its length 1 and its diffusivity 1.
    mu, step = np.zeros(cells), 0.2 / cells**2
    for _ in range(int(3 / step)):
        ends = 1.5 * mu[[0, -1]] - 0.5 * mu[[1, -2]]
        current = (voltage - (1 - share) * (ends[1] - ends[0])) / (1 + contact)
        # The other carrier stands still at the contacts: there its diffusion balances its drift.
        edge = [current / share]
        flux = np.concatenate([edge, np.diff(mu) * cells, edge])
        mu = mu + step * cells * np.diff(flux)
    first = voltage / (1 + contact)
    found = bruce_vincent_transference(first, current, contact, contact, voltage)
    assert found == pytest.approx(share, rel=0.01)


@pytest.mark.parametrize("bad", [float("nan"), -1.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", ["initial_current", "steady_current", "initial_resistance",
                                  "steady_resistance", "voltage"])
def test_impossible_arguments_are_refused_by_name(name, bad):
    good = {"initial_current": 5e-5, "steady_current": 3e-5, "initial_resistance": 60.0,
            "steady_resistance": 80.0, "voltage": 0.01}
    with pytest.raises(ValueError, match=name):
        bruce_vincent_transference(**good | {name: bad})


def test_contacts_cannot_take_more_than_the_voltage():
    with pytest.raises(ValueError, match="initial_current \\* initial_resistance"):
        bruce_vincent_transference(1e-3, 1e-4, 60.0, 80.0, 0.01)
    with pytest.raises(ValueError, match="steady_current \\* steady_resistance"):
        bruce_vincent_transference(1e-4, 1e-3, 0.0, 80.0, 0.01)
