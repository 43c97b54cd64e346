"""What a page offers to read next: related, trending and sponsored items as data, and the boxes they stand in."""

from newscli.parse.related.find import Lists, find_lists

__all__ = ["Lists", "find_lists"]
