"""How the commands are held together: unknown names, the end by Ctrl-C, and readers who have read enough."""

import typer
from typer.core import TyperGroup

from rural_abm.cli.terminal import GOOD, STOPPED, complain, silence_output
from rural_abm.errors import unknown_name


class Commands(TyperGroup):
    """The commands; names an unknown one, and says how to go on after Ctrl-C."""

    def resolve_command(self, ctx, args):
        """As in typer, with an InputError for an unknown command."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown_name("command", args[0], self.list_commands(ctx), where="rural-abm")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx):
        """As in typer; Ctrl-C ends with exit code 130, an output that nobody reads on (`| head`) with 0."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            complain(str(stop) or "Stopped.")
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            silence_output()
            raise typer.Exit(GOOD) from None
