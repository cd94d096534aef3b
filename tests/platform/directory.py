"""A small OpenID Connect provider, a real HTTP server on this machine.

Speaks what Kinfold asks of an authority's directory: discovery, keys, the code flow
with proof key (S256), an RS256 identity token and the user's details.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "kinfold", "directory-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Directory(ThreadingHTTPServer):
    """`claims` is who is signed in there; `audience` is whom tokens are for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.claims: dict[str, Any] = {}
        self.audience = CLIENT_ID
        self.pending: dict[str, dict[str, str]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sign_in(self, authorize_url: str) -> str:
        """What a browser does there: sign in. Returns the way back."""
        asked = parse_qs(urlsplit(authorize_url).query)
        query = {name: values[0] for name, values in asked.items()}
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe(16)
        self.pending[code] = query
        back = {"code": code, "state": query["state"]}
        return f"{query['redirect_uri']}?{urlencode(back)}"


class _Answers(BaseHTTPRequestHandler):
    server: Directory

    def log_message(self, *args: Any) -> None:
        pass

    def _say(self, body: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        url = self.server.url
        if self.path == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": url,
                    "authorization_endpoint": f"{url}/authorize",
                    "token_endpoint": f"{url}/token",
                    "userinfo_endpoint": f"{url}/userinfo",
                    "jwks_uri": f"{url}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif self.path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._say({"keys": [key | {"kid": "k1", "use": "sig", "alg": "RS256"}]})
        elif self.path == "/userinfo":
            if self.headers["Authorization"] == "Bearer an-access-token":
                self._say(self.server.claims)
            else:
                self._say({"error": "invalid_token"}, 401)
        else:
            self._say({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        asked = self.server.pending.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if (
            asked is None
            or form.get("client_secret") != CLIENT_SECRET
            or shown != asked["code_challenge"]
        ):
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        token = self.server.claims | {
            "iss": self.server.url,
            "aud": self.server.audience,
            "iat": now,
            "exp": now + 300,
        }
        self._say(
            {
                "access_token": "an-access-token",
                "token_type": "Bearer",
                "id_token": jwt.encode(token, KEY, "RS256", headers={"kid": "k1"}),
            }
        )


@contextmanager
def running_directory() -> Iterator[Directory]:
    directory = Directory()
    # asked every hundredth of a second whether to stop: half a second is the default
    thread = threading.Thread(target=directory.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        directory.shutdown()
        directory.server_close()
        thread.join()
