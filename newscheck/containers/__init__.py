"""Files that hold inputs, one format each: compressed files, archives, tables, web archives.

A module has `SUFFIXES`, `MAGIC` (the first bytes of such a file) and `inputs(stream, path, limit)`, which yields the
`RawInput`s in a binary stream, few of them in memory at a time: rows of a table as JSON Lines (`form="jsonl"`), pages
of a web archive (`form="page"`, with their URL and time of fetching as `context`), the members of an archive. It never
raises on bad input: what can't be read becomes a RawInput with a fault.

The first line of a module's docstring is a row of README's table: `NAME: content.`
"""
