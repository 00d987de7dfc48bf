"""What lets a browser in: a code that serves once, then a cookie that no page can read.

Cookies don't tell ports apart, so the name of ours bears that of this studio: two of them may be open.
"""

from __future__ import annotations

import secrets


class Keys:
    """The codes that were given and not yet used, and the one secret of this run."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.name = f"actgen-{port}"
        self._secret = secrets.token_urlsafe(32)
        self._codes: set[str] = set()
        self.entries = 0  # how many browsers have come in

    def new_code(self) -> str:
        """A code for one entry."""
        code = secrets.token_urlsafe(32)
        self._codes.add(code)
        return code

    def spend(self, code: str) -> bool:
        """Whether this code was given; it never serves again."""
        given = next(
            (each for each in self._codes if secrets.compare_digest(each.encode(), code.encode())), None
        )
        if given is None:
            return False
        self._codes.discard(given)
        self.entries += 1
        return True

    def address(self, code: str) -> str:
        """The address by which a browser comes in."""
        return f"http://127.0.0.1:{self.port}/entrer?code={code}"

    @property
    def cookie(self) -> str:
        """What gives the cookie: for this host, this run, and no request that another site makes."""
        return f"{self.name}={self._secret}; Path=/; HttpOnly; SameSite=Strict"

    def open_with(self, header: str) -> bool:
        """Whether the cookies of a request hold the secret; those of other servers may be of any form."""
        ours = f"{self.name}={self._secret}".encode()
        return any(secrets.compare_digest(each.strip().encode(), ours) for each in header.split(";"))
