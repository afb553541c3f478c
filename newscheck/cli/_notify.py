"""`--notify`: tell a webhook how a run ended, also where it ended with an error; the exit code stays as it is."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from newscheck import __version__, registry
from newscheck.cli import EXIT_FINDINGS, EXIT_USAGE, _options, _rerun_hint, _terminal
from newscheck.errors import UsageError, is_crash, reason

if TYPE_CHECKING:
    from newscheck.engine.told_outcomes import ToldOutcomes
    from newscheck.model import Report
    from newscheck.triage.notification import Notification

#: The variable for an address that is not to be seen in a list of processes.
VARIABLE = "NEWSCHECK_NOTIFY"
_RESULT = f"{__name__}.result"
#: Parameters that distinguish a run that is repeated from others in its folder.
_IDENTITY = ("paths", "config", "select", "ignore", "fail_on", "site", "exclude", "schema", "reference", "baseline")

#: The options, for commands of the class `NotifyingCommand`.
options = _options.combined(
    click.option(
        "--notify-format",
        type=click.Choice(registry.names("webhooks")),
        help="The service of the webhook.  [default: by its address; json where that is unknown]",
    ),
    click.option(
        "--notify-on",
        type=click.Choice(["failure", "change", "always"]),
        default="failure",
        show_default=True,
        help="Tell failed runs, each run, or those that differ from the one before: a rule that is new in a site, an "
        "exit code that is another.",
    ),
    click.option(
        "--notify",
        metavar="URL",
        envvar=VARIABLE,
        show_envvar=True,
        help="Tell this webhook how the run ended (Slack, Discord, Teams, Mattermost, or JSON); failing to changes no "
        "exit code.",
    ),
)


class _Result(NamedTuple):
    """What a command has found, and the paths that it has checked."""

    report: Report
    fail_on: str
    paths: tuple[str, ...]


class _Webhook(NamedTuple):
    """Where to send what, and when."""

    url: str
    service: str
    occasion: str


class NotifyingCommand(_rerun_hint.RecordingCommand):
    """A command that tells a webhook how it ended."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, then tell the webhook, if there is one, what `hand_over` was given or which error ended it.

        Raises UsageError, before the command runs, where the options for it make no sense.
        """
        webhook = _pop(ctx)
        if webhook is None:
            return super().invoke(ctx)
        try:
            code = super().invoke(ctx)
        except BrokenPipeError:
            if _RESULT in ctx.meta:
                _attempt(ctx, webhook, EXIT_FINDINGS)
            raise
        except BaseException as error:
            if problem := _problem(error):
                _attempt(ctx, webhook, EXIT_USAGE, problem)
            raise
        if _RESULT in ctx.meta:
            _attempt(ctx, webhook, code)
        return code


def hand_over(report: Report, fail_on: str, paths: tuple[str, ...]) -> None:
    """Give the report of the running command to the one who tells it."""
    click.get_current_context().meta[_RESULT] = _Result(report, fail_on, paths)


def _pop(ctx: click.Context) -> _Webhook | None:
    """Take the options out of the given ones. Raises UsageError where they make no sense."""
    url, service, occasion = (ctx.params.pop(name) for name in ("notify", "notify_format", "notify_on"))
    if url is None:
        return None
    from newscheck import webhooks
    from newscheck.engine import webhook

    url = url.strip()
    try:
        webhook.check(url)
    except UsageError as error:
        raise UsageError(f"--notify, {VARIABLE}: {error}") from None
    if occasion == "change" and not ctx.params.get("use_cache", True):
        raise UsageError("--notify-on change keeps the last outcome in the cache: leave out --no-cache")
    return _Webhook(url, service or webhooks.service_of(webhook.host(url)), occasion)


def _problem(error: BaseException) -> str:
    """What ended a run, in one line; empty for Ctrl-C."""
    if isinstance(error, UsageError):
        return " ".join(str(error).split())
    if isinstance(error, click.ClickException):
        return " ".join(error.format_message().split())
    if isinstance(error, OSError):
        return f"can't write the output: {reason(error)}"
    if isinstance(error, click.exceptions.Exit | click.Abort) or not is_crash(error):
        return ""
    return f"newscheck crashed: {type(error).__name__}"


def _attempt(ctx: click.Context, webhook: _Webhook, code: int, problem: str = "") -> None:
    """Tell the webhook, or print why that fails."""
    try:
        failure = _tell(ctx, webhook, code, problem)
    except Exception as error:
        from newscheck.text.display import sanitize

        # The message of the exception may contain the address.
        for line in "".join(traceback.format_tb(error.__traceback__)).splitlines():
            click.echo(sanitize(line), err=True)
        failure = f"crashed with {type(error).__name__}; please report this with the lines above"
    if failure:
        from newscheck.engine.webhook import shown

        _terminal.print_remarks([f"{shown(webhook.url)} is not notified: {failure}"])


def _tell(ctx: click.Context, webhook: _Webhook, code: int, problem: str) -> str:
    """Tell the webhook, if that is due; return why it isn't told, or nothing."""
    result: _Result | None = None if problem else ctx.meta[_RESULT]
    if webhook.occasion == "change":
        return _tell_change(ctx, webhook, code, result, problem)
    return _send(webhook, _told(ctx, code, result, problem)) if code or webhook.occasion == "always" else ""


def _tell_change(ctx: click.Context, webhook: _Webhook, code: int, result: _Result | None, problem: str) -> str:
    """Tell the webhook where the outcome is not the last one, and keep it; return why that fails, or nothing.

    An outcome that could not be told is not kept, so that the next run tells it.
    """
    from newscheck.engine import told_outcomes
    from newscheck.engine.settings import cache_folder
    from newscheck.triage import notification

    run = repr([ctx.command_path, *(ctx.params.get(name) for name in _IDENTITY)])
    try:
        folder = cache_folder.named(ctx.params.get("cache_dir"))
    except UsageError as error:
        return f"--notify-on change needs the cache: {error}"
    store: ToldOutcomes = told_outcomes.ToldOutcomes(".", run, folder)
    if store.distrust:
        return f"--notify-on change needs the cache: {store.distrust}"
    outcome = (
        notification.outcome(result.report, code, result.fail_on)
        if result
        else notification.Outcome(code, frozenset({problem}))
    )
    outcome, last = told_outcomes.hashed(outcome), store.last()
    if notification.has_changed(outcome, last):
        is_recovered = last is not None and last.exit_code != 0 and code == 0
        if failure := _send(webhook, _told(ctx, code, result, problem, is_recovered=is_recovered)):
            return failure
    try:
        store.remember(outcome)
    except UsageError as error:
        return f"the outcome can't be kept: {error}"
    return ""


def _told(
    ctx: click.Context, code: int, result: _Result | None, problem: str, *, is_recovered: bool = False
) -> Notification:
    from newscheck.engine.files.path_names import display_path
    from newscheck.triage import notification

    given = result.paths if result else tuple(map(str, ctx.params["paths"]))
    place = notification.RunPlace(str(ctx.info_name), os.path.basename(os.getcwd()), tuple(map(display_path, given)))
    if result is None:
        return notification.Notification(__version__, place, code, problem=problem)
    return notification.of_report(result.report, place, code, is_recovered=is_recovered)


def _send(webhook: _Webhook, told: Notification) -> str:
    from newscheck import webhooks
    from newscheck.engine.webhook import post
    from newscheck.outputs.json import encode

    return post(webhook.url, encode(webhooks.payload(webhook.service, told)).encode())
