"""How allauth behaves in Kinfold: closed doors, our words, our places."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from kinfold.platform.models import User
from kinfold.platform.signin import bound_secrets
from kinfold.platform.signin.last_person import remember_person

WRONG = "The email address or password is not right"
TOO_MANY = "Too many tries. Wait 5 minutes or reset your password"


def know_address(user: User) -> None:
    """Say to allauth that the account's address is proved: its authority invited it."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": "Too many tries. Wait 5 minutes and try again",
        "incorrect_password": "That is not your password. Try again",
        "enter_current_password": "That is not your password now. Try again",
        "incorrect_code": "That code is not right. Enter the newest code in the app",
        "account_inactive": "This account is closed",
        "invalid_password_reset": "This link has been used or is too old",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing of allauth's own: the page that follows says what happened."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.session.get("has_places"):
            return reverse("platform:places")
        return str(super().get_login_redirect_url(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        response = super().post_login(request, user, **kwargs)
        place = str(request.session.get("place", ""))
        remember_person(request, response, user_id=user.pk, place=place)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("platform:account")

    def reauthenticate(self, user: User, password: str) -> bool:
        known = self.authenticate(self.request, email=user.email, password=password)
        return known is not None and known.pk == user.pk


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted, and says things in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Enter the newest code in the app",
        "cannot_delete_authenticator": (
            "Your authority asks for a second step. Add another before removing this"
        ),
    }

    def encrypt(self, text: str) -> str:
        return bound_secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return bound_secrets.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The picture alone, to stand in the page: the policy allows no data: URL."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :].replace(
            "<svg ", '<svg role="img" aria-label="Picture for your app" ', 1
        )

    def _get_site_name(self) -> str:
        return "Kinfold"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return "My passkey"


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An authority's own directory opens accounts that were invited, and no others."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return True

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        if settings.KINFOLD_OIDC_TRUSTS_EMAIL:
            for address in sociallogin.email_addresses:
                address.verified = True
        found = super().authenticate_by_email(sociallogin)
        if found:
            # else allauth takes the address for unproved and wipes the password
            know_address(found[0])
        return found

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        user = sociallogin.user
        user.email = str(data.get("email") or "").lower()
        return user
