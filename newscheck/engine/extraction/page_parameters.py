"""How an extractor takes a page: as text or bytes, with or without its address, found by its signature."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from newscheck.text.page_encoding import text_of

#: The address is the first parameter, the page the second one.
_URL_FIRST = "<"


class PageParameters(NamedTuple):
    """Whether a function takes the page as bytes, and its parameter for the address.

    That is a name, "" for the second parameter, _URL_FIRST for the first one, None without any.
    """

    takes_bytes: bool = False
    url: str | None = None

    def call(self, function: Callable[..., Any], page: bytes, url: str) -> Any:
        """What a function with these parameters returns for a page with an address."""
        argument: Any = page if self.takes_bytes else text_of(page)
        if self.url is None:
            return function(argument)
        if self.url == _URL_FIRST:
            return function(url, argument)
        return function(argument, **{self.url: url}) if self.url else function(argument, url)


def parameters_of(function: Callable[..., Any]) -> PageParameters:
    """The parameters of a function, those of a page as text where it doesn't say them."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return PageParameters()
    only = inspect.Parameter.POSITIONAL_ONLY
    kinds = (only, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    positional = [parameter for parameter in parameters if parameter.kind in kinds]
    if positional and positional[0].name == "url":
        # parse(url, page) is as common as parse(page, url).
        return PageParameters(_is_bytes(positional[1:]), _URL_FIRST if positional[1:] else None)
    takes_bytes = _is_bytes(positional)
    if any(parameter.name == "url" and parameter.kind != only for parameter in parameters[1:]):
        return PageParameters(takes_bytes, "url")
    second = positional[1:2]
    is_required = any(parameter.default is parameter.empty or parameter.name == "url" for parameter in second)
    return PageParameters(takes_bytes, "" if is_required else None)


def _is_bytes(parameters: Sequence[inspect.Parameter]) -> bool:
    """Whether the first parameter is annotated as bytes."""
    return bool(parameters) and parameters[0].annotation in (bytes, "bytes")
