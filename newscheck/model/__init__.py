"""The data model: every value that is passed from one folder to another.

Data only, no behaviour. Times are integers in milliseconds since 1970 UTC, offsets are code points in the text they
belong to, paths are `str` with surrogate escapes for bytes that are not UTF-8.
"""

from newscheck.model.article import Article, Dateline, ExtractorResult, HtmlContent, Image
from newscheck.model.change import LayoutChange, LayoutHistory, LayoutSpan, LayoutTemplate, SideBySide
from newscheck.model.dump import (
    ABSENT,
    HAS_CLOCK,
    HAS_OFFSET,
    IS_DEFAULT,
    IS_EPOCH,
    IS_RELATIVE,
    IS_URL_MONTH,
    SUMMARY_FIELDS,
    ArticleFeatures,
    ArticleRevision,
    ArticleSummary,
    Column,
    Dump,
    FeatureColumns,
    Storage,
    Typecode,
    VersionHistory,
)
from newscheck.model.finding import SEVERITIES, CountedFindings, DumpHit, Excerpt, Finding, Hit, RelatedLocation
from newscheck.model.input import CountedText as CountedText
from newscheck.model.input import Document, InputFault, LocatedValue, RawInput
from newscheck.model.report import (
    Crash,
    FeedProperty,
    FileResult,
    FileSelection,
    HiddenFindings,
    HitCount,
    PresetUse,
    RenderOptions,
    Report,
    Totals,
    UnmappedFeed,
)
from newscheck.model.rule import Context, Rule, RuleDescription, Schema
from newscheck.model.series import ExampleArticle, FieldSeries, SiteSeries
from newscheck.model.site import ExpectedField, Furniture, Site, SiteLayout

__all__ = [
    "ABSENT",
    "HAS_CLOCK",
    "HAS_OFFSET",
    "IS_DEFAULT",
    "IS_EPOCH",
    "IS_RELATIVE",
    "IS_URL_MONTH",
    "SEVERITIES",
    "SUMMARY_FIELDS",
    "Article",
    "ArticleFeatures",
    "ArticleRevision",
    "ArticleSummary",
    "Column",
    "Context",
    "CountedFindings",
    "Crash",
    "Dateline",
    "Document",
    "Dump",
    "DumpHit",
    "ExampleArticle",
    "Excerpt",
    "ExpectedField",
    "ExtractorResult",
    "FeatureColumns",
    "FeedProperty",
    "FieldSeries",
    "FileResult",
    "FileSelection",
    "Finding",
    "Furniture",
    "HiddenFindings",
    "Hit",
    "HitCount",
    "HtmlContent",
    "Image",
    "InputFault",
    "LayoutChange",
    "LayoutHistory",
    "LayoutSpan",
    "LayoutTemplate",
    "LocatedValue",
    "PresetUse",
    "RawInput",
    "RelatedLocation",
    "RenderOptions",
    "Report",
    "Rule",
    "RuleDescription",
    "Schema",
    "SideBySide",
    "Site",
    "SiteLayout",
    "SiteSeries",
    "Storage",
    "Totals",
    "Typecode",
    "UnmappedFeed",
    "VersionHistory",
]
