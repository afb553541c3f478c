"""Whether an article is in Chinese, for rules that know the words of Chinese and of other languages."""

from __future__ import annotations

from newscheck.model import Article


def is_chinese(article: Article) -> bool:
    """Whether the text is mostly Han and no Japanese; free where it is Chinese."""
    return article.language == "zh" and article.han_count * 2 >= len(article.body)
