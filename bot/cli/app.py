"""The `briefbot` command.

Exit codes: 0 done, 1 wrong input (each problem on one line), 2 wrong usage.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.common import begin, fail, say
from bot.cli.common import read_settings as _settings
from bot.cli.common import run_to_end as _run
from bot.cli.data import data_app
from bot.cli.sources import sources_app
from bot.settings import load_settings

# Everything else is imported where it is used: `briefbot run` should not wait for what only
# `extract` needs, nor `--help` for discord.py.

app = typer.Typer(
    name="briefbot",
    help="Turns news articles into briefings people can check, on Discord.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(sources_app, name="sources")
app.add_typer(data_app, name="data")

Digest = Annotated[
    list[Path] | None,
    typer.Option("--digest", help="Folder of digest files, instead of the configured ones."),
]
Templates = Annotated[
    Path | None, typer.Option("--templates", help="Folder of templates that replace built-in ones.")
]


def main() -> None:
    """The entry point of the `briefbot` command."""
    app()


@app.command()
def run(
    or_playground: Annotated[
        bool,
        typer.Option("--or-playground", help="Without a token, open the playground instead."),
    ] = False,
    shards: Annotated[
        str | None,
        typer.Option(
            metavar="FIRST-LAST/COUNT",
            help="Run these of the bot's shards; other processes run the others. Otherwise all, "
            "as many as Discord recommends.",
        ),
    ] = None,
) -> None:
    """Run the bot on Discord."""
    from bot.operations import logs

    settings = _settings(shards=shards)
    if settings.discord_token is None and or_playground:
        playground()
        return
    token = settings.discord_token
    logs.configure(settings.log_level, token.get_secret_value().strip() if token else "")
    from bot.discord.run import run as run_bot

    options = {} if shards is None else {"shards": shards}
    _run(run_bot(settings, lambda: load_settings(**options)))


@app.command()
def playground(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")
    ] = 8765,
    digest: Digest = None,
    templates: Templates = None,
    data: Annotated[
        bool, typer.Option("--data", help="Show the library of the data folder.")
    ] = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in a browser.")
    ] = True,
) -> None:
    """Try the bot in a simulated Discord in the browser: no token, no network."""
    from bot.operations import logs

    settings = _settings(digest, templates)
    logs.configure("WARNING" if settings.log_level == "INFO" else settings.log_level)
    # This is about a client that simcord makes to inspect discord.py, not about the bot's.
    logs.hush("discord.state", "Guilds intent seems to be disabled")
    try:
        from bot.playground import play
    except ModuleNotFoundError as error:
        fail(
            f"the playground needs {error.name}: pip install 'briefbot[playground]'",
        )
    _run(play(settings, port=port, open_browser=open_browser, data=data))


@app.command()
def ask(
    command: Annotated[str, typer.Argument(help="As typed on Discord: '/brief topic:summit'.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the message payloads as they would be sent.")
    ] = False,
    limits: Annotated[
        bool, typer.Option("--limits", help="With --json: what they use of Discord's limits.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Print plain text, with the sources' addresses.")
    ] = False,
    language: Annotated[
        str, typer.Option(help="The reader's language: de, en, fr, ja, ko or uk.")
    ] = "en",
    digest: Digest = None,
    templates: Templates = None,
) -> None:
    """Answer a slash command in the terminal."""
    from bot.cli import ask as asking
    from bot.discord.commands.typed import UsageError, parse
    from bot.operations import logs
    from briefings.translations import LANGUAGES

    if limits and not as_json:
        fail("--limits describes the payloads: write --json --limits", code=2)
    if plain and as_json:
        fail("--plain prints text and --json payloads: write one of them", code=2)
    spoken = LANGUAGES.get(language)
    if spoken is None:
        fail(f"--language is one of {', '.join(sorted(LANGUAGES))}, not {language!r}", code=2)
    settings = _settings(digest, templates)
    logs.configure("ERROR")
    try:
        question = parse(command)
    except UsageError as error:
        fail(str(error), code=2)
    told = _run(
        asking.ask(
            settings, question, apart=bool(digest), plain=plain, fold=as_json, language=spoken
        )
    )
    say(*told.digest_problems, *told.template_problems)
    if told.digest_problems:
        if digest:
            raise typer.Exit(1)
        say("the digest files are not used: the last good digest answers")
    if as_json:
        payloads: list[Any] = [asking.payload(page, limits=limits) for page in told.pages]
        typer.echo(json.dumps(payloads, ensure_ascii=False, indent=2))
    elif plain:
        typer.echo(told.text)
    else:
        from rich.console import Console

        from bot.cli.terminal import draw

        draw(told.pages, Console(), language=spoken)
    if templates is not None and told.template_problems:
        raise typer.Exit(1)


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Digest files or folders of them.")],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of documents: find each citation in their articles."),
    ] = None,
) -> None:
    """Check digest files, and with --texts, whether the articles contain their citations."""
    from bot.cli.check import check_digest

    report = check_digest(paths, texts)
    say(*report.problems)
    typer.echo(report.summary)
    if report.problems:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of digest files."""
    from briefings.digest import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help="Documents: text, HTML, JSON, feeds …")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read and analyse documents; store nothing."""
    from bot.cli.extract import extract_files

    outcome = extract_files(_settings(), files, as_json=as_json)
    if outcome.problems:
        fail(*outcome.problems)


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Documents: paths or http(s) addresses.")],
    output: Annotated[
        Path | None, typer.Option(help="Also write digest files into this folder.")
    ] = None,
) -> None:
    """Read, analyse and store documents: the bot answers from them at once."""
    begin("Reading what was named")
    from bot.cli import ingest as ingesting

    problems = _run(ingesting.ingest(_settings(), sources, output))
    if problems:
        fail(*problems)


@app.command()
def stories(
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Only stories of this day or later, as 2026-03-04."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all they say, as JSON.")] = False,
) -> None:
    """List the stories that the articles make, newest first."""
    from datetime import date

    from bot.cli import stories as listing

    try:
        day = date.fromisoformat(since) if since is not None else None
    except ValueError:
        fail(f"--since: {since!r} is no day: write one like 2026-03-04", code=2)
    _run(listing.list_stories(_settings(), day, as_json=as_json))


@app.command()
def edit(
    story: Annotated[str, typer.Argument(help="Its id, or distinctive words of its name.")],
    undo: Annotated[
        bool, typer.Option("--undo", help="Let it say what its articles say again.")
    ] = False,
) -> None:
    """Write a story down as YAML: your changes win over what its articles say."""
    from bot.cli import editing

    problems = _run(editing.edit(_settings(), story, undo=undo))
    if problems:
        fail(*problems)


@app.command()
def people(
    words: Annotated[
        list[str] | None, typer.Argument(help="Only those whose names have these words.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everybody, as JSON.")] = False,
) -> None:
    """List who speaks in the articles, most quoted first."""
    from bot.cli import people as listing

    _run(listing.list_people(_settings(), words or (), as_json=as_json))


@app.command("edit-people")
def edit_people(
    undo: Annotated[
        bool, typer.Option("--undo", help="Let everybody be who the articles say again.")
    ] = False,
) -> None:
    """Say in a YAML file which people are the same, and which share one name."""
    from bot.cli import people as editing

    problems = _run(editing.edit_people(_settings(), undo=undo))
    if problems:
        fail(*problems)


@app.command()
def doctor() -> None:
    """Check the set-up, and say what to do about what is wrong."""
    from bot.cli.doctor.examine import examine

    if not _run(examine(_settings(quiet=True))):
        raise typer.Exit(1)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A new folder to copy everything into.")],
) -> None:
    """Copy all data while the bot runs (on SQLite)."""
    from bot.cli import backing_up

    _run(backing_up.back_up(_settings(), target))


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A folder that `briefbot backup` made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where there is a database; it is kept aside.")
    ] = False,
    post_due: Annotated[
        bool,
        typer.Option("--post-due", help="Make the daily posts that were due since the backup."),
    ] = False,
) -> None:
    """Replace the database with a backup; the bot must not be running."""
    from bot.cli import backing_up

    _run(backing_up.restore(_settings(), source, replace=replace, post_due=post_due))


@app.command()
def forget(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…", help="As `briefbot sources` lists them, or an article's address."
        ),
    ],
) -> None:
    """Remove ingested documents: the bot no longer answers from them."""
    from bot.cli import stored

    problems = _run(stored.forget(_settings(), names))
    if problems:
        fail(*problems)
