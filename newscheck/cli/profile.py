"""`newscheck profile`: the features of articles, saved as a reference for later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscheck.cli import _options, _terminal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _DefaultCommandGroup(click.Group):
    """A group whose default command is `save`: its first argument may be a path."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["save", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Options before the first path are those of `save`, too.
        own = {"--help", "-h", *self.commands}
        # The completed word may become the name of a command, too.
        is_open = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if is_open or (args and args[0] in own) else ["save", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        save = self.commands["save"]
        with save.make_context("save", [], parent=ctx, resilient_parsing=True) as inner:
            if incomplete.startswith("-"):
                return save.shell_complete(inner, incomplete)
            paths = save.params[0].shell_complete(inner, incomplete)
        return [*super().shell_complete(ctx, incomplete), *paths]


@click.group(
    cls=_DefaultCommandGroup,
    epilog="Example: newscheck profile articles/ -o reference.json",
)
def command() -> None:
    """Save the features of a dump's articles as a reference for new ones.

    \b
    newscheck profile PATH... -o FILE      the same as `newscheck profile save`
    newscheck profile merge A B -o FILE    merge two references

    Compare new articles with it: `newscheck validate NEW --reference FILE`.
    """


@command.command(epilog="Example: newscheck profile articles/ -o reference.json")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("-o", "--output", type=_options.NON_EMPTY, metavar="FILE", required=True, help="The reference to write.")
@_options.cache_dir
@_options.rev
@_options.run_options
@_options.scan_options
def save(paths: tuple[str, ...], output: str, config: str | None, **given: Any) -> None:
    """Save a reference: feature counts of each site's articles since its last layout change.

    At most the latest 5,000 articles of a site are kept. A comparison needs 40 for a change of more than half
    of the articles, 150 for a smaller one.
    """
    from newscheck.engine.cache.content_store import Cache
    from newscheck.engine.files import destinations
    from newscheck.engine.reference_builder import build
    from newscheck.engine.session import Session
    from newscheck.engine.settings import reference_file

    _options.check_paths(paths, {"--rev": given["rev"]})
    wider = Session.load(given, file=config, without=("reference", "since"), besides=(output,))
    session = wider.of_features()
    _terminal.print_remarks(session.project.omissions)
    destinations.check(destinations.WritePlan((output,), inputs=session.input_files, mapping=session.checker.mapping))
    cache = Cache.of(session, wider)
    targets = session.project.resolve_paths(paths)
    with _terminal.progress(False, session, targets) as progress:
        built = build(session, targets, jobs=session.project.jobs, cache=cache, progress=progress)
    cache.save()
    reference_file.save(output, built.profiles)
    _terminal.print_remarks([*built.remarks, *cache.remarks])


@command.command(epilog="Example: newscheck profile merge january.json february.json -o winter.json")
@click.argument("references", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", type=_options.NON_EMPTY, metavar="FILE", required=True, help="The reference to write.")
def merge(references: tuple[str, ...], output: str) -> None:
    """Merge several references: their counts are added, in any order.

    An article in two of them counts twice. What one of an older version does not count is left out.
    """
    from newscheck.engine.files import destinations
    from newscheck.engine.settings import reference_file
    from newscheck.layout import profile
    from newscheck.layout.counted_since import uncounted_words

    destinations.check(destinations.WritePlan((output,), inputs=references))
    profiles: dict[str, profile.Profile] = {}
    mixed: set[str] = set()
    for path in references:
        for site, other in reference_file.load(path).items():
            if site in profiles and profiles[site].version != other.version:
                mixed.add(site)
            profiles[site] = profile.merge(profiles[site], other) if site in profiles else other
    reference_file.save(output, profiles)
    _terminal.print_remarks(
        [f"{site}: of several versions: left out {uncounted_words(profiles[site].version)}" for site in sorted(mixed)]
    )
