"""The options that several commands share."""

from discord import app_commands

from briefings.answers.questions import (
    MAX_CONTAINS_LENGTH,
    MAX_OPTION_LENGTH,
    MAX_SEARCH_LENGTH,
)

Name = app_commands.Range[str, 1, MAX_OPTION_LENGTH]
Contains = app_commands.Range[str, 1, MAX_CONTAINS_LENGTH]
Address = app_commands.Range[str, 1, 1_000]
Words = app_commands.Range[str, 1, 1_000]
SearchText = app_commands.Range[str, 1, MAX_SEARCH_LENGTH]
"""Discord enforces these limits; the answers refuse longer text from elsewhere."""
