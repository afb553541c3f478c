"""`newscheck completion [SHELL]`: the script that completes newscheck's command line."""

from __future__ import annotations

import click


@click.command(epilog="Example: newscheck completion zsh > ~/.newscheck.zsh")
@click.argument("shell", required=False, type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str | None) -> None:
    """Print the completion script of a shell: commands, options, rules, sites and files.

    SHELL is by default that of $SHELL. The script asks newscheck for completions, so write it to a file once, and open
    a new shell:

    \b
    bash:
      newscheck completion bash > ~/.newscheck.bash && echo '. ~/.newscheck.bash' >> ~/.bashrc
    zsh:
      newscheck completion zsh > ~/.newscheck.zsh && echo '. ~/.newscheck.zsh' >> ~/.zshrc
    fish:
      mkdir -p ~/.config/fish/completions && newscheck completion fish > ~/.config/fish/completions/newscheck.fish
    """
    import os

    from newscheck.cli import _completion_shells
    from newscheck.errors import UsageError

    wanted = shell or os.path.basename(os.environ.get("SHELL", ""))
    if wanted not in _completion_shells.SHELLS:
        raise UsageError(f"which shell is it? newscheck completion {'|'.join(_completion_shells.SHELLS)}")
    click.echo(_completion_shells.script(wanted), nl=False)
