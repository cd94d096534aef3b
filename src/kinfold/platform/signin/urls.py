"""The account pages. Named as allauth names them, so that its flows find them.

Written out rather than included, so that a door we do not want (signing up, changing
the address an authority invited) is a 404 and not a page that says no.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as directory
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from kinfold.platform.signin.views.sign_in import by_link, sign_in, unprocessable


@login_not_required
def absent(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A page of allauth's that Kinfold does not have."""
    raise Http404


_account = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path(
        "confirm/",
        unprocessable(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        unprocessable(account.password_change),
        name="account_change_password",
    ),
    path(
        "password/first/",
        unprocessable(account.password_set),
        name="account_set_password",
    ),
    path(
        "password/forgotten/",
        unprocessable(account.password_reset),
        name="account_reset_password",
    ),
    path(
        "password/forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        unprocessable(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

_second_step = [
    path("second-step/", mfa.index, name="mfa_index"),
    path(
        "second-step/enter/",
        unprocessable(mfa.authenticate),
        name="mfa_authenticate",
    ),
    path(
        "second-step/confirm/",
        unprocessable(mfa.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "second-step/app/add/",
        unprocessable(totp.activate_totp),
        name="mfa_activate_totp",
    ),
    path(
        "second-step/app/remove/",
        unprocessable(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-step/codes/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-step/codes/new/",
        unprocessable(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        "passkeys/add/", unprocessable(webauthn.add_webauthn), name="mfa_add_webauthn"
    ),
    path(
        "passkeys/confirm/",
        unprocessable(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "passkeys/<int:pk>/remove/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "passkeys/<int:pk>/rename/",
        unprocessable(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
]

_directory = [
    path(
        "work/cancelled/",
        login_not_required(social.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path(
        "work/error/",
        login_not_required(social.login_error),
        name="socialaccount_login_error",
    ),
    path(
        "directory/<slug:provider_id>/",
        by_link(directory.login),
        name="openid_connect_login",
    ),
    path(
        "directory/<slug:provider_id>/return/",
        directory.callback,
        name="openid_connect_callback",
    ),
]

_absent = [
    path("sign-up/", absent, name="account_signup"),
    path("email/", absent, name="account_email"),
    path("email/sent/", absent, name="account_email_verification_sent"),
    path("email/<str:key>/", absent, name="account_confirm_email"),
    path("directory/", absent, name="socialaccount_connections"),
    path("directory/sign-up/", absent, name="socialaccount_signup"),
]

urlpatterns = [*_account, *_second_step, *_absent, *_directory]
