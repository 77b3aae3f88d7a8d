"""What changed between two readings of the settings, and which changes can take effect."""

from bot.setting_changes import AT_ONCE, changes, in_words
from bot.settings import Settings, load_settings


def test_every_part_has_settings_of_its_own() -> None:
    names = [name for part in AT_ONCE.values() for name in part]
    assert len(names) == len(set(names))
    assert set(names) <= set(Settings.model_fields)


def test_equal_settings_are_not_a_change() -> None:
    found = changes(load_settings(), load_settings())
    assert (found.parts, found.after_restart) == ((), ())


def test_changes_take_effect_or_need_a_restart() -> None:
    after = load_settings(
        daily_limit=20, feeds_tries=3, http_port=9100, discord_token="another", shards="0/1"
    )
    found = changes(load_settings(), after)
    assert found.parts == ("feeds", "daily_limit")
    assert found.after_restart == ("BRIEFBOT_HTTP_PORT", "BRIEFBOT_SHARDS", "DISCORD_TOKEN")


def test_values_are_shown_unless_secret() -> None:
    address = "https://reader:secret@news.example/feed"
    after = load_settings(daily_limit=20, sources=[address], feeds_servers="all")
    before = load_settings()
    assert in_words(before, after, "daily_limit") == ["BRIEFBOT_DAILY_LIMIT: 500 → 20"]
    assert in_words(before, after, "feeds") == ["BRIEFBOT_FEEDS_SERVERS: unset → all"]
    assert in_words(before, after, "sources") == ["BRIEFBOT_SOURCES"]
    assert in_words(before, after, "rate") == []
