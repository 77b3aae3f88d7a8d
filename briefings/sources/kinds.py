"""What can be followed, and how far; settings and the command line use the same words."""

from enum import StrEnum


class Kind(StrEnum):
    """What is followed."""

    AUTO = "auto"
    """Not known yet: the first refresh finds out."""
    FEED = "feed"
    """RSS, RDF, Atom or JSON Feed."""
    WORDPRESS = "wordpress"
    """The list of posts from WordPress's REST interface."""
    SITEMAP = "sitemap"
    """A sitemap, or an index of sitemaps; those for news give titles and times."""
    PAGE = "page"
    """A single page, which is read again and again."""
    FOLDER = "folder"
    """A folder of documents on this machine."""

    @property
    def leads_to_pages(self) -> bool:
        """Whether its entries lead to pages of their own; else it has the articles itself."""
        return self not in (Kind.PAGE, Kind.FOLDER)


class Pages(StrEnum):
    """Whether the page that an entry leads to is fetched."""

    AUTO = "auto"
    """If the entry has no text, or only a teaser."""
    ALWAYS = "always"
    NEVER = "never"
