"""The headings of what somebody pays for, by language: adverts, partners' pieces, job and coupon markets; only words."""

from typing import Final

from newscli.parse.page_words import patterns_by_language

SPONSORED: Final = patterns_by_language(r"""
    en: sponsor|advert|promoted (?:content|stories|links|by|posts|listings|articles)|promotional (?:content|feature)
    |special (?:offers|promotion)|paid (?:content|posts?|partner\w*|for by|program|promotion|links|stories)
    |partners? (?:content|offers?|stories|posts|news|sites|spotlight)
    |brand(?:ed)? ?(?:content|voice|studio|connect|partner)
    |(?:from|by|with) (?:the web|our (?:\w+ )?(?:partners?|sponsors?|advertisers?))
    |(?:around|across|elsewhere on|more from) the (?:web|internet)|you may like by|ad ?choices|\bads by
    |brought to you|in partnership with|presented by|native ads?|from our (?:shop|store)|affiliate
    |marketing feature|commercial (?:content|feature|partner)|content by
    nets: taboola|outbrain|zergnet|revcontent|\bmgid\b|dianomi|engageya|plista|ligatus|nativo|\bpopin\b|logly
    |adskeeper|\bсми2\b|24сми|relap|lentainform|marketgid|mediametrics|directadvert
    shops: stellen(?:anzeigen|markt|angebote)|jobbörse|gutschein|vouchers?\b|promo ?codes?|coupon|codes? promo
    |códigos? (?:promo|de desc)|cupon|descuentos|jobs? (?:of the|board|in|search)|alle jobs|webshop|il mio libro
    |negozio|tienda|online ?shop|kleinanzeigen|marktplatz|immobilien(?:markt|anzeigen)|petites annonces
    |annonces (?:immo|auto|légales|légales)|clasificados|classificados|escaparate|deals of|best deals|shop the
    |buyer.s guide|la boutique|bokhandel|alennuskood|kody rabatowe|slevové|rabattkod|rabatkode|kortingscode
    de: gesponsert|^anzeigen?\b(?! gegen)|werbung|advertorial|bezahlte[rs]? |partnerinhalt|unserer partner
    |verlagsangebot|präsentiert von
    nl: gesponsord|advertentie|partnerbijdrage|aangeboden door|onze partners|branded content
    sv: ^annons|annonssamarbete|sponsrat|i samarbete med|från våra partners
    no: ^annonse|annonsørinnhold|sponset|betalt innhold|kommersielt samarbeid
    da: ^annonce|sponsoreret|annoncørbetalt|betalt indhold
    fi: mainos|kaupallinen|yhteistyö|kumppani
    is: auglýsing|kostað|kynning
    fr: publicité|publi-?(?:rédactionnel|reportage|information)|partenaires?\b
    |contenus? (?:de marque|sponsoris|partenaire)|sponsoris|proposé par|offert par|^annonces?$
    |communiqué (?:sponso|de partenaire)
    es: publicidad|publirreportaje|patrocinad|contenido (?:de marca|promocionado|de pago)|nuestros socios|branded
    |ofrecido por|de nuestros anunciantes
    pt: publicidade|patrocinad|conteúdo (?:de marca|pago)|informe publicitário|publieditorial|dos nossos parceiros
    |oferecido por|apresentado por|links patrocinados
    it: sponsorizzat|pubblicità|contenut[oi] sponsor|informazione pubblicitaria|pubbliredazional|dai nostri partner
    |promosso da|offerto da|in collaborazione con
    ro: publicitate|conținut (?:plătit|sponsorizat)|sponsorizat|parteneri|advertorial
    ca: publicitat|contingut (?:patrocinat|de marca)
    gl: publicidade|patrocinad
    eu: publizitatea|babestua
    pl: reklam|materiał(?:y)? (?:partner|sponsor|promoc)|artykuł(?:y)? sponsor|sponsorowan|współpraca reklamowa
    |oferty partner|od naszych partnerów
    cs: reklam|komerční|sponzor|inzer|placen[áéý]|partnersk
    sk: reklam|komerčn|sponzor|inzer|platen[áéý]|partnersk|pr článok
    hu: hirdetés|támogat|szponzor|fizetett|reklám|x\s?hirdet
    sl: oglas|promocijsk|sponzor|plačan
    hr: oglas|sponzor|promo članak|plaćen
    sr: оглас|спонзор|промо|плаћен|sponzorisan|oglasi
    mk: маркетинг|спонзор|промо|реклам
    bg: реклам|спонсор|платен|промоци|партньорск
    ru: реклам|партн[её]рск|спонсор|\bпромо\b|на правах|новости партн[её]ров|от партн[её]ров|спецпроект|партн[её]ры
    |предложени[ея] партн
    uk: реклам|партнерськ|спонсор|промо|на правах|новини партнерів|від партнерів
    be: рэклам|партнёрск|навіны партн
    lt: reklam|rėmėj|užsakymas|užsakom|turinio rinkodara|partnerių
    lv: reklām|sponsor|apmaksāt|partneru
    et: reklaam|sisuturundus|sponsor|partnerilt|^partner
    el: χορηγ|διαφήμ|προβολή|συνεργάτ
    tr: reklam|sponsor|\bilan(?:lar)?\b|tanıtım|advertorial|iş birliği
    az: reklam|sponsor
    sq: reklam|sponsor|publicitet
    ka: რეკლამა|სპონსორ
    hy: գովազդ|հովանավոր
    kk: жарнама
    uz: reklama|homiy
    mn: сурталчилгаа
    ar: إعلان|اعلان|برعاية|ممول|محتوى (?:مدفوع|ترويجي)|من شركائنا|بالتعاون مع
    fa: تبلیغ|آگهی|رپرتاژ|اسپانسر|حامی
    ur: اشتہار|سپانسر
    he: ממומן|פרסומת|תוכן שיווקי|בשיתוף|מקודם|בחסות|קידום
    hi: प्रायोजित|विज्ञापन|स्पॉन्सर|पार्टनर
    mr: जाहिरात|प्रायोजित
    ne: विज्ञापन|प्रायोजित
    bn: বিজ্ঞাপন|স্পন্সর|পৃষ্ঠপোষ
    pa: ਇਸ਼ਤਿਹਾਰ|ਪ੍ਰਾਯੋਜਿਤ
    gu: જાહેરાત|પ્રાયોજિત
    ta: விளம்பர|ஸ்பான்சர்
    te: ప్రకటన|స్పాన్సర్
    kn: ಜಾಹೀರಾತು|ಪ್ರಾಯೋಜಿತ
    ml: പരസ്യം|സ്പോൺസർ
    si: දැන්වීම|අනුග්‍රහ
    vi: quảng cáo|tài trợ|đối tác|thông tin doanh nghiệp
    id: iklan|advertorial|pariwara|disponsori|\bmitra kami|konten bersponsor
    ms: iklan|tajaan|penaja
    tl: patalastas|isponsor
    th: ผู้สนับสนุน|โฆษณา|สปอนเซอร์|ประชาสัมพันธ์
    km: ពាណិជ្ជកម្ម|ឧបត្ថម្ភ
    lo: ໂຄສະນາ
    my: ကြော်ငြာ
    zh: 广告|廣告|赞助|贊助|推广|推廣|合作伙伴内容|商业合作|协办|業配|商訊
    ja: スポンサー|広告|提供[:：]|\bpr\b|企画・制作|タイアップ|協賛
    ko: 광고|스폰서|협찬|파워링크|제휴|유료
    am: ማስታወቂያ
    sw: tangazo|matangazo|udhamini
    so: xayeysiis
    ha: \btallar?\b
    af: advertensie|geborg
""")
