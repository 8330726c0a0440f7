"""`scraper completion`."""

import click

from scraper.cli.group import EXIT_CODES, cli
from scraper.cli.printing import put


@click.command(epilog=EXIT_CODES, short_help="Print a shell completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script for a shell.

    \b
    Examples:
      scraper completion bash >> ~/.bashrc
      scraper completion fish > ~/.config/fish/completions/scraper.fish
    """
    from click.shell_completion import get_completion_class

    completion_class = get_completion_class(shell)
    assert completion_class is not None
    put(completion_class(cli, {}, "scraper", "_SCRAPER_COMPLETE").source())
