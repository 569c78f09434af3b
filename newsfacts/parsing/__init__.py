"""The core that all commands share: `Source` to `Article`."""

from newsfacts.parsing.article import Article

__all__ = ["Article"]
