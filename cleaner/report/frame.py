"""What all pages of a report share: head, style, script and the way values are written."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

from cleaner.explain import escaped

# By this a page is known as one of ours.
GENERATOR = '<meta name="generator" content="cleaner report">'


def shown(value: object) -> str:
    """A value as HTML text: invisible characters written out, marks of HTML escaped."""
    return escape(escaped(str(value)))


def link(href: str, text: str, **attributes: str) -> str:
    """A link to another page of the report; ``href`` is a path."""
    extra = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(quote(href, errors="surrogateescape"))}"{extra}>{shown(text)}</a>'


def badge(verdict: str) -> str:
    """The verdict on a document as a coloured word."""
    return f'<span class="verdict {shown(verdict)}">{shown(verdict)}</span>'


def framed(title: str, body: str, script: str) -> str:
    """A whole page around ``body``; ``script`` is the name of a file of ``assets``."""
    code, style = _asset(script), _asset("style.css")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n{GENERATOR}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{shown(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{code}</script>\n</body>\n</html>\n"
    )


@cache
def _asset(name: str) -> str:
    return files("cleaner.report").joinpath(f"assets/{name}").read_text("utf-8")
