"""Form fields people can answer without knowing how a computer writes a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NOT_REAL = "Enter a real date, for example 12 3 2016"
YEAR_LENGTH = 4
FIRST_YEAR, LAST_YEAR = 1900, 2199
SHORTEST_MONTH_NAME = 3
LONGEST_NUMBER = 6


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year. Their names end _day, _month and _year."""

    template_name = "components/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric"}) for part in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: object) -> list[str | None]:
        return _boxes(value)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            box["part"] = part
            if group := context["widget"]["attrs"].get("id"):
                box["attrs"]["id"] = f"{group}_{part}"
        return context


class DayField(forms.MultiValueField):
    """A date typed as day, month and year; months may be written as words.

    Args:
        earliest, latest: inclusive limits, or functions giving them when the form is
            checked, so that "today" is today.
        too_early, too_late: the sentence shown when a limit is passed.
    """

    widget = DayWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Enter the date",
        "incomplete": NOT_REAL,
        "invalid": NOT_REAL,
        "year": "Enter the year with 4 numbers, for example 2016",
        "far": f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}, for example 2016",
        "too_early": "Enter a date on or after %(limit)s",
        "too_late": "Enter a date on or before %(limit)s",
    }

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **options: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        boxes = [forms.CharField(required=False, max_length=20) for _ in PARTS]
        super().__init__(boxes, require_all_fields=False, **options)

    def clean(self, value: Any) -> date | None:
        """The date, or None when nothing was typed and nothing is required."""
        if self.disabled and not isinstance(value, list):
            value = _boxes(value)
        typed = [str(part or "").strip() for part in value or ()]
        if not any(typed):
            if self.required:
                raise self._error("required")
            return None
        day = self.compress(typed)
        self._check_limits(day)
        return day

    def compress(self, data_list: Sequence[str]) -> date:
        day, month, year = [*data_list, "", "", ""][:3]
        missing = [p for p, v in zip(PARTS, (day, month, year), strict=True) if not v]
        if missing:
            said = " and a ".join(missing)
            raise ValidationError(
                f"The date must include a {said}, for example 12 3 2016",
                code="incomplete",
            )
        numbers = _whole(day), _month(month), _whole(year)
        if None in numbers:
            raise self._error("invalid")
        if len(year) != YEAR_LENGTH:
            raise self._error("year")
        try:
            return date(numbers[2] or 0, numbers[1] or 0, numbers[0] or 0)
        except ValueError:
            raise self._error("invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (self.to_python_day(initial)) != self.clean(data)
        except ValidationError:
            return True

    def to_python_day(self, value: Any) -> date | None:
        """`value` as the date it stands for: initial values come as date or text."""
        parts = _boxes(value)
        return self.compress([str(part) for part in parts]) if all(parts) else None

    def _check_limits(self, day: date) -> None:
        earliest, latest = _now(self.earliest), _now(self.latest)
        if earliest and day < earliest:
            raise self._error("too_early", limit=_said(earliest))
        if latest and day > latest:
            raise self._error("too_late", limit=_said(latest))
        # a slip of the finger; and a page that counts days from it would break
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self._error("far")

    def _error(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


def _boxes(value: object) -> list[str | None]:
    """What stands in the three boxes for a date, or for text in ISO 8601."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return [None, None, None]
    if isinstance(value, date):
        return [str(value.day), str(value.month), str(value.year)]
    return [None, None, None]


def _whole(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return int(text) if is_number else None


def _month(text: str) -> int | None:
    word = text.lower().rstrip(".")
    if len(word) >= SHORTEST_MONTH_NAME:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(word):
                return number
    return _whole(text)


def _now(limit: date | Callable[[], date] | None) -> date | None:
    return limit() if callable(limit) else limit


def _said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"
