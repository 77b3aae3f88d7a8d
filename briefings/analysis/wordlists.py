"""The notation for word lists in this package."""


def listed(words: str) -> list[str]:
    """The words of a block of text, separated by spaces and line ends."""
    return words.split()
