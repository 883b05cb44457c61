"""The table of commands. A command's module is imported when the command is named, not before."""

from __future__ import annotations

import os
import re
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from debtcheck.cli.help import help_page
from debtcheck.cli.options import SHELLS, Lang, one_of
from debtcheck.cli.usage import UsageProblem
from debtcheck.words.catalog import Words

PROGRAM = "debtcheck"
COMPLETE_VARIABLE = "_DEBTCHECK_COMPLETE"
INTERRUPTED = 130
_SETTINGS = {"help_option_names": ["-h", "--help"]}
_CLAUSE = re.compile(r"[:;：；，（]|,\s|\s\(")

#: name → module; the command is the module's function `command`, its words lie in `cli.<name>`
MODULES = {
    "check": "debtcheck.cli.check",
    "new": "debtcheck.cli.new",
    "import": "debtcheck.cli.import_",
    "letter": "debtcheck.cli.letter",
    "ledger": "debtcheck.cli.ledger",
    "law": "debtcheck.cli.law",
    "calc": "debtcheck.cli.calc",
    "report": "debtcheck.cli.report",
    "plan": "debtcheck.cli.plan",
    "contact": "debtcheck.cli.contact",
    "rights": "debtcheck.cli.rights",
    "verify": "debtcheck.cli.verify",
    "notice": "debtcheck.cli.notice",
    "scam": "debtcheck.cli.scam",
    "schema": "debtcheck.cli.schema",
    "doctor": "debtcheck.cli.doctor",
}
COMMANDS = frozenset(MODULES)


class Command(TyperCommand):
    """A command whose help is laid out by cell width, in the language of the run."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(self, ctx, ctx.obj))


class LazyGroup(TyperGroup):
    """Knows its commands by name and a line of help; imports only the one that is run."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the table."""
        return list(MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and build one command; None if there is none of that name."""
        if cmd_name not in MODULES:
            return None
        return build(cmd_name, ctx.obj)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As the parser does, with the nearest name for one that does not exist."""
        name = args[0]
        if name not in MODULES and not name.startswith("-") and not ctx.resilient_parsing:
            near = get_close_matches(name, MODULES, 1)
            key = "no_command_near" if near else "no_command"
            raise UsageProblem(key, name=name, near="".join(near), all=" ".join(MODULES))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page with the table of commands, importing none of them."""
        formatter.write(help_page(self, ctx, ctx.obj, commands=list(MODULES)))


def _group(ctx: typer.Context, lang: Lang = None) -> None:
    """A command that only has commands of its own: alone, it shows them."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


class SubGroup(TyperGroup):
    """A command with commands of its own, such as `calc interest`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page with the table of its commands."""
        topic = f"cli.{self.name}"
        formatter.write(help_page(self, ctx, ctx.obj, commands=list(self.commands), topic=topic))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As the parser does, with the nearest name for one that does not exist."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            near = get_close_matches(name, self.commands, 1)
            key = "no_command_near" if near else "no_command"
            whole = f"{self.name} {''.join(near)}"
            every = " ".join(self.commands)
            raise UsageProblem(key, name=f"{self.name} {name}", near=whole, all=every)
        return super().resolve_command(ctx, args)


def build(name: str, words: Words) -> Any:
    """One command, its help in the language of `words`.

    A module with a function `command` is one command; a module with a table `SUBCOMMANDS`
    (name → function) is a group of them.
    """
    module = import_module(MODULES[name])
    own = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    if not hasattr(module, "SUBCOMMANDS"):
        own.command(name, cls=Command, context_settings=_SETTINGS)(module.command)
        built = typer.main.get_command(own)
        _localise(built, f"cli.{name}", words)
        return built
    for sub, function in module.SUBCOMMANDS.items():
        own.command(sub, cls=Command, context_settings=_SETTINGS)(function)
    own.callback(cls=SubGroup, context_settings=_SETTINGS, invoke_without_command=True)(_group)
    group: Any = typer.main.get_group(own)
    group.name = name
    _localise(group, f"cli.{name}", words)
    for sub, built in group.commands.items():
        _localise(built, f"cli.{name}.{sub}", words)
    return group


def _localise(command: Any, topic: str, words: Words) -> None:
    """Help and placeholders by key: `cli.<command>.about`, `cli.<command>.option.<name>`."""
    completing = COMPLETE_VARIABLE in os.environ  # a shell shows one short line an option
    command.help = words(f"{topic}.about")
    command.short_help = words(f"{topic}.short")
    for param in command.params:
        key = f"{topic}.option.{param.name}"
        text = words(key if words.has(key) else f"cli.option.{param.name}")
        param.help = _CLAUSE.split(text)[0] if completing else text
        if param.metavar:
            param.metavar = words(f"cli.metavar.{param.metavar}")


def _version(wanted: bool) -> None:
    if wanted:
        from debtcheck import __version__

        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _completion(ctx: typer.Context, shell: str | None) -> None:
    """Print the script that makes a shell complete commands and options."""
    if not shell or ctx.resilient_parsing:
        return
    from typer.completion import shell_complete

    one_of("--show-completion", shell, SHELLS)
    root: Any = ctx.find_root().command
    code = shell_complete(root, {}, PROGRAM, COMPLETE_VARIABLE, f"source_{shell}")
    typer.echo(ctx.obj(f"cli.completion.{shell}"), err=True)
    raise typer.Exit(code)


def _top(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_version)
    ] = False,
    lang: Lang = None,
    shell: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="shell",
            callback=_completion,
            autocompletion=lambda: list(SHELLS),
        ),
    ] = None,
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from debtcheck.cli.menu import menu

        raise typer.Exit(menu(ctx.obj))
    typer.echo(ctx.get_help())


def program(words: Words) -> Any:
    """The whole program as one command, in the language of `words`."""
    app = typer.Typer(
        name=PROGRAM,
        cls=LazyGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings=_SETTINGS,
    )
    app.callback()(_top)
    group: Any = typer.main.get_command(app)
    # The parser's own pair of options writes into the shell's start-up files and loosens the
    # script policy of PowerShell; ours only prints the script.
    group.params = [p for p in group.params if p.name in ("version", "lang", "shell")]
    _localise(group, "cli.top", words)
    return group


def run(args: list[str], words: Words) -> int:
    """Run a command line; usage and input errors are raised, not printed."""
    try:
        code = program(words).main(
            args=args,
            prog_name=PROGRAM,
            complete_var=COMPLETE_VARIABLE,
            standalone_mode=False,
            obj=words,
        )
    except typer.Abort:  # the answers ended before the questions did
        return INTERRUPTED
    return code if isinstance(code, int) else 0
