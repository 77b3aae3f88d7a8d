"""Turns answers into replies: the only place that chooses and runs templates."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Template, TemplateError, TemplateSyntaxError

from briefings.answers.next_steps import next_steps
from briefings.answers.parts import MAX_LABEL, Way
from briefings.answers.questions import AskHelp, Question
from briefings.rendering.budget import MAX_SECONDS
from briefings.rendering.dialects.dialect import Dialect
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.dialects.discord_reader import translate
from briefings.rendering.environment import SUFFIX, ReplyEnvironment, ReplyLoader
from briefings.rendering.navigation import (
    actions_of,
    links_of,
    menu_of,
    more_of,
    neighbours,
    pages_of,
    tone_of,
    topic_of,
)
from briefings.rendering.parsing import parse_reply
from briefings.rendering.renderable import TEMPLATE_OF, Renderable, Unexpected
from briefings.rendering.reply import Block, Column, Reply, Step
from briefings.rendering.samples import samples
from briefings.rendering.sandbox import SandboxedEnvironment
from briefings.rendering.sayable import SayableError
from briefings.translations import ENGLISH, Language, gettext
from briefings.translations.message import Said

TEMPLATES = Path(__file__).parent / "templates"
"""The built-in templates."""
LONGEST = 500
"""Most characters of Jinja's or Python's message about a template."""


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Why an operator's template does not serve."""

    name: str
    """The file's name."""
    line: int
    """From 1; also 1 if the whole file is meant."""
    message: Said

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.message}"


class Renderer:
    """Lays out answers by templates.

    Args:
        overrides: a folder whose files replace the built-in templates of the same name. Each is
            tried here on small answers; one that fails is reported in `problems`, and the built-in
            template is used instead, also if an override fails later on a real answer. Overrides
            may write Discord's Markdown themselves: it is translated for other dialects.
        report: called with each problem when it is found.
        dialect: the markup of the platform that shows the replies.
        seconds: most processor time that an override may take for one reply.
        language: the readers' language.
        loader: has the overrides as read before.
    """

    def __init__(
        self,
        overrides: Path | None = None,
        report: Callable[[TemplateProblem], object] = lambda _: None,
        dialect: Dialect = DISCORD,
        seconds: float = MAX_SECONDS,
        language: Language = ENGLISH,
        loader: ReplyLoader | None = None,
    ) -> None:
        built_in = ReplyEnvironment((), TEMPLATES, dialect, language=language)
        self._built_in = {
            name: built_in.get_template(name + SUFFIX) for name in set(TEMPLATE_OF.values())
        }
        self.dialect = dialect
        self._seconds = seconds
        self._overriding: SandboxedEnvironment | None = None
        self._overrides: dict[str, Template] = {}
        self._problems: dict[TemplateProblem, None] = {}
        self._report = report
        self._folder = overrides
        self._loader = loader
        self.language = language
        self._others: dict[Language, Renderer] = {}
        if overrides is not None:
            self._take(overrides)

    def in_language(self, language: Language) -> "Renderer":
        """This renderer for readers of another language; made when first needed.

        Problems of the operator's templates are reported only here, once.
        """
        if language == self.language:
            return self
        made = self._others.get(language)
        if made is None:
            made = self._others[language] = Renderer(
                self._folder, self._add, self.dialect, self._seconds, language, self._loader
            )
        return made

    @property
    def problems(self) -> tuple[TemplateProblem, ...]:
        """What is wrong with the operator's templates, each once, in the order found."""
        return tuple(self._problems)

    def render(self, answer: Renderable, question: Question | None = None) -> Reply:
        """Lay out `answer`.

        Args:
            question: what was asked; the next steps depend on it.
        """
        name = TEMPLATE_OF[type(answer)]
        title, blocks = self._laid_out(name, answer, question)
        topic = topic_of(answer)
        previous, following = neighbours(answer)
        return Reply(
            name=name,
            title=title,
            blocks=blocks,
            steps=steps_of(_ways(answer, question), self.language),
            more=more_of(answer, question),
            menu=menu_of(answer, self.language),
            links=links_of(answer, self.language),
            actions=actions_of(answer),
            pages=pages_of(answer),
            accent=topic.id if topic else None,
            tone=tone_of(answer),
            previous=previous,
            following=following,
            question=question,
            language=self.language,
            answer=None if isinstance(answer, Unexpected) else answer,
        )

    def error(self, reference: str) -> Reply:
        """The reply for an unexpected failure, logged under `reference`."""
        return self.render(Unexpected(reference))

    def _laid_out(
        self, name: str, answer: Renderable, question: Question | None
    ) -> tuple[str, tuple[Block, ...]]:
        if override := self._overrides.get(name):
            try:
                return self._try(override, answer, question)
            except Exception as error:  # noqa: BLE001  # whatever an operator's template does
                self._note(name + SUFFIX, error)
        values = {"answer": answer, "question": question}
        return parse_reply(self._built_in[name].render(values), self.dialect)

    def _try(
        self,
        override: Template,
        answer: Renderable,
        question: Question | None,
    ) -> tuple[str, tuple[Block, ...]]:
        assert self._overriding is not None  # noqa: S101  # there is no override without it
        values = {"answer": answer, "question": question}
        title, blocks = parse_reply(self._overriding.run(override, values), DISCORD)
        if self.dialect is DISCORD:
            return title, blocks
        return self._translate(title), tuple(self._translated(block) for block in blocks)

    def _translated(self, block: Block) -> Block:
        columns = (
            Column(self._translate(column.name), self._translate(column.text))
            for column in block.columns
        )
        return replace(block, text=self._translate(block.text), columns=tuple(columns))

    def _translate(self, text: str) -> str:
        return translate(text, self.dialect, self.language)

    def _take(self, folder: Path) -> None:
        try:
            files = sorted(path.name for path in folder.iterdir() if path.name.endswith(SUFFIX))
        except OSError as error:
            self._add(TemplateProblem(folder.name, 1, f"can't be read: {error.strerror}"))
            return
        known = {path.name for path in TEMPLATES.iterdir()}
        for unknown in (file for file in files if file not in known and file[0] != "_"):
            self._add(
                TemplateProblem(unknown, 1, f"no reply has this name{_nearest(unknown, known)}")
            )
        # Any reply can use a part ("_…"), so then all replies are tried.
        all_of_them = any(file[0] == "_" for file in files)
        self._loader = self._loader or ReplyLoader((folder, TEMPLATES), TEMPLATES)
        self._overriding = SandboxedEnvironment(
            (folder,), TEMPLATES, DISCORD, self._seconds, self.language, self._loader
        )
        for name, answers in samples().items():
            if all_of_them or name + SUFFIX in files:
                self._trial(name, answers)

    def _trial(self, name: str, answers: Iterable[Renderable]) -> None:
        assert self._overriding is not None  # noqa: S101  # set by the only caller
        try:
            template = self._overriding.get_template(name + SUFFIX)
            for answer in answers:
                self._try(template, answer, None)
        except Exception as error:  # noqa: BLE001  # whatever an operator's template does
            self._note(name + SUFFIX, error)
        else:
            self._overrides[name] = template

    def _note(self, file: str, error: Exception) -> None:
        """Record why an override fails, once for each place."""
        name, line = _place(file, error)
        if all((problem.name, problem.line) != (name, line) for problem in self._problems):
            self._add(TemplateProblem(name, line, _said(error)))

    def _add(self, problem: TemplateProblem) -> None:
        if problem not in self._problems:
            self._problems[problem] = None
            self._report(problem)


def steps_of(ways: Iterable[Way], language: Language) -> tuple[Step, ...]:
    """Next steps with their buttons' texts."""
    return tuple(Step(_short(language.say(way.label)), way.question) for way in ways)


def _short(label: str) -> str:
    label = " ".join(label.split()) or "?"
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"


def _ways(answer: Renderable, question: Question | None) -> tuple[Way, ...]:
    """Next steps: none without the question, and help after a fault."""
    if isinstance(answer, Unexpected):
        return (Way(gettext("Help"), AskHelp()),)
    return next_steps(answer, question) if question is not None else ()


def _nearest(name: str, known: Iterable[str]) -> str:
    stems = [file.removesuffix(SUFFIX) for file in known if file[0] != "_"]
    near = difflib.get_close_matches(name.removesuffix(SUFFIX), stems, n=1)
    return f"; did you mean {near[0]}{SUFFIX}?" if near else ""


def _place(file: str, error: Exception) -> tuple[str, int]:
    """The template and line at which `error` occurred: the innermost of the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or file, error.lineno
    found = file, 1
    frame = error.__traceback__
    while frame is not None:
        path = Path(frame.tb_frame.f_code.co_filename)
        if path.name.endswith(SUFFIX):
            found = path.name, frame.tb_lineno
        frame = frame.tb_next
    return found


def _said(error: Exception) -> Said:
    """The message of `error`, on one line. Jinja and Python know only English, so it says whose
    words these are.
    """
    if isinstance(error, SayableError):
        return error.what
    message = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    words = " ".join((message or type(error).__name__).split())[:LONGEST]
    if isinstance(error, TemplateError):
        return gettext("Jinja says: %(words)s", words=words)
    return gettext("Python says: %(words)s", words=words)
