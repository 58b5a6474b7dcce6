"""Citations and bibliographies as prose; tests/support/csl_cases.py explains the notation."""

import pytest
from csl_cases import describe
from golden import case_id, read_cases


@pytest.mark.parametrize("case", read_cases("csl"), ids=case_id)
def test_a_case_comes_out_as_it_says(case, update_cases):
    case.check(describe(case.given), update=update_cases)
