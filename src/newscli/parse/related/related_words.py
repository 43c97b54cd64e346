"""The headings of further reading, by language: related, more from here, the latest, the editors' choice; only words."""

from typing import Final

from newscli.parse.page_words import patterns_by_language

RELATED: Final = patterns_by_language(r"""
    en: related|read (?:more|next|also)
    |more (?:from|on|about|in|stories|news|like|coverage|articles|posts|to read|headlines)|also read|see also
    |also (?:of interest|in the news)|you (?:may|might|.ll)|recommend|for you|don.t miss|must[- ]reads?
    |further reading|up next|next (?:article|story|up)|in this (?:section|series)|editor.?s.{0,3} (?:pick|choice)
    |latest|recent|top (?:stories|news|headlines|reads)|other (?:news|stories|articles|posts)|keep reading
    |in (?:other|the) news|more:|dig deeper|front ?page|home ?page|explore|similar|in case you|what to read
    |suggested|story so far|go deeper|just in|newest|our picks|featured (?:stories|articles|posts)|continue reading
    |stories for you|read this
    de: mehr (?:zum|zu|aus|von|artikel|news|nachrichten|lesen|themen)|lesen sie|lies|auch interessant|interessieren
    |ähnliche|verwandte|weitere|passend|zum thema|neueste|aktuell|empfehl|das könnte|hintergr[uü]nd|mehr dazu
    |nicht verpassen|das neueste|nächster artikel|lesetipp|themen des tages|jüngste|top-?themen|schlagzeilen
    nl: meer (?:over|nieuws|uit|van|artikelen)|lees (?:ook|meer|verder)|gerelateerd|laatste|aanbevolen|net binnen
    |uitgelicht
    sv: läs (?:också|även|mer|vidare)|senaste|relaterad|mer (?:om|från|i ämnet)|rekommenderad
    |fler (?:nyheter|artiklar)|just nu
    no: les (?:også|mer|flere)|relater|siste|flere saker|mer (?:om|fra)|anbefalt|nyeste
    da: læs (?:også|mere)|seneste|mere (?:om|fra)|relatered|anbefalede|flere nyheder|nyeste
    fi: lue (?:myös|lisää)|aiheesta|uusimmat|lisää|tuoreimmat|suosittelemme|juuri nyt|muita
    is: tengdar|lesa meira|nýjast|fleiri fréttir|lestu (?:líka|meira)
    fr: lire (?:aussi|également|plus)|à lire|sur le même
    |(?:articles?|contenus?|sujets?) (?:liés|associés|connexes|similaires)|à (?:découvrir|voir|ne pas)|[aà] la une
    |dans la même|derniers|dernières|voir aussi|recommand|le choix|nos suggestions|vous aimerez|en savoir plus
    |pour aller plus loin|à propos|plus d.(?:articles|infos|actualité)|les plus récents|en direct
    es: más (?:información|noticias|sobre|en|de|historias)|relacionad|te puede|te recomend|puede interesar
    |lea (?:también|además)|lee (?:también|además|más)|últim[ao]s|también|no te pierdas|destacad|leer más
    |mirá también|siga leyendo|otras noticias|en portada|lo último|recomendad|más en
    pt: leia (?:também|mais|ainda)|veja (?:também|mais)|mais (?:notícias|sobre|de|em)|recentes|saiba mais|relacionad
    |recomend|últimas|não perca|pode interessar|outras notícias|artigos (?:relacionados|recentes)|a seguir
    it: leggi anche|correlat|potrebbe|articoli (?:simili|recenti|di)|altri articoli|ultim[aei]|raccomandat|consigliat
    |per te|approfondi|altre notizie|in evidenza|vedi anche|sullo stesso|dello stesso|notizie (?:simili|correlate)
    |da non perdere
    ro: citește (?:și|mai)|citeste si|articole|similare|ultimele|recomand|vezi și|pe aceeași|știri similare
    ca: llegeix també|més (?:notícies|informació)|relacionat|et pot interessar|últimes|notícies relacionades
    gl: máis (?:novas|información)|tamén|relacionad|últimas
    eu: gehiago|lotutako|azken|irakurri
    pl: czytaj (?:też|także|również|więcej|dalej)|powiązane|polecan|polecamy|zobacz (?:też|także|również)|najnowsze
    |podobne|więcej (?:o|na|z)|przeczytaj|warto przeczytać|w temacie|inne artykuły|ostatnie
    cs: související|čtěte (?:také|též|dále|více)|přečtěte|nejnovější|doporuč|mohlo by|další (?:články|zprávy)
    |z rubriky|k tématu
    sk: súvisiac|čítajte (?:aj|tiež|viac)|prečítajte|najnovš|odporúč|mohlo by|ďalšie (?:články|správy)|k téme
    hu: kapcsolódó|ajánl|legfrissebb|olvass|ez is érdekel|további (?:cikkek|hírek)|hasonló|még több|friss
    sl: sorodn|preberite (?:še|tudi)|najnovejš|priporoč|več o|morda vas
    hr: povezan|pročitaj|preporuč|najnovij|slični|vezane vijesti|možda vas|još (?:iz|o)|vezano|više o
    sr: повезан|прочитај|препоруч|најнови|слични|још (?:из|о)|можда вас|povezane vesti|najnovije vesti
    bg: прочетете|свързани|последни|подобни|още (?:по|от)|препоръч|вижте (?:още|също)|най-нов
    mk: поврзан|прочитајте|најнови|слични|препорач
    ru: читайте (?:также|ещё|еще|далее)|по теме|похожие|материалы|новости|последние|рекоменд|лента|ещё|еще|главное
    |смотрите|вам (?:может|будет) интересно|другие|советуем|свежие|связанные|эта тема|сюжет|в этом сюжете
    |что почитать|не пропустите
    uk: читайте (?:також|ще)|схожі|останні|за темою|по темі|новини|рекоменд|дивіться також|більше про|пов.язані
    |вам буде цікаво
    be: чытайце|па тэме|апошнія|навіны|глядзіце таксама
    lt: susij|taip pat|naujausi|skaitykite|rekomenduo|daugiau (?:apie|naujienų)|panašūs
    lv: saistīt|jaunāk|lasi (?:arī|vēl)|lasiet|ieteic|vairāk par|līdzīg
    et: seotud|loe (?:ka|veel|lisaks)|uusimad|värsked|soovita|rohkem|sarnased
    el: σχετικ|διαβάστε|τελευταία|δείτε|προτείν|περισσότερα|ροή ειδήσεων|μην χάσετε
    tr: ilgili|benzer|son (?:haberler|dakika|eklenen)|önerilen|bunlar(?:ı)? da|sıradaki|diğer haberler|daha fazla
    |ilginizi çek
    az: oxşar|əlaqəli|son xəbərlər|digər xəbərlər
    sq: lexo (?:edhe|më)|të ngjashme|lajmet e fundit|të fundit|rekomand
    ka: მსგავსი|ასევე|ბოლო|დაკავშირებული
    hy: կարդացեք|նմանատիպ|վերջին|առնչվող
    kk: ұқсас|соңғы жаңалықтар|тағы оқыңыз
    uz: o.xshash|so.nggi yangiliklar|mavzuga oid
    mn: холбоотой|сүүлийн
    ar: ذات (?:صلة|الصلة)|مقالات|مواضيع|اخترنا|اقرأ أيض|إقرأ أيض|آخر|أحدث|المزيد|مرتبط|شاهد أيض|قد يعجبك|قد يهمك
    |أخبار متعلقة
    fa: مطالب|پیشنهاد|تازه|مرتبط|بیشتر بخوانید|آخرین|جدیدترین|اخبار
    ur: متعلقہ|مزید|تازہ ترین|یہ بھی پڑھیں
    he: קשור|כתבות|עוד ב|קראו גם|אולי יעניין|חדשות|מומלצ|עוד באותו
    hi: संबंधित|यह भी|ये भी|ताज़ा|ताजा|और पढ़ें|अन्य खबरें|सिफारिश|आप के लिए
    mr: आणखी|संबंधित|हेही वाचा|ताज्या
    bn: সম্পর্কিত|আরও|সর্বশেষ|আরো|সংশ্লিষ্ট
    pa: ਸੰਬੰਧਿਤ|ਹੋਰ ਪੜ੍ਹੋ|ਤਾਜ਼ਾ
    gu: સંબંધિત|વધુ|આ પણ વાંચો|તાજા
    ta: தொடர்பு|மேலும்|சமீபத்திய|இதையும்
    te: సంబంధిత|ఇవి కూడా|తాజా|మరిన్ని
    kn: ಸಂಬಂಧಿತ|ಇದನ್ನೂ|ಇತ್ತೀಚಿನ|ಇನ್ನಷ್ಟು
    ml: ബന്ധപ്പെട്ട|ഇതും വായിക്കൂ|പുതിയ|കൂടുതൽ
    ne: सम्बन्धित|थप|ताजा
    si: සම්බන්ධ|තවත්|නවතම
    vi: liên quan|cùng (?:chuyên mục|chủ đề)|tin (?:mới|khác|cùng)|đọc thêm|mới nhất|có thể bạn|xem thêm|bài viết khác
    |đề xuất
    id: terkait|baca (?:juga|lainnya)|terbaru|lainnya|rekomendasi|terkini|pilihan|simak juga|artikel lain
    ms: berkaitan|berita (?:terkini|lain)|cadangan|artikel lain|baca lagi
    tl: kaugnay|basahin|pinakabago|iba pang
    th: เกี่ยวข้อง|ล่าสุด|น่าสนใจ|แนะนำ|ข่าวอื่น|อ่านเพิ่ม
    km: ទាក់ទង|ចុងក្រោយ|អត្ថបទផ្សេង
    lo: ກ່ຽວຂ້ອງ|ລ່າສຸດ
    my: ဆက်စပ်|နောက်ဆုံးရ|သတင်းများ
    zh: 相关|相關|延伸|推荐|推薦|最新|更多|头条|頭條|阅读|閱讀|精彩|精选|精選|猜你喜欢|猜你喜歡|大家还|其他新闻
    |其他新聞|即时|即時|要闻|要聞|你可能
    ja: 関連|おすすめ|オススメ|お薦め|新着|あわせて|合わせて|注目|特集|最新|こちらも|次に読|この記事を読んだ|この連載
    |続報|一緒に|ピックアップ
    ko: 관련|추천|최신|더 보기|함께|이 시각|주요(?: ?뉴스)?|다른 기사|오늘의|놓치지|당신이|이어보기|최근
    sw: inayohusiana|habari (?:zaidi|nyingine|mpya)|soma (?:pia|zaidi)|zinazohusiana
    am: ተዛማጅ|የቅርብ|ተጨማሪ
    so: akhri|la xiriira|ugu dambe
    ha: karin labarai|labaran
    cy: darllen mwy|mwy am|diweddaraf
    ga: gaolmhara|is déanaí
    af: verwante|lees ook|jongste
""")
