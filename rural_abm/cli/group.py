"""The command group: unknown command names, termination by signals, and closed output pipes."""

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
    """Treat SIGTERM and SIGHUP like Ctrl-C within the context; yield the list of signals received.

    A signal that the process ignores (`nohup`) stays ignored.
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
    """A command whose help ends with its typical run time."""

    def format_epilog(self, ctx, formatter):
        """Add a line with the typical run time to typer's epilogue."""
        from rural_abm.cli.times import usual_time

        formatter.write_paragraph()
        formatter.write_text(f"Takes {usual_time(self.name)}.")
        super().format_epilog(ctx, formatter)


class Commands(TyperGroup):
    """The command group: list commands by audience, report unknown ones, and say how to resume after Ctrl-C."""

    def format_commands(self, ctx, formatter):
        """List the commands in one section per audience without truncating their descriptions."""
        sections = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            first = inspect.cleandoc(command.help).split("\n\n")[0]
            sections.setdefault(command.rich_help_panel, []).append((name, " ".join(first.split())))
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def resolve_command(self, ctx, args):
        """Resolve a command as typer does, raising InputError for an unknown one."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown_name("command", args[0], self.list_commands(ctx), where="rural-abm")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx):
        """Invoke a command and map interruptions to exit codes.

        Ctrl-C gives 130, a signal 128 plus its number, and a closed output pipe (`| head`) 0.
        """
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
