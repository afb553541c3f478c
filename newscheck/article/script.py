"""Whether an article is in Chinese: for rules that know words of several languages, and for what is counted in Han."""

from __future__ import annotations

from newscheck.model import Article, ArticleSummary


def is_chinese(article: Article) -> bool:
    """Whether the text is mostly Han and no Japanese; free where it is Chinese."""
    return article.language == "zh" and article.han_count * 2 >= len(article.body)


def is_han(text: Article | ArticleSummary) -> bool:
    """Whether a text is measured in Han characters: it is Chinese, or in no known language and says most in Han."""
    return text.language == "zh" or (not text.language and text.size == text.han_count > 0)
