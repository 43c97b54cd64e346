"""What the words beside a date, and the names of its element, say of it: first published, last changed, or something else."""

import re
from typing import Final

from newscli.parse.page_words import word_set

UPDATED: Final = re.compile(
    r"updat|modif|edited|amended|revised|reviewed|last change|as of|aktualis|geändert|bearbeitet|überarbeitet|\bstand\b"
    r"|ergänzt|actualis|mis à jour|\bm[àa]j\b|actualiz|atualiz|alterad|aggiornat|bijgewerkt|gewijzigd|oppdat|opdater|uppdat"
    r"|endret|[æä]ndr[ae]t?d?\b|päivit|muokat|обновл|оновл|изменен|змінен|актуализ|ажурир|ažurir|更新|修改|修订|修訂|수정"
    r"|업데이트|güncel|düzenle|cập nhật|diperbarui|dimutakhir|diubah|kemas ?kini|aktualiz|zmodyfik|zmenen|změněn|upraven"
    r"|frissít|módosít|ενημέρ|τροποπ|עודכן|עדכון|تحديث|محدث|تعديل|به‌روز|بروزرسانی|अपडेट|अद्यतन|হালনাগাদ|আপডেট|อัปเดต|แก้ไข"
    r"|posodob|atnaujin|uuenda",
    re.IGNORECASE,
)
PUBLISHED: Final = re.compile(
    r"publi|\bposted\b|(?<![^\W\d_] )\bpost\b|created|issued|released|\basked\b|started|uploaded|erstellt|veröffentlich"
    r"|erschienen|geschrieben|eingestellt|verfasst|paru\b|parution|mise? en ligne|créé|publicad|pubblicat|gepubliceerd|geplaatst"
    r"|udgivet|lagt ut|julkaist|опублик|размещ|создан|оприлюдн|публик|发布|發布|发表|發表|時間|时间|公開|掲載|投稿|配信|입력|등록"
    r"|게시|승인|작성|yayın|eklen|نشر|منتشر|انتشار|đăng|diterbitkan|dipublikasi|terbit|opublikow|dodan|zveřejn|zverejn|vydán"
    r"|megjelen|közzé|δημοσ|פורסם|प्रकाशित|প্রকাশ|เผยแพร่|objav|paskelb|avaldat",
    re.IGNORECASE,
)
"""What says so; "post" only where no word stands before it: "The Harbour Post" is a newspaper."""
OTHER: Final = re.compile(
    r"©(?!.*\w{3})|\(c\)|copyright|\bjoined\b|member since|mitglied seit|registriert|inscrit|since\b|seit\b|deadline|expires"
    r"|registrado|valid|gültig|geboren|\bborn\b|\bdied\b|gestorben|retrieved|accessed|abgerufen|event|veranstaltung|termin"
    r"|next issue|last visit|comment|reply|repl(?:ied|ies)|answered|kommentar\w|antwort|commentaire|comentario|uhr bis"
    r"|öffnungszeiten|release date",
    re.IGNORECASE,
)
ENTRY: Final = re.compile(
    r"\W*(?:this (?:entry|post|article) was (?:post|publi|writ)|(?:der|dieser) (?:beitrag|eintrag|artikel)\b.{0,120}\bwurde\b"
    r"|cet (?:article|entrée) a été|ce billet a été|esta entrada (?:fue|se public)|este artículo (?:fue|se public)"
    r"|quest[oa] (?:articolo|voce) è stat|dit (?:bericht|artikel) (?:is|werd)\b|ten wpis|este (?:post|artigo) foi)",
    re.IGNORECASE,
)
"""How paragraphs of blogs begin that say in a sentence when and where the entry was posted."""
DATE_TOKENS: Final = word_set("""
    date time datetime timestamp published pubdate publish posted dateline datum fecha data meta byline posttime entry
    info kicker created zeit fecha fec ora tarih tid dato tanggal
""")
PUBLISHED_TOKENS: Final = word_set("published pubdate publish posted created pub issued")
UPDATED_TOKENS: Final = word_set("updated modified update lastmod lastmodified revision changed edited")
