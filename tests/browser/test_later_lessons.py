"""The second half of the notebooks in JupyterLab: the same tests in a file of its own, so that two processes share the work."""
import pytest

from tests.browser.test_lessons import ALL, NOTEBOOKS, lesson, served, test_by_keys, test_fits_a_projector, test_two_hundred_moves_leave_nothing_behind

__all__ = ["lesson", "served", "test_by_keys", "test_fits_a_projector", "test_two_hundred_moves_leave_nothing_behind"]


@pytest.fixture(params=ALL[len(NOTEBOOKS):])
def notebook(request):
    return request.param
