"""A field that no item has is a gap in the mapping, unless nothing in the items fits."""

from __future__ import annotations

from newscheck.init import unmapped_fields
from newscheck.init.unmapped_fields import MissingFields
from newscheck.model import FeedProperty, Finding, UnmappedFeed


def lacking(
    *fields: str, rule: str = "", mapped: str = "", misnamed: str = "", sites: tuple[str, ...] | None = None
) -> UnmappedFeed:
    entries = (FeedProperty(None, rule or f"{field}-missing", "error", field, 9, 9, 9) for field in fields)
    mapping, looks = ({name: "x"} if name else {} for name in (mapped, misnamed))
    return UnmappedFeed(sites, fields, tuple(entries), ("x",), mapping, looks)


def test_what_nothing_fits_is_switched_off_and_told() -> None:
    lost = unmapped_fields.missing([lacking("url", "epoch_ms"), lacking("url")])
    assert lost == MissingFields(("epoch_ms", "url"), ("epoch_ms-missing", "url-missing"))
    (line,) = unmapped_fields.switched_off(lost)
    assert line == (
        "nothing in the items fits epoch_ms and url: epoch_ms-missing and url-missing are off in [rules]"
        " until [fields] names something"
    )


def test_what_can_be_mapped_or_only_looks_wrong_is_not_switched_off() -> None:
    feeds = [lacking("url", mapped="url"), lacking("body", misnamed="body"), lacking("image", rule="record-schema")]
    assert unmapped_fields.missing(feeds) == MissingFields()
    assert list(unmapped_fields.switched_off(MissingFields())) == []


def test_a_field_that_some_publishers_lack_is_a_fault_of_their_articles() -> None:
    lost, mapped = lacking("body", sites=("eel",)), lacking("body", sites=("eel",), mapped="body")
    assert unmapped_fields.missing([lost]) == MissingFields()
    assert unmapped_fields.mendable([lost, mapped, lacking("url")]) == [mapped, lacking("url")]


def test_the_remarks_name_what_to_mend() -> None:
    assert list(unmapped_fields.remarks([], {"baseline": "known.txt"})) == []
    gap = Finding("item-unmapped", "error", "a.jsonl", 1, 1, "", "no url in any of 60 items", "", "")
    reason, last = unmapped_fields.remarks([gap], {"reference": "r.json", "baseline": "known.txt"})
    assert reason == "a.jsonl: no url in any of 60 items"
    assert 'add baseline = "known.txt" and reference = "r.json"; then run newscheck init again' in last
    assert "add" not in list(unmapped_fields.remarks([gap], {}))[-1]
