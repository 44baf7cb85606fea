"""A provider of OpenID Connect as a real server on this machine, which can be told to lie.

oidc-provider-mock answers (discovery, authorisation code, PKCE, userinfo, by way of Authlib); in front of it stands
what signs each ID token anew, after a test has changed it.
"""

import base64
import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

import jwt
import oidc_provider_mock
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.serving import WSGIRequestHandler, make_server

Change = Callable[[dict[str, Any]], dict[str, Any]]


class Quiet(WSGIRequestHandler):
    def log(self, *args: Any) -> None:
        pass


class Provider:
    """Serves at ``issuer``. ``change`` changes claims before they are signed, ``signs_with`` is the key that signs."""

    def __init__(self) -> None:
        self.app = oidc_provider_mock.app()
        self.key = self.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.algorithm = "RS256"
        self.change: Change = dict
        self.told_about: Change = dict  # the answer of the userinfo endpoint
        self.asked: list[dict[str, list[str]]] = []  # the forms sent to the token endpoint
        self.issuer = ""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return self.answer(start, {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]})
        if path not in {"/oauth2/token", "/userinfo"}:
            return self.app(environ, start)
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(sent)
        said: list[Any] = []
        told = json.loads(b"".join(self.app(environ, lambda *given: said.append(given))))
        if not said[0][0].startswith("200"):
            return self.answer(start, told, said[0][0])
        if path == "/userinfo":
            return self.answer(start, self.told_about(told))
        self.asked.append(parse_qs(sent.decode()))
        payload = told["id_token"].split(".")[1]
        claims = self.change(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))
        key = None if self.algorithm == "none" else self.signs_with
        told["id_token"] = jwt.encode(claims, key, self.algorithm, headers={"kid": "one"})
        return self.answer(start, told)

    def answer(self, start: Callable[..., Any], told: Any, status: str = "200 OK") -> Iterable[bytes]:
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    def knows(self, subject: str, **claims: Any) -> None:
        """A person of the provider with these claims."""
        response = self.app.test_client().put(f"/users/{subject}", json=claims)
        assert response.status_code == 204


@contextmanager
def served() -> Iterator[Provider]:
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=Quiet)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
