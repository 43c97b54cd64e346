"""Short words that are no title: what a button, a count or an advert's mark says, in many languages."""

import re
from typing import Final

_ACTIONS: Final = frozenset(
    (  # noqa: SIM905 - labels have blanks
        # English
        "read more|more|read|read article|read full article|read full story|read the full story|full story|continue reading"
        "|see more|view more|learn more|find out more|keep reading|read now|read on|story|view article|view post"
        "|watch|watch now|listen|listen now|view|details|comments|comment|share|reply|next|previous|prev|show more|load more"
        "|click here|here|previous story|next story|previous article|next article|previous post|next post|older posts"
        "|newer posts|read next|see all|view all|all|more news|subscribe|sign in|log in|go to article|open|play|video|photos"
        "|gallery|image|photo|exclusive|breaking|live|opinion|analysis"
        # German, Dutch, Scandinavian
        "|weiterlesen|mehr|mehr lesen|zum artikel|lesen|mehr erfahren|artikel lesen|alle anzeigen|zum beitrag|jetzt lesen"
        "|zum video|lees meer|lees verder|meer|bekijk|läs mer|läs hela artikeln|les mer|les saken|les hele saken|læs mere"
        "|læs artiklen|lue lisää|lue juttu|lesa meira|bild|fuß|lees artikel"
        # French, Spanish, Portuguese, Italian, Romanian, Catalan, Galician
        "|lire la suite|lire|lire plus|lire l’article|lire l'article|en savoir plus|voir plus|suite|voir tout|leer más|ver más"
        "|seguir leyendo|más|leer|leer nota|ver nota|leia mais|ler mais|saiba mais|ver mais|continue lendo|continuar lendo|leggi"
        "|leggi tutto|continua a leggere|continua|vedi tutti|approfondisci|citește mai mult|citeste|citește|llegir més|ler máis"
        # Slavic, Baltic, Greek, Turkish, Hungarian, Albanian
        "|czytaj więcej|czytaj dalej|więcej|czytaj|zobacz więcej|číst dále|více|celý článek|čítať ďalej|viac|читать далее"
        "|подробнее|далее|ещё|еще|читать|читать полностью|смотреть все|читати далі|докладніше|детальніше|більше|прочети още|още"
        "|opširnije|više|pročitaj više|saznaj više|preberi več|več|skaitykite daugiau|skaityti daugiau|plačiau|lasīt vairāk"
        "|vairāk|loe edasi|rohkem|διαβάστε περισσότερα|περισσότερα|devamını oku|devamı|daha fazla|tümünü gör|haberin devamı"
        "|tovább|bővebben|részletek|elolvasom|lexo më shumë|më shumë"
        # Semitic, Iranian, Indic
        "|اقرأ المزيد|المزيد|قراءة المزيد|إقرأ المزيد|للمزيد|بیشتر|ادامه مطلب|بیشتر بخوانید|مزید پڑھیں|קרא עוד|עוד|לכתבה המלאה"
        "|और पढ़ें|पूरा पढ़ें|আরও পড়ুন|বিস্তারিত|மேலும்|மேலும் படிக்க|మరింత చదవండి|കൂടുതൽ വായിക്കുക|अधिक वाचा|અધિક વાંચો"
        # South-East Asian, East Asian, African
        "|xem thêm|đọc tiếp|chi tiết|selengkapnya|baca selengkapnya|baca lagi|อ่านต่อ|อ่านเพิ่มเติม|ดูทั้งหมด"
        "|更多|阅读更多|阅读全文|查看更多|全文|详细|繼續閱讀|看更多|更多新聞|続きを読む|もっと見る|詳しく|記事全文|一覧|もっと読む"
        "|더보기|더 보기|자세히 보기|전체보기|기사보기|soma zaidi|lees verder"
    ).split("|")
)

_ADS: Final = frozenset(
    (  # noqa: SIM905 - marks have blanks
        "ad|ads|advert|adverts|advertisement|advertisements|advertising|advertorial|ad choices|adchoices|sponsored|sponsor"
        "|sponsored content|sponsored post|sponsored by|promoted|promoted content|promoted by|promotion|paid post|paid content"
        "|paid partnership|partner content|paid for by|paid program|brand content|branded content|presented by|commercial"
        "|affiliate|native ad"
        "|anzeige|anzeigen|werbung|gesponsert|bezahlter inhalt|bezahlte anzeige|verlagsangebot|advertentie|advertenties"
        "|gesponsord|annons|annonser|annonse|annoncørbetalt|annonce|annoncer|annonces|annonsørinnhold|sponset|sponset innhold"
        "|reklame|reklamer|sponsoreret|betalt innhold|mainos|mainoslinkki|kaupallinen yhteistyö|auglýsing"
        "|publicité|pub|publi-rédactionnel|publirédactionnel|publireportage|contenu sponsorisé|sponsorisé|contenu de marque"
        "|publicidad|publicitat|publicidade|patrocinado|patrocinada|contenido patrocinado|contenido de marca|publirreportaje"
        "|conteúdo patrocinado|conteúdo de marca|informe publicitário|pubblicità|sponsorizzato|contenuto sponsorizzato"
        "|pubbliredazionale|publicitate|conținut plătit|advertorial (p)|(p)"
        "|reklama|reklamy|materiał sponsorowany|artykuł sponsorowany|materiał partnera|sponsorowane|sponzorované|inzerce"
        "|komerční sdělení|komerčný obsah|inzercia|reklam|reklamlar|hirdetés|szponzorált tartalom|támogatott tartalom"
        "|sponzorirano|oglas|oglasi|oglasno sporočilo|promocija|plaćeni oglas|реклама|на правах рекламы|промо|рекламный материал"
        "|партнерский материал|партнёрский материал|спецпроект|партнерський матеріал|платена публикация|реклами|спонзорисано"
        "|reklāma|sludinājums|reklaam|sisuturundus|turinio rinkodara|užsakymas|διαφήμιση|χορηγούμενο|sponsorlu|ilan|iklan"
        "|tanıtım|reklam haber|sponsorlu içerik"
        "|إعلان|اعلان|إعلانات|محتوى مدفوع|برعاية|ممول|تبلیغات|آگهی|رپورتاژ آگهی|اشتہار|פרסומת|תוכן שיווקי|ממומן|בשיתוף"
        "|विज्ञापन|प्रायोजित|বিজ্ঞাপন|জাহিরাত|जाहिरात|விளம்பரம்|ప్రకటన|പരസ്യം|જાહેરાત|ಜಾಹೀರಾತು"
        "|quảng cáo|tài trợ|nội dung được tài trợ|advertorial|pariwara|kandungan tajaan|โฆษณา|ผู้สนับสนุน|advertentie"
        "|广告|廣告|推广|推廣|赞助|贊助|広告|スポンサー|スポンサード|スポンサーリンク|pr|提供|企画広告|タイアップ|광고|협찬|스폰서|유료광고|tangazo"
    ).split("|")
)
_REPEATED: Final = 60
"""Letters of a mark that is written several times, once for each form of an advert."""
_CLOCK: Final = re.compile(r"[\d\s:.,/•|·–-]+")
_TRIMMED: Final = " \t.…›‹»«→←>+:!|-–—[]()/【】（）「」®™ⓘ▼▶"


def is_label(words: str) -> bool:
    """Whether `words` name an action ("Read more"), an advert's mark, a count or nothing at all, in any language known here."""
    bare = _bare(words)
    return len(bare) < 2 or bare in _ACTIONS or bare in _ADS or bool(_CLOCK.fullmatch(bare))


def is_ad_mark(words: str) -> bool:
    """Whether `words` are what the law makes sites write over what is paid for: "Anzeige", "Publicité", "広告", "[PR]"."""
    bare = _bare(words)
    return bare in _ADS or (len(bare) < _REPEATED and bool(bare) and all(word in _ADS for word in bare.split()))


def _bare(words: str) -> str:
    return words.replace("İ", "i").casefold().strip(_TRIMMED)
