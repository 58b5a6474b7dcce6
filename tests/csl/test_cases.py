"""Citations and bibliographies as prose; tests/support/csl_cases.py explains the notation."""

import pytest
from csl_cases import describe
from golden import case_id, read_cases

CASES = read_cases("csl")


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_case_comes_out_as_it_says(case, update_cases):
    case.check(describe(case.given), update=update_cases)


def test_a_title_names_one_case_of_a_file():
    names = [case_id(case) for case in CASES]
    assert len(names) == len(set(names))
