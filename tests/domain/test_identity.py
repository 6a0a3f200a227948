"""Papers and telephone numbers. All numbers here are invented; their check digits are right where they should be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salesdesk.domain.errors import BadInput
from salesdesk.domain.identity import (
    PROVINCES,
    Identity,
    IdentityKind,
    Sex,
    check_identity,
    mask_identity,
    mask_telephone,
    normalise_telephone,
)

TODAY = date(2026, 5, 20)
CHECKS = "10X98765432"


def resident_number(county: str, born_on: date, sequence: int) -> str:
    """A whole number by GB 11643, worked out anew: Σ digit × 2^place ≡ 1 (mod 11), the check standing at place 0."""
    body = f"{county}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * 2 ** (17 - index) for index, digit in enumerate(body))
    return body + next(check for check in CHECKS if (total + (10 if check == "X" else int(check))) % 11 == 1)


def refusal(kind: IdentityKind, text: str) -> str:
    with pytest.raises(BadInput) as refused:
        check_identity(kind, text, TODAY)
    return str(refused.value)


def resident(text: str) -> Identity:
    return check_identity(IdentityKind.RESIDENT, text, TODAY)


residents = st.builds(
    resident_number,
    county=st.builds("{}{:04d}".format, st.sampled_from(sorted(PROVINCES)), st.integers(0, 9999)),
    born_on=st.dates(date(1900, 1, 1), TODAY),
    sequence=st.integers(0, 999),
)


@given(residents)
def test_a_right_number_passes_whatever_its_county_and_tells_birth_and_sex(number: str) -> None:
    known = resident(number)
    assert known.number == number
    assert known.born_on is not None
    assert f"{known.born_on:%Y%m%d}" == number[6:14]
    assert known.sex is (Sex.MALE if number[16] in "13579" else Sex.FEMALE)
    assert known.province == PROVINCES[number[:2]]


@given(residents, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(number: str, place: int, digit: str) -> None:
    assume(number[place] != digit)
    refusal(IdentityKind.RESIDENT, number[:place] + digit + number[place + 1 :])


@given(residents, st.integers(0, 15))
def test_two_neighbours_swapped_are_always_found(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    refusal(IdentityKind.RESIDENT, number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@pytest.mark.parametrize(
    "typed",
    [
        "32010419880730119x",
        "３２０１０４１９８８０７３０１１９Ｘ",
        " 320104 19880730 119X\u200b",
        "320104-19880730-119X",
    ],
)
def test_what_people_paste_becomes_one_number(typed: str) -> None:
    assert resident(typed).number == "32010419880730119X"


def test_an_old_card_of_15_digits_is_the_same_person_as_the_new_one() -> None:
    assert resident("320104880730119").number == resident("32010419880730119X").number


@pytest.mark.parametrize(("code", "province"), [("810000", "Hong Kong"), ("820000", "Macao"), ("830000", "Taiwan")])
def test_residence_permits_of_hong_kong_macao_and_taiwan_pass(code: str, province: str) -> None:
    assert resident(resident_number(code, date(1975, 2, 3), 1)).province == province


def test_a_foreigner_s_residence_card_begins_with_9_and_its_province() -> None:
    assert resident(resident_number("931840", date(1975, 2, 3), 2)).province == "Shanghai"


def test_who_was_born_today_may_own_a_home_and_who_is_born_tomorrow_may_not() -> None:
    assert resident(resident_number("320104", TODAY, 8)).born_on == TODAY
    tomorrow = refusal(IdentityKind.RESIDENT, resident_number("320104", date(2026, 5, 21), 8))
    assert tomorrow == "The identity number holds a date of birth in the future: 2026-05-21."


def with_check(body: str) -> str:
    return body + next(check for check in CHECKS if _is_accepted_sum(body + check))


def _is_accepted_sum(number: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in number]
    return sum(value << (17 - index) for index, value in enumerate(values)) % 11 == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "The number of the paper is missing."),
        ("3201041988073011", "An identity number has 18 characters (15 on an old card), not 16."),
        ("32010488073011X", "An identity number has 18 characters (15 on an old card), not 15."),
        ("320104A9880730119X", "An identity number holds digits only, and perhaps an X at its end."),
        ("٣٢٠١٠٤١٩٨٨٠٧٣٠١١٩X", "An identity number holds digits only, and perhaps an X at its end."),
        ("320104198807301191", "The identity number cannot be right: a digit is wrong, or two are swapped."),
        (with_check("32010419890229117"), "The identity number holds no real date of birth: 19890229."),
        (with_check("32010418790228117"), "The identity number holds no real date of birth: 18790228."),
        (with_check("99010419880730117"), "The identity number cannot be right: no province has the number 90."),
        (with_check("00010419880730117"), "The identity number cannot be right: no province has the number 00."),
    ],
)
def test_a_wrong_identity_number_is_refused_with_its_reason(number: str, sentence: str) -> None:
    assert refusal(IdentityKind.RESIDENT, number) == sentence


@pytest.mark.parametrize("number", ["3.20104E+17", "320104198807301000", "3.2E14", "320104198807301190.0"])
def test_a_number_that_excel_has_destroyed_is_named_as_such(number: str) -> None:
    assert "Excel" in refusal(IdentityKind.RESIDENT, number)


def test_a_refusal_does_not_carry_the_number_into_a_log() -> None:
    assert "320104" not in refusal(IdentityKind.RESIDENT, "320104198807301191")


COMPANY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def company_code(body: str) -> str:
    """A code by GB 32100, worked out anew: Σ value × 3^place ≡ 0 (mod 31), with the check's weight 1."""
    total = sum(COMPANY_ALPHABET.index(ch) * 3**place for place, ch in enumerate(body))
    return body + next(ch for ch in COMPANY_ALPHABET if (total + COMPANY_ALPHABET.index(ch)) % 31 == 0)


@given(st.text(COMPANY_ALPHABET, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(COMPANY_ALPHABET))
def test_a_company_code_passes_and_one_wrong_character_is_found(body: str, place: int, wrong: str) -> None:
    code = company_code(body)
    assert check_identity(IdentityKind.COMPANY, code.lower(), TODAY) == Identity(IdentityKind.COMPANY, code)
    assume(code[place] != wrong)
    assert "cannot be right" in refusal(IdentityKind.COMPANY, code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("text", ["91320104MA1ABCDE2", "91320104MAIABCDE21", "91320104MA1ABCDE2中"])
def test_a_company_code_of_the_wrong_shape_is_refused(text: str) -> None:
    assert refusal(IdentityKind.COMPANY, text).startswith("A company code has 18 characters")


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (IdentityKind.PASSPORT, "e1234 5678", "E12345678"),
        (IdentityKind.PASSPORT, "C01X00T47", "C01X00T47"),
        (IdentityKind.TRAVEL_PERMIT, "h01234567", "H01234567"),
        (IdentityKind.TRAVEL_PERMIT, "M0123456701", "M0123456701"),
        (IdentityKind.TRAVEL_PERMIT, "0１２34567", "01234567"),
    ],
)
def test_passports_and_travel_permits_are_checked_by_their_shape(kind: IdentityKind, typed: str, stored: str) -> None:
    assert check_identity(kind, typed, TODAY) == Identity(kind, stored)


@pytest.mark.parametrize("text", ["PASSPORT", "E1", "E1234567890123", "E12_345", "护照12345"])
def test_a_passport_of_the_wrong_shape_is_refused(text: str) -> None:
    assert refusal(IdentityKind.PASSPORT, text) == "A passport number has 5 to 12 letters and digits."


@pytest.mark.parametrize("text", ["X01234567", "H0123456", "1234567", "H01234567A"])
def test_a_travel_permit_of_the_wrong_shape_is_refused(text: str) -> None:
    assert refusal(IdentityKind.TRAVEL_PERMIT, text).startswith("A travel permit has H or M and 8 digits")


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("320104198807304826", "320104********4826"),
        ("320104880730482", "320104*****0482"),
        ("E12345678", "E1*****78"),
        ("A1234", "A****"),
        ("", ""),
    ],
)
def test_a_masked_number_keeps_county_and_end_only(number: str, masked: str) -> None:
    assert mask_identity(number) == masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13851462046", "13851462046"),
        ("１３８５１４６２０４６", "13851462046"),
        ("+86 138-5146-2046", "13851462046"),
        ("0086 13851462046", "13851462046"),
        ("8613851462046", "13851462046"),
        ("013851462046", "13851462046"),
        ("138 5146\u00a02046", "13851462046"),
        ("13851462046.0", "13851462046"),
        ("199—5146—2046", "19951462046"),
        ("025-83712345", "02583712345"),
        ("（０２５）８３７１　２３４５", "02583712345"),
        ("+86 (0)25 8371 2345", "02583712345"),
        ("+86 25 8371 2345", "02583712345"),
        ("010 6512 3456", "01065123456"),
        ("0511-8371234", "05118371234"),
        ("0511-83712345", "051183712345"),
        ("400-812-3456", "4008123456"),
        ("+852 9123 4567", "+85291234567"),
        ("85291234567", "+85291234567"),
        ("00853 6612 3456", "+85366123456"),
        ("+886 0912 345 678", "+886912345678"),
        ("+886 (0)2 2712 3456", "+886227123456"),
        ("+44 (0)20 7946 0018", "+442079460018"),
    ],
)
def test_a_telephone_number_has_one_form_however_it_is_written(typed: str, stored: str) -> None:
    assert normalise_telephone(typed) == stored
    assert normalise_telephone(stored) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "A telephone number is missing here."),
        (" - ", "A telephone number is missing here."),
        ("1385146204", "“1385146204” has 10 digits; a mobile number has 11."),
        ("+86 138514620466", "“+86 138514620466” has 12 digits; a mobile number has 11."),
        ("83712345", "“83712345” lacks the area code, for instance 025-83712345."),
        ("12345678901", "“12345678901” is no telephone number that can be dialled."),
        ("+852 1234", "“+852 1234” is no telephone number that can be dialled."),
        ("1385146204o", "“1385146204o” holds characters that no telephone number has."),
        ("☎😀", "“☎😀” holds characters that no telephone number has."),
        ("13851462046/13951234567", "There is more than one telephone number; each has a field of its own."),
        ("13851462046、02583712345", "There is more than one telephone number; each has a field of its own."),
    ],
)
def test_what_is_no_telephone_number_is_refused_with_its_reason(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        normalise_telephone(typed)
    assert str(refused.value) == sentence


def test_a_telephone_number_that_excel_shortened_is_named_as_such() -> None:
    with pytest.raises(BadInput, match="Excel"):
        normalise_telephone("1.38515E+10")


@given(st.text(max_size=30))
def test_any_text_is_either_a_number_that_stays_itself_or_a_refusal(text: str) -> None:
    try:
        number = normalise_telephone(text)
    except BadInput:
        return
    assert normalise_telephone(number) == number


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13851462046", "138 **** 2046"),
        ("02583712345", "025 **** 2345"),
        ("051183712345", "0511 **** 2345"),
        ("+85291234567", "+852 **** 4567"),
        ("4008123456", "400 **** 3456"),
        ("12345", "**** 45"),
    ],
)
def test_a_masked_telephone_number_hides_its_middle(number: str, masked: str) -> None:
    assert mask_telephone(number) == masked
