"""How far a run is, in one line: `checking 12,000 of 50,000 files, 2,100/s, 18 s left`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from newscheck.engine.stages import FILES, RULES, Stage
from newscheck.text.display import quantity
from newscheck.text.timestamps import format_span

#: Seconds between two lines, seconds that a speed is measured over, and seconds before it is shown.
_INTERVAL, _WINDOW, _SHORTEST = 0.1, 15.0, 0.5


class ProgressLine:
    """Shows the stages of a run on `total` files, None where nobody has counted them; `clock` gives seconds."""

    def __init__(self, total: int | None, show: Callable[[str], None], clock: Callable[[], float]) -> None:
        self._total = total
        self._show = show
        self._clock = clock
        self._shown: tuple[str, float] = ("", clock())
        #: Times, and the numbers of files that were done then.
        self._samples: deque[tuple[float, int]] = deque([(clock(), 0)])

    def __call__(self, stage: Stage) -> None:
        """Show a stage; of many in a row that differ in numbers only, some are passed over."""
        now = self._clock()
        name, last = self._shown
        if stage.name == FILES:
            self._add(now, stage.done)
        if stage.name == name and now - last < _INTERVAL:
            return
        self._shown = stage.name, now
        self._show(self._line(stage, now))

    def _add(self, now: float, done: int) -> None:
        """Add a sample. The files of one run may be known, then new: only the last seconds count."""
        if done < self._samples[-1][1]:
            self._samples.clear()
        self._samples.append((now, done))
        while len(self._samples) > 2 and now - self._samples[1][0] > _WINDOW:
            self._samples.popleft()

    def _line(self, stage: Stage, now: float) -> str:
        if stage.name == RULES:
            return f"rules about the dump {stage.done} of {stage.total}"
        if stage.name != FILES:
            return f"looking for layout changes in {quantity(stage.total, 'article')}"
        if self._total is None:
            return f"checked {quantity(stage.done, 'file')}{self._speed(now, stage.done)}"
        if stage.done >= self._total:
            return f"checked {quantity(stage.done, 'file')}"
        return f"checking {stage.done:,} of {quantity(self._total, 'file')}{self._speed(now, stage.done)}"

    def _speed(self, now: float, done: int) -> str:
        """Files per second and the time left, as far as they can be told."""
        start, before = self._samples[0]
        seconds = now - start
        if seconds < _SHORTEST or done <= before:
            return ""
        rate = (done - before) / seconds
        if self._total is None:
            return f", {_rate(rate)}"
        left = max(1, round((self._total - done) / rate))
        return f", {_rate(rate)}, {format_span(left * 1000)} left"


def _rate(rate: float) -> str:
    """A number per second in two digits, or per minute where it is small."""
    if rate < 1:
        return f"{max(1, round(60 * rate))}/min"
    digits = len(str(int(rate))) - 2
    return f"{round(rate, -digits):,.0f}/s" if digits >= 0 else f"{rate:.1f}/s"
