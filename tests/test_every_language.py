"""The same sentence in every language: hosts that are read, and what is no host and looks like one."""

from datetime import date

import pytest
from spoken import NAMES, page_of, said
from spoken import stated as _stated

from scraper.subjects.uccn.records import events, objectives
from scraper.values.records import Page

ONE_HOST = {
    "en": (
        "I came home from Graz (Austria), where the UNESCO Creative Cities Network had its Annual Conference in 2016.",
        "In 2016 the UNESCO Creative Cities Network gathered in Graz, Austria, for its Annual Conference.",
        "Graz (Austria) was chosen to host the 2016 {n}, and did so in style.",
        "The 2016 {n} brought 500 people to Graz (Austria).",
        "In June 2016, Graz, Austria, opened its doors to {N}.",
        "In 2016 it was the turn of Graz (Austria) to receive {N}.",
        "The 2016 edition of {N}, hosted by the City of Graz in Austria, drew 300 delegates.",
        "Graz, which staged {N} in 2016, is a City of Design.",
        "{N} took place from 14 to 16 September 2016 in the Austrian city of Graz.",
        "{N} (Graz, Austria, 14-16 September 2016) adopted a statement.",
        "In September 2016, I had the privilege of speaking at {N} in Graz (Austria).",
        "At {N} held in September 2016 in Graz, Austria, we showed our film.",
        "Graz 2016: photos from {N}.",
        "In 2016 we were hosts of {N} in Graz (Austria).",
        "For the first time {N} will come to Austria: Graz will host it in 2026.",
        "The Network has decided that Graz (Austria) will host {N} in 2026.",
        "The next {n} is scheduled for 2026 in Graz (Austria).",
        "Registration is open for {N}, 3-6 June 2026, Graz (Austria).",
        "Save the date! {N}, Graz, Austria, 3–6 June 2026",
        "{N} that Graz (Austria) hosted in 2016 was the tenth.",
        "It was in Graz (Austria), in 2016, that {N} adopted its mission statement.",
        "{N} met in Graz (Austria) in 2016.",
        "Graz (Austria) was home to {N} in 2016.",
        "The 10th {n} convened in Graz, Austria in September 2016.",
        "Graz in Austria played host to {N} back in 2016.",
        "{N} of 2016 was organised by Graz (Austria).",
        "Held in Graz (Austria) in 2016, {N} counted 300 guests.",
        "{N} was hosted in 2016 by Graz, a city in the south of Austria.",
        "In 2016, Graz (Austria) became the first Austrian city to host {N}.",
        "Since {N} in Graz (Austria) in 2016 we have worked with Lyon.",
        "After {N} in Graz (Austria) in 2016, our partnership grew.",
        "Delegates from 60 countries attended {N} in Graz (Austria) in 2016.",
        "{N} closed in Graz (Austria) on 16 September 2016.",
        "The Graz Declaration was adopted at {N} in Graz (Austria) on 16 September 2016.",
    ),
    "fr": (
        "En 2016, Graz (Autriche) a accueilli {N}.",
        "C’est à Graz (Autriche) que s’est tenue en 2016 {N}.",
        "Je reviens de Graz (Autriche), où s’est tenue {N} en septembre 2016.",
        "Graz (Autriche), hôte de {N} en 2016, est une ville de design.",
        "Du 14 au 16 septembre 2016, {N} a réuni 300 délégués à Graz, en Autriche.",
        "Lors de {N}, organisée à Graz (Autriche) en 2016, nous avons présenté notre film.",
        "En 2016, Graz (Autriche) a été la ville hôte de {N}.",
        "Le maire a participé à {N} à Graz (Autriche) en septembre 2016.",
        "Rendez-vous à Graz (Autriche) en juin 2026 pour {N} !",
        "En 2026, {N} se déroulera à Graz, en Autriche.",
        "Graz (Autriche) accueillera en 2026 {N}.",
        "{N} de 2016 a eu lieu à Graz (Autriche).",
        "L’édition 2016 de {N} s’est déroulée à Graz, en Autriche.",
        "En 2016, c’est Graz (Autriche) qui recevait {N}.",
        "Graz (Autriche) avait reçu {N} en 2016.",
        "La ville de Graz (Autriche) a été choisie pour accueillir en 2026 {N}.",
        "Organisée à Graz (Autriche) en 2016, {N} a réuni 300 personnes.",
        "Le Réseau des villes créatives a tenu sa conférence annuelle à Graz (Autriche) en 2016.",
    ),
    "es": (
        "En 2016, Graz (Austria) acogió {N}.",
        "Fue en Graz (Austria) donde se celebró en 2016 {N}.",
        "Vuelvo de Graz (Austria), donde se celebró {N} en septiembre de 2016.",
        "Graz (Austria), sede de {N} en 2016, es ciudad del diseño.",
        "Del 14 al 16 de septiembre de 2016, {N} reunió a 300 delegados en Graz, Austria.",
        "Durante {N}, organizada en Graz (Austria) en 2016, presentamos nuestra película.",
        "En 2016 Graz (Austria) fue la ciudad anfitriona de {N}.",
        "El alcalde participó en {N} en Graz (Austria) en septiembre de 2016.",
        "Nos vemos en Graz (Austria) en junio de 2026 en {N}.",
        "En 2026 {N} tendrá lugar en Graz, Austria.",
        "Graz (Austria) acogerá en 2026 {N}.",
        "{N} de 2016 tuvo lugar en Graz (Austria).",
        "La edición de 2016 de {N} se desarrolló en Graz, Austria.",
        "En 2016 le tocó a Graz (Austria) recibir {N}.",
        "Graz (Austria) albergó {N} en 2016.",
        "La ciudad de Graz (Austria) ha sido elegida para acoger en 2026 {N}.",
        "Celebrada en Graz (Austria) en 2016, {N} reunió a 300 personas.",
        "La Red de Ciudades Creativas celebró su conferencia anual en Graz (Austria) en 2016.",
    ),
    "pt": (
        "Em 2016, Graz (Áustria) acolheu {N}.",
        "Foi em Graz (Áustria) que se realizou em 2016 {N}.",
        "Regresso de Graz (Áustria), onde decorreu {N} em setembro de 2016.",
        "Graz (Áustria), anfitriã da {n} em 2016, é cidade do design.",
        "De 14 a 16 de setembro de 2016, {N} reuniu 300 delegados em Graz, na Áustria.",
        "Durante {N}, organizada em Graz (Áustria) em 2016, apresentámos o nosso filme.",
        "Em 2016 Graz (Áustria) foi a cidade anfitriã da {n}.",
        "Em 2026 {N} terá lugar em Graz, na Áustria.",
        "Graz (Áustria) vai receber em 2026 {N}.",
        "{N} de 2016 teve lugar em Graz (Áustria).",
        "A edição de 2016 da {n} decorreu em Graz, na Áustria.",
        "Em 2016 coube a Graz (Áustria) receber {N}.",
        "Graz (Áustria) sediou {N} em 2016.",
        "A cidade de Graz (Áustria) foi escolhida para sediar em 2026 {N}.",
        "Realizada em Graz (Áustria) em 2016, {N} reuniu 300 pessoas.",
        "A Rede de Cidades Criativas realizou a sua conferência anual em Graz (Áustria) em 2016.",
    ),
    "it": (
        "Nel 2016 Graz (Austria) ha ospitato {N}.",
        "È a Graz (Austria) che si è tenuta nel 2016 {N}.",
        "Torno da Graz (Austria), dove si è svolta {N} nel settembre 2016.",
        "Graz (Austria), sede della {n} nel 2016, è città del design.",
        "Dal 14 al 16 settembre 2016 {N} ha riunito 300 delegati a Graz, in Austria.",
        "Durante {N}, organizzata a Graz (Austria) nel 2016, abbiamo presentato il nostro film.",
        "Nel 2016 Graz (Austria) è stata la città ospitante della {n}.",
        "Nel 2026 {N} si terrà a Graz, in Austria.",
        "Graz (Austria) ospiterà nel 2026 {N}.",
        "{N} del 2016 si è svolta a Graz (Austria).",
        "L’edizione 2016 della {n} si è tenuta a Graz, in Austria.",
        "Nel 2016 è toccato a Graz (Austria) ospitare {N}.",
        "Graz (Austria) accolse {N} nel 2016.",
        "La città di Graz (Austria) è stata scelta per ospitare nel 2026 {N}.",
        "Tenutasi a Graz (Austria) nel 2016, {N} ha riunito 300 persone.",
        "La Rete delle città creative ha tenuto la sua conferenza annuale a Graz (Austria) nel 2016.",
    ),
    "de": (
        "2016 war Graz (Österreich) Gastgeberin der Jahreskonferenz des UNESCO Creative Cities Network.",
        "In Graz (Österreich) fand 2016 {N} statt.",
        "Ich komme aus Graz (Österreich) zurück, wo im September 2016 {N} stattfand.",
        "Vom 14. bis 16. September 2016 versammelte {N} 300 Delegierte in Graz, Österreich.",
        "Bei der Jahreskonferenz des UNESCO Creative Cities Network 2016 in Graz (Österreich) zeigten wir unseren Film.",
        "2026 findet {N} in Graz (Österreich) statt.",
        "Graz (Österreich) wird 2026 {N} ausrichten.",
        "Graz (Österreich) richtete 2016 {N} aus.",
        "2016 wurde {N} in Graz (Österreich) abgehalten.",
        "2016 trafen sich die UNESCO Creative Cities zu ihrer Jahreskonferenz in Graz (Österreich).",
        "Graz (Österreich) hat 2016 {N} beherbergt.",
        "{N} 2016 wurde von Graz (Österreich) ausgerichtet.",
        "2026 ist Graz (Österreich) Schauplatz der Jahreskonferenz des UNESCO Creative Cities Network.",
        "Graz (Österreich) hat den Zuschlag für {N} 2026 erhalten.",
        "Nach der Jahreskonferenz des UNESCO Creative Cities Network 2016 in Graz (Österreich) wuchs die Zusammenarbeit.",
    ),
}
"""Sentences that state one host: Graz in 2016 or 2026."""

STATED = [
    (
        {(2024, "Braga", "held"), (2025, "Graz", "planned")},
        {
            "en": "{N} was held in 2024 in Braga (Portugal). In 2025 it will be in Graz (Austria).",
            "fr": "{N} s’est tenue en 2024 à Braga (Portugal). En 2025, elle sera à Graz (Autriche).",
            "es": "{N} se celebró en 2024 en Braga (Portugal). En 2025 será en Graz (Austria).",
            "pt": "{N} realizou-se em 2024 em Braga (Portugal). Em 2025 será em Graz (Áustria).",
            "it": "{N} si è tenuta nel 2024 a Braga (Portogallo). Nel 2025 sarà a Graz (Austria).",
            "de": "{N} fand 2024 in Braga (Portugal) statt. 2025 wird sie in Graz (Österreich) sein.",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "{N} is held every year. The first was Kobe (Japan), in 2015; the second was Graz (Austria), in 2016.",
            "es": "{N} se celebra cada año. La primera fue Kobe (Japón), en 2015; la segunda fue Graz (Austria), en 2016.",
            "pt": "{N} realiza-se todos os anos. A primeira foi Kobe (Japão), em 2015; a segunda foi Graz (Áustria), em 2016.",
            "it": "{N} si tiene ogni anno. La prima è stata Kobe (Giappone), nel 2015; la seconda è stata Graz (Austria), nel 2016.",
            "de": "{N} findet jedes Jahr statt. Die erste war Kobe (Japan), 2015; die zweite war Graz (Österreich), 2016.",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "{N} travels. In 2015 it was Kobe (Japan), in 2016 Graz (Austria).",
            "fr": "{N} voyage. En 2015, c’était Kobe (Japon), en 2016 Graz (Autriche).",
            "es": "{N} viaja. En 2015 fue Kobe (Japón), en 2016 Graz (Austria).",
            "pt": "{N} viaja. Em 2015 foi Kobe (Japão), em 2016 Graz (Áustria).",
            "it": "{N} viaggia. Nel 2015 è stata Kobe (Giappone), nel 2016 Graz (Austria).",
            "de": "{N} wandert. 2015 war es Kobe (Japan), 2016 Graz (Österreich).",
        },
    ),
    (
        {(2016, "Graz", "held")},
        {
            "en": "{N} has closed in Graz (Austria). It ran from 14 to 16 September 2016.",
            "fr": "{N} s’est tenue à Graz (Autriche). Elle s’est déroulée du 14 au 16 septembre 2016.",
            "es": "{N} se celebró en Graz (Austria). Tuvo lugar del 14 al 16 de septiembre de 2016.",
            "pt": "{N} realizou-se em Graz (Áustria). Decorreu de 14 a 16 de setembro de 2016.",
            "it": "{N} si è tenuta a Graz (Austria). Si è svolta dal 14 al 16 settembre 2016.",
            "de": "{N} fand in Graz (Österreich) statt. Sie dauerte vom 14. bis 16. September 2016.",
        },
    ),
    (
        {(2016, "Graz", "held")},
        {
            "en": "Graz (Austria) hosted {N}. It took place from 14 to 16 September 2016.",
            "fr": "Graz (Autriche) a accueilli {N}. Elle a eu lieu du 14 au 16 septembre 2016.",
            "es": "Graz (Austria) acogió {N}. Se celebró del 14 al 16 de septiembre de 2016.",
            "pt": "Graz (Áustria) acolheu {N}. Teve lugar de 14 a 16 de setembro de 2016.",
            "it": "Graz (Austria) ha ospitato {N}. Ha avuto luogo dal 14 al 16 settembre 2016.",
            "de": "Graz (Österreich) war Gastgeberin der {n}. Sie fand vom 14. bis 16. September 2016 statt.",
        },
    ),
    (
        {(2016, "Graz", "held")},
        {
            "en": "Our team went to {N}. It took place in Graz (Austria) in 2016.",
            "fr": "Notre équipe a participé à {N}. Elle s’est déroulée à Graz (Autriche) en 2016.",
            "es": "Nuestro equipo asistió a {N}. Tuvo lugar en Graz (Austria) en 2016.",
            "pt": "A nossa equipa participou na {n}. Decorreu em Graz (Áustria) em 2016.",
            "it": "Il nostro gruppo ha partecipato alla {n}. Si è svolta a Graz (Austria) nel 2016.",
            "de": "Unser Team besuchte {N}. Sie fand 2016 in Graz (Österreich) statt.",
        },
    ),
    (
        {(2027, "Graz", "planned")},
        {
            "en": "{N} will take place in Graz (Austria) from 3 to 6 June 2027.",
            "fr": "{N} aura lieu à Graz (Autriche) du 3 au 6 juin 2027.",
            "es": "{N} se celebrará en Graz (Austria) del 3 al 6 de junio de 2027.",
            "pt": "{N} realizar-se-á em Graz (Áustria) de 3 a 6 de junho de 2027.",
            "it": "{N} si terrà a Graz (Austria) dal 3 al 6 giugno 2027.",
            "de": "{N} findet vom 3. bis 6. Juni 2027 in Graz (Österreich) statt.",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held"), (2017, "Lyon", "held")},
        {
            "en": "Since 2015 {N} has been held in Kobe (2015), Graz (2016) and Lyon (2017).",
            "fr": "Depuis 2015, {N} s’est tenue à Kobe (2015), Graz (2016) et Lyon (2017).",
            "es": "Desde 2015, {N} se ha celebrado en Kobe (2015), Graz (2016) y Lyon (2017).",
            "pt": "Desde 2015, {N} realizou-se em Kobe (2015), Graz (2016) e Lyon (2017).",
            "it": "Dal 2015 {N} si è tenuta a Kobe (2015), Graz (2016) e Lyon (2017).",
            "de": "Seit 2015 fand {N} in Kobe (2015), Graz (2016) und Lyon (2017) statt.",
        },
    ),
    (
        {(2020, "Graz", "postponed")},
        {
            "en": "{N} of 2020 in Graz (Austria) had to be postponed.",
            "fr": "{N} de 2020 à Graz (Autriche) a dû être reportée.",
            "es": "{N} de 2020 en Graz (Austria) tuvo que aplazarse.",
            "pt": "{N} de 2020 em Graz (Áustria) teve de ser adiada.",
            "it": "{N} del 2020 a Graz (Austria) è stata rinviata.",
            "de": "{N} 2020 in Graz (Österreich) musste verschoben werden.",
        },
    ),
    (
        {(2020, "Graz", "cancelled")},
        {
            "en": "{N} of 2020 in Graz (Austria) was cancelled.",
            "fr": "{N} de 2020 à Graz (Autriche) a été annulée.",
            "es": "{N} de 2020 en Graz (Austria) fue cancelada.",
            "pt": "{N} de 2020 em Graz (Áustria) foi cancelada.",
            "it": "{N} del 2020 a Graz (Austria) è stata annullata.",
            "de": "{N} 2020 in Graz (Österreich) wurde abgesagt.",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "The 2015 edition was held in Kobe (Japan), that of 2016 in Graz (Austria).",
            "fr": "L’édition 2015 de {N} s’est tenue à Kobe (Japon), celle de 2016 à Graz (Autriche).",
            "es": "La edición de 2015 de {N} se celebró en Kobe (Japón), la de 2016 en Graz (Austria).",
            "pt": "A edição de 2015 da {n} realizou-se em Kobe (Japão), a de 2016 em Graz (Áustria).",
            "it": "L’edizione 2015 della {n} si è tenuta a Kobe (Giappone), quella del 2016 a Graz (Austria).",
            "de": "Die Ausgabe 2015 der {n} fand in Kobe (Japan) statt, die von 2016 in Graz (Österreich).",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "In 2015 {N} was held in Kobe (Japan) and in 2016 in Graz (Austria).",
            "fr": "En 2015, {N} s’est tenue à Kobe (Japon) et en 2016 à Graz (Autriche).",
            "es": "En 2015 {N} se celebró en Kobe (Japón) y en 2016 en Graz (Austria).",
            "pt": "Em 2015, {N} realizou-se em Kobe (Japão) e em 2016 em Graz (Áustria).",
            "it": "Nel 2015 {N} si è tenuta a Kobe (Giappone) e nel 2016 a Graz (Austria).",
            "de": "2015 fand {N} in Kobe (Japan) statt und 2016 in Graz (Österreich).",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "Kobe (Japan) hosted {N} in 2015, Graz (Austria) in 2016.",
            "fr": "Kobe (Japon) a accueilli {N} en 2015, Graz (Autriche) en 2016.",
            "es": "Kobe (Japón) acogió {N} en 2015, Graz (Austria) en 2016.",
            "pt": "Kobe (Japão) acolheu {N} em 2015, Graz (Áustria) em 2016.",
            "it": "Kobe (Giappone) ha ospitato {N} nel 2015, Graz (Austria) nel 2016.",
            "de": "Kobe (Japan) richtete {N} 2015 aus, Graz (Österreich) 2016.",
        },
    ),
    (
        {(2016, "Graz", "held"), (2016, "Linz", "held")},
        {
            "en": "{N} was hosted jointly by Graz and Linz (Austria) in 2016.",
            "fr": "{N} a été accueillie conjointement par Graz et Linz (Autriche) en 2016.",
            "es": "{N} fue organizada conjuntamente por Graz y Linz (Austria) en 2016.",
            "pt": "{N} foi organizada em conjunto por Graz e Linz (Áustria) em 2016.",
            "it": "{N} è stata organizzata insieme da Graz e Linz (Austria) nel 2016.",
            "de": "{N} wurde 2016 gemeinsam von Graz und Linz (Österreich) ausgerichtet.",
        },
    ),
    (
        {(2016, "Graz", "held")},
        {
            "en": "Delegates met in Graz (Austria) in 2016 for {N}.",
            "fr": "Les délégués se sont réunis à Graz (Autriche) en 2016 pour {N}.",
            "es": "Los delegados se reunieron en Graz (Austria) en 2016 para {N}.",
            "pt": "Os delegados reuniram-se em Graz (Áustria) em 2016 para {N}.",
            "it": "I delegati si sono riuniti a Graz (Austria) nel 2016 per {N}.",
            "de": "Die Delegierten trafen sich 2016 in Graz (Österreich) zur {n}.",
        },
    ),
    (
        {(2015, "Kobe", "held"), (2016, "Graz", "held")},
        {
            "en": "Hosts of {N}: 2015: Kobe (Japan); 2016: Graz (Austria).",
            "fr": "Villes hôtes de {N} : 2015 : Kobe (Japon) ; 2016 : Graz (Autriche).",
            "es": "Sedes de {N}: 2015: Kobe (Japón); 2016: Graz (Austria).",
            "pt": "Cidades anfitriãs da {n}: 2015: Kobe (Japão); 2016: Graz (Áustria).",
            "it": "Città ospitanti della {n}: 2015: Kobe (Giappone); 2016: Graz (Austria).",
            "de": "Gastgeberstädte der {n}: 2015: Kobe (Japan); 2016: Graz (Österreich).",
        },
    ),
]
"""What is stated (year, city, status), by sentences in every language."""

NO_HOST = [
    (
        {"Graz"},
        {
            "en": "Graz (Austria) applied to host {N} in 2026, but Lyon was chosen.",
            "fr": "Graz (Autriche) était candidate pour accueillir {N} en 2026, mais Lyon a été choisie.",
            "es": "Graz (Austria) se presentó para acoger {N} en 2026, pero fue elegida Lyon.",
            "pt": "Graz (Áustria) candidatou-se a acolher {N} em 2026, mas foi escolhida Lyon.",
            "it": "Graz (Austria) si era candidata a ospitare {N} nel 2026, ma è stata scelta Lyon.",
            "de": "Graz (Österreich) bewarb sich um {N} 2026, gewählt wurde aber Lyon.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Graz (Austria) would like to host {N} in 2028.",
            "fr": "Graz (Autriche) souhaite accueillir {N} en 2028.",
            "es": "Graz (Austria) desea acoger {N} en 2028.",
            "pt": "Graz (Áustria) gostaria de acolher {N} em 2028.",
            "it": "Graz (Austria) vorrebbe ospitare {N} nel 2028.",
            "de": "Graz (Österreich) möchte {N} 2028 ausrichten.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "{N} of 2016 was not held in Graz (Austria) but in Lyon (France).",
            "fr": "{N} de 2016 ne s’est pas tenue à Graz (Autriche) mais à Lyon (France).",
            "es": "{N} de 2016 no se celebró en Graz (Austria), sino en Lyon (Francia).",
            "pt": "{N} de 2016 não se realizou em Graz (Áustria), mas em Lyon (França).",
            "it": "{N} del 2016 non si è tenuta a Graz (Austria) ma a Lyon (Francia).",
            "de": "{N} 2016 fand nicht in Graz (Österreich), sondern in Lyon (Frankreich) statt.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Graz (Austria) joined the Creative Cities Network in 2011 and takes part in {N}.",
            "fr": "Graz (Autriche) a rejoint le Réseau des villes créatives en 2011 et participe à {N}.",
            "es": "Graz (Austria) ingresó en la Red de Ciudades Creativas en 2011 y participa en {N}.",
            "pt": "Graz (Áustria) entrou na Rede de Cidades Criativas em 2011 e participa na {n}.",
            "it": "Graz (Austria) è entrata nella Rete delle Città Creative nel 2011 e partecipa alla {n}.",
            "de": "Graz (Österreich) trat dem Creative Cities Network 2011 bei und nimmt an der {n} teil.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "At {N} of 2016, Graz (Austria) received an award.",
            "fr": "Lors de {N} de 2016, Graz (Autriche) a reçu un prix.",
            "es": "En {N} de 2016, Graz (Austria) recibió un premio.",
            "pt": "Na {n} de 2016, Graz (Áustria) recebeu um prémio.",
            "it": "Alla {n} del 2016 Graz (Austria) ha ricevuto un premio.",
            "de": "Bei der {n} 2016 erhielt Graz (Österreich) einen Preis.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Ahead of {N} of 2016, the coordinators met in Graz (Austria).",
            "fr": "En amont de {N} de 2016, les coordinateurs se sont réunis à Graz (Autriche).",
            "es": "Antes de {N} de 2016, los coordinadores se reunieron en Graz (Austria).",
            "pt": "Antes da {n} de 2016, os coordenadores reuniram-se em Graz (Áustria).",
            "it": "Prima della {n} del 2016 i coordinatori si sono riuniti a Graz (Austria).",
            "de": "Vor der {n} 2016 trafen sich die Koordinatoren in Graz (Österreich).",
        },
    ),
    (
        {"Graz"},
        {
            "en": "A delegation from Graz (Austria) attended {N} in 2016.",
            "fr": "Une délégation de Graz (Autriche) a assisté à {N} en 2016.",
            "es": "Una delegación de Graz (Austria) asistió a {N} en 2016.",
            "pt": "Uma delegação de Graz (Áustria) assistiu à {n} em 2016.",
            "it": "Una delegazione di Graz (Austria) ha partecipato alla {n} nel 2016.",
            "de": "Eine Delegation aus Graz (Österreich) nahm 2016 an der {n} teil.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The report of {N} was presented in Graz (Austria) in 2016.",
            "fr": "Le rapport de {N} a été présenté à Graz (Autriche) en 2016.",
            "es": "El informe de {N} se presentó en Graz (Austria) en 2016.",
            "pt": "O relatório da {n} foi apresentado em Graz (Áustria) em 2016.",
            "it": "Il rapporto della {n} è stato presentato a Graz (Austria) nel 2016.",
            "de": "Der Bericht der {n} wurde 2016 in Graz (Österreich) vorgestellt.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The Cities of Music, a part of {N}, held their own meeting in Graz (Austria) in 2016.",
            "fr": "Les villes de musique ont tenu leur propre réunion à Graz (Autriche) en 2016, avant {N}.",
            "es": "Las ciudades de la música celebraron su propia reunión en Graz (Austria) en 2016, antes de {N}.",
            "pt": "As cidades da música realizaram a sua própria reunião em Graz (Áustria) em 2016, antes da {n}.",
            "it": "Le città della musica hanno tenuto la propria riunione a Graz (Austria) nel 2016, prima della {n}.",
            "de": "Die Musikstädte hielten 2016 ihr eigenes Treffen in Graz (Österreich) ab, vor der {n}.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Had we won, {N} of 2026 would have been held in Graz (Austria).",
            "fr": "Si nous avions gagné, {N} de 2026 se serait tenue à Graz (Autriche).",
            "es": "Si hubiéramos ganado, {N} de 2026 se habría celebrado en Graz (Austria).",
            "pt": "Se tivéssemos ganho, {N} de 2026 teria sido realizada em Graz (Áustria).",
            "it": "Se avessimo vinto, {N} del 2026 si sarebbe tenuta a Graz (Austria).",
            "de": "Hätten wir gewonnen, hätte {N} 2026 in Graz (Österreich) stattgefunden.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "We watched {N} of 2016 from Graz (Austria) on the internet.",
            "fr": "Nous avons suivi {N} de 2016 en ligne depuis Graz (Autriche).",
            "es": "Seguimos {N} de 2016 por internet desde Graz (Austria).",
            "pt": "Seguimos {N} de 2016 pela internet a partir de Graz (Áustria).",
            "it": "Abbiamo seguito {N} del 2016 online da Graz (Austria).",
            "de": "Wir verfolgten {N} 2016 von Graz (Österreich) aus im Internet.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "In Graz (Austria), a book on {N} appeared in 2016.",
            "fr": "À Graz (Autriche), un livre sur {N} est paru en 2016.",
            "es": "En Graz (Austria) se publicó en 2016 un libro sobre {N}.",
            "pt": "Em Graz (Áustria) foi publicado em 2016 um livro sobre {N}.",
            "it": "A Graz (Austria) è uscito nel 2016 un libro sulla {n}.",
            "de": "In Graz (Österreich) erschien 2016 ein Buch über {N}.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "It is rumoured that {N} of 2028 will be held in Graz (Austria).",
            "fr": "Selon la rumeur, {N} de 2028 se tiendrait à Graz (Autriche).",
            "es": "Se rumorea que {N} de 2028 se celebrará en Graz (Austria).",
            "pt": "Diz-se que {N} de 2028 será realizada em Graz (Áustria).",
            "it": "Si dice che {N} del 2028 si terrà a Graz (Austria).",
            "de": "Gerüchten zufolge soll {N} 2028 in Graz (Österreich) stattfinden.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The winner of our quiz travelled from Graz (Austria) to {N} in Lyon (France) in 2016.",
            "fr": "Le gagnant de notre concours est venu de Graz (Autriche) à {N} à Lyon (France) en 2016.",
            "es": "El ganador viajó de Graz (Austria) a {N} en Lyon (Francia) en 2016.",
            "pt": "O vencedor viajou de Graz (Áustria) para {N} em Lyon (França) em 2016.",
            "it": "Il vincitore è venuto da Graz (Austria) alla {n} a Lyon (Francia) nel 2016.",
            "de": "Der Gewinner reiste 2016 von Graz (Österreich) zur {n} in Lyon (Frankreich).",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The school of Graz (Austria) organised an exhibition on {N} in 2016.",
            "fr": "L’école de Graz (Autriche) a organisé en 2016 une exposition sur {N}.",
            "es": "La escuela de Graz (Austria) organizó en 2016 una exposición sobre {N}.",
            "pt": "A escola de Graz (Áustria) organizou em 2016 uma exposição sobre {N}.",
            "it": "La scuola di Graz (Austria) ha organizzato nel 2016 una mostra sulla {n}.",
            "de": "Die Schule von Graz (Österreich) veranstaltete 2016 eine Ausstellung über {N}.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The mayor of Graz (Austria) will speak at {N} in 2026.",
            "fr": "Le maire de Graz (Autriche) prendra la parole à {N} en 2026.",
            "es": "El alcalde de Graz (Austria) intervendrá en {N} en 2026.",
            "pt": "O presidente da câmara de Graz (Áustria) falará na {n} em 2026.",
            "it": "Il sindaco di Graz (Austria) parlerà alla {n} nel 2026.",
            "de": "Der Bürgermeister von Graz (Österreich) wird 2026 auf der {n} sprechen.",
        },
    ),
    (
        {"Kobe"},
        {
            "en": "{N} of 2026 was moved from Kobe (Japan) to Graz (Austria).",
            "fr": "{N} de 2026 a été déplacée de Kobe (Japon) à Graz (Autriche).",
            "es": "{N} de 2026 se trasladó de Kobe (Japón) a Graz (Austria).",
            "pt": "{N} de 2026 foi transferida de Kobe (Japão) para Graz (Áustria).",
            "it": "{N} del 2026 è stata spostata da Kobe (Giappone) a Graz (Austria).",
            "de": "{N} 2026 wurde von Kobe (Japan) nach Graz (Österreich) verlegt.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The mayor of Graz (Austria) spoke at {N}. It took place from 14 to 16 September 2016.",
            "fr": "Le maire de Graz (Autriche) a parlé à {N}. Elle a eu lieu du 14 au 16 septembre 2016.",
            "es": "El alcalde de Graz (Austria) habló en {N}. Se celebró del 14 al 16 de septiembre de 2016.",
            "pt": "O presidente da câmara de Graz (Áustria) falou na {n}. Teve lugar de 14 a 16 de setembro de 2016.",
            "it": "Il sindaco di Graz (Austria) ha parlato alla {n}. Si è svolta dal 14 al 16 settembre 2016.",
            "de": "Der Bürgermeister von Graz (Österreich) sprach auf der {n}. Sie fand vom 14. bis 16. September 2016 statt.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Our exhibition was shown at {N} in Graz (Austria). It ran from 14 to 16 September 2016.",
            "fr": "Notre exposition sur {N} était à Graz (Autriche). Elle s’est déroulée du 14 au 16 septembre 2016.",
            "es": "Nuestra muestra sobre {N} estuvo en Graz (Austria). Tuvo lugar del 14 al 16 de septiembre de 2016.",
            "pt": "A nossa mostra sobre {N} esteve em Graz (Áustria). Decorreu de 14 a 16 de setembro de 2016.",
            "it": "La nostra mostra sulla {n} era a Graz (Austria). Si è svolta dal 14 al 16 settembre 2016.",
            "de": "Unsere Ausstellung über {N} war in Graz (Österreich). Sie dauerte vom 14. bis 16. September 2016.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Graz 2016, on the way to {N}: a stop with cooks.",
            "fr": "Graz 2016, sur le chemin de {N} : une halte avec des cuisiniers.",
            "es": "Graz 2016, de camino a {N}: una parada con cocineros.",
            "pt": "Graz 2016, a caminho d{N}: uma paragem com cozinheiros.",
            "it": "Graz 2016, in viaggio verso {N}: una sosta con i cuochi.",
            "de": "Graz 2016, auf dem Weg zur {n}: ein Halt mit Köchen.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Before it came to Graz (Austria), {N} (until 2018, Annual Meeting) was held on three continents.",
            "fr": "Avant d’arriver à Graz (Autriche), {N} (jusqu’en 2018, réunion annuelle) a parcouru trois continents.",
            "es": "Antes de llegar a Graz (Austria), {N} (hasta 2018, Reunión Anual) pasó por tres continentes.",
            "pt": "Antes de chegar a Graz (Áustria), {N} (até 2018, Encontro Anual) passou por três continentes.",
            "it": "Prima di arrivare a Graz (Austria), {N} (fino al 2018, incontro annuale) ha toccato tre continenti.",
            "de": "Bevor sie nach Graz (Österreich) kam, war {N} (bis 2018 Jahrestreffen) auf drei Kontinenten.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "Since becoming a City of Design in 2016, Graz (Austria) has been at every gathering of the Network.",
            "fr": "Depuis qu’elle est devenue Ville de design en 2016, Graz (Autriche) envoie une délégation à {N}.",
            "es": "Desde que se convirtió en Ciudad del Diseño en 2016, Graz (Austria) envía una delegación a {N}.",
            "pt": "Desde que se tornou Cidade do Design em 2016, Graz (Áustria) envia uma delegação à {n}.",
            "it": "Da quando è diventata Città del Design nel 2016, Graz (Austria) invia una delegazione alla {n}.",
            "de": "Seit Graz (Österreich) 2016 Stadt des Designs wurde, schickt es eine Delegation zur {n}.",
        },
    ),
    (
        {"Graz"},
        {
            "en": "The mayor spoke at {N} in 2024 in Braga (Portugal). In 2025 he will be in Graz (Austria).",
            "fr": "Le maire a parlé à {N} en 2024 à Braga (Portugal). En 2025, il sera à Graz (Autriche).",
            "es": "El alcalde habló en {N} en 2024 en Braga (Portugal). En 2025 estará en Graz (Austria).",
            "pt": "O presidente falou na {n} em 2024 em Braga (Portugal). Em 2025 estará em Graz (Áustria).",
            "it": "Il sindaco ha parlato alla {n} nel 2024 a Braga (Portogallo). Nel 2025 sarà a Graz (Austria).",
            "de": "Der Bürgermeister sprach 2024 auf der {n} in Braga (Portugal). 2025 ist er in Graz (Österreich).",
        },
    ),
]
"""What may not be stated as a host (but for a candidate), by sentences in every language."""


CAPTURED = date(2025, 1, 5)


def _page(code: str, words: str, title: str = "Info") -> Page:
    return page_of(code, f"<p>{said(code, words)}</p>", title, captured=CAPTURED)


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in ONE_HOST.items() for words in several])
def test_a_host_is_read_however_it_is_said(code: str, words: str) -> None:
    assert {city for _, city, _ in _stated(_page(code, words))} == {"Graz"}


@pytest.mark.parametrize(
    ("code", "words", "stated"), [(code, words, stated) for stated, said in STATED for code, words in said.items()]
)
def test_the_same_is_stated_in_every_language(code: str, words: str, stated: set[tuple[object, str, object]]) -> None:
    title = NAMES[code].partition(" ")[2] if "{" not in words else "Info"
    assert _stated(_page(code, words, title)) == stated


@pytest.mark.parametrize(
    ("code", "words", "no_hosts"),
    [(code, words, no_hosts) for no_hosts, said in NO_HOST for code, words in said.items()],
)
def test_what_is_no_host_is_stated_in_no_language(code: str, words: str, no_hosts: set[str]) -> None:
    stated = _stated(_page(code, words))
    assert not {city for _, city, status in stated if status != "candidate"} & no_hosts


PLACES = {
    "en": ("Austria", "Japan"),
    "fr": ("Autriche", "Japon"),
    "es": ("Austria", "Japón"),
    "pt": ("Áustria", "Japão"),
    "it": ("Austria", "Giappone"),
    "de": ("Österreich", "Japan"),
}
HEADS = {
    "en": ("Year", "Host city", "Country", "Place", "Date"),
    "fr": ("Année", "Ville hôte", "Pays", "Lieu", "Date"),
    "es": ("Año", "Ciudad anfitriona", "País", "Lugar", "Fecha"),
    "pt": ("Ano", "Cidade anfitriã", "País", "Local", "Data"),
    "it": ("Anno", "Città ospitante", "Paese", "Luogo", "Data"),
    "de": ("Jahr", "Gastgeberstadt", "Land", "Ort", "Datum"),
}
DAYS = {
    "en": ("14–16 September 2016", "25–28 May 2015"),
    "fr": ("14-16 septembre 2016", "25-28 mai 2015"),
    "es": ("14-16 de septiembre de 2016", "25-28 de mayo de 2015"),
    "pt": ("14 a 16 de setembro de 2016", "25 a 28 de maio de 2015"),
    "it": ("14-16 settembre 2016", "25-28 maggio 2015"),
    "de": ("14.–16. September 2016", "25.–28. Mai 2015"),
}
LEADS = {
    "en": ("Past conferences", "Upcoming conference"),
    "fr": ("Conférences passées", "Prochaine conférence"),
    "es": ("Conferencias anteriores", "Próxima conferencia"),
    "pt": ("Conferências anteriores", "Próxima conferência"),
    "it": ("Conferenze precedenti", "Prossima conferenza"),
    "de": ("Bisherige Konferenzen", "Nächste Konferenz"),
}


def _table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    lines = [f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>"


def _structures(code: str) -> dict[str, str]:
    """Return Kobe 2015 and Graz 2016 in the forms in which pages list hosts."""
    (austria, japan), heads = PLACES[code], HEADS[code]
    (graz, kobe) = DAYS[code]
    return {
        "table": _table(heads[:3], ("2015", "Kobe", japan), ("2016", "Graz", austria)),
        "days": _table((*heads[1:3], heads[4]), ("Kobe", japan, kobe), ("Graz", austria, graz)),
        "turned": f"<table><tr><th>{heads[0]}</th><td>2015</td><td>2016</td></tr>"
        f"<tr><th>{heads[1]}</th><td>Kobe ({japan})</td><td>Graz ({austria})</td></tr></table>",
        "list": f"<ul><li>2015: Kobe, {japan}</li><li>2016: Graz, {austria}</li></ul>",
        "lines": f"<p>2015 – Kobe, {japan}<br>2016 – Graz, {austria}</p>",
        "links": "<ul><li><a href=/a>Graz 2016</a></li><li><a href=/b>Kobe 2015</a></li></ul>",
        "headings": f"<h3>2015</h3><p>Kobe, {japan}</p><h3>2016</h3><p>Graz, {austria}</p>",
        "terms": f"<dl><dt>2015</dt><dd>Kobe, {japan}</dd><dt>2016</dt><dd>Graz, {austria}</dd></dl>",
        "cards": f"<div class=card><h3>Kobe, {japan}</h3><p>2015</p></div>"
        f"<div class=card><h3>Graz, {austria}</h3><p>2016</p></div>",
    }


def _listed(code: str, main: str, title: str | None = None) -> Page:
    return page_of(code, main, title or NAMES[code].partition(" ")[2], captured=CAPTURED)


@pytest.mark.parametrize(("code", "form"), [(code, form) for code in NAMES for form in _structures(code)])
def test_a_list_of_hosts_is_read_in_every_form(code: str, form: str) -> None:
    stated = _stated(_listed(code, _structures(code)[form]))
    assert stated == {(2015, "Kobe", "held"), (2016, "Graz", "held")}


@pytest.mark.parametrize("code", NAMES)
def test_place_and_date_are_those_of_the_edition(code: str) -> None:
    (austria, _), heads, (graz, _) = PLACES[code], HEADS[code], DAYS[code]
    for main in (
        f"<dl><dt>{heads[3]}</dt><dd>Graz, {austria}</dd><dt>{heads[4]}</dt><dd>{graz}</dd></dl>",
        f"<p>{heads[3]}: Graz, {austria}<br>{heads[4]}: {graz}</p>",
    ):
        page = _listed(code, main)
        assert _stated(page) == {(2016, "Graz", "held")}
        days = {(one.value("first_day"), one.value("last_day")) for one in events(page)}
        assert days == {("2016-09-14", "2016-09-16")}


@pytest.mark.parametrize("code", NAMES)
def test_headings_tell_what_is_past_and_what_is_to_come(code: str) -> None:
    (austria, japan), (past, ahead) = PLACES[code], LEADS[code]
    main = f"<h2>{past}</h2><ul><li>2015 Kobe ({japan})</li></ul><h2>{ahead}</h2><p>Graz ({austria}), 2026</p>"
    assert _stated(_listed(code, main)) == {(2015, "Kobe", "held"), (2026, "Graz", "planned")}


@pytest.mark.parametrize("code", [code for code in NAMES if code != "de"])
def test_below_the_conferences_name_places_with_several_days_are_hosts(code: str) -> None:
    (austria, japan), (graz, kobe) = PLACES[code], DAYS[code]
    main = f"<ul><li>Kobe ({japan}), {kobe}</li><li>Graz ({austria}), {graz}</li></ul>"
    assert _stated(_listed(code, main)) == {(2015, "Kobe", "held"), (2016, "Graz", "held")}


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("en", "Santa Fe, New Mexico"),
        ("en", "Santa Fe in New Mexico"),
        ("en", "Santa Fe, New Mexico, United States"),
        ("en", "Santa Fe, New Mexico (USA)"),
        ("fr", "Santa Fe, au Nouveau-Mexique"),
        ("es", "Santa Fe, en Nuevo México"),
        ("pt", "Santa Fe, no Novo México"),
        ("it", "Santa Fe, nel Nuovo Messico"),
        ("de", "Santa Fe in New Mexico"),
    ],
)
def test_the_region_behind_a_city_is_no_host(code: str, place: str) -> None:
    held = {
        "en": "was held in",
        "fr": "s’est tenue à",
        "es": "se celebró en",
        "pt": "realizou-se em",
        "it": "si è tenuta a",
    }
    verb = held.get(code, "fand in")
    words = f"{{N}} {verb} {place}, 2008" if code != "de" else f"2008 {verb} {place} {{N}} statt"
    assert {(year, city) for year, city, _ in _stated(_page(code, f"{words}."))} == {(2008, "Santa Fe")}


@pytest.mark.parametrize("place", ["Santos, São Paulo", "Buffalo, New York", "Montréal, Québec", "Tucson, Arizona"])
def test_a_region_with_a_citys_name_is_no_host(place: str) -> None:
    stated = _stated(_page("en", f"In 2016 {place} hosted {{N}}."))
    assert {city for _, city, _ in stated} == {place.partition(",")[0]}


def test_cities_of_a_list_are_hosts_though_one_gives_its_region_the_name() -> None:
    stated = _stated(_page("en", "{N} of 2016 was hosted by Santos, São Paulo and Recife."))
    assert {city for _, city, _ in stated} == {"Santos", "São Paulo", "Recife"}


CALLED = {
    "en": (
        "the yearly conference of the Creative Cities Network",
        "the 10th UCCN Conference",
        "the annual summit of the UNESCO Creative Cities",
        "the conference of the UNESCO Creative Cities Network",
    ),
    "fr": (
        "le congrès annuel des villes créatives de l’UNESCO",
        "la 10e Conférence des villes créatives de l’UNESCO",
        "le rendez-vous annuel du Réseau des villes créatives",
    ),
    "es": (
        "la cumbre anual de las ciudades creativas de la UNESCO",
        "la X Conferencia de Ciudades Creativas de la UNESCO",
        "la cita anual de la Red de Ciudades Creativas",
    ),
    "pt": (
        "a cimeira anual das cidades criativas da UNESCO",
        "a X Conferência das Cidades Criativas da UNESCO",
        "o congresso anual da Rede de Cidades Criativas",
    ),
    "it": (
        "l’annuale meeting della rete UNESCO delle Città Creative",
        "la X Conferenza delle Città Creative UNESCO",
        "il convegno annuale delle Città Creative UNESCO",
    ),
    "de": (
        "die Jahrestagung der UNESCO-Kreativstädte",
        "die 10. Konferenz der UNESCO Creative Cities",
        "der Jahresgipfel der UNESCO Creative Cities",
    ),
}
"""Other names of the conference."""


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in CALLED.items() for name in names])
def test_the_conference_is_known_by_its_other_names(code: str, name: str) -> None:
    received = {"en": "hosted", "fr": "a accueilli", "es": "acogió", "pt": "acolheu", "it": "ha ospitato"}
    words = f"2016 richtete Graz {name} aus." if code == "de" else f"Graz {received[code]} {name}, 2016."
    assert {(year, city) for year, city, _ in _stated(_page(code, words, title="Info"))} == {(2016, "Graz")}


POSTED = {
    "en": ("Posted on 3 October 2017", "last September", "next June"),
    "fr": ("Publié le 3 octobre 2017", "en septembre dernier", "en juin prochain"),
    "es": ("Publicado el 3 de octubre de 2017", "el pasado mes de septiembre", "el próximo junio"),
    "pt": ("Publicado em 3 de outubro de 2017", "em setembro passado", "no próximo mês de junho"),
    "it": ("Pubblicato il 3 ottobre 2017", "lo scorso settembre", "il prossimo giugno"),
    "de": ("Veröffentlicht am 3. Oktober 2017", "im vergangenen September", "im kommenden Juni"),
}
TOLD_BY_MONTH = {
    "en": ("{N} was held in Graz {0}.", "{N} will be held in Graz {0}."),
    "fr": ("{N} s’est tenue à Graz {0}.", "{N} se tiendra à Graz {0}."),
    "es": ("{N} se celebró en Graz {0}.", "{N} se celebrará en Graz {0}."),
    "pt": ("{N} realizou-se em Graz {0}.", "{N} vai realizar-se em Graz {0}."),
    "it": ("{N} si è tenuta a Graz {0}.", "{N} si terrà a Graz {0}."),
    "de": ("{N} fand {0} in Graz statt.", "{N} wird {0} in Graz stattfinden."),
}


@pytest.mark.parametrize("code", POSTED)
def test_a_month_is_counted_from_the_day_of_posting(code: str) -> None:
    line, last, coming = POSTED[code]
    for month, words, year in ((last, TOLD_BY_MONTH[code][0], 2017), (coming, TOLD_BY_MONTH[code][1], 2018)):
        page = _page(code, f"{line}</p><p>{words.replace('{0}', month)}")
        assert {(told, city) for told, city, _ in _stated(page)} == {(year, "Graz")}


MEMBERS_MEET = {
    "en": (
        "The members meet once a year at {N}.",
        "Venue: Graz (Austria), 2026.",
        "Members will convene in Graz (Austria) from 3 to 6 June 2026.",
    ),
    "fr": (
        "Les membres se retrouvent à {N}.",
        "Prochain rendez-vous : Graz (Autriche), en 2026.",
        "Les membres se retrouveront à Graz (Autriche) du 3 au 6 juin 2026.",
    ),
    "es": (
        "Los miembros se reúnen en {N}.",
        "Próxima cita: Graz (Austria), en 2026.",
        "Los miembros volverán a verse en Graz (Austria) del 3 al 6 de junio de 2026.",
    ),
    "pt": (
        "Os membros reúnem-se n{N}.",
        "Próximo encontro: Graz (Áustria), em 2026.",
        "Os membros voltarão a encontrar-se em Graz (Áustria) de 3 a 6 de junho de 2026.",
    ),
    "it": (
        "I membri si incontrano per {N}.",
        "Prossimo appuntamento: Graz (Austria), nel 2026.",
        "I membri si ritroveranno a Graz (Austria) dal 3 al 6 giugno 2026.",
    ),
    "de": (
        "Die Mitglieder treffen sich zur {n}.",
        "Nächster Termin: Graz (Österreich), 2026.",
        "Die Mitglieder kommen vom 3. bis 6. Juni 2026 in Graz (Österreich) zusammen.",
    ),
}


@pytest.mark.parametrize(("code", "said"), [(code, said) for code, (_, _, said) in MEMBERS_MEET.items()])
def test_where_its_members_meet_the_conference_is(code: str, said: str) -> None:
    page = _page(code, f"{MEMBERS_MEET[code][0]} {said}")
    assert {(year, city) for year, city, _ in _stated(page)} == {(2026, "Graz")}
    assert not _stated(_page(code, said))


@pytest.mark.parametrize("code", [code for code in MEMBERS_MEET if code != "en"])
def test_an_appointment_ahead_is_the_conferences(code: str) -> None:
    page = _page(code, f"{MEMBERS_MEET[code][0]} {MEMBERS_MEET[code][1]}")
    assert {(year, city) for year, city, _ in _stated(page)} == {(2026, "Graz")}


ELSEWHERE: dict[str, dict[str, str]] = {
    "support": {
        "en": "{N} of 2016 was organised by Lyon (France) with the support of Graz (Austria).",
        "fr": "{N} de 2016 a été organisée par Lyon (France) avec le soutien de Graz (Autriche).",
        "es": "{N} de 2016 fue organizada por Lyon (Francia) con el apoyo de Graz (Austria).",
        "pt": "{N} de 2016 foi organizada por Lyon (França) com o apoio de Graz (Áustria).",
        "it": "{N} del 2016 è stata organizzata da Lyon (Francia) con il sostegno di Graz (Austria).",
        "de": "{N} 2016 wurde von Lyon (Frankreich) mit Unterstützung von Graz (Österreich) ausgerichtet.",
    },
    "elected": {
        "en": "At {N} in Lyon (France) in 2016, Graz (Austria) was elected to the steering group.",
        "fr": "Lors de {N} à Lyon (France) en 2016, Graz (Autriche) a été élue au comité de pilotage.",
        "es": "En {N} de Lyon (Francia) de 2016, Graz (Austria) fue elegida para el comité directivo.",
        "pt": "Na {n} em Lyon (França), em 2016, Graz (Áustria) foi eleita para o comité diretor.",
        "it": "Alla {n} di Lyon (Francia) nel 2016, Graz (Austria) è stata eletta nel comitato direttivo.",
        "de": "Bei der {n} 2016 in Lyon (Frankreich) wurde Graz (Österreich) in die Lenkungsgruppe gewählt.",
    },
    "theme": {
        "en": "The theme of {N} of 2016, held in Lyon (France), had been proposed by Graz (Austria).",
        "fr": "Le thème de {N} de 2016, tenue à Lyon (France), avait été proposé par Graz (Autriche).",
        "es": "El tema de {N} de 2016, celebrada en Lyon (Francia), había sido propuesto por Graz (Austria).",
        "pt": "O tema da {n} de 2016, realizada em Lyon (França), tinha sido proposto por Graz (Áustria).",
        "it": "Il tema della {n} del 2016, tenutasi a Lyon (Francia), era stato proposto da Graz (Austria).",
        "de": "Das Thema der {n} 2016, die in Lyon (Frankreich) stattfand, hatte Graz (Österreich) vorgeschlagen.",
    },
    "admitted": {
        "en": "At {N} of 2016 in Lyon (France), new members such as Graz (Austria) were welcomed.",
        "fr": "À {N} de 2016 à Lyon (France), de nouveaux membres comme Graz (Autriche) ont été accueillis.",
        "es": "En {N} de 2016 en Lyon (Francia) se dio la bienvenida a nuevos miembros como Graz (Austria).",
        "pt": "Na {n} de 2016 em Lyon (França) foram recebidos novos membros como Graz (Áustria).",
        "it": "Alla {n} del 2016 a Lyon (Francia) sono stati accolti nuovi membri come Graz (Austria).",
        "de": "Bei der {n} 2016 in Lyon (Frankreich) wurden neue Mitglieder wie Graz (Österreich) begrüßt.",
    },
    "preceded": {
        "en": "{N} of 2016 in Lyon (France) was preceded by a workshop in Graz (Austria).",
        "fr": "{N} de 2016 à Lyon (France) a été précédée d’un atelier à Graz (Autriche).",
        "es": "{N} de 2016 en Lyon (Francia) fue precedida por un taller en Graz (Austria).",
        "pt": "{N} de 2016 em Lyon (França) foi precedida por uma oficina em Graz (Áustria).",
        "it": "{N} del 2016 a Lyon (Francia) è stata preceduta da un laboratorio a Graz (Austria).",
        "de": "{N} 2016 in Lyon (Frankreich) ging ein Workshop in Graz (Österreich) voraus.",
    },
    "subnet": {
        "en": "In 2016 Graz (Austria) hosted the meeting of the Cities of Design, and Lyon (France) {N}.",
        "fr": "En 2016, Graz (Autriche) a accueilli la réunion des villes de design, et Lyon (France) {N}.",
        "es": "En 2016 Graz (Austria) acogió la reunión de las ciudades del diseño, y Lyon (Francia) {N}.",
        "pt": "Em 2016 Graz (Áustria) acolheu a reunião das cidades do design, e Lyon (França) {N}.",
        "it": "Nel 2016 Graz (Austria) ha ospitato l’incontro delle città del design, e Lyon (Francia) {N}.",
        "de": "2016 richtete Graz (Österreich) das Treffen der Designstädte aus und Lyon (Frankreich) {N}.",
    },
    "logo": {
        "en": "The logo of {N} of 2016 was designed in Graz (Austria).",
        "fr": "Le logo de {N} de 2016 a été dessiné à Graz (Autriche).",
        "es": "El logotipo de {N} de 2016 se diseñó en Graz (Austria).",
        "pt": "O logótipo da {n} de 2016 foi desenhado em Graz (Áustria).",
        "it": "Il logo della {n} del 2016 è stato disegnato a Graz (Austria).",
        "de": "Das Logo der {n} 2016 wurde in Graz (Österreich) entworfen.",
    },
    "sends": {
        "en": "Graz (Austria) will send three delegates to {N} in 2026.",
        "fr": "Graz (Autriche) enverra trois délégués à {N} en 2026.",
        "es": "Graz (Austria) enviará tres delegados a {N} en 2026.",
        "pt": "Graz (Áustria) vai enviar três delegados à {n} em 2026.",
        "it": "Graz (Austria) invierà tre delegati alla {n} nel 2026.",
        "de": "Graz (Österreich) wird 2026 drei Delegierte zur {n} entsenden.",
    },
    "congrat": {
        "en": "Graz (Austria) congratulates Lyon (France), which hosted {N} in 2016.",
        "fr": "Graz (Autriche) félicite Lyon (France), qui a accueilli {N} en 2016.",
        "es": "Graz (Austria) felicita a Lyon (Francia), que acogió {N} en 2016.",
        "pt": "Graz (Áustria) felicita Lyon (França), que acolheu {N} em 2016.",
        "it": "Graz (Austria) si congratula con Lyon (Francia), che ha ospitato {N} nel 2016.",
        "de": "Graz (Österreich) gratuliert Lyon (Frankreich), das 2016 {N} ausrichtete.",
    },
    "office": {
        "en": "Since 2016 the office that prepares {N} has been in Graz (Austria).",
        "fr": "Depuis 2016, le bureau qui prépare {N} est à Graz (Autriche).",
        "es": "Desde 2016 la oficina que prepara {N} está en Graz (Austria).",
        "pt": "Desde 2016 o gabinete que prepara {N} está em Graz (Áustria).",
        "it": "Dal 2016 l’ufficio che prepara {N} è a Graz (Austria).",
        "de": "Seit 2016 sitzt das Büro, das {N} vorbereitet, in Graz (Österreich).",
    },
    "born": {
        "en": "The moderator of {N} of 2016 was born in Graz (Austria).",
        "fr": "La modératrice de {N} de 2016 est née à Graz (Autriche).",
        "es": "La moderadora de {N} de 2016 nació en Graz (Austria).",
        "pt": "A moderadora da {n} de 2016 nasceu em Graz (Áustria).",
        "it": "La moderatrice della {n} del 2016 è nata a Graz (Austria).",
        "de": "Die Moderatorin der {n} 2016 wurde in Graz (Österreich) geboren.",
    },
    "like": {
        "en": "Like Graz (Austria), Lyon (France) sent artists to {N} in 2016.",
        "fr": "Comme Graz (Autriche), Lyon (France) a envoyé des artistes à {N} en 2016.",
        "es": "Como Graz (Austria), Lyon (Francia) envió artistas a {N} en 2016.",
        "pt": "Como Graz (Áustria), Lyon (França) enviou artistas à {n} em 2016.",
        "it": "Come Graz (Austria), Lyon (Francia) ha inviato artisti alla {n} nel 2016.",
        "de": "Wie Graz (Österreich) schickte Lyon (Frankreich) 2016 Künstler zur {n}.",
    },
    "dinner": {
        "en": "After {N} of 2016, the mayor invited the delegates to a dinner in Graz (Austria).",
        "fr": "Après {N} de 2016, le maire a invité les délégués à un dîner à Graz (Autriche).",
        "es": "Después de {N} de 2016, el alcalde invitó a los delegados a una cena en Graz (Austria).",
        "pt": "Depois da {n} de 2016, o presidente convidou os delegados para um jantar em Graz (Áustria).",
        "it": "Dopo la {n} del 2016 il sindaco ha invitato i delegati a una cena a Graz (Austria).",
        "de": "Nach der {n} 2016 lud der Bürgermeister die Delegierten zu einem Abendessen in Graz (Österreich) ein.",
    },
    "second": {
        "en": "Graz (Austria) came second in the vote on the host of {N} in 2026.",
        "fr": "Graz (Autriche) est arrivée deuxième au vote pour l’accueil de {N} en 2026.",
        "es": "Graz (Austria) quedó segunda en la votación para acoger {N} en 2026.",
        "pt": "Graz (Áustria) ficou em segundo lugar na votação para acolher {N} em 2026.",
        "it": "Graz (Austria) è arrivata seconda nel voto per ospitare {N} nel 2026.",
        "de": "Graz (Österreich) wurde bei der Abstimmung über den Gastgeber der {n} 2026 Zweite.",
    },
    "tickets": {
        "en": "Trains from Graz (Austria) to {N} in Lyon (France) in 2016 were free.",
        "fr": "Les trains de Graz (Autriche) à {N} à Lyon (France) en 2016 étaient gratuits.",
        "es": "Los trenes de Graz (Austria) a {N} en Lyon (Francia) en 2016 eran gratuitos.",
        "pt": "Os comboios de Graz (Áustria) para {N} em Lyon (França), em 2016, eram gratuitos.",
        "it": "I treni da Graz (Austria) alla {n} a Lyon (Francia) nel 2016 erano gratuiti.",
        "de": "Die Züge von Graz (Österreich) zur {n} 2016 in Lyon (Frankreich) waren kostenlos.",
    },
    "visit": {
        "en": "During {N} of 2016, delegates visited Graz (Austria) for a day.",
        "fr": "Pendant {N} de 2016, les délégués ont visité Graz (Autriche) pendant une journée.",
        "es": "Durante {N} de 2016, los delegados visitaron Graz (Austria) durante un día.",
        "pt": "Durante a {n} de 2016, os delegados visitaram Graz (Áustria) por um dia.",
        "it": "Durante la {n} del 2016 i delegati hanno visitato Graz (Austria) per un giorno.",
        "de": "Während der {n} 2016 besuchten die Delegierten für einen Tag Graz (Österreich).",
    },
    "wanted": {
        "en": "Graz (Austria) had hoped to host {N} in 2026.",
        "fr": "Graz (Autriche) avait espéré accueillir {N} en 2026.",
        "es": "Graz (Austria) esperaba haber acogido {N} en 2026.",
        "pt": "Graz (Áustria) esperava acolher {N} em 2026.",
        "it": "Graz (Austria) aveva sperato di ospitare {N} nel 2026.",
        "de": "Graz (Österreich) hatte gehofft, 2026 {N} auszurichten.",
    },
    "invited": {
        "en": "Graz (Austria) has been invited to {N} of 2026.",
        "fr": "Graz (Autriche) a été invitée à {N} de 2026.",
        "es": "Graz (Austria) ha sido invitada a {N} de 2026.",
        "pt": "Graz (Áustria) foi convidada para {N} de 2026.",
        "it": "Graz (Austria) è stata invitata alla {n} del 2026.",
        "de": "Graz (Österreich) ist zur {n} 2026 eingeladen.",
    },
    "thanks": {
        "en": "We thank Graz (Austria) for its help with {N} of 2016.",
        "fr": "Nous remercions Graz (Autriche) de son aide à {N} de 2016.",
        "es": "Agradecemos a Graz (Austria) su ayuda en {N} de 2016.",
        "pt": "Agradecemos a Graz (Áustria) a sua ajuda na {n} de 2016.",
        "it": "Ringraziamo Graz (Austria) per il suo aiuto alla {n} del 2016.",
        "de": "Wir danken Graz (Österreich) für seine Hilfe bei der {n} 2016.",
    },
    "vote": {
        "en": "Delegates from Graz (Austria) voted at {N} of 2016 for Lyon (France).",
        "fr": "Les délégués de Graz (Autriche) ont voté à {N} de 2016 pour Lyon (France).",
        "es": "Los delegados de Graz (Austria) votaron en {N} de 2016 por Lyon (Francia).",
        "pt": "Os delegados de Graz (Áustria) votaram na {n} de 2016 por Lyon (França).",
        "it": "I delegati di Graz (Austria) hanno votato alla {n} del 2016 per Lyon (Francia).",
        "de": "Die Delegierten aus Graz (Österreich) stimmten bei der {n} 2016 für Lyon (Frankreich).",
    },
}
"""What a sentence about the conference says of Graz, which is no host in any of them."""


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, said in ELSEWHERE.items() for code in said])
def test_what_a_city_does_beside_the_conference_makes_it_no_host(kind: str, code: str) -> None:
    stated = {city for _, city, _ in _stated(_page(code, ELSEWHERE[kind][code]))}
    assert not stated & ({"Graz", "Lyon"} if kind in ("like", "vote") else {"Graz"})


STATUSES: list[tuple[str | None, dict[str, str]]] = [
    (
        "cancelled",
        {
            "en": "{N} of 2024 in Graz (Austria) has been called off.",
            "fr": "{N} de 2024 à Graz (Autriche) n’aura pas lieu.",
            "es": "{N} de 2024 en Graz (Austria) ha sido suspendida.",
            "pt": "{N} de 2024 em Graz (Áustria) foi cancelada.",
            "it": "{N} del 2024 a Graz (Austria) è stata annullata.",
            "de": "{N} 2024 in Graz (Österreich) wurde abgesagt.",
        },
    ),
    (
        "postponed",
        {
            "en": "{N}, due to be held in Graz (Austria) in 2024, has been put off.",
            "fr": "{N}, qui devait se tenir à Graz (Autriche) en 2024, est repoussée.",
            "es": "{N}, que debía celebrarse en Graz (Austria) en 2024, ha sido aplazada.",
            "pt": "{N}, que devia realizar-se em Graz (Áustria) em 2024, foi adiada.",
            "it": "{N}, che doveva tenersi a Graz (Austria) nel 2024, è stata rinviata.",
            "de": "{N}, die 2024 in Graz (Österreich) stattfinden sollte, wurde verschoben.",
        },
    ),
    (
        "candidate",
        {
            "en": "Graz (Austria) is bidding to host {N} in 2028.",
            "fr": "Graz (Autriche) est candidate à l’accueil de {N} en 2028.",
            "es": "Graz (Austria) es candidata a acoger {N} en 2028.",
            "pt": "Graz (Áustria) é candidata a acolher {N} em 2028.",
            "it": "Graz (Austria) è candidata a ospitare {N} nel 2028.",
            "de": "Graz (Österreich) bewirbt sich um die {n} 2028.",
        },
    ),
    (
        "planned",
        {
            "en": "Graz (Austria) has been selected to host {N} in 2027.",
            "fr": "Graz (Autriche) a été retenue pour accueillir {N} en 2027.",
            "es": "Graz (Austria) ha sido seleccionada para acoger {N} en 2027.",
            "pt": "Graz (Áustria) foi selecionada para acolher {N} em 2027.",
            "it": "Graz (Austria) è stata scelta per ospitare {N} nel 2027.",
            "de": "Graz (Österreich) wurde als Gastgeberin der {n} 2027 ausgewählt.",
        },
    ),
    (
        "planned",
        {
            "en": "{N} is expected to take place in Graz (Austria) in 2027.",
            "fr": "{N} devrait se tenir à Graz (Autriche) en 2027.",
            "es": "Está previsto que {N} se celebre en Graz (Austria) en 2027.",
            "pt": "{N} deverá realizar-se em Graz (Áustria) em 2027.",
            "it": "{N} dovrebbe svolgersi a Graz (Austria) nel 2027.",
            "de": "{N} soll 2027 in Graz (Österreich) stattfinden.",
        },
    ),
    (
        "held",
        {
            "en": "{N} ended in Graz (Austria) on 16 September 2024.",
            "fr": "{N} s’est achevée à Graz (Autriche) le 16 septembre 2024.",
            "es": "{N} concluyó en Graz (Austria) el 16 de septiembre de 2024.",
            "pt": "{N} terminou em Graz (Áustria) a 16 de setembro de 2024.",
            "it": "{N} si è conclusa a Graz (Austria) il 16 settembre 2024.",
            "de": "{N} ging am 16. September 2024 in Graz (Österreich) zu Ende.",
        },
    ),
    (
        None,
        {
            "en": "{N} was originally planned for Graz (Austria) in 2024 but did not take place.",
            "fr": "{N} était prévue à Graz (Autriche) en 2024 mais n’a pas eu lieu.",
            "es": "{N} estaba prevista en Graz (Austria) en 2024 pero no se celebró.",
            "pt": "{N} estava prevista para Graz (Áustria) em 2024, mas não se realizou.",
            "it": "{N} era prevista a Graz (Austria) nel 2024 ma non si è svolta.",
            "de": "{N} war für 2024 in Graz (Österreich) geplant, fand aber nicht statt.",
        },
    ),
    (
        "held",
        {
            "en": "{N} of 2024 in Graz (Austria) was held online.",
            "fr": "{N} de 2024 à Graz (Autriche) s’est tenue en ligne.",
            "es": "{N} de 2024 en Graz (Austria) se celebró en línea.",
            "pt": "{N} de 2024 em Graz (Áustria) realizou-se online.",
            "it": "{N} del 2024 a Graz (Austria) si è tenuta online.",
            "de": "{N} 2024 in Graz (Österreich) fand online statt.",
        },
    ),
    (
        "planned",
        {
            "en": "{N} will be held in Graz (Austria) in 2023.",
            "fr": "{N} se tiendra à Graz (Autriche) en 2023.",
            "es": "{N} se celebrará en Graz (Austria) en 2023.",
            "pt": "{N} vai realizar-se em Graz (Áustria) em 2023.",
            "it": "{N} si terrà a Graz (Austria) nel 2023.",
            "de": "{N} wird 2023 in Graz (Österreich) stattfinden.",
        },
    ),
    (
        None,
        {
            "en": "Graz (Austria) withdrew as host of {N} in 2026.",
            "fr": "Graz (Autriche) s’est retirée de l’organisation de {N} en 2026.",
            "es": "Graz (Austria) se retiró como sede de {N} en 2026.",
            "pt": "Graz (Áustria) desistiu de acolher {N} em 2026.",
            "it": "Graz (Austria) si è ritirata come sede della {n} nel 2026.",
            "de": "Graz (Österreich) zog sich als Gastgeberin der {n} 2026 zurück.",
        },
    ),
    (
        None,
        {
            "en": "{N} of 2024 in Graz (Austria) was not cancelled.",
            "fr": "{N} de 2024 à Graz (Autriche) n’a pas été annulée.",
            "es": "{N} de 2024 en Graz (Austria) no fue cancelada.",
            "pt": "{N} de 2024 em Graz (Áustria) não foi cancelada.",
            "it": "{N} del 2024 a Graz (Austria) non è stata annullata.",
            "de": "{N} 2024 in Graz (Österreich) wurde nicht abgesagt.",
        },
    ),
    (
        "postponed",
        {
            "en": "{N} in Graz (Austria) has been postponed from 2024 to 2026.",
            "fr": "{N} à Graz (Autriche) est reportée de 2024 à 2026.",
            "es": "{N} en Graz (Austria) se aplaza de 2024 a 2026.",
            "pt": "{N} em Graz (Áustria) foi adiada de 2024 para 2026.",
            "it": "{N} a Graz (Austria) è rinviata dal 2024 al 2026.",
            "de": "{N} in Graz (Österreich) wird von 2024 auf 2026 verschoben.",
        },
    ),
]
"""What a sentence says of a conference in Graz, as captured in 2025; None where it was none."""


@pytest.mark.parametrize(
    ("status", "code", "words"), [(one, code, words) for one, said in STATUSES for code, words in said.items()]
)
def test_a_status_is_what_the_words_say(status: str | None, code: str, words: str) -> None:
    page = _page(code, words)
    stated = {told for year, city, told in _stated(page) if city == "Graz" and year != 2026} - {status}
    assert not stated
    assert _stated(page) or "Graz" in " ".join(page.text[span.start : span.end] for span in page.unread)


OBJECTIVES = {
    "en": ("share good practices", "define the strategy", "meet UNESCO"),
    "fr": ("partager les bonnes pratiques", "définir la stratégie", "rencontrer l’UNESCO"),
    "es": ("compartir buenas prácticas", "definir la estrategia", "encontrarse con la UNESCO"),
    "pt": ("partilhar boas práticas", "definir a estratégia", "encontrar a UNESCO"),
    "it": ("condividere buone pratiche", "definire la strategia", "incontrare l’UNESCO"),
    "de": ("gute Beispiele teilen", "die Strategie festlegen", "die UNESCO treffen"),
}
ANNOUNCED = {
    "en": (
        "The objectives of {N} are:",
        "{N} has three objectives:",
        "{N} aims to:",
        "The aims of {N} are to:",
        "The main goals of {N} are the following:",
        "{N} pursues the following objectives:",
        "{N} serves to:",
        "The purpose of {N} is to:",
    ),
    "fr": (
        "Les objectifs de {N} sont :",
        "{N} a trois objectifs :",
        "{N} vise à :",
        "{N} a pour but de :",
        "Les principaux buts de {N} sont les suivants :",
        "{N} poursuit les objectifs suivants :",
        "{N} sert à :",
        "{N} a pour objectifs de :",
        "Objectifs de {N}",
    ),
    "es": (
        "Los objetivos de {N} son:",
        "{N} tiene tres objetivos:",
        "{N} pretende:",
        "{N} tiene como finalidad:",
        "Los principales fines de {N} son los siguientes:",
        "{N} persigue los siguientes objetivos:",
        "{N} sirve para:",
        "{N} tiene por objeto:",
        "Objetivos de {N}",
    ),
    "pt": (
        "Os objetivos d{N} são:",
        "{N} tem três objetivos:",
        "{N} visa:",
        "{N} tem como finalidade:",
        "Os principais fins d{N} são os seguintes:",
        "{N} persegue os seguintes objetivos:",
        "{N} serve para:",
        "{N} tem por objetivo:",
        "Objetivos d{N}",
    ),
    "it": (
        "Gli obiettivi della {n} sono:",
        "{N} ha tre obiettivi:",
        "{N} mira a:",
        "{N} ha lo scopo di:",
        "Le principali finalità della {n} sono le seguenti:",
        "{N} persegue i seguenti obiettivi:",
        "{N} serve a:",
        "{N} si propone di:",
        "Obiettivi della {n}",
    ),
    "de": (
        "Die Ziele der {n} sind:",
        "{N} hat drei Ziele:",
        "{N} dient dazu,",
        "Die wichtigsten Zwecke der {n} sind:",
        "{N} verfolgt folgende Ziele:",
        "Mit der {n} will das Netzwerk:",
        "Zweck der {n} ist es,",
        "Ziele der {n}",
    ),
}


def _lists(lead: str, items: tuple[str, ...]) -> dict[str, str]:
    one, two, three = items
    listed = f"<ul><li>{one};</li><li>{two};</li><li>{three}.</li></ul>"
    return {
        "list": f"<p>{lead}</p>{listed}",
        "heading": f"<h3>{lead}</h3>{listed}",
        "inline": f"<p>{lead} (i) {one}; (ii) {two}; (iii) {three}.</p>",
        "lines": f"<p>{lead}<br>- {one}<br>- {two}<br>- {three}</p>",
    }


@pytest.mark.parametrize(("code", "lead"), [(code, lead) for code, leads in ANNOUNCED.items() for lead in leads])
@pytest.mark.parametrize("form", ["list", "heading", "inline", "lines"])
def test_objectives_are_read_however_they_are_announced(code: str, lead: str, form: str) -> None:
    name = NAMES[code]
    words = lead.replace("{N}", name).replace("{n}", name.partition(" ")[2])
    page = _listed(code, _lists(words[0].upper() + words[1:], OBJECTIVES[code])[form])
    assert tuple(str(one.text).rstrip(";.") for one in objectives(page)) == OBJECTIVES[code]


PRIZES = {
    "en": (
        "The Young Creators Prize, presented at {N}, was awarded to:",
        "Winners of the prize given at {N}:",
        "At {N} the Young Creators Prize went to:",
    ),
    "fr": (
        "Le Prix de la jeune création, remis lors de {N}, a été attribué à :",
        "Lauréats du prix remis à {N} :",
        "Lors de {N}, le Prix de la jeune création a été décerné à :",
    ),
    "es": (
        "El Premio a la joven creación, entregado en {N}, fue concedido a:",
        "Ganadores del premio entregado en {N}:",
        "En {N}, el Premio a la joven creación se concedió a:",
    ),
    "pt": (
        "O Prémio Jovem Criação, entregue n{N}, foi atribuído a:",
        "Vencedores do prémio entregue n{N}:",
        "N{N}, o Prémio Jovem Criação foi atribuído a:",
    ),
    "it": (
        "Il Premio per i giovani, consegnato alla {n}, è stato assegnato a:",
        "Vincitori del premio consegnato alla {n}:",
        "Alla {n} il Premio per i giovani è andato a:",
    ),
    "de": (
        "Der Nachwuchspreis, der auf der {n} verliehen wird, ging an:",
        "Preisträger der {n}:",
        "Auf der {n} ging der Nachwuchspreis an:",
    ),
}


@pytest.mark.parametrize(("code", "lead"), [(code, lead) for code, leads in PRIZES.items() for lead in leads])
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_whom_a_prize_goes_to_is_no_host(code: str, lead: str, tag: str) -> None:
    assert _led(code, lead, tag) == set()


OFFERED = {
    "en": (
        ("candidate", "Graz (Austria) offered to host {N} in 2016."),
        ("candidate", "The offer of Graz (Austria) to host {N} in 2016 will be discussed."),
        ("planned", "The proposal of Graz (Austria) to host {N} in 2016 was adopted."),
        ("candidate", "The proposal of Graz (Austria) to host {N} in 2016 was adopted by the city council."),
    ),
    "fr": (
        ("candidate", "Graz (Autriche) a proposé d’accueillir {N} en 2016."),
        ("candidate", "La proposition de Graz (Autriche) d’organiser {N} de 2016 a été rejetée."),
        ("planned", "L’offre de Graz (Autriche) d’accueillir {N} de 2016 a été acceptée."),
        ("candidate", "L’offre de Graz (Autriche) d’accueillir {N} de 2016 a été adoptée par le conseil municipal."),
    ),
    "es": (
        ("candidate", "Graz (Austria) propuso acoger {N} en 2016."),
        ("candidate", "La oferta de Graz (Austria) de acoger {N} de 2016 será examinada."),
        ("planned", "La propuesta de Graz (Austria) de organizar {N} de 2016 fue aprobada."),
        ("candidate", "La propuesta de Graz (Austria) de organizar {N} de 2016 fue aprobada por el pleno."),
    ),
    "pt": (
        ("candidate", "Graz (Áustria) propôs acolher {N} em 2016."),
        ("candidate", "A oferta de Graz (Áustria) de acolher {N} de 2016 será examinada."),
        ("planned", "A proposta de Graz (Áustria) de organizar {N} de 2016 foi aprovada."),
        ("candidate", "A proposta de Graz (Áustria) de organizar {N} de 2016 foi aprovada pela câmara."),
    ),
    "it": (
        ("candidate", "Graz (Austria) ha proposto di ospitare {N} nel 2016."),
        ("candidate", "La proposta di Graz (Austria) di organizzare {N} del 2016 è stata respinta."),
        ("planned", "L’offerta di Graz (Austria) di ospitare {N} del 2016 è stata accettata."),
        ("candidate", "L’offerta di Graz (Austria) di ospitare {N} del 2016 è stata approvata dalla giunta."),
    ),
    "de": (
        ("candidate", "Graz (Österreich) bot an, {N} 2016 auszurichten."),
        ("candidate", "Graz (Österreich) schlug vor, {N} 2016 auszurichten."),
        ("candidate", "Das Angebot von Graz (Österreich), {N} 2016 auszurichten, wird geprüft."),
    ),
}


@pytest.mark.parametrize(
    ("code", "status", "words"), [(code, status, words) for code, said in OFFERED.items() for status, words in said]
)
def test_who_offers_to_receive_is_a_candidate_and_a_host_once_that_is_accepted(
    code: str, status: str, words: str
) -> None:
    assert _stated(_page(code, words)) == {(2016, "Graz", status)}


WHAT_CITIES_DID = {
    "en": ("Cities that presented projects at {N}:", "New cities welcomed at {N}:"),
    "fr": ("Villes qui ont présenté un projet à {N} :", "Nouvelles villes accueillies lors de {N} :"),
    "es": ("Ciudades que presentaron proyectos en {N}:",),
    "pt": ("Cidades que apresentaram projetos n{N}:",),
    "it": ("Città che hanno presentato progetti alla {n}:",),
    "de": ("Städte, die auf der {n} Projekte vorstellten:",),
}
WHO_RECEIVED = {
    "en": ("Cities that hosted {N}:", "Cities where {N} was held:", "Cities which have been home to {N}:"),
    "fr": ("Villes ayant accueilli {N} :", "Villes où s’est tenue {N} :", "Les villes qui ont reçu {N} :"),
    "es": ("Ciudades que acogieron {N}:", "Ciudades donde se celebró {N}:"),
    "pt": ("Cidades que acolheram {N}:", "Cidades onde se realizou {N}:"),
    "it": ("Città che hanno ospitato {N}:", "Le città della {n}:"),
    "de": ("Städte, die {N} ausrichteten:",),
}


def _led(code: str, lead: str, tag: str = "p") -> set[tuple[object, str, object]]:
    said = lead.replace("{N}", NAMES[code]).replace("{n}", NAMES[code].partition(" ")[2])
    austria, japan = PLACES[code]
    items = f"<ul><li>2015: Kobe ({japan})</li><li>2016: Graz ({austria})</li></ul>"
    return _stated(_listed(code, f"<{tag}>{said}</{tag}>{items}", "Info"))


@pytest.mark.parametrize(("code", "lead"), [(code, lead) for code, leads in WHAT_CITIES_DID.items() for lead in leads])
def test_what_cities_did_at_the_conference_makes_them_no_hosts(code: str, lead: str) -> None:
    assert _led(code, lead) == set()


@pytest.mark.parametrize(("code", "lead"), [(code, lead) for code, leads in WHO_RECEIVED.items() for lead in leads])
def test_who_received_the_conference_is_a_host(code: str, lead: str) -> None:
    assert _led(code, lead) == {(2015, "Kobe", "held"), (2016, "Graz", "held")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "en",
            "{N} was held this year (1–5 July 2024) in Braga (Portugal). Next year it will be held in Graz (Austria).",
        ),
        (
            "fr",
            "{N} s’est tenue cette année (1-5 juillet 2024) à Braga (Portugal). L’an prochain, elle se tiendra à Graz (Autriche).",
        ),
        (
            "es",
            "{N} se celebró este año (1-5 de julio de 2024) en Braga (Portugal). El próximo año se celebrará en Graz (Austria).",
        ),
        (
            "pt",
            "{N} realizou-se este ano (1 a 5 de julho de 2024) em Braga (Portugal). No próximo ano será em Graz (Áustria).",
        ),
        (
            "it",
            "{N} si è tenuta quest’anno (1-5 luglio 2024) a Braga (Portogallo). L’anno prossimo si terrà a Graz (Austria).",
        ),
        (
            "de",
            "{N} fand dieses Jahr (1.–5. Juli 2024) in Braga (Portugal) statt. Nächstes Jahr findet sie in Graz (Österreich) statt.",
        ),
    ],
)
def test_this_year_with_its_days_tells_what_next_year_is(code: str, words: str) -> None:
    assert {(year, city) for year, city, _ in _stated(_page(code, words))} == {(2024, "Braga"), (2025, "Graz")}
