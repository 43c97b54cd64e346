"""The words in class names, ids and roles by which templates name their boxes; only lists of words."""

from typing import Final

from newscli.parse.page_words import word_set

RELATED: Final = word_set("""
    related relacionadas relacionados relacionada recirc recirculation recommend recommended recommendations recommendation
    recommends similar readmore readalso also more next further teaser teasers teaserlist promo promos verwandt verwandte
    onward suggested suggestions suggestion associated seealso similaires latest recent newest upnext zum mehr lire aussi
    anche correlati correlate rekomendowane newer ranked relatednews relatedposts relatedarticles relatedstories jp
    yarpp crp alsoread leesook lesogsa lasmer lueMyos lire-aussi weitere weiterlesen aehnliche nachrichten
    povezano souvisejici powiazane ilgili benzer kapcsolodo susije saistitie seotud lienquan tinlienquan terkait bacajuga
    keep-reading readnext editorspicks whatsnext
""")
TRENDING: Final = word_set("""
    trending trend trends popular mostread mostpopular mostviewed mostshared mostwatched meistgelesen tendencia tendencias
    tendance tendances populaires populair populaer populara mestlast mestlest mestlast mestset popularne populyarnoe
    ranking rankings bestread toplist topread topten leidas leidos maisli maislidas masleidas masvisto plusLus lesPlusLus
    pluslus nejctenejsi najcitanije najcitanejsie skaitomiausi lasitakie loetuimad luetuimmat encokokunan cokokunanlar
    terpopuler docnhieu xemnhieu hotnews hotlist hotrank popularposts wpp beliebt beliebte accessranking
""")
MOST: Final = frozenset(["most", "mest", "meest", "meist", "plus", "mas", "mais", "best", "top", "naj", "nej", "cok", "paling"])
READ: Final = word_set("""
    read reads viewed views popular shared commented watched emailed discussed clicked gelezen gelesen geklickt lest last
    lu lus vus lues leido leidas leidos lidas lido visto vistos vistas vista sett sedda letti lette visti visualizzati citite
    okunan izlenen czytane ctenejsi citano populer dibaca
""")
NETWORKS: Final = word_set("""
    taboola trc outbrain ob zergnet revcontent rcjsload mgid mgbox mgline marketgid dianomi engageya plista ligatus nativo
    sharethrough teads adsense adsbygoogle adchoices gpt dfp adfox smi2 relap lentainform popin logly adskeeper idealmedia
    speakol jubna strossle postquare adnow
""")
"""Names of advertising networks: what they fill is paid for, whatever it says."""
SPONSORED: Final = word_set("""
    sponsored sponsor sponsors sponsoring advert adverts advertisement advertisements advertising advertorial advertorials ad
    ads adv adbox adslot adunit adblock adspace promoted native paid partner partners commercial anzeige anzeigen werbung
    publicidad publicidade publicite pubblicita reklama reklame reklam annons annonser annonse mainos hirdetes
    partnercontent partnerstories brandvoice branded brandstudio affiliate jobs stellenmarkt shop shopping store boutique
    deals coupons gutscheine marketplace classified classifieds escaparate
""")
CHROME: Final = word_set("""
    nav navigation navbar menu submenu megamenu breadcrumb breadcrumbs topbar masthead toolbar dropdown offcanvas
    drawer hamburger header banner skip login search languages lang
""")
FOOT: Final = word_set("footer foot colophon copyright legal sitemap contentinfo bottom")
TALK: Final = word_set("""
    comment comments commentlist respond disqus replies discussion forum kommentare commentaires reviews review
""")
META: Final = word_set("""
    tag tags topic topics keyword keywords byline author authors bio share sharing social breadcrumb breadcrumbs
    category categories meta caption credit source sources footnote footnotes reference references citation pagination
    pager taglist postnav download downloads glossary translations hreflang copyright
""")
ASIDE: Final = word_set("""
    sidebar aside rail side widget secondary complementary column col module block box
""")
MEDIA: Final = word_set("""
    video videos gallery podcast audio live ticker newsletter carousel slideshow events event
""")
