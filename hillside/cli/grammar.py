"""The grammar of all commands: what may be given once, what is unknown, and the layout of help.

An option is given once, unless it is declared to take several values; the last one never wins in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import Any

import click
from click.shell_completion import CompletionItem

from hillside.stage.errors import shortened, suggestion
from hillside.stage.near_words import nearest
from hillside.studio import catalogue

OWN, PICTURE, WORDS, OUTPUT, MORE = "Options", "Picture", "Words", "Output", "More"
CLUSTER = "On a cluster"
OF_FIGURE = "The figure's own"
SECTIONS = MappingProxyType(
    {
        "size": (PICTURE, "--size 4:3"),
        "theme": (PICTURE, "--theme dark"),
        "background": (PICTURE, "--background 0b2545"),
        "colors": (PICTURE, "--color curve=navy"),
        "text_size": (PICTURE, "--text-size large"),
        "quality": (PICTURE, "--quality final"),
        "lang": (WORDS, "--lang de"),
        "words": (WORDS, "--word rise Δy"),
        "title": (WORDS, '--title "The slope at 1"'),
        "output": (OUTPUT, ""),
        "beat": (OUTPUT, "--beat 2"),
        "moment": (OUTPUT, "--moment 4.5"),
        "fps": (OUTPUT, "--fps 25"),
        "pace": (OUTPUT, "--pace slower"),
        "by_beat": (OUTPUT, ""),
        "loop": (OUTPUT, "--loop"),
        "budget": (OUTPUT, "--budget 8MB"),
        "preview_projector": (OUTPUT, ""),
        "opened": (OUTPUT, "--open"),
        "as_toml": (OUTPUT, "--toml"),
        "scheduler": (CLUSTER, "--scheduler local:4"),
        "tls_ca": (CLUSTER, ""),
        "tls_cert": (CLUSTER, ""),
        "tls_key": (CLUSTER, ""),
        "shared": (CLUSTER, ""),
        "workers": (MORE, "-j 2"),
        "as_json": (MORE, "--json"),
        "verbose": (MORE, ""),
    }
)
"""The section of the help in which an option stands, and an example of it, by the name of its value.

What is not here belongs to the command itself.
"""
MOST_EXAMPLES = 3
"""Maximum number of examples in the heading of a section."""
NAME_AT_MOST = 60
"""Maximum length in characters of a wrong word that is repeated in a message."""

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


class Grammar(click.Command):
    """What commands and groups have in common: strict options, and help in sections with examples.

    Attributes:
        own: the heading of the options that belong to the command itself.
        examples: whole command lines, which the tests run.
    """

    own: str = OWN
    examples: tuple[str, ...] = ()

    def __init__(self, *args: Any, own: str = OWN, examples: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.own, self.examples = own, tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse options that are unknown or given twice, and parse the others."""
        if args and not ctx.resilient_parsing:
            try:
                _, _, order = self.make_parser(ctx).parse_args(args=list(args))
            except click.NoSuchOption as error:
                raise click.UsageError(
                    _unknown_option(error.option_name, self.get_params(ctx)), ctx
                ) from error
            _refuse_repeated(order, ctx)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option of the help, told as the others are."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "show this help"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options by section, each with examples in its heading."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        for section in (self.own, PICTURE, WORDS, OUTPUT, CLUSTER, MORE):
            inside = [each for each in options if _section(each, self.own) == section]
            records = [record for each in inside if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(f"{section}{_such_as(inside)}"):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples of the command."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("For example"):
                for line in self.examples:
                    # Not wrapped, so that it can be copied.
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Command(Grammar):
    """A command with its examples."""


class Commands(Grammar, click.Group):
    """A group of commands, each told in a whole sentence."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, and then the options of the group."""
        self.format_commands(ctx, formatter)
        Grammar.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its whole first sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, first_sentence(each)) for name, each in found if each is not None and not each.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named, or refuse its name with the nearest one."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(self.unknown(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, name: str, known: Sequence[str]) -> str:
        """Return what to say about a name that no command has."""
        shown = shortened(name, NAME_AT_MOST)
        way_out = suggestion(name, known) or f"; the commands are {', '.join(known)}"
        return f'there is no command "{shown}"{way_out}'


class FigureCommands(Commands):
    """A group with a command for each figure, which is loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the figures."""
        return list(catalogue.names())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the figures and what they show, without loading one."""
        with formatter.section("Figures (FIGURE --help shows the options)"):
            formatter.write_dl([(name, catalogue.blurb(name)) for name in catalogue.names()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the figures whose names begin so, without loading one."""
        names = [name for name in catalogue.names() if name.startswith(incomplete)]
        return [CompletionItem(name, help=catalogue.blurb(name)) for name in names]


def first_sentence(command: click.Command) -> str:
    """Return the first sentence of a command's help, without its period."""
    return command.get_short_help_str(limit=10_000)


def completing(values: Iterable[str]) -> Complete:
    """Return a function that completes a word with these values, for the shell."""
    words = tuple(values)

    def complete(ctx: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(each) for each in words if each.startswith(incomplete)]

    return complete


class OneOf(click.ParamType[Any]):
    """One of some words; another is refused with the one that is near in meaning."""

    name = "choice"

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the words, as they are shown in the help."""
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word that is given."""
        word = str(value).strip().lower()
        if word not in self.words:
            listed = ", ".join(self.words)
            shown, way_out = shortened(str(value), NAME_AT_MOST), suggestion(word, self.words)
            self.fail(f'"{shown}" is not one of {listed}{way_out}', param, ctx)
        return word

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the words that begin so."""
        return completing(self.words)(ctx, param, incomplete)


def _section(option: click.Option, own: str) -> str:
    return MORE if option.is_eager else SECTIONS.get(str(option.name), (own, ""))[0]


def _such_as(options: Iterable[click.Option]) -> str:
    """Return examples of some options for the heading of their section."""
    examples = [SECTIONS.get(str(each.name), ("", ""))[1] for each in options]
    shown = [each for each in examples if each][:MOST_EXAMPLES]
    return f", such as {' '.join(shown)}" if shown else ""


def _unknown_option(name: str, params: Iterable[click.Parameter]) -> str:
    """Return what to say about an option that there is not: the one that is meant, or that takes the word.

    `--dark` is meant as `--theme dark`.
    """
    options = [each for each in params if isinstance(each, click.Option)]
    known = {flag.lstrip("-"): flag for each in options for flag in each.opts if flag.startswith("--")}
    word, shown = name.lstrip("-"), shortened(name, NAME_AT_MOST)
    elsewhere = word.replace("-", "_") in SECTIONS
    found = nearest(word, known) if len(word) <= NAME_AT_MOST and not elsewhere else None
    taking = next(
        (each for each in options if word in _words_of(each)),
        None,
    )
    if taking is not None and word not in known:
        return f"there is no option {shown}; did you mean {taking.opts[0]} {word}?"
    here = " here, but of another command" if elsewhere else ""
    way_out = f"; did you mean {known[found]}?" if found else f"{here}; --help lists the options"
    return f"there is no option {shown}{way_out}"


def _words_of(option: click.Option) -> list[str]:
    """Return the words that an option completes."""
    context = click.Context(click.Command(None))
    return [str(each.value) for each in option.shell_complete(context, "")]


def _refuse_repeated(order: Iterable[click.Parameter], ctx: click.Context) -> None:
    for each, count in Counter(order).items():
        if count == 1 or not isinstance(each, click.Option) or each.is_eager or each.multiple or each.count:
            continue
        raise click.UsageError(f"{each.opts[-1]} is given {times(count)}; give it once", ctx)


def times(count: int) -> str:
    """Return how often something is done, in words.

    >>> times(2), times(3)
    ('twice', '3 times')
    """
    return "twice" if count == 2 else f"{count} times"
