"""The language of definitions: one SQL text a measure, read by people, run anywhere.

A definition is a page of Markdown: what it means, the SQL that names its cases, and
worked examples that are its tests. The SQL is DuckDB's dialect kept to what every
engine has; `sqlglot` carries it to the others (ADR 33).
"""
