"""Cities and years beside the conference's name that something else is said of: labels, programmes, titles, prizes, people."""

import pytest
from spoken import NAMES, hosts, page_of, unread

NAME = {code: name.partition(" ")[2] for code, name in NAMES.items()}


def _items(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{lines}</table>"


def _told_of_none(code: str, main: str, *named: str) -> None:
    page = page_of(code, main.replace("{N}", NAMES[code]).replace("{n}", NAME[code]))
    assert not hosts(page)
    assert all(city in unread(page) for city in named)


@pytest.mark.parametrize(
    ("code", "lead", "first", "second"),
    [
        (
            "en",
            "Sub-networks elect their coordinator at {N}:",
            "Gastronomy: Parma (Italy), Annual Conference of 2018",
            "Music: Graz (Austria), Annual Conference of 2019",
        ),
        (
            "fr",
            "Lors de {N}, ont été élues :",
            "Gastronomie : Parma (Italie), conférence annuelle de 2018",
            "Musique : Graz (Autriche), conférence annuelle de 2019",
        ),
        (
            "es",
            "En {N} fueron elegidas:",
            "Gastronomía: Parma (Italia), conferencia anual de 2018",
            "Música: Graz (Austria), conferencia anual de 2019",
        ),
        (
            "pt",
            "Durante {N} foram eleitas:",
            "Gastronomia: Parma (Itália), conferência anual de 2018",
            "Música: Graz (Áustria), conferência anual de 2019",
        ),
        (
            "it",
            "Durante {N} sono state elette:",
            "Gastronomia: Parma (Italia), conferenza annuale del 2018",
            "Musica: Graz (Austria), conferenza annuale del 2019",
        ),
        (
            "de",
            "Auf {N} wurden gewählt:",
            "Gastronomie: Parma (Italien), Jahreskonferenz 2018",
            "Musik: Graz (Österreich), Jahreskonferenz 2019",
        ),
    ],
)
def test_a_city_behind_a_label_is_of_what_that_says(code: str, lead: str, first: str, second: str) -> None:
    _told_of_none(code, f"<p>{lead}</p>{_items(first, second)}", "Parma", "Graz")


@pytest.mark.parametrize(
    ("code", "days", "told"),
    [
        ("en", "1 to 5 July 2024", "Members tell their story: Bristol (2017), Puebla (2015)"),
        ("fr", "du 1er au 5 juillet 2024", "Des membres racontent : Bristol (2017), Puebla (2015)"),
        ("es", "del 1 al 5 de julio de 2024", "Los miembros cuentan: Bristol (2017), Puebla (2015)"),
        ("pt", "1 a 5 de julho de 2024", "Membros contam: Bristol (2017), Puebla (2015)"),
        ("de", "1. bis 5. Juli 2024", "Mitglieder erzählen: Bristol (2017), Puebla (2015)"),
    ],
)
@pytest.mark.parametrize("hour", ["10:00", "9.30", "14h00", "9 h", "2 p.m."])
def test_an_item_of_a_programme_begins_with_its_hour(code: str, days: str, told: str, hour: str) -> None:
    main = f"<h2>XVI {NAME[code]}</h2><p>Braga, Portugal, {days}</p>{_items(f'{hour} {told}')}"
    assert hosts(page_of(code, main)) == {(2024, "Braga")}


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        ("en", ("Annual Conference", "Awarded city")),
        ("en", ("Annual Conference", "Name", "City")),
        ("fr", ("Conférence annuelle", "Ville distinguée")),
        ("fr", ("Conférence annuelle", "Nom", "Ville")),
        ("es", ("Conferencia Anual", "Ciudad galardonada")),
        ("pt", ("Conferência Anual", "Cidade distinguida")),
        ("it", ("Conferenza annuale", "Cuoco", "Città")),
        ("de", ("Jahreskonferenz", "Ausgezeichnete Stadt")),
        ("de", ("Jahreskonferenz", "Name", "Heimatort")),
    ],
)
def test_the_cities_of_a_column_of_others_are_no_hosts(code: str, heads: tuple[str, ...]) -> None:
    somebody = ("M. Ferri",) * (len(heads) - 2)
    rows = [(year, *somebody, city) for year, city in (("2017", "Parma"), ("2018", "Curitiba"), ("2019", "Kobe"))]
    _told_of_none(code, f"<p>{{N}}</p>{_table(heads, *rows)}", "Parma", "Curitiba", "Kobe")


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        ("en", ("Annual Conference", "Host city")),
        ("en", ("Annual Conference", "Host", "Host mayor")),
        ("fr", ("Conférence annuelle", "Ville d’accueil")),
        ("es", ("Conferencia Anual", "Ciudad organizadora")),
        ("pt", ("Conferência Anual", "Cidade anfitriã")),
        ("it", ("Conferenza annuale", "Città organizzatrice")),
        ("de", ("Jahreskonferenz", "Gastgebende Stadt")),
        ("de", ("Jahr / Anno", "Stadt / Città")),
        ("en", ("Year", "Organising city")),
    ],
)
def test_those_of_a_column_of_hosts_are(code: str, heads: tuple[str, ...]) -> None:
    somebody = ("M. Ferri",) * (len(heads) - 2)
    rows = [(year, city, *somebody) for year, city in (("2017", "Parma"), ("2018", "Curitiba"))]
    page = page_of(code, f"<h2>{NAME[code]}</h2>{_table(heads, *rows)}")
    assert hosts(page) == {(2017, "Parma"), (2018, "Curitiba")}


@pytest.mark.parametrize(
    ("code", "items"),
    [
        (
            "en",
            (
                "“{n}, Geneva, 4 to 8 December 2023”",
                "Barcelos – 20 April 2024 – “Receiving guests at the Annual Conference”",
            ),
        ),
        (
            "fr",
            (
                "« {n}, Geneva, 4 au 8 décembre 2023 »",
                "Barcelos – 20 avril 2024 – « Recevoir à la Conférence annuelle »",
            ),
        ),
        (
            "es",
            (
                "«{n}, Geneva, 4 a 8 de diciembre de 2023»",
                "Barcelos – 20 de abril de 2024 – «Recibir en la Conferencia Anual»",
            ),
        ),
        (
            "pt",
            (
                "«{n}, Geneva, 4 a 8 de dezembro de 2023»",
                "Barcelos – 20 de abril de 2024 – «Receber na Conferência Anual»",
            ),
        ),
        ("it", ("«{n}, Geneva, 4-8 dicembre 2023»", "Barcelos – 20 aprile 2024 – «Ricevere alla Conferenza annuale»")),
        (
            "de",
            ("„{n}, Geneva, 4. bis 8. Dezember 2023“", "2020 Vortrag „Wie plant man eine Jahreskonferenz?“, Barcelos"),
        ),
    ],
)
def test_what_is_quoted_is_somebodys_title(code: str, items: tuple[str, str]) -> None:
    _told_of_none(code, _items(*items), "Geneva", "Barcelos")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The “XIV {n}” took place in Santos in 2022."),
        ("fr", "La « XIVe {n} » s’est tenue à Santos en 2022."),
        ("es", "La «XIV {n}» tuvo lugar en Santos en 2022."),
        ("en", "{N} “Path to Equality” took place in Santos in 2022."),
    ],
)
def test_a_name_in_quotation_marks_is_one(code: str, sentence: str) -> None:
    said = sentence.replace("{N}", NAMES[code]).replace("{n}", NAME[code])
    assert hosts(page_of(code, f"<p>{said}</p>")) == {(2022, "Santos")}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "An article on cities of literature said that {N} of 2018 took place in Graz. It took place in Krakow."),
        (
            "fr",
            "Un article sur la littérature indiquait que {N} de 2018 avait eu lieu à Graz. Elle a eu lieu à Krakow.",
        ),
        ("es", "Un artículo sobre la literatura decía que {N} de 2018 se celebró en Graz. Se celebró en Krakow."),
        ("pt", "Um artigo sobre literatura dizia que {N} de 2018 teve lugar em Graz. Teve lugar em Krakow."),
        ("it", "Un articolo sulla letteratura diceva che {N} del 2018 si era tenuta a Graz. Si è tenuta a Krakow."),
        (
            "de",
            "In einem Artikel über Literatur hieß es, {N} 2018 habe in Graz stattgefunden. Sie fand in Krakow statt.",
        ),
    ],
)
def test_a_place_that_the_next_sentence_corrects_is_unread(code: str, sentence: str) -> None:
    _told_of_none(code, f"<p>{sentence}</p>", "Graz", "Krakow")


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("en", "2017 – Adviser to Quito (Ecuador) for {N}"),
        ("fr", "2017 – Conseillère de Quito (Équateur) pour {N}"),
        ("es", "2017 – Asesora de Quito (Ecuador) para {N}"),
        ("pt", "2017 – Consultora de Quito (Equador) para {N}"),
        ("it", "2017 – Consulente di Quito (Ecuador) per {N}"),
        ("de", "2017 – Beraterin von Quito (Ecuador) für {N}"),
        ("en", "I was in Brazil for {N} from 18 to 22 July 2022 on behalf of Quito."),
        ("de", "Ich war vom 18. bis 22. Juli 2022 im Namen von Quito auf {N}."),
        ("en", "Quito hosted in 2021 an exhibition on food, unconnected with {N}."),
        ("it", "Quito ha ospitato nel 2021 una mostra sul cibo, senza legami con {N}."),
        ("en", "Our debate on {N}, live from Quito, 11 July 2023"),
    ],
)
def test_who_somebody_is_of_is_no_host(code: str, item: str) -> None:
    _told_of_none(code, _items(item))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "In 2022 Graz blows out five candles: it was in 2017 that the town hosted {N}."),
        ("fr", "En 2022, Graz souffle cinq bougies : c’est en 2017 que la ville a accueilli {N}."),
        ("es", "En 2022 Graz sopla cinco velas: fue en 2017 cuando la ciudad acogió {N}."),
        ("pt", "Em 2022 Graz apaga cinco velas: foi em 2017 que a cidade acolheu {N}."),
        ("it", "Nel 2022 Graz spegne cinque candeline: è nel 2017 che la città ha ospitato {N}."),
        ("de", "2022 feiert Graz: Es war 2017, als die Stadt {N} ausrichtete."),
    ],
)
def test_a_cleft_says_of_which_year_it_tells(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence.replace('{N}', NAMES[code])}</p>")
    assert hosts(page) <= {(2017, "Graz")}


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (
            "en",
            (
                ("Must we attend {N}?", "Yes."),
                ("Where does the next one take place?", "In Dénia, Spain, from 4 to 8 May 2026."),
                ("And the last one?", "It took place in Braga in 2024."),
            ),
        ),
        (
            "fr",
            (
                ("Faut-il assister à {N} ?", "Oui."),
                ("Où se tient la prochaine ?", "À Dénia, en Espagne, du 4 au 8 mai 2026."),
                ("Et la dernière ?", "Elle a eu lieu à Braga en 2024."),
            ),
        ),
        (
            "es",
            (
                ("¿Hay que asistir a {N}?", "Sí."),
                ("¿Dónde se celebra la próxima?", "En Dénia, España, del 4 al 8 de mayo de 2026."),
                ("¿Y la última?", "Tuvo lugar en Braga en 2024."),
            ),
        ),
        (
            "pt",
            (
                ("É preciso assistir a {N}?", "Sim."),
                ("Onde se realiza a próxima?", "Em Dénia, Espanha, de 4 a 8 de maio de 2026."),
                ("E a última?", "Teve lugar em Braga em 2024."),
            ),
        ),
        (
            "it",
            (
                ("Bisogna andare al{N}?", "Sì."),
                ("Dove si tiene la prossima?", "A Dénia, in Spagna, dal 4 all’8 maggio 2026."),
                ("E l’ultima?", "Si è tenuta a Braga nel 2024."),
            ),
        ),
        (
            "de",
            (
                ("Müssen wir {N} besuchen?", "Ja."),
                ("Wo findet die nächste statt?", "In Dénia, Spanien, vom 4. bis 8. Mai 2026."),
                ("Und die letzte?", "Sie fand 2024 in Braga statt."),
            ),
        ),
    ],
)
@pytest.mark.parametrize(("around", "one"), [("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"), ("{}", "<h3>{}</h3><p>{}</p>")])
def test_questions_go_on_about_the_conference_named_last(
    code: str, asked: tuple[tuple[str, str], ...], around: str, one: str
) -> None:
    main = around.format("".join(one.format(*pair) for pair in asked)).replace("{N}", NAMES[code])
    assert hosts(page_of(code, main)) == {(2026, "Dénia"), (2024, "Braga")}


@pytest.mark.parametrize(
    ("code", "asked", "answer"),
    [
        ("en", "Where did the cities meet in 2023?", "The XV Annual Conference was held in Istanbul (Türkiye)."),
        (
            "es",
            "¿Dónde se reunieron las ciudades en 2023?",
            "La XV Conferencia Anual se celebró en Istanbul (Turquía).",
        ),
        (
            "fr",
            "Où les villes se sont-elles réunies en 2023 ?",
            "La XVe Conférence annuelle s’est tenue à Istanbul (Turquie).",
        ),
    ],
)
def test_the_year_of_a_question_is_that_of_its_answer(code: str, asked: str, answer: str) -> None:
    main = f"<p>{NAMES[code]}</p><h3>{asked}</h3><p>{answer}</p>"
    assert hosts(page_of(code, main)) == {(2023, "Istanbul")}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The city plays host to {N}: 34 cities, three days."),
        ("fr", "La ville accueille {N} : 34 villes, trois jours."),
        ("es", "La ciudad acoge {N}: 34 ciudades, tres días."),
        ("pt", "A cidade acolhe {N}: 34 cidades, três dias."),
        ("it", "La città ospita {N}: 34 città, tre giorni."),
        ("de", "Die Stadt ist Gastgeberin für {N}: 34 Städte, drei Tage."),
    ],
)
def test_what_the_city_received_is_told(code: str, sentence: str) -> None:
    said = sentence.replace("{N}", NAMES[code])
    for main in (f"<dl><dt>2012</dt><dd>{said}</dd></dl>", f"<h3>2012</h3><p>{said}</p>", f"<p>2012: {said}</p>"):
        assert said.partition(":")[0].strip() in unread(page_of(code, main))


@pytest.mark.parametrize(
    ("code", "titles", "days"),
    [
        ("en", ("Fact sheet", "At a glance", "Facts and figures"), ("10-15 June 2019", "18-22 July 2022")),
        ("fr", ("Fiche technique", "En bref", "Chiffres clés"), ("10-15 juin 2019", "18-22 juillet 2022")),
        ("es", ("Ficha técnica", "De un vistazo"), ("10-15 de junio de 2019", "18-22 de julio de 2022")),
        ("pt", ("Ficha técnica", "Num relance"), ("10-15 de junho de 2019", "18-22 de julho de 2022")),
        ("it", ("Scheda", "In sintesi"), ("10-15 giugno 2019", "18-22 luglio 2022")),
        ("de", ("Steckbrief", "Auf einen Blick"), ("10.-15. Juni 2019", "18.-22. Juli 2022")),
    ],
)
def test_a_title_that_says_nothing_leads_to_what_the_page_is_about(
    code: str, titles: tuple[str, ...], days: tuple[str, str]
) -> None:
    hosted = _items(f"{days[0]}: Fabriano", f"{days[1]}: Santos")
    for title in titles:
        for lead in (f"<h2>{title}</h2>", f"<p>{title}</p>", f"<p>{title}:</p>"):
            page = page_of(code, f"{lead}{hosted}", NAME[code])
            assert hosts(page) == {(2019, "Fabriano"), (2022, "Santos")}, lead


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "{N} of 2016 was held in Graz; it was in 2018 that Krakow hosted it."),
        ("fr", "{N} de 2016 a eu lieu à Graz ; c’est en 2018 que Krakow l’a accueillie."),
    ],
)
def test_a_cleft_behind_another_edition_takes_nothing_from_that(code: str, sentence: str) -> None:
    page = page_of(code, f"<p>{sentence.replace('{N}', NAMES[code])}</p>")
    assert hosts(page) == {(2016, "Graz"), (2018, "Krakow")}
