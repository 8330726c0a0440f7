"""Whose conference is it? Other networks, parts of ours, and whoever a sentence names before 'its'."""

import pytest
from spoken import FABRIANO, NAMES, hosts, listed, page_of, said, unread

OTHER_NETWORKS = {
    "en": (
        (
            "The Network of Educating Cities held its annual conference in Kobe (Japan) in 2018 and in Graz "
            "(Austria) in 2021."
        ),
        "The International Network of Slow Cities held its annual meeting in Kobe (Japan) in 2018.",
        "Eurocities, for its part, met for its annual conference in Kobe (Japan) in 2018.",
        "The UNESCO Learning Cities Network met in Kobe (Japan) in 2018.",
        "Our chamber of commerce had its annual conference in Kobe (Japan) in 2018.",
    ),
    "fr": (
        (
            "Le Réseau des villes éducatrices a tenu sa conférence annuelle à Kobe (Japon) en 2018 et à "
            "Graz (Autriche) en 2021."
        ),
        "Le réseau Cittaslow a organisé sa réunion annuelle à Kobe (Japon) en 2018.",
        "Le Réseau des villes apprenantes de l’UNESCO s’est réuni à Kobe (Japon) en 2018.",
        "Notre chambre de commerce a tenu sa conférence annuelle à Kobe (Japon) en 2018.",
    ),
    "es": (
        (
            "La Red de Ciudades Educadoras celebró su conferencia anual en Kobe (Japón) en 2018 y en Graz "
            "(Austria) en 2021."
        ),
        "La red Cittaslow celebró su reunión anual en Kobe (Japón) en 2018.",
        "La Red de Ciudades del Aprendizaje de la UNESCO se reunió en Kobe (Japón) en 2018.",
        "Nuestra cámara de comercio celebró su conferencia anual en Kobe (Japón) en 2018.",
    ),
    "pt": (
        (
            "A Rede de Cidades Educadoras realizou a sua conferência anual em Kobe (Japão) em 2018 e em "
            "Graz (Áustria) em 2021."
        ),
        "A rede Cittaslow realizou a sua reunião anual em Kobe (Japão) em 2018.",
        "A Rede de Cidades de Aprendizagem da UNESCO reuniu-se em Kobe (Japão) em 2018.",
        "A nossa câmara de comércio realizou a sua conferência anual em Kobe (Japão) em 2018.",
    ),
    "it": (
        (
            "La Rete delle Città Educative ha tenuto la sua conferenza annuale a Kobe (Giappone) nel 2018 e "
            "a Graz (Austria) nel 2021."
        ),
        "La rete Cittaslow ha tenuto la sua riunione annuale a Kobe (Giappone) nel 2018.",
        "La Rete delle Città dell’Apprendimento dell’UNESCO si è riunita a Kobe (Giappone) nel 2018.",
        "La nostra camera di commercio ha tenuto la sua conferenza annuale a Kobe (Giappone) nel 2018.",
    ),
    "de": (
        (
            "Das Netzwerk der Bildungsstädte hielt seine Jahreskonferenz 2018 in Kobe (Japan) und 2021 in "
            "Graz (Österreich) ab."
        ),
        "Das Netzwerk Cittaslow hielt seine Jahrestagung 2018 in Kobe (Japan) ab.",
        "Das UNESCO-Netzwerk der lernenden Städte traf sich 2018 in Kobe (Japan).",
        "Unsere Handelskammer hielt ihre Jahreskonferenz 2018 in Kobe (Japan) ab.",
    ),
}
NATIONAL_NETWORKS = {
    "en": (
        (
            "The national network of Portuguese creative cities met in Kobe in November 2018; in 2021 the "
            "annual meeting had been in Graz and in 2022 in Bologna."
        ),
        "The network of Italian creative cities met in Kobe in 2018, and in Graz in 2021.",
    ),
    "fr": (
        (
            "Le réseau national des villes créatives françaises s’est réuni à Kobe en novembre 2018 ; en "
            "2021, la rencontre annuelle avait eu lieu à Graz et en 2022 à Bologne."
        ),
    ),
    "es": (
        (
            "La red nacional de las ciudades creativas españolas se reunió en Kobe en noviembre de 2018; en "
            "2021 el encuentro anual había sido en Graz y en 2022 en Bolonia."
        ),
    ),
    "pt": (
        (
            "A rede nacional das cidades criativas portuguesas reuniu-se em Kobe em novembro de 2018; em "
            "2021 o encontro anual tinha sido em Graz e em 2022 em Bolonha."
        ),
    ),
    "it": (
        (
            "La rete nazionale delle città creative italiane si è riunita a Kobe nel novembre 2018; nel "
            "2021 l’incontro annuale era stato a Graz e nel 2022 a Bologna."
        ),
    ),
    "de": (
        (
            "Das nationale Netzwerk der deutschen Kreativstädte traf sich im November 2018 in Kobe; 2021 "
            "war das Jahrestreffen in Graz und 2022 in Bologna."
        ),
    ),
}
PROFESSIONS = {
    "en": (
        "The annual conference of shareholders took place in Kobe (Japan) in 2018.",
        "Annual conference of the publisher’s shareholders: Kobe (Japan), 2018.",
        "The annual meeting of our volunteers was held in Kobe (Japan) in 2018.",
        "The annual conference of dentists was held in Kobe (Japan) in 2018.",
        "The annual meeting of librarians, held in Kobe (Japan) in 2018, drew 300 people.",
    ),
    "fr": (
        "La conférence annuelle des actionnaires a eu lieu à Kobe (Japon) en 2018.",
        "Conférence annuelle des actionnaires de l’éditeur : Kobe (Japon), 2018.",
        "La réunion annuelle de nos bénévoles s’est tenue à Kobe (Japon) en 2018.",
        "La conférence annuelle des dentistes s’est tenue à Kobe (Japon) en 2018.",
    ),
    "es": (
        "La conferencia anual de accionistas tuvo lugar en Kobe (Japón) en 2018.",
        "Conferencia anual de accionistas de la editora: Kobe (Japón), 2018.",
        "La reunión anual de nuestros voluntarios se celebró en Kobe (Japón) en 2018.",
        "La conferencia anual de dentistas se celebró en Kobe (Japón) en 2018.",
    ),
    "pt": (
        "A conferência anual de acionistas teve lugar em Kobe (Japão) em 2018.",
        "Conferência anual de acionistas da editora: Kobe (Japão), 2018.",
        "A reunião anual dos nossos voluntários realizou-se em Kobe (Japão) em 2018.",
        "A conferência anual de dentistas realizou-se em Kobe (Japão) em 2018.",
    ),
    "it": (
        "La conferenza annuale degli azionisti ha avuto luogo a Kobe (Giappone) nel 2018.",
        "Conferenza annuale degli azionisti della casa editrice: Kobe (Giappone), 2018.",
        "La riunione annuale dei nostri volontari si è tenuta a Kobe (Giappone) nel 2018.",
        "La conferenza annuale dei dentisti si è tenuta a Kobe (Giappone) nel 2018.",
    ),
    "de": (
        "Die Jahreskonferenz der Aktionäre fand 2018 in Kobe (Japan) statt.",
        "Jahreskonferenz der Aktionäre des Verlags: Kobe (Japan), 2018.",
        "Das Jahrestreffen unserer Freiwilligen fand 2018 in Kobe (Japan) statt.",
        "Die Jahreskonferenz der Zahnärzte fand 2018 in Kobe (Japan) statt.",
    ),
}
LOST_BIDS = {
    "en": (
        "Bergen also bid for the 2023 conference, and lost.",
        "Bergen had tried for {N} in 2023, without success.",
        "Bergen bid for the 2023 {n} but was beaten by Graz.",
        "Bergen’s bid for the 2023 {n} failed.",
        "In 2023 Bergen was not chosen to host {N}.",
    ),
    "fr": (
        "Bergen avait aussi brigué la conférence de 2023, en vain.",
        "Bergen s’était portée candidate pour {N} de 2023, sans succès.",
        "La candidature de Bergen pour {N} de 2023 a échoué.",
        "En 2023, Bergen n’a pas été retenue pour accueillir {N}.",
    ),
    "es": (
        "Bergen también se presentó para la conferencia de 2023, y perdió.",
        "Bergen optó a {N} de 2023, sin éxito.",
        "La candidatura de Bergen a {N} de 2023 fracasó.",
        "En 2023 Bergen no fue elegida para acoger {N}.",
    ),
    "pt": (
        "Bergen também se candidatou à conferência de 2023, e perdeu.",
        "Bergen candidatou-se à {n} de 2023, sem sucesso.",
        "A candidatura de Bergen à {n} de 2023 falhou.",
        "Em 2023 Bergen não foi escolhida para acolher {N}.",
    ),
    "it": (
        "Bergen si era candidata anche per la conferenza del 2023, e ha perso.",
        "Bergen si candidò alla {n} del 2023, senza successo.",
        "La candidatura di Bergen alla {n} del 2023 è fallita.",
        "Nel 2023 Bergen non è stata scelta per ospitare {N}.",
    ),
    "de": (
        "Bergen hatte sich auch um die Konferenz 2023 beworben, und verloren.",
        "Bergen bewarb sich erfolglos um {N} 2023.",
        "Die Bewerbung von Bergen um {N} 2023 ist gescheitert.",
        "2023 wurde Bergen nicht als Gastgeber der {n} ausgewählt.",
    ),
}
OURS = {
    "en": (
        "The Network held its annual conference in Kobe (Japan) in 2018.",
        "The UNESCO Creative Cities Network held its Annual Meeting in Kobe (Japan) in 2018.",
        "In 2018 the Creative Cities met for their annual conference in Kobe (Japan).",
        "The member cities held their annual meeting in Kobe (Japan) in 2018.",
        "In 2018 it held its annual conference in Kobe (Japan).",
        "Mayors and delegates came together for their annual conference in Kobe (Japan) in 2018.",
    ),
    "fr": (
        "Le Réseau a tenu sa conférence annuelle à Kobe (Japon) en 2018.",
        "Le Réseau des villes créatives a tenu sa réunion annuelle à Kobe (Japon) en 2018.",
        "En 2018, les villes créatives ont tenu leur conférence annuelle à Kobe (Japon).",
        "Les villes membres ont tenu leur réunion annuelle à Kobe (Japon) en 2018.",
        "En 2018, il a tenu sa conférence annuelle à Kobe (Japon).",
    ),
    "es": (
        "La Red celebró su conferencia anual en Kobe (Japón) en 2018.",
        "La Red de Ciudades Creativas celebró su reunión anual en Kobe (Japón) en 2018.",
        "En 2018 las ciudades creativas celebraron su conferencia anual en Kobe (Japón).",
        "Las ciudades miembros celebraron su reunión anual en Kobe (Japón) en 2018.",
        "En 2018 celebró su conferencia anual en Kobe (Japón).",
    ),
    "pt": (
        "A Rede realizou a sua conferência anual em Kobe (Japão) em 2018.",
        "A Rede de Cidades Criativas realizou a sua reunião anual em Kobe (Japão) em 2018.",
        "Em 2018 as cidades criativas realizaram a sua conferência anual em Kobe (Japão).",
        "Em 2018 realizou a sua conferência anual em Kobe (Japão).",
    ),
    "it": (
        "La Rete ha tenuto la sua conferenza annuale a Kobe (Giappone) nel 2018.",
        "La Rete delle Città Creative ha tenuto la sua riunione annuale a Kobe (Giappone) nel 2018.",
        "Nel 2018 le città creative hanno tenuto la loro conferenza annuale a Kobe (Giappone).",
        "Nel 2018 ha tenuto la sua conferenza annuale a Kobe (Giappone).",
    ),
    "de": (
        "Das Netzwerk hielt seine Jahreskonferenz 2018 in Kobe (Japan) ab.",
        "Das Netzwerk der Kreativstädte hielt 2018 seine Jahrestagung in Kobe (Japan) ab.",
        "2018 hielten die Creative Cities ihre Jahreskonferenz in Kobe (Japan) ab.",
        "2018 hielt es seine Jahreskonferenz in Kobe (Japan) ab.",
    ),
}
BESIDE_OURS = {
    "en": (
        "The Italian creative cities took part in {N} in Kobe (Japan) in 2018.",
        "The national network of German creative cities was at {N} in Kobe (Japan) in 2018.",
        "The African member cities prepared {N} of 2018 in Kobe (Japan).",
        "For the first time in Africa: {N} was held in Dakar (Senegal) in 2018.",
    ),
    "fr": (
        "Les villes créatives françaises ont participé à {N} à Kobe (Japon) en 2018.",
        "Pour la première fois en Afrique, {N} s’est tenue à Kobe (Japon) en 2018.",
    ),
    "es": (
        "Las ciudades creativas españolas participaron en {N} en Kobe (Japón) en 2018.",
        "Por primera vez en América Latina, {N} se celebró en Kobe (Japón) en 2018.",
    ),
    "pt": (
        "As cidades criativas portuguesas participaram na {n} em Kobe (Japão) em 2018.",
        "Pela primeira vez na Europa, {N} realizou-se em Kobe (Japão) em 2018.",
    ),
    "it": (
        "Le città creative italiane hanno partecipato alla {n} a Kobe (Giappone) nel 2018.",
        "Per la prima volta in Europa, {N} si è svolta a Kobe (Giappone) nel 2018.",
    ),
    "de": (
        "Die deutschen Kreativstädte nahmen 2018 an der {n} in Kobe (Japan) teil.",
        "Erstmals in Europa fand {N} 2018 in Kobe (Japan) statt.",
    ),
}
OF_THE_CITIES = {
    "en": (
        "The annual conference of all member cities was held in Kobe (Japan) in 2018.",
        "The annual meeting of the cities was held in Kobe (Japan) in 2018.",
        "The 2018 annual conference of the network was held in Kobe (Japan).",
    ),
    "fr": (
        "La conférence annuelle de toutes les villes membres a eu lieu à Kobe (Japon) en 2018.",
        "La réunion annuelle de ces villes a eu lieu à Kobe (Japon) en 2018.",
    ),
    "es": (
        "La conferencia anual de todas las ciudades se celebró en Kobe (Japón) en 2018.",
        "La reunión anual de nuestras ciudades se celebró en Kobe (Japón) en 2018.",
    ),
    "pt": ("A conferência anual de todas as cidades realizou-se em Kobe (Japão) em 2018.",),
    "it": ("La conferenza annuale di tutte le città si è svolta a Kobe (Giappone) nel 2018.",),
    "de": ("Die Jahreskonferenz aller Mitgliedsstädte fand 2018 in Kobe (Japan) statt.",),
}
ASSEMBLIES = {
    "en": (
        "General Assembly of the Association of Francophone Mayors",
        "Annual congress of the Association of Museums",
        "General meeting of the League of Historical Cities",
        "Plenary of the Organization of World Heritage Cities",
    ),
    "fr": (
        "Assemblée générale de l’Association internationale des maires francophones",
        "Congrès annuel de l’Association des musées",
        "Assises des petites villes",
    ),
    "es": (
        "Asamblea General de la Asociación de Municipios",
        "Congreso anual de la Asociación de Museos",
        "Pleno de la Organización de Ciudades del Patrimonio",
    ),
    "pt": (
        "Assembleia Geral da Associação de Municípios",
        "Congresso anual da Associação de Museus",
    ),
    "it": (
        "Assemblea generale dell’Associazione dei comuni",
        "Congresso annuale dell’Associazione dei musei",
    ),
    "de": (
        "Generalversammlung des Städtebundes",
        "Jahreskongress des Museumsverbandes",
        "Mitgliederversammlung des Vereins der Städte",
    ),
}
REGIONAL = {
    "en": (
        "Meeting of the Creative Cities of Latin America and the Caribbean",
        "African Creative Cities Meeting",
        "Annual meeting of the European creative cities",
        "Meeting of the creative cities of Asia and the Pacific",
    ),
    "fr": (
        "Rencontre des villes créatives d’Amérique latine et des Caraïbes",
        "Réunion annuelle des villes créatives d’Afrique",
        "Rencontre des villes créatives européennes",
    ),
    "es": (
        "Encuentro de Ciudades Creativas de América Latina y el Caribe",
        "Reunión anual de las ciudades creativas de África",
        "Encuentro de ciudades creativas iberoamericanas",
    ),
    "pt": (
        "Encontro de Cidades Criativas da América Latina e do Caribe",
        "Reunião anual das cidades criativas de África",
        "Encontro das cidades criativas lusófonas",
    ),
    "it": (
        "Incontro delle Città Creative dell’America Latina e dei Caraibi",
        "Riunione annuale delle città creative africane",
        "Incontro delle città creative italiane",
    ),
    "de": (
        "Treffen der Kreativstädte Lateinamerikas und der Karibik",
        "Jahrestreffen der afrikanischen Kreativstädte",
        "Treffen der deutschen Creative Cities",
    ),
}
SHOWN = {
    "en": (
        "Prizes awarded at the Annual Conference",
        "Awards given at the conference",
        "Posters shown at the Annual Conference",
        "Films screened during the Annual Conference",
        "Scholarships for the Annual Conference",
    ),
    "fr": (
        "Prix remis lors de la Conférence annuelle",
        "Films projetés à la Conférence annuelle",
        "Lauréats de la Conférence annuelle",
        "Bourses pour la Conférence annuelle",
    ),
    "es": (
        "Premios entregados en la Conferencia Anual",
        "Películas proyectadas en la Conferencia Anual",
        "Becas para la Conferencia Anual",
        "Ganadoras en la Conferencia Anual",
    ),
    "pt": (
        "Prémios entregues na Conferência Anual",
        "Filmes exibidos na Conferência Anual",
        "Bolsas para a Conferência Anual",
    ),
    "it": (
        "Premi consegnati alla Conferenza annuale",
        "Film proiettati alla Conferenza annuale",
        "Borse per la Conferenza annuale",
    ),
    "de": (
        "Preise, verliehen auf der Jahreskonferenz",
        "Auf der Jahreskonferenz gezeigte Filme",
        "Stipendien für die Jahreskonferenz",
    ),
}
TITLES = {
    "en": (
        "Photos from the Annual Conference",
        "Places visited: Annual Conferences",
        "Looking back at the Annual Conferences",
        "Cities that welcomed us at the Annual Conference",
        "News from the Annual Conferences",
        "Previous annual conferences attended",
        "Where we met: the Annual Conferences",
    ),
    "fr": (
        "Photos des Conférences annuelles",
        "Retour sur les Conférences annuelles",
        "Échos des Conférences annuelles",
    ),
    "es": (
        "Fotos de las Conferencias Anuales",
        "Ciudades anfitrionas de la Conferencia Anual",
    ),
    "pt": ("Fotografias das Conferências Anuais",),
    "it": ("Foto delle Conferenze annuali",),
    "de": (
        "Bilder von den Jahreskonferenzen",
        "Rückblick auf die Jahreskonferenzen",
    ),
}
UNKNOWN = {
    "en": (
        "The city of Xanadu hosted {N} in 2016.",
        "The Polish city of Xanadu hosted {N} in 2016.",
        "The city of Xanadu will host {N} in 2026.",
        "In 2016, {N} was held in the city of Xanadu.",
    ),
    "fr": (
        "La ville de Xanadu a accueilli {N} en 2016.",
        "La ville polonaise de Xanadu a accueilli {N} en 2016.",
        "En 2016, {N} s’est tenue dans la ville de Xanadu.",
    ),
    "es": (
        "La ciudad de Xanadu acogió {N} en 2016.",
        "La ciudad polaca de Xanadu acogió {N} en 2016.",
        "En 2016 {N} se celebró en la ciudad de Xanadu.",
    ),
    "pt": (
        "A cidade de Xanadu acolheu {N} em 2016.",
        "A cidade polaca de Xanadu acolheu {N} em 2016.",
        "Em 2016 {N} realizou-se na cidade de Xanadu.",
    ),
    "it": (
        "La città di Xanadu ha ospitato {N} nel 2016.",
        "La città polacca di Xanadu ha ospitato {N} nel 2016.",
        "Nel 2016 {N} si è svolta nella città di Xanadu.",
    ),
    "de": (
        "Die Stadt Xanadu richtete 2016 {N} aus.",
        "Die polnische Stadt Xanadu richtete 2016 {N} aus.",
        "2016 fand {N} in der Stadt Xanadu statt.",
    ),
}
OWNERS = {
    "en": (
        "the UNESCO Creative Cities Network",
        "UCCN",
        "the UCCN",
        "the Creative Cities Network",
        "UNESCO Creative Cities",
        "the UNESCO Creative Cities",
        "UNESCO’s Creative Cities Network",
        "UNESCO's network of creative cities",
        "the Creative Cities Network of UNESCO",
        "the UNESCO Network of Creative Cities",
        "the UNESCO Creative Cities Network (UCCN)",
        "the network of UNESCO Creative Cities",
        "the global UNESCO Creative Cities Network",
        "the UNESCO Creative City Network",
    ),
    "fr": (
        "de l’UNESCO Creative Cities Network",
        "de l’UCCN",
        "du Réseau UNESCO des villes créatives",
        "du Réseau des villes créatives",
        "des Villes créatives de l’UNESCO",
        "des Villes créatives UNESCO",
        "du Réseau UCCN",
        "du Creative Cities Network de l’UNESCO",
        "du Réseau des villes créatives de l’UNESCO (UCCN)",
        "du réseau mondial des villes créatives de l’UNESCO",
        "du RVCU",
    ),
    "es": (
        "de la UNESCO Creative Cities Network",
        "de la UCCN",
        "de la Red UNESCO de Ciudades Creativas",
        "de la Red de Ciudades Creativas",
        "de las Ciudades Creativas de la UNESCO",
        "de Ciudades Creativas UNESCO",
        "de la Red UCCN",
        "de la Red de Ciudades Creativas de la UNESCO (UCCN)",
        "de la red mundial de ciudades creativas de la UNESCO",
        "del Creative Cities Network",
        "de la RCCU",
    ),
    "pt": (
        "da UNESCO Creative Cities Network",
        "da UCCN",
        "da Rede UNESCO de Cidades Criativas",
        "da Rede de Cidades Criativas",
        "das Cidades Criativas da UNESCO",
        "das Cidades Criativas UNESCO",
        "da Rede UCCN",
        "da Rede de Cidades Criativas da UNESCO (UCCN)",
        "da rede mundial de cidades criativas da UNESCO",
        "da RCCU",
    ),
    "it": (
        "dell’UNESCO Creative Cities Network",
        "dell’UCCN",
        "della UCCN",
        "della Rete UNESCO delle Città Creative",
        "della Rete delle Città Creative",
        "delle Città Creative UNESCO",
        "delle Città Creative dell’UNESCO",
        "del network UNESCO Creative Cities",
        "del Network delle Città Creative UNESCO",
        "della Rete UCCN",
        "della rete mondiale delle città creative dell’UNESCO",
        "del Creative Cities Network",
    ),
    "de": (
        "des UNESCO Creative Cities Network",
        "des UCCN",
        "der UCCN",
        "des UNESCO-Netzwerks der Kreativstädte",
        "des Creative Cities Network",
        "der UNESCO Creative Cities",
        "der UNESCO-Kreativstädte",
        "des Netzwerks der kreativen Städte der UNESCO",
        "des UNESCO-Netzwerks Kreative Städte",
        "des Netzwerks UNESCO Creative Cities",
        "des weltweiten UNESCO Creative Cities Network",
        "des Netzwerks der UNESCO Creative Cities",
    ),
}
OF_OWNERS = {
    "en": (
        "The annual conference of {o} was held in Graz (Austria) in 2016.",
        "The Annual Meeting of {o} will be held in Graz (Austria) from 4 to 8 June 2026.",
        "Graz hosted the 2016 annual conference of {o}.",
    ),
    "fr": (
        "La conférence annuelle {o} s’est tenue à Graz (Autriche) en 2016.",
        "La Réunion annuelle {o} se tiendra à Graz (Autriche) du 4 au 8 juin 2026.",
        "Graz a accueilli en 2016 la conférence annuelle {o}.",
    ),
    "es": (
        "La conferencia anual {o} se celebró en Graz (Austria) en 2016.",
        "La Reunión Anual {o} se celebrará en Graz (Austria) del 4 al 8 de junio de 2026.",
        "Graz acogió en 2016 la conferencia anual {o}.",
    ),
    "pt": (
        "A conferência anual {o} realizou-se em Graz (Áustria) em 2016.",
        "A Reunião Anual {o} realizar-se-á em Graz (Áustria) de 4 a 8 de junho de 2026.",
        "Graz acolheu em 2016 a conferência anual {o}.",
    ),
    "it": (
        "La conferenza annuale {o} si è tenuta a Graz (Austria) nel 2016.",
        "La Riunione annuale {o} si terrà a Graz (Austria) dal 4 all’8 giugno 2026.",
        "Graz ha ospitato nel 2016 la conferenza annuale {o}.",
    ),
    "de": (
        "Die Jahreskonferenz {o} fand 2016 in Graz (Österreich) statt.",
        "Die Jahrestagung {o} findet vom 4. bis 8. Juni 2026 in Graz (Österreich) statt.",
        "Graz war 2016 Gastgeber der Jahreskonferenz {o}.",
    ),
}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (code, words)
        for table in (OTHER_NETWORKS, NATIONAL_NETWORKS, PROFESSIONS, LOST_BIDS)
        for code, several in table.items()
        for words in several
    ],
)
def test_what_is_said_of_others_behind_a_host_is_stated_of_none(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in OURS.items() for words in several])
def test_the_networks_own_conference_is_stated_or_told(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano"), (2018, "Kobe")} or "Kobe" in unread(page)
    assert hosts(page) <= {(2019, "Fabriano"), (2018, "Kobe")}


@pytest.mark.parametrize(
    ("code", "words"),
    [(code, words) for table in (BESIDE_OURS, OF_THE_CITIES) for code, several in table.items() for words in several],
)
def test_nations_beside_our_conference_leave_it_ours(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano"), (2018, "Dakar" if "Dakar" in words else "Kobe")}


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, several in ASSEMBLIES.items() for words in several]
)
def test_an_association_s_assembly_in_a_list_of_ours_is_not_ours(code: str, words: str) -> None:
    ours = NAMES[code].partition(" ")[2]
    page = page_of(code, listed(f"{ours}: Fabriano, 2019", f"{words}: Kigali, 2021", f"{ours}: Graz, 2022"), "Agenda")
    assert hosts(page) == {(2019, "Fabriano"), (2022, "Graz")}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in REGIONAL.items() for words in several])
def test_a_list_below_a_meeting_of_one_region_is_not_ours(code: str, words: str) -> None:
    theirs, ours = listed("2018: Kobe", "2020: Dakar", "2021: Santos"), listed("2019: Fabriano", "2022: Graz")
    page = page_of(code, f"<h2>{words}</h2>{theirs}<h2>{NAMES[code].partition(' ')[2]}</h2>{ours}")
    assert hosts(page) == {(2019, "Fabriano"), (2022, "Graz")}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in SHOWN.items() for words in several])
def test_a_list_of_what_was_shown_at_the_conference_is_none_of_hosts(code: str, words: str) -> None:
    main = f"<p>{said(code, FABRIANO[code])}</p><h2>{words}</h2>"
    page = page_of(code, main + listed("2016: Kobe (Japan)", "2017: Graz (Austria)", "2018: Santos (Brazil)"))
    assert hosts(page) == {(2019, "Fabriano")}


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in TITLES.items() for words in several])
def test_a_list_below_a_title_of_the_conferences_is_one_of_hosts(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><h2>{words}</h2>" + listed("2016: Kobe", "2017: Graz"))
    assert hosts(page) == {(2019, "Fabriano"), (2016, "Kobe"), (2017, "Graz")}


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in UNKNOWN.items() for words in several])
def test_the_city_of_a_name_that_nobody_knows_is_not_the_city_before(code: str, words: str, apart: bool) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}{'</p><p>' if apart else ' '}{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano"), (2016, "Xanadu"), (2026, "Xanadu")}
    assert "Xanadu" in unread(page)


@pytest.mark.parametrize(
    ("code", "owner", "words"),
    [(code, owner, words) for code, owners in OWNERS.items() for owner in owners for words in OF_OWNERS[code]],
)
def test_the_network_is_known_by_all_its_names(code: str, owner: str, words: str) -> None:
    page = page_of(code, f"<p>{words.replace('{o}', owner)}</p>")
    assert hosts(page) == {(2026 if "2026" in words else 2016, "Graz")}
