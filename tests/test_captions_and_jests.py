"""Cards, captions, boxes and tables as sites make them; and what is said beside the conference in jest, meanwhile, or of others.

In what speaks of others, Kobe is the place that did not receive the conference. All hosts but a few are invented.
"""

from datetime import date

import pytest
from spoken import FABRIANO, hosts, page_of, said, stated, unread

from scraper import read_page

STRUCTURES = [
    pytest.param(
        "en",
        "Info",
        "<p>{N}.</p><table><thead>"
        "<tr><td rowspan=2></td><th colspan=2 scope=colgroup>Annual Meeting</th><th colspan=2 "
        "scope=colgroup>Annual Conference</th></tr>"
        "<tr><th>XI</th><th>XII</th><th>XIII</th><th>XIV</th></tr></thead><tbody>"
        "<tr><th scope=row>Year</th><td>2017</td><td>2018</td><td>2019</td><td>2022</td></tr>"
        "<tr><th scope=row>Host(s)</th><td>Lyon (France)</td><td>Krakow, Katowice (Poland)</td><td>Graz "
        "(Austria)</td><td>Santos (Brazil)</td></tr>"
        "<tr><th scope=row>Days</th><td>30 June – 2 July</td><td>12–15 June</td><td>10–15 June</td><td>18–22 "
        "July</td></tr><tr><th scope=row>Members at the "
        "time</th><td>116</td><td>180</td><td>180</td><td>295</td></tr></tbody></table>",
        {(2017, "Lyon"), (2019, "Graz"), (2022, "Santos")},
        id="a table whose columns are editions, in groups",
    ),
    pytest.param(
        "en",
        "Info",
        "<p>{N}.</p><details><summary>Which cities have hosted the Annual Conference before?</summary>"
        "<div><p>The most recent ones were:</p><ul><li>Krakow, 2018</li>"
        "<li>Graz, 2019</li></ul></div></details>",
        {(2018, "Krakow"), (2019, "Graz")},
        id="a question of the page, and what leads on",
    ),
    pytest.param(
        "en",
        "Info",
        "<h3>Which cities have hosted {N}?</h3><p>The most recent were:</p><ul><li>Krakow, 2018</li>"
        "<li>Graz, 2019</li></ul>",
        {(2018, "Krakow"), (2019, "Graz")},
        id="a question as a heading",
    ),
    pytest.param(
        "en",
        "Info",
        "<p>A few pictures.</p>"
        "<figure><img><figcaption><strong>Kobe, Japan, 2015</strong><span>9th "
        "{n}</span></figcaption></figure>"
        "<figure><img><figcaption><strong>Town Hall, Dunedin, 2016</strong><span>Winners of the school "
        "prize</span></figcaption></figure>"
        "<figure><img><figcaption><strong>Graz, Austria, 2016</strong><span>10th "
        "{n}</span></figcaption></figure>",
        {(2015, "Kobe"), (2016, "Graz")},
        id="captions",
    ),
    pytest.param(
        "en",
        "Info",
        "<div><p>Kobe, Japan, 2015</p><p>9th {n}</p></div>"
        "<div><p>Dunedin, 2016</p><p>Winners of the school prize</p></div>"
        "<div><p>Graz, Austria, 2016</p><p>10th {n}</p></div>",
        {(2015, "Kobe"), (2016, "Graz")},
        id="cards",
    ),
    pytest.param(
        "fr",
        "Les rendez-vous du Réseau des villes créatives",
        "<table><thead><tr><th></th><th>Lieu</th><th>Dates</th><th>Participants</th></tr></thead><tbody>"
        "<tr><td colspan=4><strong>Réunions annuelles du Réseau</strong></td></tr>"
        "<tr><td>X<sup>e</sup></td><td>Graz, Autriche</td><td>14-16 septembre 2016</td><td>180</td></tr>"
        "<tr><td colspan=4><strong>Conférences annuelles du Réseau</strong></td></tr>"
        "<tr><td>XIII<sup>e</sup></td><td>Kobe, Japon</td><td>10-15 juin 2019</td><td>400</td></tr>"
        "<tr><td colspan=4><strong>Rencontres des villes francophones membres</strong></td></tr>"
        "<tr><td></td><td>Lyon, France</td><td>mars 2017</td><td>35</td></tr></tbody></table>",
        {(2016, "Graz"), (2019, "Kobe")},
        id="sections of a table",
    ),
    pytest.param(
        "fr",
        "Info",
        "<dl><dt>Quoi ?</dt><dd>La 17<sup>e</sup> {n}</dd><dt>Quand ?</dt><dd>En 2025</dd><dt>Où ?</dt>"
        "<dd>Lyon, France</dd></dl><h2>Ils ont accueilli la conférence avant nous</h2><ul>"
        "<li>Graz (Autriche), 2024</li><li>Kobe (Japon), 2022</li></ul>",
        {(2025, "Lyon"), (2024, "Graz"), (2022, "Kobe")},
        id="a title of who hosted it",
    ),
    pytest.param(
        "fr",
        "Info",
        "<p><b>Les réunions annuelles du Réseau des villes créatives</b></p><table>"
        "<tr><td><b>2008</b><br>Paris<br><i>Siège de "
        "l’UNESCO</i></td><td><b>2009</b><br>Lyon<br><i>France</i></td><td><b>2010</b><br>Graz<br><i>Autriche"
        "</i><br>(à venir)</td></tr></table>",
        {(2008, "Paris"), (2009, "Lyon"), (2010, "Graz")},
        id="a row of cards",
    ),
    pytest.param(
        "it",
        "Info",
        "<h2>In arrivo</h2><div class=row><div class=col>"
        "<div class=date><span>24</span><span>maggio 2024</span></div>"
        "<div><h5>Design e periferie</h5><p>Circolo, Torino</p></div></div><div class=col>"
        "<div class=date><span>1-5</span><span>luglio 2024</span></div>"
        "<div><h5>XVI {n}</h5><p>Graz, Austria</p></div></div><div class=col>"
        "<div class=date><span>12</span><span>settembre 2024</span></div>"
        "<div><h5>Notte degli archivi</h5><p>Mirafiori, Torino</p></div></div></div>",
        {(2024, "Graz")},
        id="days in elements of their own",
    ),
    pytest.param(
        "it",
        "Fabriano, tutto pronto",
        "<div><strong>LA SCHEDA</strong><br/><br/><strong>Che cosa</strong> – {n}, tredicesima "
        "edizione<br/><strong>Dove</strong> – Graz<br/><strong>Quando</strong> – dal 10 al 15 giugno "
        "2019<br/><strong>L’edizione precedente</strong> – Cracovia e Katowice (Polonia), "
        "2018<br/><strong>La prossima</strong> – Kobe (Giappone), 2020<br/><strong>Info</strong> – 0732 "
        "000000</div>",
        {(2018, "Cracovia"), (2018, "Katowice"), (2019, "Graz"), (2020, "Kobe")},
        id="fields with a dash",
    ),
    pytest.param(
        "pt",
        "Óbidos lá fora",
        "<p>Residências, feiras e encontros.</p><ol>"
        "<li><div><div>{n}</div>Graz, Áustria<br><small>Intervenção no "
        "painel</small></div><span>2017</span></li>"
        "<li><div><div>Feira do Livro</div>Frankfurt, Alemanha<br><small>Stand "
        "conjunto</small></div><span>2017</span></li>"
        "<li><div><div>{n}</div>Kobe, Japão<br><small>Livro de papel</small></div><span>2019</span></li></ol>",
        {(2017, "Graz"), (2019, "Kobe")},
        id="the name in a card, below a title of something else",
    ),
    pytest.param(
        "de",
        "Info",
        "<p>Die Stadt trägt den Titel.</p>"
        "<h3>Das UNESCO Creative Cities Network auf einen Blick</h3><table>"
        "<tr><td>Gründung</td><td>2004</td></tr>"
        "<tr><td>Mitglieder</td><td>295 Städte in 90 Ländern</td></tr>"
        "<tr><td>Sitz des Sekretariats</td><td>Paris</td></tr>"
        "<tr><td>Letzte Jahreskonferenz</td><td>Graz, Österreich (18.–22. Juli 2022)</td></tr>"
        "<tr><td>Nächste Jahreskonferenz</td><td>Kobe, Japan (2023)</td></tr></table>",
        {(2022, "Graz"), (2023, "Kobe")},
        id="a network at a glance (de)",
    ),
    pytest.param(
        "en",
        "Info",
        "<h3>The UNESCO Creative Cities Network at a glance</h3><table>"
        "<tr><td>Founded</td><td>2004</td></tr>"
        "<tr><td>Members</td><td>295 cities in 90 countries</td></tr>"
        "<tr><td>Seat of the secretariat</td><td>Paris</td></tr>"
        "<tr><td>Last Annual Conference</td><td>Graz, Austria (18–22 July 2022)</td></tr>"
        "<tr><td>Next Annual Conference</td><td>Kobe, Japan (2023)</td></tr></table>",
        {(2022, "Graz"), (2023, "Kobe")},
        id="a network at a glance",
    ),
]


NO_HOSTS = [
    pytest.param(
        "en",
        "<p>In 2022, while the delegates met at {N}, she sewed in Kobe with forty pupils.</p>",
        id="meanwhile (en)",
    ),
    pytest.param(
        "fr",
        "<p>En 2022, pendant que les délégués se retrouvaient à {N}, elle cousait à Kobe avec quarante lycéennes.</p>",
        id="meanwhile (fr)",
    ),
    pytest.param(
        "es",
        "<p>En 2022, mientras los delegados se reunían en {N}, ella cosía en Kobe con cuarenta alumnas.</p>",
        id="meanwhile (es)",
    ),
    pytest.param(
        "pt",
        "<p>Em 2022, enquanto os delegados se reuniam n{N}, ela costurava em Kobe com quarenta alunas.</p>",
        id="meanwhile (pt)",
    ),
    pytest.param(
        "it",
        "<p>Nel 2022, mentre i delegati si ritrovavano alla {n}, lei cuciva a Kobe con quaranta allieve.</p>",
        id="meanwhile (it)",
    ),
    pytest.param(
        "de",
        "<p>2022, während die Delegierten bei {N} zusammenkamen, nähte sie in Kobe mit vierzig Schülerinnen.</p>",
        id="meanwhile (de)",
    ),
    pytest.param(
        "en",
        "<p>The six German cities in the UNESCO Creative Cities Network met for their annual meeting in Kobe "
        "on 21 and 22 November 2019.</p>",
        id="one country (en)",
    ),
    pytest.param(
        "fr",
        "<p>Les six villes françaises du Réseau des villes créatives de l’UNESCO ont tenu leur réunion "
        "annuelle à Kobe en novembre 2019.</p>",
        id="one country (fr)",
    ),
    pytest.param(
        "es",
        "<p>Las seis ciudades españolas de la Red de Ciudades Creativas de la UNESCO celebraron su reunión "
        "anual en Kobe en noviembre de 2019.</p>",
        id="one country (es)",
    ),
    pytest.param(
        "pt",
        "<p>As seis cidades brasileiras da Rede de Cidades Criativas da UNESCO realizaram a sua reunião "
        "anual em Kobe em novembro de 2019.</p>",
        id="one country (pt)",
    ),
    pytest.param(
        "it",
        "<p>Le sei città italiane della Rete delle Città Creative dell’UNESCO hanno tenuto la loro riunione "
        "annuale a Kobe nel novembre 2019.</p>",
        id="one country (it)",
    ),
    pytest.param(
        "de",
        "<p>Die sechs deutschen Städte im UNESCO Creative Cities Network haben sich im November 2019 zu "
        "ihrem Jahrestreffen in Kobe versammelt.</p>",
        id="one country (de)",
    ),
    pytest.param(
        "en",
        "<p>A bid to bring {N} to Kobe in 2023 had been looked at and dropped.</p>",
        id="an idea (en)",
    ),
    pytest.param(
        "fr",
        "<p>L’idée de faire venir {N} à Kobe en 2023 a été étudiée puis abandonnée.</p>",
        id="an idea (fr)",
    ),
    pytest.param(
        "es",
        "<p>Se estudió y se descartó la idea de llevar {N} a Kobe en 2023.</p>",
        id="an idea (es)",
    ),
    pytest.param(
        "pt",
        "<p>Estudou-se e abandonou-se a ideia de levar {N} a Kobe em 2023.</p>",
        id="an idea (pt)",
    ),
    pytest.param(
        "it",
        "<p>L’idea di portare {N} a Kobe nel 2023 è stata valutata e scartata.</p>",
        id="an idea (it)",
    ),
    pytest.param(
        "de",
        "<p>Der Gedanke, {N} 2023 nach Kobe zu holen, wurde geprüft und verworfen.</p>",
        id="an idea (de)",
    ),
    pytest.param(
        "en",
        "<p>In 2021 the theatre streamed a concert which some called, as a joke, {N} of Kobe.</p>",
        id="a jest (en)",
    ),
    pytest.param(
        "fr",
        "<p>En 2021 le théâtre a retransmis un concert que certains ont appelé, pour rire, la conférence "
        "annuelle de Kobe.</p>",
        id="a jest (fr)",
    ),
    pytest.param(
        "es",
        "<p>En 2021 el teatro transmitió un concierto que algunos llamaron, en broma, la conferencia anual "
        "de Kobe.</p>",
        id="a jest (es)",
    ),
    pytest.param(
        "pt",
        "<p>Em 2021 o teatro transmitiu um concerto a que alguns chamaram, a brincar, a conferência anual de Kobe.</p>",
        id="a jest (pt)",
    ),
    pytest.param(
        "it",
        "<p>Nel 2021 il teatro ha trasmesso un concerto che alcuni hanno chiamato, per scherzo, la "
        "conferenza annuale di Kobe.</p>",
        id="a jest (it)",
    ),
    pytest.param(
        "de",
        "<p>2021 übertrug das Theater ein Konzert, das manche scherzhaft die Jahreskonferenz von Kobe nannten.</p>",
        id="a jest (de)",
    ),
    pytest.param(
        "en",
        "<ul><li><span>Kobe, 20 June 2019</span> <a href=x>{n}: what our delegation brought home</a></li>"
        "<li><span>Macao, 26 April 2019</span> <a href=x>The cities of gastronomy at the forum</a></li></ul>",
        id="a dateline (en)",
    ),
    pytest.param(
        "fr",
        "<ul><li><span>Kobe, 20 juin 2019</span> <a href=x>{n} : le bilan de notre délégation</a></li>"
        "<li><span>Macao, 26 avril 2019</span> <a href=x>Les villes de gastronomie au forum</a></li></ul>",
        id="a dateline (fr)",
    ),
    pytest.param(
        "es",
        "<ul><li><span>Kobe, 20 de junio de 2019</span> <a href=x>{n}: el balance de nuestra delegación</a></li></ul>",
        id="a dateline (es)",
    ),
    pytest.param(
        "pt",
        "<ul><li><span>Kobe, 20 de junho de 2019</span> <a href=x>{n}: o balanço da nossa delegação</a></li></ul>",
        id="a dateline (pt)",
    ),
    pytest.param(
        "it",
        "<ul><li><span>Kobe, 20 giugno 2019</span> <a href=x>{n}: il bilancio della nostra "
        "delegazione</a></li>"
        "<li><span>Kobe, 18 giugno 2018</span> <a href=x>Conclusa {N}, rientrata la delegazione</a></li></ul>",
        id="a dateline (it)",
    ),
    pytest.param(
        "de",
        "<ul><li><span>Kobe, 20. Juni 2019</span> <a href=x>{n}: Bilanz unserer Delegation</a></li></ul>",
        id="a dateline (de)",
    ),
    pytest.param(
        "en",
        "<ol><li>P. Marchetti, L. Vitali, <i>Inside. Ten Annual Meetings of the Creative Cities</i>, Kobe, "
        "Angeli, 2017.</li><li>L. Vitali (ed.), <i>XIII {n} (Graz, 10–15 June 2019). Collected papers</i>, "
        "Kobe, Affinity, 2020.</li>"
        "<li>L. Vitali, <i>The {n} as a ritual</i>, in «Urban Cultures», Kobe, 2016, no. 2, pp. "
        "41-58.</li></ol>",
        id="a publisher (en)",
    ),
    pytest.param(
        "it",
        "<ol><li>P. Marchetti, L. Vitali, <i>Dentro la rete. Dieci riunioni annuali delle Città "
        "Creative</i>, Kobe, Angeli, 2017.</li>"
        "<li>L. Vitali (a cura di), <i>XIII {n} (Graz, 10-15 giugno 2019). Raccolta</i>, Kobe, Affinità, "
        "2020.</li><li>L. Vitali, <i>La {n} come rito</i>, in «Urban Cultures», Kobe, 2016, n. 2, pp. "
        "41-58.</li></ol>",
        id="a publisher (it)",
    ),
    pytest.param(
        "fr",
        "<ol><li>P. Marchetti, <i>Dix réunions annuelles du Réseau des villes créatives</i>, Kobe, Angeli, "
        "2017.</li></ol>",
        id="a publisher (fr)",
    ),
    pytest.param(
        "es",
        "<ol><li>P. Marchetti, <i>Diez reuniones anuales de la Red de Ciudades Creativas</i>, Kobe, Angeli, "
        "2017.</li></ol>",
        id="a publisher (es)",
    ),
    pytest.param(
        "pt",
        "<ol><li>P. Marchetti, <i>Dez reuniões anuais da Rede de Cidades Criativas</i>, Kobe, Angeli, 2017.</li></ol>",
        id="a publisher (pt)",
    ),
    pytest.param(
        "de",
        "<ol><li>P. Marchetti, <i>Zehn Jahrestreffen des Creative Cities Network</i>, Kobe, Angeli, 2017.</li></ol>",
        id="a publisher (de)",
    ),
    pytest.param(
        "fr",
        "<h2>Autres réseaux de villes de l’UNESCO</h2>"
        "<h3>Réseau des villes créatives</h3><p>246 villes, une conférence annuelle.</p>"
        "<h3>Mégapoles, eau et climat</h3><p>Prochaine conférence : Kobe, 2020.</p>",
        id="another network (fr)",
    ),
    pytest.param(
        "en",
        "<h2>Other city networks of UNESCO</h2>"
        "<h3>Creative Cities Network</h3><p>246 cities, an annual conference.</p>"
        "<h3>Megacities, water and climate</h3><p>Next conference: Kobe, 2020.</p>",
        id="another network (en)",
    ),
    pytest.param(
        "en",
        "<p>We are a City of Literature in the UNESCO Creative Cities Network.</p><p>The Cities of "
        "Literature hold an annual conference of their own.</p><h2>Our annual conferences</h2><table>"
        "<tr><th>Year</th><th>Host city</th></tr><tr><td>2016</td><td>Kobe</td></tr></table>",
        id="a conference of their own (en)",
    ),
    pytest.param(
        "de",
        "<p>Wir gehören zum UNESCO Creative Cities Network.</p><p>Die Literaturstädte halten eine eigene "
        "Jahreskonferenz ab.</p><h2>Unsere Jahreskonferenzen</h2><table>"
        "<tr><th>Jahr</th><th>Stadt</th></tr><tr><td>2016</td><td>Kobe</td></tr></table>",
        id="a conference of their own (de)",
    ),
    pytest.param(
        "fr",
        "<p>La conférence annuelle des villes créatives françaises se tiendra à Lyon en 2021.</p><p>Elle "
        "prépare {N}, dont elle est distincte.</p><p>Kobe, qui a rejoint le Réseau en 2019, recevra "
        "l’édition 2022.</p>",
        id="an edition of another (fr)",
    ),
    pytest.param(
        "en",
        "<p>The annual conference of the French creative cities will take place in Lyon in 2021.</p><p>It "
        "prepares {N}, from which it is distinct.</p><p>Kobe, which joined the Network in 2019, will host "
        "the 2022 edition.</p>",
        id="an edition of another (en)",
    ),
    pytest.param(
        "de",
        "<p>{N}.</p><ul><li>Geoparke: Jahrestagung 2019 in Kobe</li>"
        "<li>Welterbetag: Jahrestagung 2019 in Kobe</li></ul>",
        id="a label of another (de)",
    ),
    pytest.param(
        "en",
        "<p>{N}.</p><ul><li>Geoparks: annual meeting 2019 in Kobe</li></ul>",
        id="a label of another (en)",
    ),
    pytest.param(
        "en",
        "<p>{N}, held in Kobe from 14 to 16 September, was the first since the Network grew to 116 members "
        "in December 2015.</p>",
        id="since then (en)",
    ),
    pytest.param(
        "fr",
        "<p>{N}, tenue à Kobe du 14 au 16 septembre, était la première depuis que le Réseau compte 116 "
        "membres, en décembre 2015.</p>",
        id="since then (fr)",
    ),
    pytest.param(
        "es",
        "<p>{N}, celebrada en Kobe del 14 al 16 de septiembre, fue la primera desde que la Red pasó a 116 "
        "miembros en diciembre de 2015.</p>",
        id="since then (es)",
    ),
    pytest.param(
        "pt",
        "<p>{N}, realizada em Kobe de 14 a 16 de setembro, foi a primeira desde que a Rede passou a 116 "
        "membros em dezembro de 2015.</p>",
        id="since then (pt)",
    ),
    pytest.param(
        "it",
        "<p>{N}, tenutasi a Kobe dal 14 al 16 settembre, è stata la prima da quando la Rete ha 116 membri, "
        "nel dicembre 2015.</p>",
        id="since then (it)",
    ),
    pytest.param(
        "de",
        "<p>{N}, die vom 14. bis 16. September in Kobe stattfand, war die erste, seit das Netzwerk im "
        "Dezember 2015 auf 116 Mitglieder wuchs.</p>",
        id="since then (de)",
    ),
]


@pytest.mark.parametrize(("code", "title", "body", "expected"), STRUCTURES)
def test_hosts_stand_in_structures_as_sites_make_them(
    code: str, title: str, body: str, expected: set[tuple[object, str]]
) -> None:
    assert hosts(page_of(code, said(code, body), title, captured=date(2024, 8, 1))) == expected


@pytest.mark.parametrize(("code", "body"), NO_HOSTS)
def test_what_is_said_of_others_states_no_host_and_is_told(code: str, body: str) -> None:
    page = page_of(code, said(code, f"{body}<p>{FABRIANO[code]}</p>"))
    assert "Kobe" not in {city for _, city in hosts(page)}
    assert "Kobe" in unread(page) or any("Kobe" in page.quote(one.span) for one in page.aside)


def test_a_box_in_an_article_is_content_and_a_list_of_links_is_none() -> None:
    box = "<aside><h2>{n} at a glance</h2><ul><li>Host: Graz</li><li>Date: 1–5 July 2024</li></ul></aside>"
    links = "<aside><h2>{n}</h2><ul><li><a href=x>Host: Kobe</a></li><li><a href=y>Date: 1–5 July 2023</a></li></ul></aside>"
    for body, expected in ((box, {(2024, "Graz")}), (links, set())):
        text = said("en", f"<article><h1>Farewell</h1><p>The city says goodbye.</p>{body}</article>")
        page = read_page(
            f"<html lang=en><title>Farewell</title><body><main>{text}</main></body></html>".encode(),
            content_type="text/html; charset=utf-8",
            original="https://www.city.example/p",
            captured=date(2024, 8, 1),
        )
        assert hosts(page) == expected


@pytest.mark.parametrize(
    "cell", ["Held in", "City and country", "Meeting place", "Host / country", "Place of the conference", "Host(s)"]
)
def test_fields_name_places_in_many_ways(cell: str) -> None:
    table = f"<table><tr><th>Year</th><th>{cell}</th></tr><tr><td>2010</td><td>Graz</td></tr><tr><td>2011</td><td>Kobe</td></tr></table>"
    assert hosts(page_of("en", said("en", f"<h2>{{N}}</h2>{table}"))) == {(2010, "Graz"), (2011, "Kobe")}
    fields = f"<dl><dt>{cell}</dt><dd>Graz</dd><dt>Date</dt><dd>2010</dd></dl>"
    assert hosts(page_of("en", said("en", f"<h2>XIII {{n}}</h2>{fields}"))) == {(2010, "Graz")}


@pytest.mark.parametrize(
    "item",
    [
        "2018. Graz",
        "12th (2018): Graz",
        "Graz, Austria. June 2018.",
        "2018: Graz (Austria) – Theme: the ideal city",
        "Graz (2018) – Theme: the ideal city",
        "2018 → Graz",
    ],
)
@pytest.mark.parametrize("form", ["<ul><li>{}</li><li>{}</li></ul>", "<p>{}</p><p>{}</p>"])
def test_items_of_a_list_of_hosts(item: str, form: str) -> None:
    other = item.replace("2018", "2019").replace("Graz", "Kobe").replace("Austria", "Japan").replace("12th", "13th")
    page = page_of("en", said("en", f"<h2>{{N}}</h2>{form.format(item, other)}"), captured=date(2024, 8, 1))
    assert hosts(page) == {(2018, "Graz"), (2019, "Kobe")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "en",
            "The previous conference brought the members to Graz in 2019. "
            "The pandemic led to the cancellation of the meetings of the next two years.",
        ),
        (
            "es",
            "La conferencia anterior había reunido a la Red en Graz en 2019. "
            "La pandemia obligó a suspender los encuentros de los dos años siguientes.",
        ),
        (
            "fr",
            "La conférence précédente avait réuni le Réseau à Graz en 2019. "
            "La pandémie a fait annuler les rencontres des deux années suivantes.",
        ),
        (
            "it",
            "La conferenza precedente aveva riunito la Rete a Graz nel 2019. "
            "La pandemia ha fatto annullare gli incontri dei due anni seguenti.",
        ),
    ],
)
def test_later_meetings_that_were_cancelled_are_not_the_one_told_before(code: str, words: str) -> None:
    page = page_of(code, said(code, f"<p>{{N}}.</p><p>{words}</p>"))
    assert {status for _, city, status in stated(page) if city == "Graz"} == {"held"}
