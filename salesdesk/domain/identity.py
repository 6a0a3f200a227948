"""Who a customer is: papers of identity, company codes and telephone numbers, checked as they are typed.

Every check takes what people type or paste (full-width digits, blanks, dashes, a small x) and gives back the one
form that is stored and compared. A refusal never repeats the number of a paper: sentences end up in logs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark


class IdentityKind(StrEnum):
    """The papers that a buyer shows."""

    RESIDENT = "resident"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"
    COMPANY = "company"


IDENTITY_WORDS: dict[IdentityKind, str] = {
    IdentityKind.RESIDENT: mark("Resident identity card"),
    IdentityKind.TRAVEL_PERMIT: mark("Travel permit (Hong Kong, Macao, Taiwan)"),
    IdentityKind.PASSPORT: mark("Passport"),
    IdentityKind.COMPANY: mark("Company code"),
}


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


SEX_WORDS: dict[Sex, str] = {Sex.MALE: mark("Male"), Sex.FEMALE: mark("Female")}

# fmt: off
PROVINCES: dict[str, str] = {
    "11": mark("Beijing"), "12": mark("Tianjin"), "13": mark("Hebei"), "14": mark("Shanxi"),
    "15": mark("Inner Mongolia"), "21": mark("Liaoning"), "22": mark("Jilin"), "23": mark("Heilongjiang"),
    "31": mark("Shanghai"), "32": mark("Jiangsu"), "33": mark("Zhejiang"), "34": mark("Anhui"), "35": mark("Fujian"),
    "36": mark("Jiangxi"), "37": mark("Shandong"), "41": mark("Henan"), "42": mark("Hubei"), "43": mark("Hunan"),
    "44": mark("Guangdong"), "45": mark("Guangxi"), "46": mark("Hainan"), "50": mark("Chongqing"),
    "51": mark("Sichuan"), "52": mark("Guizhou"), "53": mark("Yunnan"), "54": mark("Tibet"), "61": mark("Shaanxi"),
    "62": mark("Gansu"), "63": mark("Qinghai"), "64": mark("Ningxia"), "65": mark("Xinjiang"),
    "71": mark("Taiwan"), "81": mark("Hong Kong"), "82": mark("Macao"), "83": mark("Taiwan"),
}
# fmt: on
"""First two digits of a resident's number (GB/T 2260); 81, 82 and 83 stand on residence permits (港澳台居民居住证)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A checked paper: the number as it is stored, and what the number itself tells.

    ``province`` is an English source for `tr`, or empty; it is where the card was first issued, a hint and no more.
    ``born_on`` and ``sex`` are known for residents only.
    """

    kind: IdentityKind
    number: str
    born_on: date | None = None
    sex: Sex | None = None
    province: str = ""


_EARLIEST_BIRTH = date(1880, 1, 1)
_RESIDENT_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_RESIDENT_CHECKS = "10X98765432"
_COMPANY_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EXCEL_LOST = mark("Excel kept this number as a figure and lost its last digits; copy it from the paper.")


def _plain(text: str) -> str:
    """Full-width characters made plain; blanks, dashes and invisible characters taken away; capitals."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(ch for ch in plain if ch.isprintable() and not ch.isspace() and unicodedata.category(ch) != "Pd")


def _resident_check(first17: str) -> str:
    """The 18th character by MOD 11-2 (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _RESIDENT_WEIGHTS, strict=True))
    return _RESIDENT_CHECKS[total % 11]


def _birth_date(digits: str, today: date) -> date:
    no_date = BadInput(mark("The identity number holds no real date of birth: {digits}."), digits=digits)
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise no_date from error
    if born_on < _EARLIEST_BIRTH:
        raise no_date
    if born_on > today:
        raise BadInput(mark("The identity number holds a date of birth in the future: {day}."), day=born_on.isoformat())
    return born_on


def _resident(plain: str, today: date) -> Identity:
    if re.fullmatch(r"\d(\.\d+)?E\+?1[47]|\d{16,18}\.0", plain):
        raise BadInput(_EXCEL_LOST)
    plain = plain.removesuffix(".0")
    if not re.fullmatch(r"[0-9]*X?", plain):
        raise BadInput(mark("An identity number holds digits only, and perhaps an X at its end."))
    if len(plain) not in (15, 18) or (len(plain) == 15 and plain.endswith("X")):
        raise BadInput(mark("An identity number has 18 characters (15 on an old card), not {count}."), count=len(plain))
    number = plain if len(plain) == 18 else f"{plain[:6]}19{plain[6:]}"
    number = number if len(number) == 18 else number + _resident_check(number)
    if number[-1] != _resident_check(number[:17]):
        raise BadInput(
            _EXCEL_LOST
            if number.endswith("000")
            else mark("The identity number cannot be right: a digit is wrong, or two are swapped.")
        )
    born_on = _birth_date(number[6:14], today)
    # A foreigner's permanent residence card (2023) begins with 9; the province that issued it follows.
    code = number[1:3] if number.startswith("9") else number[:2]
    if code not in PROVINCES:
        raise BadInput(mark("The identity number cannot be right: no province has the number {code}."), code=code)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Identity(IdentityKind.RESIDENT, number, born_on, sex, PROVINCES[code])


def _company_check(first17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100): weights are powers of 3, modulus 31."""
    total = sum(_COMPANY_CHARACTERS.index(ch) * pow(3, place, 31) for place, ch in enumerate(first17))
    return _COMPANY_CHARACTERS[-total % 31]


def _company(plain: str) -> Identity:
    if len(plain) != 18 or any(ch not in _COMPANY_CHARACTERS for ch in plain):
        raise BadInput(mark("A company code has 18 characters: digits and capital letters, but never I, O, S, V or Z."))
    if plain[-1] != _company_check(plain[:17]):
        raise BadInput(mark("The company code cannot be right: a character is wrong, or two are swapped."))
    return Identity(IdentityKind.COMPANY, plain)


def check_identity(kind: IdentityKind, text: str, today: date) -> Identity:
    """Check a number as it is typed, and say what it tells.

    A resident's number is checked by its length, its check digit (MOD 11-2), a real date of birth up to ``today``, and
    its province. The county is not: lists of counties are always older than the newest card. The 15 digits of an
    old card become the 18 of the same person's new one, so that both are recognised as one. Residence permits of
    Hong Kong, Macao and Taiwan and foreigners' residence cards of 2023 are built alike and pass.

    Raises:
        BadInput: with the reason; the number is not repeated in it.
    """
    plain = _plain(text)
    if not plain:
        raise BadInput(mark("The number of the paper is missing."))
    match kind:
        case IdentityKind.RESIDENT:
            return _resident(plain, today)
        case IdentityKind.COMPANY:
            return _company(plain)
        case IdentityKind.PASSPORT:
            if not re.fullmatch(r"(?=.*\d.*\d)[A-Z0-9]{5,12}", plain, re.ASCII):
                raise BadInput(mark("A passport number has 5 to 12 letters and digits."))
        case IdentityKind.TRAVEL_PERMIT:
            if not re.fullmatch(r"[HM]\d{8}(\d{2})?|\d{8}(\d{2})?", plain, re.ASCII):
                raise BadInput(
                    mark("A travel permit has H or M and 8 digits (Hong Kong, Macao), or 8 digits (Taiwan).")
                )
    return Identity(kind, plain)


def mask_identity(number: str) -> str:
    """``320104198807304826`` → ``320104********4826``; shorter numbers keep two characters at either end."""
    head, tail = (6, 4) if len(number) >= 15 else (2, 2) if len(number) >= 7 else (1, 0)
    return number[:head] + "*" * (len(number) - head - tail) + (number[-tail:] if tail else "")


_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d))([2-8]\d{7})|(0[3-9]\d{2})([2-8]\d{6,7})")
_SERVICE = re.compile(r"[48]00\d{7}")
_ABROAD = re.compile(r"852[2-9]\d{7}|853[268]\d{7}|886[2-9]\d{7,8}")


def _telephone_digits(text: str) -> str:
    """The digits, with a plus before them where a country is given; everything that only separates is taken away."""
    plain = re.sub(r"\.0$", "", unicodedata.normalize("NFKC", text).strip())
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", plain, re.IGNORECASE):
        raise BadInput(_EXCEL_LOST)
    plain = "".join(ch for ch in plain if ch.isprintable() and not ch.isspace() and unicodedata.category(ch) != "Pd")
    if re.search(r"\d{7}[/、,;|和或]\+?\d{7}", plain):
        raise BadInput(mark("There is more than one telephone number; each has a field of its own."))
    plain = re.sub(r"\(0\)|[().·]", "", plain) if plain.startswith(("+", "00")) else re.sub(r"[().·]", "", plain)
    if not plain:
        raise BadInput(mark("A telephone number is missing here."))
    if not re.fullmatch(r"\+?\d+", plain, re.ASCII):
        raise BadInput(mark("“{text}” holds characters that no telephone number has."), text=text.strip()[:40])
    return "+" + plain[2:] if plain.startswith("00") else plain


def _number_at_home(digits: str) -> str:
    """A number of the mainland as it is dialled there, or empty."""
    digits = re.sub(r"^\+?86(?=\d{9})", "", digits)
    if _SERVICE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    if _MOBILE.fullmatch(digits.removeprefix("0")):
        return digits.removeprefix("0")
    return "0" + digits if _LANDLINE.fullmatch("0" + digits) else ""


def normalise_telephone(text: str) -> str:
    """The one form of a telephone number that is stored and compared.

    Mainland mobiles have 11 digits (``13851462046``), landlines their area code (``02583712345``), service numbers
    begin with 400 or 800. Hong Kong, Macao, Taiwan and, where a plus or 00 stands before, any other country keep
    their country code after a plus (``+85291234567``).

    Raises:
        BadInput: what is wrong with it, in a sentence.
    """
    digits = _telephone_digits(text)
    if not digits.startswith("+") or digits.startswith("+86"):
        at_home = _number_at_home(digits)
        if at_home:
            return at_home
    abroad = digits.removeprefix("+")
    if abroad.startswith("8860"):
        abroad = "886" + abroad[4:]
    known = _ABROAD.fullmatch(abroad)
    if known or (digits.startswith("+") and not re.match(r"86|85[23]|886", abroad) and 8 <= len(abroad) <= 15):
        return "+" + abroad
    raise _unknown_telephone(digits.removeprefix("+86"), text.strip()[:40])


def _unknown_telephone(digits: str, text: str) -> BadInput:
    count = len(digits)
    if re.fullmatch(r"[2-8]\d{6,7}", digits):
        return BadInput(mark("“{text}” lacks the area code, for instance 025-83712345."), text=text)
    if re.match(r"1[3-9]", digits) and count != 11:
        return BadInput(mark("“{text}” has {count} digits; a mobile number has 11."), text=text, count=count)
    return BadInput(mark("“{text}” is no telephone number that can be dialled."), text=text)


def mask_telephone(number: str) -> str:
    """A normalised number without its middle: ``138 **** 2046``, ``025 **** 2345``, ``+852 **** 4567``."""
    if len(number) < 10:
        return f"**** {number[-2:]}"
    landline = _LANDLINE.fullmatch(number)
    head = (landline[1] or landline[3]) if landline else number[: 4 if number.startswith("+") else 3]
    return f"{head} **** {number[-4:]}"
