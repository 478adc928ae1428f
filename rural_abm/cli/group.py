"""How the commands are held together: unknown names, the end from outside, and readers who have read enough."""

import inspect
import signal
import threading
from contextlib import contextmanager, suppress

import typer
from typer.core import TyperCommand, TyperGroup

from rural_abm.cli.terminal import GOOD, STOPPED, complain, silence_output
from rural_abm.engine.errors import unknown_name

# What ends a program besides Ctrl-C: a scheduler whose time is over, and a terminal that is closed.
ENDINGS = ("SIGTERM", "SIGHUP")
# The shell's exit code of a program ended by signal n is this and n.
FIRST_SIGNAL = 128


@contextmanager
def stopped_by_signals():
    """Within it SIGTERM and SIGHUP stop a command as Ctrl-C does; gives the list of the signals that came.

    A signal that was to be ignored (`nohup`) stays so.
    """
    received, before = [], {}

    def stop(number, frame):
        received.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for name in ENDINGS:
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop)
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Command(TyperCommand):
    """A command whose help ends with how long it takes."""

    def format_epilog(self, ctx, formatter):
        """As in typer, with a line on how long the command takes."""
        from rural_abm.cli.times import usual_time

        formatter.write_paragraph()
        formatter.write_text(f"Takes {usual_time(self.name)}.")
        super().format_epilog(ctx, formatter)


class Commands(TyperGroup):
    """The commands, grouped by who uses them; names an unknown one, and says how to go on after Ctrl-C."""

    def format_commands(self, ctx, formatter):
        """As in click, with a section for each kind of users and nothing cut off."""
        sections = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            first = inspect.cleandoc(command.help).split("\n\n")[0]
            sections.setdefault(command.rich_help_panel, []).append((name, " ".join(first.split())))
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def resolve_command(self, ctx, args):
        """As in typer, with an InputError for an unknown command."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown_name("command", args[0], self.list_commands(ctx), where="rural-abm")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx):
        """As in typer; Ctrl-C ends with exit code 130, a signal to end with 128 and its number, an output that nobody
        reads on (`| head`) with 0."""
        try:
            with stopped_by_signals() as received:
                return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            with suppress(OSError):  # the terminal may be gone
                complain(str(stop) or "Stopped.")
            raise typer.Exit(FIRST_SIGNAL + received[0] if received else STOPPED) from None
        except BrokenPipeError:
            silence_output()
            raise typer.Exit(GOOD) from None
