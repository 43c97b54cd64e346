"""`newscli completion`: the script that teaches a shell to complete newscli's words."""

from typing import Annotated, Literal

import typer

from newscli.cli.app import world_of
from newscli.errors import EXIT_DONE

EXAMPLES = (
    "newscli completion bash > ~/.local/share/bash-completion/completions/newscli",
    "newscli completion zsh > ~/.zfunc/_newscli",
    "newscli completion fish > ~/.config/fish/completions/newscli.fish",
)


def command(
    ctx: typer.Context,
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"], typer.Argument(metavar="bash|zsh|fish|powershell", show_default=False)
    ],
) -> None:
    """Print the completion script of a shell: commands, options, feeds by slug, articles of the last listing."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # it stands there, without __all__

    script = get_completion_script(prog_name="newscli", complete_var="_NEWSCLI_COMPLETE", shell=shell)
    world_of(ctx).print(script)
    raise typer.Exit(EXIT_DONE)
