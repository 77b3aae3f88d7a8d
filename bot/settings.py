"""The configuration: read once, passed down, never global.

It comes from the environment, `.env` or `briefbot.toml`; where several set a name, the first wins.
`briefbot.toml` has the environment's names in lower case.
"""

import codecs
import difflib
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.configured import ConfiguredSource, ConfiguredTopic, told_apart
from bot.setting_errors import explained
from bot.shards import Shards
from briefings.text.secrets import without_secrets

DISCORD_API = "https://discord.com/api/v10"
DOTENV_FILE = ".env"
TOML_FILE = "briefbot.toml"

Api = Annotated[str, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")]


class SettingsError(Exception):
    """The configuration is wrong; `str` says which setting and what to write, one line each."""


def _named(name: str) -> Any:
    """A setting is known only by its environment name, in any case."""
    return AliasChoices(name, name.lower())


NO_DIGEST = Path("none")
"""Instead of folders: serve only what is ingested or followed. Give a folder of that name by its
full path."""


class Settings(BaseSettings):
    """What an operator can set. Defaults run the bundled digest on SQLite in `./data`."""

    model_config = SettingsConfigDict(
        env_file=DOTENV_FILE,
        env_file_encoding="utf-8",
        toml_file=TOML_FILE,
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
    )

    discord_token: SecretStr | None = Field(None, validation_alias=_named("DISCORD_TOKEN"))
    discord_api: Api = Field(DISCORD_API, validation_alias=_named("BRIEFBOT_DISCORD_API"))
    data_dir: Path = Field(Path("data"), validation_alias=_named("BRIEFBOT_DATA_DIR"))
    database_url: str | None = Field(None, validation_alias=_named("BRIEFBOT_DATABASE_URL"))
    digest: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), validation_alias=_named("BRIEFBOT_DIGEST")
    )
    """Folders of digest files; empty means the bundled digest, `none` alone means no digest."""
    templates: Path | None = Field(None, validation_alias=_named("BRIEFBOT_TEMPLATES"))
    pictures: bool = Field(True, validation_alias=_named("BRIEFBOT_PICTURES"))
    """Whether replies carry pictures. They need the extra `pictures`."""
    http_port: int | None = Field(
        None, ge=0, le=65535, validation_alias=_named("BRIEFBOT_HTTP_PORT")
    )
    """Where health and metrics are served on 127.0.0.1; nowhere when unset."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", validation_alias=_named("BRIEFBOT_LOG_LEVEL")
    )
    speakers: Literal["sure", "all"] = Field("sure", validation_alias=_named("BRIEFBOT_SPEAKERS"))
    """Which speakers of ingested quotations are named: those the analysis is sure of, or all.

    Stored names stay; documents ingested again follow the new setting.
    """
    requests_per_second: int = Field(
        50, ge=1, le=1000, validation_alias=_named("BRIEFBOT_REQUESTS_PER_SECOND")
    )
    """How many daily posts the bot makes a second, over all machines."""
    shards: Annotated[Shards | None, NoDecode] = Field(
        None, validation_alias=_named("BRIEFBOT_SHARDS")
    )
    """Which shards this process runs, as `0-15/64`; unless set, all that Discord recommends."""
    catch_up_hours: float = Field(
        6, ge=0, le=24, validation_alias=_named("BRIEFBOT_CATCH_UP_HOURS")
    )
    """How late a daily post may still be made, e.g. after the bot was down."""
    daily_limit: int = Field(500, ge=1, validation_alias=_named("BRIEFBOT_DAILY_LIMIT"))
    """How many daily briefings a server may have."""
    sources: Annotated[tuple[ConfiguredSource, ...], NoDecode] = Field(
        (), validation_alias=_named("BRIEFBOT_SOURCES")
    )
    """Sources to follow in addition to those added by command."""
    topics: Annotated[tuple[ConfiguredTopic, ...], NoDecode] = Field(
        (), validation_alias=_named("BRIEFBOT_TOPICS")
    )
    """Topics that hold stories, in addition to those of the digest files."""
    feeds_servers: str = Field("", validation_alias=_named("BRIEFBOT_FEEDS_SERVERS"))
    """The ids of the servers whose moderators may add feeds, or `all`; none unless set."""
    feeds_limit: int = Field(10, ge=1, le=1000, validation_alias=_named("BRIEFBOT_FEEDS_LIMIT"))
    """How many feeds a server may have."""
    feeds_tries: int = Field(5, ge=1, le=100, validation_alias=_named("BRIEFBOT_FEEDS_TRIES"))
    """How many addresses a server may try a minute, by `/feeds test` and `/feeds add`."""
    fetch_allow: str = Field("", validation_alias=_named("BRIEFBOT_FETCH_ALLOW"))
    """Hosts, addresses and networks to fetch from although they are not public."""
    fetch_proxy: SecretStr | None = Field(None, validation_alias=_named("BRIEFBOT_FETCH_PROXY"))
    """The proxy to fetch documents through; those of the environment are not used."""
    fetch_contact: str | None = Field(None, validation_alias=_named("BRIEFBOT_FETCH_CONTACT"))
    """A web or mail address at which fetched sites can reach the operator."""

    @field_validator("digest", mode="before")
    @classmethod
    def _split_folders(cls, value: Any) -> Any:
        """A list, or folders in one string separated as in PATH."""
        if isinstance(value, str):
            return tuple(part for part in value.split(os.pathsep) if part)
        return value

    @field_validator("shards", mode="before")
    @classmethod
    def _are_shards(cls, value: Any) -> Any:
        return value if isinstance(value, Shards | None) else Shards.parse(str(value))

    @field_validator("sources", mode="before")
    @classmethod
    def _split_sources(cls, value: Any) -> Any:
        """Tables in `briefbot.toml`, or addresses, separated by spaces or in a list."""
        if isinstance(value, str):
            value = value.split()
        if isinstance(value, list):
            return tuple({"address": one} if isinstance(one, str) else one for one in value)
        return value

    @field_validator("topics", mode="before")
    @classmethod
    def _are_tables(cls, value: Any) -> Any:
        if isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value):
            return tuple(value)
        raise ValueError(
            "write a table [[briefbot_topics]] in briefbot.toml for each, with name and keywords"
        )

    @field_validator("topics")
    @classmethod
    def _have_names_of_their_own(
        cls, value: tuple[ConfiguredTopic, ...]
    ) -> tuple[ConfiguredTopic, ...]:
        return told_apart(value)

    @field_validator("fetch_allow", mode="before")
    @classmethod
    def _is_allow_list(cls, value: Any) -> Any:
        """Entries separated by commas or spaces, or a list of them."""
        from briefings.sources.fetching import AllowList

        text = ", ".join(map(str, value)) if isinstance(value, list) else value
        if isinstance(text, str):
            AllowList.parse(text)
        return text

    @field_validator("feeds_servers", mode="before")
    @classmethod
    def _are_servers(cls, value: Any) -> Any:
        """Ids separated by commas or spaces, or a list of them; or `all`."""
        given = value if isinstance(value, list) else [value]
        parts = re.split(r"[,\s]+", " ".join(map(str, given)).strip().lower())
        if parts in ([""], ["all"]):
            return parts[0]
        for part in parts:
            if not re.fullmatch(r"[0-9]{15,20}", part):
                raise ValueError("write servers' ids like 123456789012345678, or all")
        return ", ".join(parts)

    @field_validator("discord_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        token = value.get_secret_value().strip() if value else ""
        if not re.fullmatch(r"[\x21-\x7e]*", token):
            raise ValueError("write the token alone, on one line, without spaces in it")
        return value

    @field_validator("fetch_proxy")
    @classmethod
    def _is_proxy(cls, value: SecretStr | None) -> SecretStr | None:
        from briefings.sources.fetching import FetchError, parse_address

        try:
            if value is not None:
                parse_address(value.get_secret_value())
        except FetchError:
            raise ValueError("write the proxy's address: http://host:port") from None
        return value

    @field_validator("fetch_contact")
    @classmethod
    def _is_contact(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[\x21-\x27\x2a-\x7e]{3,200}", value):
            raise ValueError("write a web or mail address, without spaces or brackets")
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
    def servers_with_feeds(self) -> frozenset[int] | None:
        """The servers whose moderators may add feeds; None: all of them."""
        if self.feeds_servers == "all":
            return None
        return frozenset(int(part) for part in self.feeds_servers.split(", ") if part)

    @property
    def digest_folders(self) -> tuple[Path, ...]:
        if self.digest == (NO_DIGEST,):
            return ()
        return self.digest or (bundled_digest(),)


def bundled_digest() -> Path:
    """The folder of the digest that comes with the program."""
    import briefings

    package = Path(briefings.__file__).parent
    installed = package / "_seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def load_settings(**overrides: Any) -> Settings:
    """Read the configuration; `overrides` (by field name) win over all sources.

    A wrong override is reported for the option of that name.

    Raises:
        SettingsError: a value is not what its setting takes, or a file can't be read.
    """
    try:
        return Settings(**{environment_name(field): value for field, value in overrides.items()})
    except ValidationError as error:
        options = {environment_name(field): f"--{field.replace('_', '-')}" for field in overrides}
        raise SettingsError("\n".join(explained(error, options))) from None
    except tomllib.TOMLDecodeError as error:
        marked = Path(TOML_FILE).read_bytes().startswith(codecs.BOM_UTF8)
        said = "begins with a byte-order mark: save it as UTF-8 without" if marked else error
        raise SettingsError(f"{TOML_FILE}: is not TOML: {said}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{DOTENV_FILE} or {TOML_FILE} is not UTF-8 text: {error.reason}"
        ) from None
    except OSError as error:
        said = (
            f"{error.filename} can't be read ({error.strerror}): give it to the bot's user (chown)"
        )
        raise SettingsError(said) from None


def unknown_settings() -> list[str]:
    """Names that are set but are not settings, one line each: they may be mistyped.

    Keys in the environment and `.env` without our prefix belong to other programs.
    """
    env, dotenv = EnvSettingsSource(Settings).env_vars, DotEnvSettingsSource(Settings).env_vars
    keys = [(key.upper(), "") for key in env if _is_ours(key)]
    keys += [(key.upper(), f" in {DOTENV_FILE}") for key in dotenv if _is_ours(key)]
    keys += [(key, f" in {TOML_FILE}") for key in TomlConfigSettingsSource(Settings).toml_data]
    names = [environment_name(field) for field in Settings.model_fields]
    return [
        f"unknown setting {key}{place}{_nearest(key, names)}"
        for key, place in keys
        if key not in names and key.upper() not in (names if key.islower() else ())
    ]


def readable_secrets() -> list[str]:
    """Files with secrets that other users of the machine can read, one line each."""
    if os.name != "posix":
        return []
    found = {
        DOTENV_FILE: DotEnvSettingsSource(Settings).env_vars,
        TOML_FILE: TomlConfigSettingsSource(Settings).toml_data,
    }
    lines = []
    for file, keys in found.items():
        if not any(_is_secret(key, value) for key, value in keys.items()):
            continue
        mode = Path(file).stat().st_mode
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            lines.append(
                f"{file} holds secrets and is open to other users (mode {stat.S_IMODE(mode):03o}): "
                f"chmod 600 {file}"
            )
    return lines


def _is_secret(key: str, value: object) -> bool:
    """Whether a setting is the token, or holds an address with a password."""
    text = str(value or "")
    return bool(text) and (key.upper() == "DISCORD_TOKEN" or without_secrets(text) != text)


def _is_ours(key: str) -> bool:
    return key.upper().startswith("BRIEFBOT_")


def _nearest(key: str, names: Iterable[str]) -> str:
    by_end = {name.removeprefix("BRIEFBOT_"): name for name in names}
    near = difflib.get_close_matches(key.upper().removeprefix("BRIEFBOT_"), list(by_end), n=1)
    if not near:
        return ""
    name = by_end[near[0]]
    return f": did you mean {name.lower() if key.islower() else name}?"


def environment_name(field: str) -> str:
    """The environment name of a setting, from its field name."""
    alias = Settings.model_fields[field].validation_alias
    assert isinstance(alias, AliasChoices)  # noqa: S101  # all are given by `_named`
    return str(alias.choices[0])
