"""Many rows of one table in one test, which lists all those that fail: a test of its own costs each 6 ms."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def every(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Callable[..., None]], Any]:
    """As `pytest.mark.parametrize`, for a test that leaves nothing behind it."""
    wanted, table = (names,) if isinstance(names, str) else names, tuple(rows)

    def made(test: Callable[..., None]) -> Any:
        def run(**fixtures: Any) -> None:
            assert table, "no row at all"
            failed = []
            for row in table:
                given = dict(zip(wanted, (row,) if isinstance(names, str) else row, strict=True))
                try:
                    test(**given, **fixtures)
                except Exception as error:
                    failed.append(f"{str(row)[:200]}\n    {type(error).__name__}: {error}")
            assert not failed, f"{len(failed)} of {len(table)} rows:\n" + "\n".join(failed)

        told = inspect.signature(test).parameters
        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [each for name, each in told.items() if name not in wanted]
        )
        return run

    return made
