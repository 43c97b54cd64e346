"""Addresses: what may be asked, what may be shown, and which two are the same page. No network, no names looked up."""

import re
from typing import Final, NewType
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from newscli.errors import UsageError
from newscli.host_names import ascii_host, ends_in_number, registrable_host
from newscli.text import SafeLine, clean_line, format_line

WebUrl = NewType("WebUrl", SafeLine)
"""An absolute http or https address of ASCII characters; may hold credentials: show it with `shown_url`."""
MailUrl = NewType("MailUrl", SafeLine)
"""`mailto:` and one address of ASCII characters: what else such a link may bring along (copies, a text) is left out."""
Link = WebUrl | MailUrl
"""Where a text may link to."""

KEY_VERSION: Final = 1
"""Of the rule behind `url_key`; stored beside each key, so that a better rule can rebuild old ones."""
URL_LIMIT: Final = 8_000
"""Characters: RFC 9110 section 4.1 asks for at least 8000 octets to be supported."""

# Patterns as text: `re` compiles them when they are first used (and keeps them), so that a listing pays for none of them.
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.-]*:"
# What most addresses look like: nothing to encode, lower or resolve, so that nothing needs to be taken apart (12 -> 1 us).
_LOCAL: Final = r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\])(?:[:/]|$)"
_BYTE: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_PLAIN: Final = (
    rf"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z](?:[a-z0-9-]*[a-z0-9])?"
    rf"|{_BYTE}(?:\.{_BYTE}){{3}})/(?!/)"
    r"(?:[A-Za-z0-9_~,=&+/-]|\.(?![./]))*+(?:\?[A-Za-z0-9_~,.=&+/-]++)?"
)
# Addresses of whose parts `url_key` changes none but the host's beginning and the path's end (16 -> 3 us).
_PLAIN_KEY: Final = r"https?://([a-z0-9_.-]+)(/[A-Za-z0-9_~./:@!$&'()*+,;=-]*+)"
_SAME_SITE: Final = r"^(?:www\d?|m|amp)\.(?=[^.]+\.)"
_ABSOLUTE: Final = r"[Hh][Tt][Tt][Pp][Ss]?://[^/]"
_LINE_BREAKS: Final = r"[\t\r\n]+"
# C0 controls and the blank, and the blanks of other scripts that people paste along.
_OUTER = "".join(map(chr, range(0x21))) + "\x7f\xa0\u3000\ufeff\u200b"
_BYTES: Final = "surrogateescape"
_ASSEMBLED: Final = r"https?://[!-~]+"
_WRITTEN: Final = r"(?:[^:/?#]+:)?(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)"
_MAIL: Final = r"\s*(?i:mailto):\s*([A-Za-z0-9_.+~'-]{1,64})(?:@|%40)([^\s?,;@%/:\[\]]{3,253})(?=[\s?,;]|$)"
# Names that only say where a reader came from. Dropping more (id, p, v, q ...) would merge different pages.
_TRACKING: Final = (
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|at_(?:medium|campaign|custom\d|link\w*|format)|int_\w+|wt_\w+|ns_\w+"
    r"|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|cmpid|ocid|xtor"
    r"|ref_src|ref_url|cx_part|spm|smid|smtyp|guccounter|guce_\w+|s_cid|icid|ncid|sr_share|wprov|ftag|CMP|ito|traffic_source)"
)
# Query names whose values let their holder read what others may not: whole words, so that `keyword` is none.
_PRIVATE_NAME: Final = (
    r"(?:.*[_-])?(?:(?:access|auth|api|session|user|feed)?_?(?:token|key|secret)|auth|pass(?:word|wd)?|pw|pwd"
    r"|sig(?:nature)?|sid|sessionid|hash|credentials?)(?:[_-].*)?"
)


def find_web_url(raw: str, base: str | None = None) -> WebUrl | None:
    """`raw` as an absolute http(s) address, taken relative to `base` if there is one; None for anything else.

    Surrounding blanks and inner line breaks are dropped as the URL standard asks (WHATWG URL 4.4), other characters that
    may not stand in an address are percent-encoded, the host is lower-cased and made ASCII (IDNA), a default port is
    dropped. Userinfo stays: a private feed needs it.
    """
    if not raw:
        return None
    if len(raw) < 1_000 and re.fullmatch(_PLAIN, raw):
        return WebUrl(clean_line(raw))
    text = re.sub(_LINE_BREAKS, "", raw).strip(_OUTER)
    if not text or len(text) > URL_LIMIT:
        return None
    try:
        parts = urlsplit(text if base is None or re.match(_ABSOLUTE, text) else urljoin(base, text))
        return _assemble(parts)
    except ValueError:
        # A malformed IPv6 literal, a port that is no number, a label that is no IDNA: not an address.
        return None


def find_link(raw: str, base: str | None = None) -> Link | None:
    """As `find_web_url`, and mail addresses too (RFC 6068): the first one, its host as ASCII."""
    mail = re.match(_MAIL, raw) if "mailto:" in raw[:40].lower() else None
    if mail is None:
        return find_web_url(raw, base)
    host = ascii_host(mail[2].rstrip("."))
    is_name = host and "." in host and not ends_in_number(host)
    return MailUrl(clean_line(f"mailto:{mail[1]}@{host}")) if is_name else None


def stored_url(stored: str) -> WebUrl | None:
    """What `find_web_url` made and a store or a text kept: looked at for its characters only, 10 µs less a line."""
    return WebUrl(clean_line(stored)) if re.fullmatch(_ASSEMBLED, stored) else None


def find_stated_url(raw: str, base: str | None = None) -> WebUrl | None:
    """As `find_web_url`, but host case and a missing path stay as the publisher wrote them; `url_key` sees no difference.

    A scheme in capitals does not: `stored_url` and whoever asks what an address begins with know only the usual form.
    """
    found = find_web_url(raw, base)
    if found is None or found == raw:
        return found
    text = re.sub(_LINE_BREAKS, "", raw).strip(_OUTER)
    is_usual = text.isascii() and text.startswith(("http://", "https://"))
    if found == f"{text}/" or (is_usual and found.lower() in (text.lower(), f"{text.lower()}/")):
        return WebUrl(clean_line(text))
    return found


def require_web_url(raw: str) -> WebUrl:
    """`raw` as typed by a person: a missing scheme means https, and http for this machine and for bare IP addresses.

    Raises UsageError if it is no http(s) address.
    """
    text = raw.strip()
    if "://" not in text and (_looks_like_host(text) or not re.match(_SCHEME, text)):
        text = f"{'http' if re.match(_LOCAL, text) else 'https'}://{text}"
    found = find_web_url(text)
    if found is None:
        raise UsageError(
            format_line("not an http or https address: {}", masked_text(raw)),
            hint=clean_line("write it like https://example.com/news"),
        )
    return found


def strip_tracking(url: WebUrl) -> WebUrl:
    """`url` without campaign parameters and without its fragment (but `#!` routes stay)."""
    return WebUrl(clean_line(_untracked(urlsplit(url)).geturl()))


def url_key(url: WebUrl) -> str:
    """What two addresses of the same page have in common (rule `KEY_VERSION`).

    Scheme, userinfo, `www.`, `m.`, default port, fragment, trailing slash, tracking parameters and the order of the others do
    not tell pages apart; everything else does.
    """
    plain = re.fullmatch(_PLAIN_KEY, url)
    if plain:
        return f"{re.sub(_SAME_SITE, '', plain[1])}{plain[2].rstrip('/') or '/'}"
    parts = _untracked(urlsplit(url))
    host = re.sub(_SAME_SITE, "", parts.hostname or "")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    # Escaped bytes that are not UTF-8 go through as they are: replaced, all addresses in EUC-KR would be one.
    path = quote(unquote(parts.path, errors=_BYTES), safe="/:@!$&'()*+,;=~-._", errors=_BYTES).rstrip("/") or "/"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True, errors=_BYTES)), errors=_BYTES)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{port}{path}{'?' if query else ''}{query}{fragment}"


def host_of(url: WebUrl) -> SafeLine:
    """The host, lower-case, without `www.`; what people call a site."""
    return clean_line((urlsplit(url).hostname or "").removeprefix("www."))


def outlet_host(url: WebUrl) -> SafeLine:
    """The registrable host ("feeds.bbci.co.uk" gives "bbci.co.uk"), by the Public Suffix List; an IP address as it is."""
    return registrable_host((urlsplit(url).hostname or "").rstrip("."))


def is_article_like(url: WebUrl) -> bool:
    """Whether `url` could name one article: not a bare home page, and not a section, tag or search page by its path.

    Decides only whether an address may serve as identity; a wrong "no" costs a duplicate, a wrong "yes" a false merge.
    """
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if not steps:
        return bool(parts.query)
    if steps[0] in {"category", "categories", "tag", "tags", "topic", "topics", "section", "search", "author", "authors"}:
        return len(steps) > 2
    return True


def shown_url(url: WebUrl) -> WebUrl:
    """`url` as anybody may see it: no userinfo, secret-looking parameter values masked as `***`."""
    if "@" not in url and "=" not in url:
        return url
    parts = urlsplit(url)
    query = "&".join(_masked(pair) for pair in parts.query.split("&")) if parts.query else ""
    netloc = parts.netloc.rpartition("@")[2]
    return WebUrl(clean_line(parts._replace(netloc=netloc, query=query).geturl()))


def without_user(url: WebUrl) -> WebUrl:
    """`url` without userinfo, and otherwise as it is: it still leads where it led."""
    if "@" not in url:
        return url
    parts = urlsplit(url)
    return WebUrl(clean_line(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()))


def shown_link(link: Link) -> SafeLine:
    """`link` as anybody may see it."""
    url = stored_url(link)
    return link if url is None else shown_url(url)


def written_parts(raw: str) -> tuple[str, str]:
    """(authority, path) of an address or a part of one as a stranger wrote it (RFC 3986, appendix B); fails on none."""
    match = re.match(_WRITTEN, raw.strip())
    return (match["authority"] or "", match["path"]) if match else ("", "")


def masked_text(raw: str, *, limit: int = 200) -> SafeLine:
    """What was meant to be an address and is none, as anybody may see it: what could be user and password is left out."""
    return clean_line(re.sub(r"(?<=//)[^/?#\s]*@", "", raw), limit=limit)


def _assemble(parts: SplitResult) -> WebUrl | None:
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not parts.hostname:
        return None
    host = ascii_host(parts.hostname)
    if host is None:
        return None
    port = parts.port
    if port == {"http": 80, "https": 443}[scheme]:
        port = None
    userinfo, at, _ = parts.netloc.rpartition("@")
    netloc = f"{quote(userinfo, safe='%:!$&()*+,;=~-._')}{at}{host}{f':{port}' if port is not None else ''}"
    path = quote(parts.path, safe="%/:@!$&'()*+,;=~-._") or "/"
    query = quote(parts.query, safe="%/:@!$&'()*+,;=~-._?[]|{}")
    fragment = quote(parts.fragment, safe="%/:@!$&'()*+,;=~-._?")
    url = SplitResult(scheme, netloc, path, query, fragment).geturl()
    return WebUrl(clean_line(url)) if len(url) <= URL_LIMIT else None


def _looks_like_host(text: str) -> bool:
    """`localhost:8000/feed` has the shape of a scheme and is none."""
    return re.match(r"[\w.-]+:\d{1,5}(?:/|$)", text) is not None


def _masked(pair: str) -> str:
    name, equals, _value = pair.partition("=")
    return f"{name}=***" if equals and re.fullmatch(_PRIVATE_NAME, name, re.IGNORECASE) else pair


def _untracked(parts: SplitResult) -> SplitResult:
    query = parts.query
    if query:
        pairs = (pair for pair in query.split("&") if pair)
        query = "&".join(pair for pair in pairs if not re.fullmatch(_TRACKING, pair.partition("=")[0], re.IGNORECASE))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return parts._replace(query=query, fragment=fragment)
