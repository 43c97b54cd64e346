"""The words by which sites name the parts of a page and the lines around a text; only lists and how to match them."""

import re
from typing import Final

from newscli.parse.page_words import word_set

NAMES: Final[dict[str, frozenset[str]]] = {
    "n_body": word_set("""
        articlebody content body text entry prose copy richtext storybody post article story paragraph paragraphs main detail
    """),
    "n_related": word_set("""
        related recirc recommended recommendation readmore more teaser teasers promo promos latest recent popular trending next
        similar card cards upnext onward also
    """),
    "n_comment": word_set("comment comments commentlist disqus replies respond discussion reply"),
    "n_share": word_set("share sharing social follow twitter facebook whatsapp addtoany sharedaddy"),
    "n_newsletter": word_set("""
        newsletter subscribe subscription signup optin mailing paywall register registration membership donate cta promo
    """),
    "n_meta": word_set("""
        meta byline author authors date time timestamp dateline published posted kicker category categories breadcrumb
        breadcrumbs info
    """),
    "n_bio": word_set("bio about profile biography contributor avatar autor authorbox"),
    "n_tags": word_set("tag tags keywords topics taglist labels"),
    "n_caption": word_set("""
        caption figcaption credit credits copyright photo image img gallery slideshow media picture wp
    """),
    "n_chrome": word_set("""
        nav navigation menu navbar header masthead topbar toolbar banner footer sidebar widget aside rail drawer modal popup
        overlay cookie cookies consent gdpr breadcrumb dropdown search login
    """),
    "n_ad": word_set("ad ads advert advertisement sponsor sponsored promoted adsbygoogle dfp taboola outbrain"),
    "n_lead": word_set("""
        lead intro standfirst dek subtitle subheadline summary excerpt abstract deck teaser description vorspann chapo ingress
        lede
    """),
    "n_hidden": word_set("hidden hide invisible sr screen visually offscreen print noprint"),
    "n_table": word_set("infobox table toc contents"),
    "n_quote": word_set("quote pullquote blockquote"),
    "n_consent": word_set("cookie cookies consent gdpr onetrust privacy cmp ccpa optanon didomi"),
    "n_embed": word_set("tweet twitter instagram facebook embed youtube video player jwplayer podcast"),
    "n_note": word_set("disclaimer disclosure note notes footnote footnotes references correction affiliate legal"),
}
"""Kinds of parts, each with words of class, id and role names."""

# The next three are for texts in small letters: told to ignore case, they take three times as long.
CHROME_TEXT: Final = re.compile(
    r"©|copyright|all rights reserved|cookie|newsletter|subscri|sign up|log ?in|follow us|share (?:this|on)|click here"
    r"|read more|related|advertis|photo:|image:"
    r"|getty|reuters/|source:|comments?$|abonn|anmeld|registrier|werbung|anzeige|teilen|drucken|kommentar|folgen sie"
    r"|datenschutz|impressum|suscri|compart|síguenos"
    r"|publicidad|s'abonner|partag|publicité|iscriviti|condividi|assine|compartilh|подпи|поделит|реклама|登录|注册|订阅|分享|广告"
    r"|版权|责任编辑|編集|シェア|구독|기자\s|무단",
)
CREDIT_TEXT: Final = re.compile(
    r"\b(?:photo|image|picture|foto|bild|credits?|courtesy|getty|shutterstock|afp|file -|file photo|ap photo|via reuters"
    r"|pic|illustration|fotograf|crédit|cr[ée]dito|фото|снимка)\b|图片|写真|사진|圖／|提供",
)
"""Words of a picture's credit line."""
OFFER_TEXT: Final = re.compile(
    r"\b(?:subscribe|newsletter|sign ?up|follow (?:us|him|her|me)|click here|download (?:the|our)|get our|join (?:us|our|the)"
    r"|support (?:us|our)|donat|contact (?:us|the)|email|e-mail|podcast|app\b|whatsapp|telegram|twitter|facebook|instagram"
    r"|abonn|folgen|suscríb|síguenos|s’abonner|inscri|iscriviti|assine|siga|подпис|telegram)|关注|订阅|구독|登録",
)
"""Words by which a page asks its reader for something."""
COMMENT_HEADING: Final = re.compile(
    r"comment|kommentar|reacti|réaction|replies|repl(?:y|ies)|respon[ds]|discussion|leave a|join the|comentari|opini"
    r"|commenti|коммент|відгук|отзыв|yorum|komentar|reakcj|评论|評論|コメント|댓글|留言|تعليق|ความคิดเห็น|bình luận",
    re.IGNORECASE,
)
ABOUT_HEADING: Final = re.compile(
    r"about (?:the )?(?:author|writer|us)|written by|über (?:den|die) autor|zur person|autor|à propos|sobre|author|об авторе"
    r"|作者|記者|contact|newsletter|subscribe|sign up|follow|share|tags?\b|topics|categor|themen|sources?\b|references"
    r"|notes?\b|citation|disclaimer|disclosure|more information|further",
    re.IGNORECASE,
)
"""Headings of what frames a text: its author, offers, tags, sources."""
