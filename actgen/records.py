"""`dataclass` of the standard library, whose methods are made when they are first needed.

The library writes and compiles six functions for each class: half a millisecond, and actgen declares some
five hundred, most of which one command never makes an object of. Here comparison, hash and text are shared
functions over C getters, and `__init__` is compiled at the first object. All else is the library's: `field`,
`fields`, `replace`, pattern matching, slots, what the templates' sandbox reads of a class.
Should Python's own become as cheap, this file is one import less.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

C = TypeVar("C")
_FIELDS, _ORDER = "__dataclass_fields__", {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge}


@dataclasses.dataclass
class _Plain:
    one: int


@dataclasses.dataclass(frozen=True)
class _Frozen:
    one: int


# What the library marks a field and a class with: private to it, so taken from classes that it has made.
_ORDINARY = vars(_Plain)[_FIELDS]["one"]._field_type
_PARAMS = {False: vars(_Plain)["__dataclass_params__"], True: vars(_Frozen)["__dataclass_params__"]}


@overload
def dataclass(cls: type[C], /) -> type[C]: ...
@overload
def dataclass(
    *, frozen: bool = ..., slots: bool = ..., eq: bool = ..., order: bool = ..., kw_only: bool = ...
) -> Callable[[type[C]], type[C]]: ...
@dataclass_transform(field_specifiers=(field, Field))
def dataclass(
    cls: type[C] | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Any:
    """The library's decorator, with its words."""

    def made(cls: type[C]) -> type[C]:
        fields = _fields(cls, kw_only)
        added = _methods(cls, fields, frozen, slots)
        if eq:
            added |= _comparisons(cls, fields, frozen, order)
        return _with_slots(cls, fields, added) if slots else _in_place(cls, added)

    return made if cls is None else made(cls)


def _fields(cls: type, kw_only: bool) -> dict[str, Field[Any]]:
    """The fields of its bases, then those that it declares."""
    fields: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= vars(base).get(_FIELDS, {})
    for name, hint in vars(cls).get("__annotations__", {}).items():
        if str(hint).startswith("ClassVar"):
            continue
        told = vars(cls).get(name, MISSING)
        if told.__class__.__hash__ is None:
            raise ValueError(
                f"mutable default {type(told)} for field {name} is not allowed: use default_factory"
            )
        each: Any = told if isinstance(told, Field) else field(default=told)
        each.name, each.type, each._field_type = name, hint, _ORDINARY
        each.kw_only = kw_only if each.kw_only is MISSING else each.kw_only
        fields[name] = each
    return fields


def _methods(cls: type, fields: dict[str, Field[Any]], frozen: bool, slots: bool) -> dict[str, Any]:
    methods: dict[str, Any] = {
        _FIELDS: fields,
        "__dataclass_params__": _PARAMS[frozen],
        "__init__": _init_at_first(frozen, slots),
        "__repr__": _repr,
        "__match_args__": tuple(each.name for each in fields.values() if each.init and not each.kw_only),
    }
    if frozen:
        methods |= {"__setattr__": _no_setting, "__delattr__": _no_deleting}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _set_state}
    own = vars(cls)
    return {name: made for name, made in methods.items() if name not in own}


def _comparisons(cls: type, fields: dict[str, Field[Any]], frozen: bool, order: bool) -> dict[str, Any]:
    """Equality, order, hash; what the class writes itself stays."""
    values = _getter(each.name for each in fields.values() if each.compare)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    own, made = vars(cls), {"__eq__": equal, **(_orders(values) if order else {})}
    written_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    made = {name: method for name, method in made.items() if name not in own}
    return made if written_hash else made | {"__hash__": hashed if frozen else None}


def _orders(values: Callable[[Any], Any]) -> dict[str, Callable[[Any, Any], bool]]:
    def order(compared: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        return lambda self, other: (
            compared(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    return {name: order(compared) for name, compared in _ORDER.items()}


def _getter(names: Iterable[str]) -> Callable[[Any], Any]:
    """The values of these fields: several as a tuple, one alone, none as an empty tuple."""
    told = tuple(names)
    return attrgetter(*told) if told else lambda _: ()


def _with_slots(cls: type[C], fields: dict[str, Field[Any]], added: dict[str, Any]) -> type[C]:
    """The class made again, as the library does: slots can't be given to one that stands."""
    inherited = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    body = {name: value for name, value in vars(cls).items() if name not in fields}
    body = body | added | {"__slots__": tuple(name for name in fields if name not in inherited)}
    for made_by_python in ("__dict__", "__weakref__"):
        body.pop(made_by_python, None)
    kind: Any = type(cls)
    made: type[C] = kind(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _in_place(cls: type[C], added: dict[str, Any]) -> type[C]:
    for name, each in added[_FIELDS].items():
        if isinstance(vars(cls).get(name), Field):
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
    for name, value in added.items():
        setattr(cls, name, value)
    return cls


def _init_at_first(frozen: bool, slots: bool) -> Callable[..., None]:
    """An `__init__` that writes the real one in its place when the first object is made."""

    def first_init(self: Any, *given: Any, **named: Any) -> None:
        cls: Any = next(base for base in type(self).__mro__ if vars(base).get("__init__") is first_init)
        cls.__init__ = _init(cls, frozen, slots)
        cls.__init__(self, *given, **named)

    return first_init


def _init(cls: type, frozen: bool, slots: bool) -> Callable[..., None]:
    known: dict[str, Any] = {"_MISSING": MISSING, "_set": object.__setattr__}
    fields = [*vars(cls)[_FIELDS].values()]
    ordinary, named, lines = ["self"], list[str](), list[str]()
    for each in fields:
        name = value = each.name
        if each.default_factory is not MISSING:
            known[f"_d_{name}"] = each.default_factory
            value = f"_d_{name}() if {name} is _MISSING else {name}" if each.init else f"_d_{name}()"
        elif each.default is not MISSING:
            known[f"_d_{name}"] = each.default
            value = name if each.init else f"_d_{name}"
        elif not each.init:
            continue
        if each.init:
            default = "" if value == name and f"_d_{name}" not in known else f"=_d_{name}"
            default = "=_MISSING" if each.default_factory is not MISSING else default
            (named if each.kw_only else ordinary).append(f"{name}{default}")
        if frozen and slots:
            known[f"_s_{name}"] = getattr(cls, name).__set__
            lines.append(f" _s_{name}(self, {value})")
        else:
            lines.append(f" _set(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    arguments = ", ".join([*ordinary, "*", *named] if named else ordinary)
    exec(f"def __init__({arguments}):\n" + "\n".join(lines or [" pass"]), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    return made


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _no_setting(self: Any, name: str, value: object) -> None:
    _refuse(self, name, "assign to")
    object.__setattr__(self, name, value)


def _no_deleting(self: Any, name: str) -> None:
    _refuse(self, name, "delete")
    object.__delattr__(self, name)


def _refuse(self: Any, name: str, what: str) -> None:
    """Only a plain class below a frozen one may set something, of its own."""
    if _FIELDS in vars(type(self)) or name in getattr(self, _FIELDS):
        raise FrozenInstanceError(f"cannot {what} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
