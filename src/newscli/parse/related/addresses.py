"""What an address says of what it leads to: an article, a list, an advert, a shop; reads only the address."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from newscli.parse.page_words import word_set

_ARTICLE_PATH = re.compile(
    r"/(?:19|20)\d\d[/-]?\d\d?|\d{5,}|[a-z0-9]{8}-[a-z0-9]{4}-|\.(?:s?html?|php|aspx|ece|story)$"
    r"|/(?:article|story|news|artikel|articulo|noticia)s?/.+[-_/].+",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:tags?|topics?|category|categories|section|authors?|autor(?:en|es)?|auteurs?|profile?|people|search|about|contact"
    r"|privacy|terms|login|register|subscribe|newsletters?|account|user|impressum|datenschutz|help|faq|careers?|advertise"
    r"|cookies?|tema|temas|themen?|emne|emner|amne|sujet|sujets|dossiers?|rubrik|rubrique|kategorie|kategorien|categoria"
    r"|categorie|etiquetas?|argomenti|wiki|hub|hashtag|korrespondenten|redaktion|journalist(?:s|en|es|as)?|reporters?"
    r"|columnist(?:s|as)?|kolumnisten?|contributors?|staff|bio|schlagwort(?:e)?|stichwort|konu|etiket|yazarlar?|tagi|autorzy"
    r"|teemat|avainsana|aihe|seccion|archives?|all-about|tagged|keywords?)(?:/|$)",
    re.IGNORECASE,
)  # fmt: skip
_SERVICES: Final = word_set("""
    newsletter newsletters subscribe subscription subscriptions abo abonnement abonnieren suscripcion suscribete assinatura
    prenumerera login signin signup register registration account konto profile donate donation support spenden apps app
    help hilfe ayuda contact kontakt contacto about impressum imprint privacy datenschutz terms agb cookies cookie
    advertise mediadaten careers epaper e-paper search suche buscar print send share permissions syndication reprints
    languages idiomas langues sprachen lingue
""")
"""Steps of short paths that serve the reader, and lead to nothing to read; those about languages list a site's editions."""
_SERVICE_DEPTH: Final = 2
_NO_STEP: Final = frozenset(["", "index", "default"])
_MARKET_WORDS: Final = word_set("""
    shop store boutique tienda loja negozio webshop butik winkel obchod sklep magasin shopping marketplace escaparate
    bookshop bookstore libreria librairie colecciones promociones
    coupon coupons cupon cupones cupom cupons codepromo codespromo gutschein gutscheine rabattcode rabattkod rabatkode
    vouchers voucher discountcode discountcodes promocode promocodes descuento descuentos sconti codigos kortingscode
    jobs job stellen stellenmarkt stellenanzeigen jobborse karriere emploi emplois empleo empleos empregos lavoro vacatures
    jobb sjob ilan immobilien immo immobilier inmuebles classifieds clasificados classificados kleinanzeigen anuncios
    annonces petitesannonces deals angebote offerte ofertas cursos leserreisen casino bets betting
    sponsored sponsor sponsorship sponsoredcontent advertorial advertorials brandvoice brandstudio brandedcontent
    branded partnercontent partnerinhalte paidpost paid-content paidcontent promoted anzeige anzeigen werbung publireportage
    publirreportaje publicidad publicidade publiredactionnel annonsorinnhold annonsamarbete reklama reklam reklame promo
    marketing nativeads native commercial
""")
"""First label of a host, or a step of a path, where things are for sale or text is paid for."""
_NETWORKS: Final = re.compile(
    r"(?:^|\.)(?:taboola|taboolasyndication|outbrain|zemanta|revcontent|mgid|dianomi|zergnet|engageya|plista|ligatus|nativo"
    r"|sharethrough|teads|criteo|doubleclick|googleadservices|googlesyndication|googleads|adnxs|adsrvr|adform|smartadserver"
    r"|admixer|adfox|adriver|relap|smi2|24smi|lentainform|marketgid|gnezdo|adnow|infox|directadvert|mirtesen|mediametrics"
    r"|popin|logly|uzou|yads|dable|content\.ad|adblade|adskeeper|idealmedia|speakol|jubna|strossle|kiosked|triplelift"
    r"|awin1|zanox|tradedoubler|tradetracker|shareasale|anrdoezrs|jdoqocy|tkqlhce|dpbolvw|kqzyfj|linksynergy|skimresources"
    r"|viglink|prf|pxf|sjv|ojrq|belboon|financeads|adcell|partner-ads|amzn|bidtheatre|exoclick"
    r"|propellerads|postquare|rtbhouse|yieldmo|bingads|atdmt|adroll)"
    r"\.(?:[a-z.]{2,8})$",
)
_NETWORK_HOST: Final = re.compile(
    r"^(?:ads?|adclick|adserver|adsrv|adv|click|clicks|trk|track|tracking|go|redirect|direct|an|clck)\.", re.IGNORECASE
)
_CLICK_PATH: Final = re.compile(r"/(?:aclk|adclick|ad_click|adserver|pagead|clickthrough|sponsored-click)\b", re.IGNORECASE)
_FRIENDS: Final = re.compile(
    r"(?:^|\.)(?:facebook|fb|twitter|x|instagram|linkedin|pinterest|reddit|tumblr|youtube|youtu|tiktok|threads|whatsapp|wa"
    r"|telegram|t|vk|ok|weibo|line|flipboard|bsky|mastodon|getpocket|pocket|viber|xing|snapchat|twitch|spotify|soundcloud"
    r"|addtoany|addthis|sharethis|kakao|band|hatena|mixi)"
    r"\.(?:com|net|org|me|be|co|ru|us|jp|social|app|cn|it)$"
    r"|^(?:news\.google|play\.google|apps\.apple|itunes\.apple|podcasts\.apple|apple\.news|plus\.google|policies\.google"
    r"|support\.google|feedburner\.google|news\.yandex|zen\.yandex|dzen|web\.archive|doi|creativecommons)\b",
    re.IGNORECASE,
)
"""Where people follow, share and listen: what leads there is no item to read."""


def has_article_path(path: str) -> bool:
    """Whether `path` has what addresses of articles have: a date, a long number, a file's ending."""
    return bool(_ARTICLE_PATH.search(path))


def is_list(path: str) -> bool:
    """Whether `path` names a topic, an author, a search, a help page."""
    return bool(_LIST_PATH.search(path))


def is_network(url: str) -> bool:
    """Whether `url` is a click on a network of adverts or affiliates: certain, whatever else the link says."""
    parts = urlsplit(url)
    return bool(_NETWORKS.search(parts.hostname or "")) or bool(_CLICK_PATH.search(parts.path))


def is_market(url: str) -> bool:
    """Whether `url` leads to a shop, a market, or to text that its address calls paid for."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").removeprefix("www.").split(".")[:-2]
    steps = [step.lower() for step in parts.path.split("/")[:-1] if step]
    words = {word for step in (*labels, *steps[:3]) for word in (step.replace("-", ""), *step.split("-")[:1])}
    return bool(words & _MARKET_WORDS)


def is_tracked(url: str) -> bool:
    """Whether the host only counts clicks and sends on."""
    return bool(_NETWORK_HOST.search(urlsplit(url).hostname or ""))


def is_social(url: str) -> bool:
    """Whether `url` leads to a network of people, an app store or the like: to follow or share, not to read."""
    return bool(_FRIENDS.search((urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")))


def is_service(url: str) -> bool:
    """Whether `url` leads to a newsletter, a log-in, a help page."""
    parts = urlsplit(url)
    steps = [name for step in parts.path.split("/") if (name := step.lower().partition(".")[0]) not in _NO_STEP]
    return len(steps) <= _SERVICE_DEPTH and not _SERVICES.isdisjoint(steps)


def carries(url: str, own: str) -> bool:
    """Whether the query of `url` holds the address `own`: it shares, prints or sends the page it stands on."""
    query = urlsplit(url).query
    return bool(query) and own in unquote(query)
