"""``functools.cached_property`` without the lock that it has up to Python 3.11, which costs more than many a value."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(cached_property[T], Generic[T]):  # noqa: N801
    """A property whose value is made when it is first asked for. Two threads may both make it: it must not matter."""

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...
    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> once[T] | T:
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value  # type: ignore[index]
        return value
