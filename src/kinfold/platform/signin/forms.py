"""allauth's forms with our words. They parse; allauth's flows do the rest."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.validators import (
    MaxLengthValidator,
    ProhibitNullCharactersValidator,
)

from kinfold.platform.signin.secrets import Unreadable

# Long enough for any passphrase; a megabyte of password would only cost us hashing.
LONGEST_PASSWORD = 256
LONGEST_EMAIL = 254
UNREADABLE = (
    "Your second step cannot be read on this server. Ask whoever looks after Kinfold "
    "to remove it, so that you can set up a new one"
)
NULL = "Remove the character that cannot be printed"
WORDS: dict[str, dict[str, str]] = {
    "login": {
        "required": "Enter your email address",
        "invalid": "Enter an email address in the form name@example.org",
    },
    "email": {
        "required": "Enter your email address",
        "invalid": "Enter an email address in the form name@example.org",
    },
    "password": {"required": "Enter your password"},
    "oldpassword": {"required": "Enter the password you have now"},
    "password1": {"required": "Enter a new password"},
    "password2": {"required": "Enter the new password again"},
    "code": {"required": "Enter the code"},
    "name": {"required": "Enter your name"},
}
LABELS = {
    "login": "Email address",
    "email": "Email address",
    "password": "Password",
    "oldpassword": "The password you have now",
    "password1": "New password",
    "password2": "New password again",
    "code": "Code",
}
HOW_LONG = "At least 12 characters, such as three words that only you would join"


class _OurWords(forms.Form):
    """Labels, messages and limits for the fields that allauth's forms share."""

    hides_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.error_messages |= WORDS.get(name, {})
            if isinstance(field, forms.CharField):
                _limit(name, field)
        if "password1" in self.fields:
            self.fields["password1"].help_text = HOW_LONG


def _limit(name: str, field: forms.CharField) -> None:
    longest = LONGEST_PASSWORD if "password" in name else LONGEST_EMAIL
    field.max_length = longest
    for validator in field.validators:
        if isinstance(validator, ProhibitNullCharactersValidator):
            validator.message = NULL
    field.validators.append(
        MaxLengthValidator(
            longest, f"This is too long. Use {longest} characters or fewer"
        )
    )


class SignInForm(_OurWords, account.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ConfirmForm(_OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ForgottenForm(_OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(_OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class FirstPasswordForm(_OurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class _OpenableCode(_OurWords):
    """Says so when the second step in the table does not open for this account."""

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except Unreadable as error:
            raise forms.ValidationError(UNREADABLE) from error


class CodeForm(_OpenableCode, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmCodeForm(_OpenableCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateAppForm(_OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class JoinForm(_OurWords):
    """What somebody says when they use an invitation."""

    name = forms.CharField(
        label="Your name, as colleagues know you",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first:
            somebody = get_user_model()(email=self.email, name=data.get("name", ""))
            try:
                validate_password(first, somebody)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same")
        return data
