"""The headings of lists made by counting readers, by language; only words."""

from typing import Final

from newscli.parse.page_words import patterns_by_language

TRENDING: Final = patterns_by_language(r"""
    en: trending
    |(?:most|top|best|highest)[- ](?:read|viewed|popular|shared|watched|commented|discussed|clicked|emailed|liked|talked
       |searched|engaged|visited|rated|listened|loved|recent comment)
    |\bpopular\b|what.s hot|\bhot\b|top \d+\b|\bviral\b
    |(?:readers|people|others) (?:are|also)? ?(?:reading|read now|love)|being read|buzzing|right now on
    de: meist\s?(?:gelesen|geklickt|gesehen|geteilt|kommentiert|diskutiert|besucht|gesucht)|beliebt|populär|am meisten
    |top[- ]?\d+|im trend|trends|lesen gerade|gerade gelesen|leser interessier|top-beiträge
    |meiste(?:n)? (?:aufrufe|leser)|wird gerade
    nl: (?:meest|best) (?:gelezen|bekeken|gedeeld|besproken|beluisterd)|populair|trending|veelgelezen|nu populair
    sv: mest (?:läst|sett|lästa|sedda|delat|delade|populära|diskuterat|kommenterade)|populärt|populära|trendar
    |topplistan
    no: mest (?:lest|sett|delt|leste|sette|delte|populær|populære|kommentert)|populært|akkurat nå leses
    |toppsaker i dag
    da: mest (?:læst|sete|set|læste|delte|populære|kommenterede)|populære|populært
    fi: luetuim|suosituim|katsotuim|kuunnelluim|puhutuim|suosittua|suositut
    is: mest (?:lesið|lesnar|skoðað)|vinsælast
    fr: les plus (?!récent)|plus (?:lus|lues|vus|vues|populaires|partagés|commentés|consultés)|populaires?\b
    |tendances?\b|le top\b|palmarès|les tops|à la mode|buzz
    es: más (?:leíd|vist|popular|compartid|comentad|buscad|escuchad)|lo más (?!reciente|nuevo)|tendencia|populares
    |ranking|viral
    pt: mais (?:lid|vist|popular|comentad|acessad|compartilhad|partilhad|buscad)|em alta|tendência|populares|bombando
    it: più (?:lett|vist|popolar|condivis|cliccat|commentat|ricercat)|di tendenza|tendenze|\bi più\b|popolari|top ?\d+
    |la classifica
    ro: cele mai (?:citite|populare|vizualizate|comentate|accesate|citate)|populare|în tendințe|top citite
    ca: més (?:llegi|vist|comentat|compartit|popular)|tendències
    gl: máis (?:lid|vist|popular|comentad)
    eu: irakurriena|ikusiena
    cy: mwyaf (?:poblogaidd|darllen)
    ga: is mó léamh
    af: gewildste|meeste gelees
    pl: najczęściej (?:czytane|komentowane|oglądane)|najpopularniejsze|popularne|najchętniej|na topie|najpoczytniejsze
    |\bhity\b
    cs: nejčtenější|nejsledovan|nejoblíben|nejdiskutovan|nejčastěji|populární|trendy|co čtou
    sk: najčítanejš|najsledovan|najobľúben|najdiskutovan|populárne|trendy
    hu: legolvasott|népszerű|legnézettebb|legnépszerűbb|toplista|felkapott
    sl: najbolj (?:bran|gled|koment)|najbranejš|priljubljen
    hr: najčitan|najgledan|popularno|najkomentiran|u trendu
    sr: најчитан|најгледан|популарно|најкоментар|najčitanije|najpopularnije
    mk: најчитан|популарно
    bg: най-(?:чет|глед|ком|поп|раз)|популярн|топ новини
    ru: популярн|самое (?:читаемое|обсуждаемое|интересное|популярное|просматриваемое)
    |самые (?:читаемые|популярные|обсуждаемые)|читаем|обсуждаем|топ[- ]?\d|тренд|сейчас читают|рейтинг|хит(?:ы)?\b
    |топ (?:новостей|за|недели|дня)|чаще всего
    uk: популярн|найчитаніш|найпопулярніш|топ[- ]?(?:\d|новин)|тренд|обговорюван|зараз читають
    be: папулярн|самае чытанае|найбольш чыта
    lt: skaitomiausi|populiar|komentuojamiausi|žiūrimiausi|top ?\d
    lv: lasītāk|populār|skatītāk|apspriestāk
    et: loetuim|loetum|loetavam|populaars|vaadatuim|enim loetud
    el: popul?aars|δημοφιλ|πιο διαβασμ|περισσότερο διαβασμ|τα πιο|trending
    sq: më të (?:lexuar|klikuar|shikuar|popullor)
    tr: çok (?:okunan|izlenen|konuşulan|tıklanan|aranan|beğenilen)|popüler|\btrend|gündemdeki
    az: ən çox oxunan|populyar
    ka: პოპულარ|ყველაზე კითხვადი
    hy: ամենաընթերցված|ամենադիտված|հանրաճանաչ
    kk: көп оқылған|танымал
    uz: ko.p o.qilgan|mashhur|ommabop
    mn: их уншсан|эрэлттэй
    ar: الأكثر|الاكثر|رائج|يقرأون الآن|الأعلى قراءة|شائع|ترند|تريند
    fa: پربازدید|پرمخاطب|محبوب|داغ|پربحث|پرطرفدار
    ur: مقبول|زیادہ پڑھ
    he: הנקרא|פופולרי|נצפ|הכי (?:נקר|נצפ|מדובר)|חם ברשת
    hi: लोकप्रिय|सर्वाधिक|ट्रेंडिंग|सबसे ज्यादा|सबसे ज़्यादा|ज़्यादा पढ़ी|पॉपुलर
    mr: लोकप्रिय|सर्वाधिक|ट्रेंडिंग
    ne: लोकप्रिय|धेरै पढिएको
    bn: সর্বাধিক|জনপ্রিয়|বেশি পঠিত|পাঠকপ্রিয়
    pa: ਸਭ ਤੋਂ ਵੱਧ|ਪ੍ਰਸਿੱਧ
    gu: લોકપ્રિય|સૌથી વધુ|ટ્રેન્ડિંગ
    ta: அதிகம் (?:படி|பார்)|பிரபல|டிரெண்டிங்
    te: ట్రెండింగ్|ఎక్కువ మంది|పాపులర్
    kn: ಜನಪ್ರಿಯ|ಟ್ರೆಂಡಿಂಗ್
    ml: ജനപ്രിയ|ട്രെൻഡിംഗ്|കൂടുതൽ വായിച്ച
    si: ජනප්‍රිය|වැඩිපුර
    vi: đọc nhiều|xem nhiều|phổ biến|nổi bật nhất|quan tâm nhất|tin nóng|thịnh hành|được quan tâm
    id: terpopuler|terlaris|paling (?:banyak|popular|populer|dicari)|populer|viral|trending|terheboh|terhangat
    ms: paling (?:popular|banyak)|\btular\b|sohor kini
    tl: pinakabasa|patok|sikat
    sw: zilizosomwa zaidi|maarufu|inayosomwa
    th: ยอดนิยม|อ่านมาก|มาแรง|ฮิต|ยอดฮิต
    km: ពេញនិយម|អានច្រើន
    lo: ຍອດນິຍົມ
    my: လူကြိုက်|ဖတ်ရှုမှုအများဆုံး
    zh: 最多人|热门|熱門|热榜|排行|热点|熱點|点击榜|人氣|人气|热搜|熱搜|热文|热读|熱讀|最热|最熱|点击量|热评|周榜|日榜
    ja: 人気|ランキング|アクセス|よく読まれ|話題の|急上昇|トレンド|注目度|読まれている
    ko: 읽은|인기|많이 ?본|가장 많이|랭킹|실시간|조회수|핫이슈|hot ?이슈|화제|댓글 많은|베스트|많이 찾는
    am: በብዛት|ተወዳጅ
    so: ugu akhriska badan
    ha: aka fi karantawa
""")
