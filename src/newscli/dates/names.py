"""Words of dates in many languages: months, weekdays, parts of the day; tables only.

Words are compared folded (`fold`): lower case, without accents. The forms are those of Unicode CLDR 45 (wide, abbreviated and
genitive), of the AP and Guardian style books, and of what stands in real feeds.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
WORD: Final = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*+"
"""A word, as a pattern: letters with the marks that some scripts write beside them."""
CUT: Final = "[.\u0970\u05f3\u2019']"
"""What ends a shortened word: a full stop, in Hindi U+0970, in Hebrew a geresh."""


@lru_cache(maxsize=2048)
def fold(word: str) -> str:
    """`word` in lower case, without accents, vowel points and a final full stop: what two spellings have in common."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").strip(".’' \u0970\u05f3")


# One line a language, twelve groups parted by blanks, the forms of a month parted by bars; `_` is a blank inside a name.
_MONTHS: Final[dict[str, str]] = {
    "en": "january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct "
    "november|nov december|dec",
    "de": "januar|jän|jänner februar|feber märz|mär|mrz|maerz april mai juni juli august september oktober|okt november "
    "dezember|dez",
    "fr": "janvier|janv février|fév|févr mars avril|avr mai juin juillet|juil août|aoû septembre octobre novembre "
    "décembre|déc",
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
    "bg": "януари|яну февруари|фев март април май юни юли август септември|септ|сеп октомври ноември|ное декември",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze "
    "lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis "
    "grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn "
    "července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad prosince|prosinec|pro",
    "sk": "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august "
    "septembra|september októbra|október novembra|november decembra|december",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi "
    "lipnja|lipanj|lip srpnja|srpanj|srp kolovoza|kolovoz|kol rujna|rujan|ruj listopada|listopad|lis "
    "studenoga|studenog|studeni|stu prosinca|prosinac",
    "sr": "januara|januar|јануара|јануар|јан februara|februar|фебруара|фебруар|феб marta|mart|марта|март "
    "aprila|april|априла|април maja|maj|маја|мај juna|jun|јуна|јун jula|jul|јула|јул avgusta|avgust|avg|августа|август "
    "septembra|septembar|септембра|септембар|сеп oktobra|oktobar|октобра|октобар novembra|novembar|новембра|новембар|нов "
    "decembra|decembar|децембра|децембар|дец",
    "sl": "januarja februarja marca aprila maja junija|junij julija|julij avgusta septembra oktobra novembra decembra",
    "hu": "január|jan február|feb|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug "
    "szeptember|szept október|okt november december",
    "ro": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαΐ "
    "ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ "
    "νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ",
    "tr": "ocak|oca şubat|şub mart nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas "
    "aralık|ara",
    "ca": "gener febrer|febr març abril maig juny juliol agost|ag setembre octubre novembre desembre|des",
    "id": "januari februari maret april mei juni juli agustus|agu|agt september oktober november desember",
    "et": "jaanuar|jaan veebruar|veebr märts aprill mai juuni juuli august september oktoober november detsember|dets",
    "lv": "janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā "
    "augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    "lt": "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa "
    "rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis",
    "ar": "يناير|كانون_الثاني|جانفي فبراير|شباط|فيفري مارس|آذار أبريل|نيسان|ابريل|أفريل مايو|أيار|ماي "
    "يونيو|حزيران|يونيه|جوان يوليو|تموز|يوليه|جويلية أغسطس|آب|اوت|أوت سبتمبر|أيلول أكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني "
    "ديسمبر|كانون_الأول",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר|בינואר|ינו|בינו פברואר|בפברואר|פבר|בפבר מרץ|במרץ אפריל|באפריל|אפר|באפר מאי|במאי יוני|ביוני יולי|ביולי "
    "אוגוסט|באוגוסט|אוג|באוג ספטמבר|בספטמבר|ספט|בספט אוקטובר|באוקטובר|אוק|באוק נובמבר|בנובמבר|נוב|בנוב דצמבר|בדצמבר|דצמ|בדצמ",
    "hi": "जनवरी|जन फ़रवरी|फरवरी|फ़र मार्च अप्रैल मई जून जुलाई|जुल अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू नवंबर|नवम्बर|नव "
    "दिसंबर|दिसम्बर|दिस",
    "bn": "জানুয়ারি|জানুয়ারী|জানু ফেব্রুয়ারি|ফেব্রুয়ারী|ফেব মার্চ এপ্রিল|এপ্রি মে জুন জুলাই|জুল আগস্ট|আগ সেপ্টেম্বর|সেপ অক্টোবর|অক্টো "
    "নভেম্বর|নভে ডিসেম্বর|ডিসে",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "mk": "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "sq": "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "gl": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "af": "januarie februarie maart april mei junie julie augustus september oktober november desember",
    "ms": "januari februari - april mei jun julai ogos|ogo september oktober november disember",
    "fil": "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "ka": "იანვარი|იან თებერვალი|თებ მარტი|მარ აპრილი|აპრ მაისი|მაი ივნისი|ივნ ივლისი|ივლ აგვისტო|აგვ სექტემბერი|სექ "
    "ოქტომბერი|ოქტ ნოემბერი|ნოე დეკემბერი|დეკ",
    "hy": "հունվարի|հունվար|հնվ փետրվարի|փետրվար|փտվ մարտի|մարտ|մրտ ապրիլի|ապրիլ|ապր մայիսի|մայիս|մյս հունիսի|հունիս|հնս "
    "հուլիսի|հուլիս|հլս օգոստոսի|օգոստոս|օգս սեպտեմբերի|սեպտեմբեր|սեպ հոկտեմբերի|հոկտեմբեր|հոկ նոյեմբերի|նոյեմբեր|նոյ "
    "դեկտեմբերի|դեկտեմբեր|դեկ",
    "zh": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย ตุลาคม|ต.ค "
    "พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
}  # fmt: skip

_NORWEGIAN: Final = {"nb": "no", "nn": "no"}
LANGUAGES: Final = frozenset((*_MONTHS, "ko", "ja", "vi", "nb", "nn"))
"""Whose dates we know; the East Asian ones have numbers for months."""

# Words that mean another month elsewhere, or no month (Mac); the language decides, and without one the first above has the word.
_OWN: Final[dict[str, dict[str, int]]] = {"ms": {"mac": 3}}
MONTHS: Final[dict[str, int]] = {}
_WHOLE: Final[set[str]] = set()
_NAMES: Final[dict[str, list[str]]] = {}
for _language, _line in _MONTHS.items():
    _groups = _line.split()
    assert len(_groups) == 12, _language
    for _number, _group in enumerate(_groups, 1):
        for _place, _form in enumerate(_group.split("|")):
            _name = fold(_form.replace("_", " "))
            _NAMES.setdefault(_language, []).append(_name)
            if _place == 0:
                _WHOLE.add(_name)
            if MONTHS.setdefault(_name, _number) != _number:
                _OWN.setdefault(_language, {})[_name] = _number
_SHORT: Final = 4
"""Letters of a shortened name that may be a word of another language."""


def primary(language: str | None) -> str:
    """The language of a BCP 47 tag without script and country: "fil" of "fil-PH"; empty for none."""
    return (language or "").strip().lower().replace("_", "-").partition("-")[0]


def month_of(word: str, language: str | None) -> int | None:
    """The number of the month that `word` names, by `language` where languages disagree (Croatian listopad is October)."""
    name = fold(word)
    own = _OWN.get(primary(language))
    if own and name in own:
        return own[name]
    return MONTHS.get(name)


def is_another_word(name: str, language: str | None) -> bool:
    """Whether the shortened month `name` is one in other languages only, and may be a word in `language`: "9 out of 10", "Gen 5".

    English names are used everywhere; a language that is not told, or not known here, says nothing.
    """
    folded, own = fold(name), _NORWEGIAN.get(primary(language), primary(language))
    if own not in LANGUAGES or folded in _WHOLE or len(folded) > _SHORT or not folded.isascii():
        return False
    return not any(month.startswith(folded) for month in (*_NAMES["en"], *_NAMES.get(own, ())))


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

_AM: Final = "am 午前 上午 凌晨 早上 清晨 오전 새벽 ص صباحا πμ π.μ öö"
_PM: Final = "pm 午後 下午 晚上 傍晚 中午 오후 م مساء ظهرا μμ μ.μ ös"
HALF_DAYS: Final[dict[str, int]] = {
    **dict.fromkeys(map(fold, _AM.split()), 0),
    **dict.fromkeys(map(fold, _PM.split()), 12),
    "中午": 12,
}
"""Hours to add to a twelve-hour clock, 12 counting as 0."""
