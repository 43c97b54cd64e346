"""The words by which sites of many languages name their lists and labels; only lists of words and how to match them."""

import re
from typing import Final

_LABELS: Final = frozenset(
    (  # noqa: SIM905 - labels have blanks
        # English
        "read more|more|read|read article|read full article|read full story|full story|continue reading|see more"
        "|view more|learn more"
        "|watch|watch now|listen|view|details|comments|comment|share|reply|next|previous|prev|show more|load more|click here|here"
        "|previous story|next story|previous article|next article|previous post|next post|older posts|newer posts|read next"
        "|see all|view all|all|more news|subscribe|sign in|log in|go to article|open|play|video|photos|gallery|image|photo"
        # German, Dutch, Scandinavian
        "|weiterlesen|mehr|mehr lesen|zum artikel|lesen|mehr erfahren|artikel lesen|alle anzeigen|lees meer|lees verder"
        "|meer|läs mer"
        "|les mer|les saken|læs mere|lue lisää|lesa meira|bild"
        # French, Spanish, Portuguese, Italian, Romanian, Catalan
        "|lire la suite|lire|lire plus|en savoir plus|voir plus|suite|leer más|ver más|seguir leyendo|más|leer|leia mais|ler mais"
        "|saiba mais|ver mais|continue lendo|leggi|leggi tutto|continua a leggere|continua|vedi tutti|citește mai mult"
        "|citeste|llegir més"
        # Slavic, Baltic, Greek, Turkish, Hungarian
        "|czytaj więcej|czytaj dalej|więcej|czytaj|číst dále|více|čítať ďalej|читать далее|подробнее|далее|ещё|еще|читать"
        "|читати далі"
        "|докладніше|детальніше|прочети още|още|opširnije|više|pročitaj više|skaityti daugiau|plačiau|lasīt vairāk|loe edasi"
        "|διαβάστε περισσότερα|περισσότερα|devamını oku|devamı|daha fazla|tümünü gör|tovább|bővebben|részletek"
        # Semitic, Indic, South-East Asian, East Asian
        "|اقرأ المزيد|المزيد|قراءة المزيد|إقرأ المزيد|بیشتر|ادامه مطلب|مزید پڑھیں|קרא עוד|עוד|और पढ़ें|पूरा पढ़ें|আরও পড়ুন"
        "|மேலும்|అధికంగా"
        "|xem thêm|đọc tiếp|chi tiết|selengkapnya|baca selengkapnya|baca juga|อ่านต่อ|อ่านเพิ่มเติม|更多|阅读更多"
        "|阅读全文|查看更多|全文|详细"
        "|続きを読む|もっと見る|詳しく|記事全文|더보기|더 보기|자세히 보기|전체보기"
    ).split("|")
)

RELATED: Final = re.compile(
    r"related|read (?:more|next|also)|more (?:from|on|about|in|stories|news|like|coverage)|also read|see also"
    r"|you (?:may|might)|recommended"
    r"|for you|don.t miss|must[- ]read|further reading|up next|next article|in this (?:section|series)"
    r"|editor.?s.{0,3} (?:pick|choice)|latest"
    r"|recent|top (?:stories|news|headlines)|other (?:news|stories|articles)|keep reading|in (?:other|the) news|more:"
    r"|dig deeper|front ?page|home ?page|explore"
    r"|mehr (?:zum|aus|von|zu|artikel|news|nachrichten)|lesen sie|lies|auch interessant|ähnliche|verwandte|weitere"
    r"|passend|zum thema|neueste"
    r"|aktuell|empfehl|das könnte|meer (?:over|nieuws|uit)|lees (?:ook|meer)|gerelateerd|laatste|aanbevolen|les også"
    r"|relater|siste|les mer"
    r"|læs også|seneste|mere om|läs (?:också|även|mer)|senaste|relaterad|lue myös|aiheesta|uusimmat|lisää|tengdar"
    r"|lire (?:aussi|également)|à lire|sur le même|articles? (?:liés|connexes|similaires)|à (?:découvrir|voir)"
    r"|[aà] la une|dans la même|derniers|dernières"
    r"|voir aussi|recommand|le choix|más (?:información|noticias|sobre|en)|relacionad|te puede|lea (?:también|además)"
    r"|lee (?:también|además)"
    r"|últim[ao]s|también|no te pierdas|destacad|leia (?:também|mais)|veja (?:também|mais)|mais (?:notícias|sobre)"
    r"|recentes|saiba mais"
    r"|leggi anche|correlat|potrebbe|articoli (?:simili|recenti)|altri articoli|ultim[aei]|raccomandat|per te"
    r"|citește și|articole|similare"
    r"|czytaj (?:też|także|również|więcej)|powiązane|polecan|zobacz (?:też|także|również)|najnowsze|podobne"
    r"|więcej (?:o|na)|související|čtěte (?:také|též)"
    r"|nejnovější|doporuč|mohlo by|súvisiac|čítajte aj|najnovš|odporúč|читайте (?:также|ещё|еще|далее)|по теме|похожие"
    r"|материалы|новости"
    r"|последние|рекоменд|лента|ещё|главное|смотрите|читайте також|схожі|останні|за темою|прочетете|свързани|последни"
    r"|подобни|povezan"
    r"|pročitajte|preporuč|najnovije|slični|sorodn|susij|taip pat|naujausi|saistīt|jaunāk|lasi arī|seotud"
    r"|loe (?:ka|veel)|uusimad|σχετικ"
    r"|διαβάστε|τελευταία|δείτε|ilgili|benzer|son (?:haberler|dakika)|önerilen|kapcsolódó|ajánl|legfrissebb|olvass"
    r"|ذات (?:صلة|الصلة)|مقالات"
    r"|اخترنا|اقرأ أيض|آخر|أحدث|المزيد|مرتبط|مطالب|پیشنهاد|تازه|متعلقہ|קשור|כתבות|עוד ב|संबंधित|यह भी|ये भी|ताज़ा|आणखी"
    r"|সম্পর্কিত|আরও|সর্বশেষ|தொடர்பு|సంబంధిత"
    r"|liên quan|cùng (?:chuyên mục|chủ đề)|tin (?:mới|khác)|đọc thêm|mới nhất|terkait|baca juga|terbaru|lainnya"
    r"|berkaitan|เกี่ยวข้อง|ล่าสุด|น่าสนใจ"
    r"|相关|相關|延伸|推荐|推薦|最新|更多|头条|頭條|阅读|精彩|精选|関連|おすすめ|オススメ|新着|あわせて|合わせて|注目"
    r"|特集|관련|추천|최신|더 보기|함께",
    re.IGNORECASE,
)
"""Headings of further reading: related, more from here, the latest, the editors' choice."""

TRENDING: Final = re.compile(
    r"trending"
    r"|(?:most|top|best) (?:read|viewed|popular|shared|watched|commented|discussed|clicked|emailed|recent comment)"
    r"|popular|what.s hot|\bhot\b|most[- ]read"
    r"|top \d+\b|viral|readers are|meist\s?(?:gelesen|geklickt|gesehen|geteilt|kommentiert|diskutiert|besucht)|beliebt"
    r"|populär|am meisten|top[- ]?\d+"
    r"|(?:meest|best) (?:gelezen|bekeken|gedeeld)|populair"
    r"|mest (?:läst|sett|lest|delt|lest|sedd|læst|set|delte|leste|sette|læste|lästa|populære|populära)"
    r"|luetuim|suosituim|katsotuim|mest lesið|les plus|plus (?:lus|lues|vus|populaires|partagés|commentés|consultés)"
    r"|populaires?|tendance|más (?:leíd|vist|popular|compartid|comentad)"
    r"|lo más|tendencia|mais (?:lid|vist|popular|comentad|acessad|compartilhad)|em alta"
    r"|più (?:lett|vist|popolar|condivis|cliccat|commentat)|di tendenza"
    r"|cele mai (?:citite|populare|vizualizate)|més (?:llegi|vist)|najczęściej|najpopularniejsze|popularne|najchętniej"
    r"|na topie|nejčtenější|nejsledovan|nejoblíben"
    r"|najčítanejš|najsledovan|najčitan|najgledan|najbolj (?:bran|gled)|популярн"
    r"|самое (?:читаемое|обсуждаемое|интересное)|читаем|обсуждаем|топ[- ]?\d|тренд|в тренде|най-(?:чет|глед|ком)"
    r"|skaitomiausi|populiar|lasītāk|populār|loetuim|loetum|popul?aars|δημοφιλ|πιο διαβασμ"
    r"|çok (?:okunan|izlenen|konuşulan)|popüler|trend|legolvasott|népszerű"
    r"|الأكثر|الاكثر|رائج|يقرأون الآن|پربازدید|پرمخاطب|محبوب|مقبول|הנקרא|פופולרי|נצפ|लोकप्रिय|सर्वाधिक|ट्रेंडिंग"
    r"|সর্বাধিক|জনপ্রিয়|đọc nhiều|xem nhiều|phổ biến|nổi bật nhất"
    r"|terpopuler|terlaris|paling (?:banyak|popular)|ยอดนิยม|อ่านมาก|最多人|热门|熱門|热榜|排行|热点|熱點|点击榜|人氣"
    r"|人気|ランキング|アクセス|よく読まれ"
    r"|읽은|인기|많이 본|가장 많이|랭킹|실시간",
    re.IGNORECASE,
)
"""Headings of lists made by counting readers."""

SPONSORED: Final = re.compile(
    r"sponsor|advert|promot(?:ed|ion)|paid (?:content|post|partner|for)|partner (?:content|offers?|stories)"
    r"|brand(?:ed)? ?(?:content|voice|studio)|from (?:the web|our partners|around the web)"
    r"|around the web|taboola|outbrain|zergnet|revcontent|mgid|you may like by|anzeige|gesponsert|werbung|advertorial"
    r"|publicité|publi-?(?:rédactionnel|reportage)|partenaire|contenu de marque"
    r"|publicidad|patrocinad|contenido (?:de marca|promocionado)|publicidade|conteúdo (?:de marca|patrocinado)"
    r"|sponsorizzat|pubblicità|contenut[oi] sponsor|gesponsord|advertentie|annons|annonse|annonce|reklame?"
    r"|mainos|kaupallinen|yhteistyö|reklam|sponzor|materiał (?:partnera|sponsor)|artykuł sponsor|komerční|реклам"
    r"|партнерск|спонсор|промо|на правах|χορηγ|διαφήμ|hirdetés|támogat"
    r"|إعلان|برعاية|ممول|تبلیغ|ממומן|פרסומת|प्रायोजित|विज्ञापन|বিজ্ঞাপন|quảng cáo|tài trợ|iklan|ผู้สนับสนุน|โฆษณา|广告|廣告"
    r"|赞助|推广|スポンサー|広告|提供|광고|스폰서|协办"
    r"|\bPR\b|\bjobs\b|stellenanzeigen|stellenmarkt|coupon|gutschein|vouchers?\b|\bdeals\b|boutique|\bshop\b"
    r"|il mio libro|negozio|tienda|webshop",
    re.IGNORECASE,
)
"""Headings of lists that somebody pays for: adverts, partners' pieces, job and coupon markets."""

_CLOCK: Final = re.compile(r"[\d\s:.,/•|·–-]+")


def is_label(words: str) -> bool:
    """Whether `words` name an action ("Read more"), a count or nothing at all, in any language known here."""
    bare = words.casefold().strip(" \t.…›‹»«→←>+:!|-–—[]()/")
    return len(bare) < 2 or bare in _LABELS or bool(_CLOCK.fullmatch(bare))
