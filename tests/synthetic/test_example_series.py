"""Examples of a dump are made when they are read, once."""

from __future__ import annotations

from newscheck.synthetic.example_series import made_late


def test_an_example_is_made_when_it_is_read() -> None:
    made: list[int] = []

    @made_late
    def patches(count: int) -> list[dict[str, object]]:
        made.append(count)
        return [{"title": str(at)} for at in range(count)]

    series = patches(3)
    assert made == []
    assert [patch["title"] for patch in series] == ["0", "1", "2"]
    assert (len(series), series[0], series[1:]) == (3, {"title": "0"}, [{"title": "1"}, {"title": "2"}])
    assert made == [3]
