"""Words of dates in many languages: months, weekdays, parts of the day, units and markers of relative times; tables only.

Words are compared folded (`fold`): lower case, without accents. The forms are those of Unicode CLDR 45 (wide, abbreviated and
genitive), of the AP and Guardian style books, and of what stands in real feeds.
"""

import unicodedata
from functools import lru_cache
from typing import Final, Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


@lru_cache(maxsize=2048)
def fold(word: str) -> str:
    """`word` in lower case, without accents, vowel points and a final full stop: what two spellings have in common."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").strip(".’' ")


# One line a language, twelve groups parted by blanks, the forms of a month parted by bars; `_` is a blank inside a name.
_MONTHS: Final[dict[str, str]] = {
    "en": "january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct "
    "november|nov december|dec",
    "de": "januar|jän|jänner februar|feber märz|mär|mrz|maerz april mai juni juli august september oktober|okt november "
    "dezember|dez",
    "fr": "janvier|janv février|fév|févr mars avril|avr mai juin juillet|juil août|aoû septembre octobre novembre décembre|déc",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre "
    "diciembre|dic",
    "it": "gennaio|gen febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett ottobre|ott "
    "novembre dicembre",
    "pt": "janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro outubro|out novembro dezembro",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember|des",
    "fi": "tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti "
    "toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys "
    "lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu",
    "ru": "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл "
    "августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
    "uk": "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт|кві травня|травень|трав|тра "
    "червня|червень|черв|чер липня|липень|лип серпня|серпень|серп|сер вересня|вересень|вер жовтня|жовтень|жовт|жов "
    "листопада|листопад|лист|лис грудня|грудень|груд|гру",
    "bg": "януари|яну февруари|фев март април май юни юли август септември|септ октомври ноември|ное декември",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze "
    "lipca|lipiec|lip "
    "sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn "
    "července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad prosince|prosinec|pro",
    "sk": "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august "
    "septembra|september "
    "októbra|október novembra|november decembra|december",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi lipnja|lipanj "
    "srpnja|srpanj kolovoza|kolovoz|kol rujna|rujan|ruj listopada|listopad|lis studenoga|studenog|studeni|stu prosinca|prosinac",
    "sr": "januara|januar|јануара|јануар|јан februara|februar|фебруара|фебруар|феб marta|mart|марта|март "
    "aprila|april|априла|април "
    "maja|maj|маја|мај juna|jun|јуна|јун jula|jul|јула|јул avgusta|avgust|avg|августа|август "
    "septembra|septembar|септембра|септембар "
    "oktobra|oktobar|октобра|октобар novembra|novembar|новембра|новембар decembra|decembar|децембра|децембар",
    "sl": "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "hu": "január|jan február|feb|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept "
    "október|okt november december",
    "ro": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαΐ "
    "ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ "
    "νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ",
    "tr": "ocak|oca şubat|şub mart nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas "
    "aralık|ara",
    "ca": "gener febrer|febr març abril maig juny juliol agost setembre octubre novembre desembre",
    "id": "januari februari maret april mei juni juli agustus|agu|agt september oktober november desember",
    "et": "jaanuar|jaan veebruar|veebr märts aprill mai juuni juuli august september oktoober november detsember|dets",
    "lv": "janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā "
    "augusts|augustā "
    "septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    "lt": "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa "
    "rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis",
    "ar": "يناير|كانون_الثاني|جانفي فبراير|شباط|فيفري مارس|آذار أبريل|نيسان|ابريل|أفريل مايو|أيار|ماي يونيو|حزيران|يونيه|جوان "
    "يوليو|تموز|يوليه|جويلية أغسطس|آب|اوت|أوت سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר "
    "אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "hi": "जनवरी|जन फ़रवरी|फरवरी|फ़र मार्च अप्रैल मई जून जुलाई अगस्त|अग सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर "
    "दिसंबर|दिसम्बर",
    "bn": "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "zh": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย "
    "ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
}  # fmt: skip

# Words that mean another month elsewhere; the language decides, and without one the first language above has the word.
_OWN: Final[dict[str, dict[str, int]]] = {}
MONTHS: Final[dict[str, int]] = {}
for _language, _line in _MONTHS.items():
    _groups = _line.split()
    assert len(_groups) == 12, _language
    for _number, _group in enumerate(_groups, 1):
        for _form in _group.split("|"):
            _name = fold(_form.replace("_", " "))
            if MONTHS.setdefault(_name, _number) != _number:
                _OWN.setdefault(_language, {})[_name] = _number


def month_of(word: str, language: str | None) -> int | None:
    """The number of the month that `word` names, by `language` where languages disagree (Croatian listopad is October)."""
    name = fold(word)
    own = _OWN.get(language.lower()[:2]) if language else None
    if own and name in own:
        return own[name]
    return MONTHS.get(name)


# Only for telling 3/11 from 11/3, so without the East Asian names: there the year comes first.
_WEEKDAYS: Final = (
    "monday mon montag lundi lunes lunedì segunda maandag måndag mandag понедельник пн poniedziałek pazartesi الاثنين",
    "tuesday tue tues dienstag mardi martes martedì terça dinsdag tisdag tirsdag вторник вт wtorek salı الثلاثاء",
    "wednesday wed mittwoch mercredi miércoles mercoledì quarta woensdag onsdag среда ср środa çarşamba الأربعاء",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta donderdag torsdag четверг чт czwartek perşembe",
    "friday fri freitag vendredi viernes venerdì sexta vrijdag fredag пятница пт piątek cuma الجمعة",
    "saturday sat samstag sonnabend samedi sábado sabato zaterdag lördag lørdag суббота сб sobota cumartesi السبت",
    "sunday sun sonntag dimanche domingo domenica zondag söndag søndag воскресенье вс niedziela pazar الأحد",
)
WEEKDAYS: Final[dict[str, int]] = {fold(word): day for day, line in enumerate(_WEEKDAYS) for word in line.split()}

_AM: Final = "am 午前 上午 凌晨 早上 清晨 오전 ص صباحا πμ π.μ öö"
_PM: Final = "pm 午後 下午 晚上 傍晚 中午 오후 م مساء μμ μ.μ ös"
HALF_DAYS: Final[dict[str, int]] = {
    **dict.fromkeys(map(fold, _AM.split()), 0),
    **dict.fromkeys(map(fold, _PM.split()), 12),
    "中午": 12,
}
"""Hours to add to a twelve-hour clock, 12 counting as 0."""

_UNITS: Final[dict[Unit, str]] = {
    "second": "second seconds sec secs s sekunde sekunden seconde secondes seconden segundo segundos secondo secondi "
    "секунд секунду секунды sekund sekundy sekundę saniye sn ثانية ثوان 초 秒 秒钟 秒鐘 sekunder sekuntia vteřinami detik giây "
    "sek sekundžių sekundēm sekundit sekundi",
    "minute": "minute minutes min mins m minuten minuto minutos minuti minuut minuta minuty minutę минут минуту минуты мин "
    "хвилин хвилини хвилину minut dakika dk دقيقة دقائق دقيقه 분 分 分钟 分鐘 分間 minuter minutter minuuttia "
    "minutami menit phút "
    "λεπτά λεπτό मिनट דקות percig perce "
    "minučių minutes minūtēm minutit",
    "hour": "hour hours hr hrs h std stunde stunden heure heures hora horas ora ore uur uren час часа часов ч годин години "
    "годину "
    "godzin godziny godzinę godz saat sa ساعة ساعات ساعه 시간 時間 小时 小時 timme timmar tim time timer tuntia tunti hodinami "
    "hodinou jam "
    "giờ ώρες ώρα घंटे घंटा שעות órája val valandas valandų "
    "stundām stundas tundi sati sata",
    "day": "day days d tag tage tagen jour jours j día dia días dias giorno giorni dag dagen день дня дней дн дні днів "
    "dzień dni gün يوم أيام ايام "
    "일 日 天 日間 dagar dage dager päivää päivä dny dnem hari ngày ημέρες μέρες ημέρα दिन ימים zile nap napja dienas dienų "
    "dienām päev dana",
    "week": "week weeks wk wks w woche wochen semaine semaines semana semanas settimana settimane weken неделю недели недель нед "
    "тиждень тижні тижнів tydzień tygodnie tygodni hafta أسبوع أسابيع 주 주일 週間 週 周 星期 vecka veckor uge uger "
    "uke uker viikkoa "
    "týdny minggu tuần sav savaites savaičių nedēļām nedēļas nädalat nädala tjedna nedelje",
    "month": "month months mo mos monat monate monaten mois mes meses mês mese mesi maand maanden месяц месяца месяцев мес "
    "miesiąc miesiące miesięcy ay شهر أشهر شهور 개월 달 ヶ月 か月 ヵ月 个月 個月 月 månad månader måned måneder "
    "kuukautta měsíci bulan tháng mėn mėnesius mėnesių mēnešiem kuud mjeseca meseca",
    "year": "year years yr yrs y jahr jahre jahren an ans année années año años anno anni ano anos jaar год года лет rok "
    "lata lat "
    "yıl sene سنة سنوات عام أعوام 년 年 år vuotta lety tahun năm metus metų gadiem aastat godine",
}  # fmt: skip
UNITS: Final[dict[str, Unit]] = {}
for _unit, _line in _UNITS.items():
    for _form in _line.split():
        UNITS.setdefault(fold(_form), _unit)
# Arabic has a dual: two hours, two days ... in one word.
TWO_OF: Final[dict[str, Unit]] = {
    fold("ثانيتين"): "second", fold("دقيقتين"): "minute", fold("ساعتين"): "hour", fold("يومين"): "day", fold("أسبوعين"): "week",
    fold("شهرين"): "month", fold("عامين"): "year", fold("سنتين"): "year",
}  # fmt: skip

_NUMBERS: Final = (
    "a an one ein eine einem einer un une una uno uma um een en ett et один одну jeden jedną bir eine 한 一",
    "two zwei deux dos due dois duas twee två to два две dwa dwie iki 두 两 兩 二",
    "three drei trois tres tre três drie три trzy üç 세 三",
    "four vier quatre cuatro quattro quatro fyra fire четыре cztery dört 네 四",
    "five fünf cinq cinco cinque vijf fem пять pięć beş 다섯 五",
)
NUMBERS: Final[dict[str, int]] = {fold(word): number for number, line in enumerate(_NUMBERS, 1) for word in line.split()}

DAY_WORDS: Final[dict[str, int]] = {
    fold(word): days
    for days, line in {
        0: "today heute aujourd'hui aujourd’hui hoy oggi hoje vandaag сегодня сьогодні dziś dzisiaj bugün اليوم 오늘 今日 今天 "
        "idag dagens "
        "tänään dnes hari_ini hôm_nay σήμερα आज היום ma azi i_dag",
        1: "yesterday gestern hier ayer ieri ontem gisteren вчера вчора wczoraj dün أمس 어제 昨日 昨天 igår i_går "
        "eilen včera kemarin "
        "hôm_qua χθες χτες कल אתמול tegnap",
        2: "vorgestern avant-hier anteayer позавчера przedwczoraj 그제 그저께 一昨日 おととい 前天 förrgår eergisteren",
    }.items()
    for word in (form.replace("_", " ") for form in line.split())
}  # fmt: skip
NOW_WORDS: Final = frozenset(
    fold(word)
    for word in (
        "now", "just now", "moments ago", "gerade eben", "jetzt", "à l'instant", "à l’instant", "ahora mismo", "adesso", "agora",
        "agora mesmo", "zojuist", "только что", "przed chwilą", "şimdi", "az önce", "الآن", "방금", "방금 전", "たった今", "刚刚",
        "剛剛", "刚才", "just nu",
    )
)  # fmt: skip
