"""The values of columns in the forms that JSON has: times, decimals and bytes within values as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_MAX_DEPTH = 50
#: Between the date and the time, as Arrow writes them.
_BLANK = r"^([-0-9]+) "
#: Characters of a time whose year has four digits.
_LENGTHS = {"s": 19, "ms": 23, "us": 26, "ns": 29}


def converted(column: pa.Array) -> pa.Array:
    """A column in which times, decimals and bytes within values are text. Raises ValueError where it is too deep."""
    column = _plain(column)
    written = _readable(column.type, 0)
    return column if written == column.type else _as_text(column, written)


def _plain(column: pa.Array) -> pa.Array:
    """A column without the types around its values: extensions, dictionaries, runs of equal values."""
    import pyarrow as pa

    for _ in range(_MAX_DEPTH):
        if isinstance(column, pa.ExtensionArray):
            column = column.storage
        elif pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        else:
            break
    return column


def _readable(kind: pa.DataType, depth: int) -> pa.DataType:
    """The type to which a column is cast: text for times, bytes and decimals, wherever in it. Raises ValueError."""
    import pyarrow as pa

    types = pa.types
    if depth > _MAX_DEPTH:
        raise ValueError(f"nested deeper than {_MAX_DEPTH} levels")
    if types.is_temporal(kind) or types.is_decimal(kind):
        return pa.string() if not types.is_interval(kind) else kind
    if depth and (types.is_binary(kind) or types.is_large_binary(kind)):
        return pa.string()
    if types.is_dictionary(kind):
        return _readable(kind.value_type, depth + 1)
    if types.is_list(kind) or types.is_large_list(kind):
        make = pa.list_ if types.is_list(kind) else pa.large_list
        return make(_field(kind.value_field, depth))
    if types.is_struct(kind):
        return pa.struct([_field(kind.field(number), depth) for number in range(kind.num_fields)])
    if types.is_map(kind):
        return pa.map_(_field(kind.key_field, depth), _field(kind.item_field, depth))
    return kind


def _field(field: pa.Field, depth: int) -> pa.Field:
    return field.with_type(_readable(field.type, depth + 1))


def _as_text(column: pa.Array, written: pa.DataType) -> pa.Array:
    """A column cast to text; one that can't be stays as it is."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        return _moments(column)
    try:
        return column.cast(written)
    except pa.ArrowException:
        return column


def _moments(column: pa.Array) -> pa.Array:
    """Times in ISO 8601 in their zone, those of an unknown one in UTC, in which all are stored."""
    import pyarrow as pa
    from pyarrow import compute

    unit, zone = column.type.unit, column.type.tz
    if zone not in (None, "UTC"):
        try:
            return compute.replace_substring_regex(column.cast(pa.string()), _BLANK, r"\1T")
        except pa.ArrowException:
            pass  # UTC, as below
    # Times without a zone are cast 20 times as fast.
    text = column.cast(pa.timestamp(unit)).cast(pa.string())
    lengths = compute.min_max(compute.binary_length(text))
    if lengths["min"] == lengths["max"] == pa.scalar(_LENGTHS[unit], pa.int32()):
        text = compute.binary_replace_slice(text, 10, 11, "T")
    else:
        text = compute.replace_substring_regex(text, _BLANK, r"\1T")
    return compute.binary_join_element_wise(text, "Z", "") if zone else text
