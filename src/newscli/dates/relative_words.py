"""Words of times told from now, in many languages: units, small numbers, days, "just now"; tables only.

The forms are those of Unicode CLDR 45 (long and short, in the case that "ago" asks for) and of what stands on news pages.
"""

from typing import Final, Literal

from newscli.dates.names import fold

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

_UNITS: Final[dict[Unit, str]] = {
    "second": "วินาที seg сек секунда секунде секунди sekunti sekundou sekundami sekundu sekundo sekundama secundă secunde "
    "másodperccel δευτερόλεπτο δευτερόλεπτα δευτ segon segons dtk sekundes שנייה שניות שנ सेकंड से সেকেন্ড ثانیه second seconds "
    "sec secs s sekunde sekunden seconde secondes seconden segundo segundos secondo secondi секунд секунду секунды sekund "
    "sekundy sekundę saniye sn ثانية ثوان 초 秒 秒钟 秒鐘 sekunder sekuntia vteřinami detik giây sek sekundžių sekundēm "
    "sekundit sekundi",
    "minute": "นาที minutt minuuttia minuutti хв минута минути минуте minutou minútou minutu minutama perccel λεπ minut "
    "minuts mnt minit דקה דק मि মিনিট دقیقه minute minutes min mins m minuten minuto minutos minuti minuut minuta minuty "
    "minutę минут минуту минуты мин хвилин хвилини хвилину dakika dk دقيقة دقائق دقيقه 분 分 分钟 分鐘 分間 minuter minutter "
    "minutami menit phút λεπτά λεπτό मिनट דקות percig perce minučių minūtēm minutit",
    "hour": "ชั่วโมง ساعت сата сати sat uro uri urama urami órával ώρ hores tunni st valandą שעה שע घं ঘন্টা ঘণ্টা hour hours hr "
    "hrs h std stunde stunden heure heures hora horas ora ore uur uren час часа часов ч годин години годину godzin godziny "
    "godzinę godz saat sa ساعة ساعات ساعه 시간 時間 小时 小時 timme timmar tim time timer tuntia tunti hodinami hodinou jam "
    "giờ ώρες ώρα घंटे घंटा שעות órája val valandas valandų stundām stundas tundi sati sata",
    "day": "วัน g gg dgn يوما ايام døgn pv ден дни дана dňom dňami dan dnevom dnevoma dnevi nappal zi ημ dies päeva dieną יום "
    "दिनों দিন روز día day days d tag tage tagen jour jours j dia días dias giorno giorni dag dagen день дня дней дн дні днів "
    "dzień dni gün يوم أيام 일 日 天 日間 dagar dage dager päivää päivä dny dnem hari ngày ημέρες μέρες ημέρα दिन ימים zile "
    "nap napja dienas dienų dienām päev dana",
    "week": "สัปดาห์ wo sem sett tyg tydz hf أسبوعا u viikko vk тиж седмица седмици седм týdnem týd týždňom týždňami týž "
    "tjedan tjedana tj недеље недеља nedelja ned tednom tednoma tedni ted héttel săptămână săptămâni săpt εβδομάδα εβδομάδες "
    "εβδ setmana setmanes setm mgg mgu näd savaitę שבוע שבועות सप्ताह हफ्ते সপ্তাহ هفته week weeks wk wks w woche wochen semaine "
    "semaines semana semanas settimana settimane weken неделю недели недель нед тиждень тижні тижнів tydzień tygodnie "
    "tygodni hafta أسبوع أسابيع 주 주일 週間 週 周 星期 vecka veckor uge uger uke uker viikkoa týdny minggu tuần sav "
    "savaites savaičių nedēļām nedēļas nädalat nädala tjedna nedelje",
    "month": "เดือน mies شهرا mån md mdr kuukausi kk місяць місяці місяців міс месец месеца месеци měsícem mesiacom mesiacmi "
    "mjesec mjeseci mj meseci mesecem mesecema hónappal lună luni μήνα μήνες mesos bln kuu mēneša mėnesį חודש חודשים माह "
    "महीने মাস ماه month months mo mos monat monate monaten mois mes meses mês mese mesi maand maanden месяц месяца месяцев "
    "мес miesiąc miesiące miesięcy ay شهر أشهر شهور 개월 달 ヶ月 か月 ヵ月 个月 個月 月 månad månader måned måneder "
    "kuukautta měsíci bulan tháng mėn mėnesius mėnesių mēnešiem kuud mjeseca meseca",
    "year": "ปี vuosi рік роки років rokem rokom rokmi godinu godina letom letoma leti évvel ani έτος έτη χρόνια any anys thn "
    "aasta gada שנה שנים वर्ष साल বছর سال year years yr yrs y jahr jahre jahren an ans année années año años anno anni ano "
    "anos jaar год года лет rok lata lat yıl sene سنة سنوات عام أعوام 년 年 år vuotta lety tahun năm metus metų gadiem "
    "aastat godine",
}  # fmt: skip
UNITS: Final[dict[str, Unit]] = {}
for _unit, _line in _UNITS.items():
    for _form in _line.split():
        UNITS.setdefault(fold(_form), _unit)
# Words that mean another unit beside another word for "ago".
OTHER_UNITS: Final[dict[str, dict[str, Unit]]] = {
    "тому": {fold("год"): "hour"},  # Ukrainian; Russian says "назад"
    "преди": {fold("година"): "year", fold("години"): "year"},  # Bulgarian
    "пре": {fold("година"): "year", fold("године"): "year", fold("годину"): "year"},  # Serbian
    "lalu": {"h": "day", "saat": "second"},  # Indonesian hari, Malay saat
}
# Arabic and Hebrew have a dual: two hours, two days ... in one word.
TWO_OF: Final[dict[str, Unit]] = {
    fold("ثانيتين"): "second", fold("دقيقتين"): "minute", fold("ساعتين"): "hour", fold("يومين"): "day", fold("أسبوعين"): "week",
    fold("شهرين"): "month", fold("عامين"): "year", fold("سنتين"): "year",
    fold("שעתיים"): "hour", fold("יומיים"): "day", fold("שבועיים"): "week", fold("חודשיים"): "month", fold("שנתיים"): "year",
}  # fmt: skip

_NUMBERS: Final = (
    "a an one ein eine einem einer un une una uno uma um een en ett et один одну jeden jedną bir eine 한 一",
    "two zwei deux dos due dois duas twee två to два две שתי שני dwa dwie iki 두 两 兩 二",
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
