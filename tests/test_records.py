"""`actgen.records.dataclass` does what the standard library's does."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from functools import partial
from typing import Any, ClassVar

import pytest

from actgen.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Ours:
    kind: ClassVar[str] = "k"
    first: int
    second: str = "s"
    third: list[int] = field(default_factory=list, compare=False)
    fourth: int = field(default=4, kw_only=True, repr=False)
    fifth: int = field(default=5, init=False)

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "b", [2]), {}),
    ((-1,), {}),
    ((1,), {"second": "z"}),
    ((1,), {"fourth": 3}),
]


def both(**words: bool) -> list[Any]:
    """The same class by each decorator."""

    def made(decorator: Callable[..., Any]) -> Any:
        body = {
            name: vars(Ours)[name] for name in ("__post_init__", "__annotations__", "__doc__", "__module__")
        }
        body |= {"kind": "k", "second": "s", "third": field(default_factory=list, compare=False)}
        body |= {"fourth": field(default=4, kw_only=True, repr=False), "fifth": field(default=5, init=False)}
        return decorator(**words)(type("Ours", (), body))

    return [made(dataclass), made(dataclasses.dataclass)]


def told(act: Callable[[], object]) -> object:
    try:
        return act()
    except Exception as fault:
        return type(fault), str(fault)


@pytest.mark.parametrize(
    "words",
    [{}, {"frozen": True}, {"frozen": True, "slots": True, "order": True}, {"slots": True}, {"eq": False}],
)
def test_as_the_library_does(words: dict[str, bool]) -> None:
    def seen(made: Any) -> list[object]:
        one = made(1, "x", fourth=7)
        return [
            repr(one) == "Ours(first=1, second='x', third=[], fifth=5)",
            one == made(1, "x", [3], fourth=7),
            one == made(1, "x", fourth=8),
            one == object(),
            told(lambda: one < made(2)) if words.get("order") else None,
            told(lambda: isinstance(hash(one), int)),
            [told(partial(made, *args, **named)) == one for args, named in CALLS],
            told(lambda: setattr(one, "first", 3)),
            told(lambda: delattr(one, "second")) if words.get("frozen") else None,
            told(lambda: setattr(one, "other", 3)) if not words.get("slots") else None,
            told(lambda: dataclasses.replace(one, first=9).first),
            [(each.name, each.init, each.kw_only) for each in dataclasses.fields(made)],
            dataclasses.asdict(one),
            made.__match_args__,
            hasattr(one, "__dict__"),
            vars(made)["__dataclass_params__"].frozen,
        ]

    ours, theirs = both(**words)
    assert seen(ours) == seen(theirs)


def test_a_wrong_call_says_which_argument() -> None:
    made: Any = Ours
    with pytest.raises(
        TypeError, match=r"Ours\.__init__\(\) missing 1 required positional argument: 'first'"
    ):
        made()
    with pytest.raises(TypeError, match="unexpected keyword argument 'sixth'"):
        made(1, sixth=2)


def test_one_below_another_and_through_another_process() -> None:
    @dataclass(frozen=True, slots=True)
    class Below(Ours):
        sixth: int = 6

    assert (Below(1, sixth=7).first, Below(1).sixth, Below(1) == Ours(1)) == (1, 6, False)
    assert pickle.loads(pickle.dumps(Ours(1, "x"))) == Ours(1, "x")
    match Ours(1, "x"):
        case Ours(first, second):
            assert (first, second) == (1, "x")


def test_a_shared_default_is_refused() -> None:
    with pytest.raises(ValueError, match="use default_factory"):
        dataclass(type("Shared", (), {"__annotations__": {"one": "list[int]"}, "one": []}))
