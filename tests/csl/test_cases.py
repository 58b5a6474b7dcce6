"""Citations and bibliographies as prose; tests/support/csl_cases.py explains the notation."""

import pytest
from csl_cases import describe
from golden import case_id, read_cases

CASES = read_cases("csl")
FAILURES: dict[str, str] = {
    "A demoted particle is compared before the given name": "it is compared after",
}
"""Cases that say what the specification wants and is not done, with what is done."""


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case_id(case),
            marks=pytest.mark.xfail(reason=FAILURES[case.title], strict=True) if case.title in FAILURES else (),
        )
        for case in CASES
    ],
)
def test_a_case_comes_out_as_it_says(case, update_cases):
    case.check(describe(case.given), update=update_cases and case.title not in FAILURES)


def test_every_known_failure_is_a_case():
    assert FAILURES.keys() <= {case.title for case in CASES}


def test_a_title_names_one_case_of_a_file():
    names = [case_id(case) for case in CASES]
    assert len(names) == len(set(names))
