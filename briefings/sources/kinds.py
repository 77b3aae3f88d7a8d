"""What can be followed, and how far: words that settings and the command line take as well."""

from enum import StrEnum


class Kind(StrEnum):
    """What is followed."""

    AUTO = "auto"
    """Not known yet: the first refresh finds out."""
    FEED = "feed"
    """RSS, RDF, Atom or JSON Feed."""
    WORDPRESS = "wordpress"
    """The list of posts that WordPress's REST interface gives."""
    SITEMAP = "sitemap"
    """A sitemap, or an index of them; those for news name titles and times."""
    PAGE = "page"
    """A single page, which is read again."""
    FOLDER = "folder"
    """A folder of documents on this machine."""

    @property
    def leads_to_pages(self) -> bool:
        """Do its entries lead to pages of their own? Else it holds the articles itself."""
        return self not in (Kind.PAGE, Kind.FOLDER)


class Pages(StrEnum):
    """Whether the page that an entry leads to is fetched."""

    AUTO = "auto"
    """Where the entry has no text, or a teaser only."""
    ALWAYS = "always"
    NEVER = "never"
