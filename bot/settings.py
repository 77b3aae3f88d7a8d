"""Configuration: read once, passed down, never global.

From the environment, `.env` or `briefbot.toml`, the earlier winning. Names are the environment's;
in `briefbot.toml` they are written the same way in lower case.
"""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

DISCORD_API = "https://discord.com/api/v10"
TOML_FILE = "briefbot.toml"

Api = Annotated[str, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")]


class SettingsError(Exception):
    """The configuration is wrong; `str` says which setting and what to write, a line each."""


def _named(name: str) -> Any:
    """Every setting is known by its environment name alone, in any case."""
    return AliasChoices(name, name.lower())


class Settings(BaseSettings):
    """What an operator can set. Defaults run the bundled digest on SQLite in `./data`."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        toml_file=TOML_FILE,
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
        populate_by_name=True,
    )

    discord_token: SecretStr | None = Field(None, validation_alias=_named("DISCORD_TOKEN"))
    discord_api: Api = Field(DISCORD_API, validation_alias=_named("BRIEFBOT_DISCORD_API"))
    data_dir: Path = Field(Path("data"), validation_alias=_named("BRIEFBOT_DATA_DIR"))
    database_url: str | None = Field(None, validation_alias=_named("BRIEFBOT_DATABASE_URL"))
    digest: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), validation_alias=_named("BRIEFBOT_DIGEST")
    )
    """Folders of digest files; empty means the bundled digest."""
    templates: Path | None = Field(None, validation_alias=_named("BRIEFBOT_TEMPLATES"))
    pictures: bool = Field(True, validation_alias=_named("BRIEFBOT_PICTURES"))
    """Whether replies carry pictures. They need the extra `pictures` to be installed."""
    http_port: int | None = Field(
        None, ge=0, le=65535, validation_alias=_named("BRIEFBOT_HTTP_PORT")
    )
    """Where health and metrics are served on 127.0.0.1; nowhere when unset."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias=_named("BRIEFBOT_LOG_LEVEL")
    )
    requests_per_second: int = Field(
        50, ge=1, le=1000, validation_alias=_named("BRIEFBOT_REQUESTS_PER_SECOND")
    )
    """How many daily posts are made a second, over all machines."""
    catch_up_hours: float = Field(
        6, ge=0, le=24, validation_alias=_named("BRIEFBOT_CATCH_UP_HOURS")
    )
    """How late a daily post may still be made, e.g. after the bot was down."""
    daily_limit: int = Field(500, ge=1, validation_alias=_named("BRIEFBOT_DAILY_LIMIT"))
    """How many daily briefings a server may have."""

    @field_validator("digest", mode="before")
    @classmethod
    def _split_folders(cls, value: Any) -> Any:
        """A list, or folders in one string parted as in PATH."""
        if isinstance(value, str):
            return tuple(part for part in value.split(os.pathsep) if part)
        return value

    @field_validator("templates")
    @classmethod
    def _is_folder(cls, value: Path | None) -> Path | None:
        try:
            found = value is None or value.is_dir()
        except OSError as error:
            raise ValueError(f"can't be read ({error.strerror})") from None
        if not found:
            raise ValueError("no such folder: give the one that holds the templates")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the base class names it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml = TomlConfigSettingsSource(settings_cls)
        return init_settings, env_settings, dotenv_settings, toml

    @property
    def database(self) -> str:
        """The library's database URL."""
        return self.database_url or f"sqlite:///{self.data_dir / 'briefbot.sqlite3'}"

    @property
    def digest_folders(self) -> tuple[Path, ...]:
        return self.digest or (bundled_digest(),)


def bundled_digest() -> Path:
    """The folder of the digest that comes with the program."""
    import briefings

    package = Path(briefings.__file__).parent
    installed = package / "_seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def load_settings(**overrides: Any) -> Settings:
    """Read the configuration; `overrides` (by field name) win over all sources.

    Raises:
        SettingsError: a value is not what its setting takes, or `briefbot.toml` is not TOML.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("\n".join(_lines(error))) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{TOML_FILE}: {error}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f".env or {TOML_FILE} is not UTF-8 text: {error.reason}") from None


def _lines(error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_url=False, include_input=True):
        name = _called(str(problem["loc"][0]))
        context = problem.get("ctx", {})
        said = str(context["error"]) if problem["type"] == "value_error" else problem["msg"]
        given = "" if name == "DISCORD_TOKEN" else f" (it is {str(problem['input'])!r})"
        yield f"{name}: {said}{given}"


def _called(key: str) -> str:
    """How whoever set it calls it: an override is an option of the command line."""
    if key in Settings.model_fields:
        return f"--{key.replace('_', '-')}"
    return key.upper()
