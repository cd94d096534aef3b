"""How people sign in. Imported whole by `base`. See ADR 8, docs/how-to/sign-in.md."""

from __future__ import annotations

import os
from typing import Any

from kinfold.config.environment import flag

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
CSRF_FAILURE_VIEW = "kinfold.platform.signin.views.stale.stale_page"

# A session ends after half an hour without a request, and after a working day at most.
SESSION_ENGINE = "kinfold.platform.signin.sessions"
SESSION_IDLE_SECONDS = int(os.environ.get("KINFOLD_IDLE_MINUTES", "30")) * 60
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# The rate limits count here. In memory each server process would count for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kinfold_cache",
        # the default of 300 would throw counters away in the middle of an attack
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

ACCOUNT_ADAPTER = "kinfold.platform.signin.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# nobody signs up: an address is proved by the invitation that was sent to it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Kinfold: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_FORMS = {
    "login": "kinfold.platform.signin.forms.SignInForm",
    "reauthenticate": "kinfold.platform.signin.forms.ConfirmForm",
    "reset_password": "kinfold.platform.signin.forms.ForgottenForm",
    "reset_password_from_key": "kinfold.platform.signin.forms.NewPasswordForm",
    "change_password": "kinfold.platform.signin.forms.ChangePasswordForm",
    "set_password": "kinfold.platform.signin.forms.FirstPasswordForm",
}
# Per address, 5 wrong passwords in 5 minutes. Per network address the limits are wide,
# because a whole authority may come from one.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "join": "60/m/ip",
    "ask_link": "60/m/ip",
    "copy_link": "60/m/ip",
    "calendar_key": "240/m/ip",  # a maker of calendars asks for many of its people
    "learning_link": "300/m/ip",  # a whole room answers at once
}
# How many proxies stand before us and add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KINFOLD_PROXY_COUNT", "0"))
DEFAULT_FROM_EMAIL = os.environ.get("KINFOLD_EMAIL_FROM", "kinfold@localhost")
EMAIL_HOST = os.environ.get("KINFOLD_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("KINFOLD_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KINFOLD_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KINFOLD_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("KINFOLD_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)

# None: asked for everywhere but in the demo. See second_factor.is_required.
KINFOLD_REQUIRE_SECOND_FACTOR: bool | None = (
    flag("KINFOLD_REQUIRE_SECOND_FACTOR")
    if "KINFOLD_REQUIRE_SECOND_FACTOR" in os.environ
    else None
)
PASSWORD_RESET_TIMEOUT = 60 * 60

# Who stands at the door of the demo; read there and nowhere else.
KINFOLD_DEMO_PEOPLE = "kinfold.world.staffing.demo_accounts"
KINFOLD_DEMO_PASSWORD = "kinfold.world.staffing.DEMO_PASSWORD"  # noqa: S105  a name

MFA_ADAPTER = "kinfold.platform.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_TOTP_ISSUER = "Kinfold"
MFA_TOTP_TOLERANCE = 1  # one step of 30 s either way: phones' clocks drift
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "kinfold.platform.signin.forms.CodeForm",
    "reauthenticate": "kinfold.platform.signin.forms.ConfirmCodeForm",
    "activate_totp": "kinfold.platform.signin.forms.ActivateAppForm",
}

# An authority's own directory (Entra ID and any other OpenID Connect provider).
KINFOLD_OIDC_NAME = os.environ.get("KINFOLD_OIDC_NAME", "your work account")
KINFOLD_OIDC_SERVER = os.environ.get("KINFOLD_OIDC_SERVER", "")
# Entra ID sends no `email_verified`; one tenant's own addresses may be trusted.
KINFOLD_OIDC_TRUSTS_EMAIL = flag("KINFOLD_OIDC_TRUSTS_EMAIL")
_oidc_apps: list[dict[str, Any]] = []
if os.environ.get("KINFOLD_OIDC_ID"):
    _oidc_apps.append(
        {
            "provider_id": "work",
            "name": KINFOLD_OIDC_NAME,
            "client_id": os.environ["KINFOLD_OIDC_ID"],
            "secret": os.environ.get("KINFOLD_OIDC_SECRET", ""),
            "settings": {"server_url": KINFOLD_OIDC_SERVER},
        }
    )
SOCIALACCOUNT_ADAPTER = "kinfold.platform.signin.adapters.DirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": _oidc_apps, "OAUTH_PKCE_ENABLED": True}
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
