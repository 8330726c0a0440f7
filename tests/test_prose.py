"""Prose as people write it: what is said of others, denied or rumoured, and hosts in words of any kind."""

import pytest
from spoken import FABRIANO, hosts, page_of, said, stated, unread

BESIDE_KOBE = {
    "en": (
        "In 2016 {N} was held in Kobe (Japan), not in Graz (Austria).",
        "{N} of 2016 took place in Kobe (Japan) instead of Graz (Austria).",
        "Kobe (Japan), and not Graz (Austria), hosted {N} in 2016.",
        "{N} of 2016 moved from Graz (Austria) to Kobe (Japan).",
        ("Unlike in Graz (Austria), where an exhibition was shown in 2016, {N} of 2016 in Kobe (Japan) had no show."),
        "{N} of 2016 was held in Kobe (Japan) rather than in Graz (Austria).",
        "Graz (Austria) sent twelve people to {N} held in Kobe (Japan) in 2016.",
        "{N} of 2016 in Kobe (Japan) was chaired by the mayor of Graz (Austria).",
        "The mayor of Graz (Austria) opened {N} of 2016 in Kobe (Japan).",
        "A choir from Graz (Austria) sang at {N} in Kobe (Japan) in 2016.",
        "From Graz (Austria) the delegates travelled to {N} in Kobe (Japan) in 2016.",
        "Two days before {N} in Kobe (Japan) in 2016, we met in Graz (Austria).",
        "Graz (Austria) presented its film at {N} in Kobe (Japan) in 2016.",
        "In 2016 the town of Kobe, twenty minutes from Graz, hosted {N}.",
        "Kobe, not far from Graz, hosted {N} in 2016.",
        "{N} of 2016 took place in Kobe, on the outskirts of Graz.",
    ),
    "fr": (
        "En 2016, {N} s’est tenue à Kobe (Japon), et non à Graz (Autriche).",
        "{N} de 2016 a eu lieu à Kobe (Japon) au lieu de Graz (Autriche).",
        "C’est Kobe (Japon), et non Graz (Autriche), qui a accueilli {N} en 2016.",
        "{N} de 2016 a été déplacée de Graz (Autriche) à Kobe (Japon).",
        "Graz (Autriche) a envoyé douze personnes à {N} tenue à Kobe (Japon) en 2016.",
        "{N} de 2016 à Kobe (Japon) était présidée par la maire de Graz (Autriche).",
        "La maire de Graz (Autriche) a ouvert {N} de 2016 à Kobe (Japon).",
        "Un chœur de Graz (Autriche) a chanté à {N} à Kobe (Japon) en 2016.",
        "Graz (Autriche) a présenté son film à {N} à Kobe (Japon) en 2016.",
        "{N} s’est tenue à Kobe, près de Graz, en 2016.",
        "En 2016, la ville de Kobe, à vingt minutes de Graz, a accueilli {N}.",
        "Kobe, non loin de Graz, a accueilli {N} en 2016.",
    ),
    "es": (
        "En 2016 {N} se celebró en Kobe (Japón), no en Graz (Austria).",
        "{N} de 2016 tuvo lugar en Kobe (Japón) en lugar de Graz (Austria).",
        "Fue Kobe (Japón), y no Graz (Austria), la que acogió {N} en 2016.",
        "{N} de 2016 se trasladó de Graz (Austria) a Kobe (Japón).",
        "Graz (Austria) envió doce personas a {N} celebrada en Kobe (Japón) en 2016.",
        "La alcaldesa de Graz (Austria) inauguró {N} de 2016 en Kobe (Japón).",
        "Un coro de Graz (Austria) cantó en {N} en Kobe (Japón) en 2016.",
        "Graz (Austria) presentó su película en {N} en Kobe (Japón) en 2016.",
        "{N} se celebró en Kobe, cerca de Graz, en 2016.",
        "En 2016 Kobe, a veinte minutos de Graz, acogió {N}.",
        "Kobe, no lejos de Graz, acogió {N} en 2016.",
    ),
    "pt": (
        "Em 2016 {N} realizou-se em Kobe (Japão), não em Graz (Áustria).",
        "{N} de 2016 teve lugar em Kobe (Japão) em vez de Graz (Áustria).",
        "Foi Kobe (Japão), e não Graz (Áustria), que acolheu {N} em 2016.",
        "{N} de 2016 mudou de Graz (Áustria) para Kobe (Japão).",
        "Graz (Áustria) enviou doze pessoas à {n} realizada em Kobe (Japão) em 2016.",
        "A presidente da câmara de Graz (Áustria) abriu {N} de 2016 em Kobe (Japão).",
        "Um coro de Graz (Áustria) cantou na {n} em Kobe (Japão) em 2016.",
        "{N} realizou-se em Kobe, perto de Graz, em 2016.",
        "Em 2016 Kobe, a vinte minutos de Graz, acolheu {N}.",
        "Kobe, não longe de Graz, acolheu {N} em 2016.",
    ),
    "it": (
        "Nel 2016 {N} si è svolta a Kobe (Giappone), non a Graz (Austria).",
        "{N} del 2016 ha avuto luogo a Kobe (Giappone) anziché a Graz (Austria).",
        "È stata Kobe (Giappone), e non Graz (Austria), a ospitare {N} nel 2016.",
        "{N} del 2016 è stata spostata da Graz (Austria) a Kobe (Giappone).",
        "Graz (Austria) ha mandato dodici persone alla {n} tenuta a Kobe (Giappone) nel 2016.",
        "La sindaca di Graz (Austria) ha aperto {N} del 2016 a Kobe (Giappone).",
        "Un coro di Graz (Austria) ha cantato alla {n} a Kobe (Giappone) nel 2016.",
        "{N} si è svolta a Kobe, nei pressi di Graz, nel 2016.",
        "Nel 2016 Kobe, a venti minuti da Graz, ha ospitato {N}.",
        "Kobe, non lontano da Graz, ha ospitato {N} nel 2016.",
    ),
    "de": (
        "2016 fand {N} in Kobe (Japan) statt, nicht in Graz (Österreich).",
        "{N} 2016 fand in Kobe (Japan) statt in Graz (Österreich) statt.",
        "Kobe (Japan) und nicht Graz (Österreich) richtete 2016 {N} aus.",
        "{N} 2016 wurde von Graz (Österreich) nach Kobe (Japan) verlegt.",
        "Graz (Österreich) schickte zwölf Leute zur {n} 2016 in Kobe (Japan).",
        "Die Bürgermeisterin von Graz (Österreich) eröffnete {N} 2016 in Kobe (Japan).",
        "Ein Chor aus Graz (Österreich) sang bei der {n} 2016 in Kobe (Japan).",
        "{N} fand 2016 in Kobe bei Graz statt.",
        "Kobe unweit von Graz richtete 2016 {N} aus.",
        "2016 richtete Kobe, zwanzig Minuten von Graz, {N} aus.",
        "Gastgeberin der {n} 2016 war die Stadt Kobe bei Graz.",
    ),
}
GRAZ = {
    "en": (
        "For its 2016 Annual Conference, the Network chose the Styrian capital Graz.",
        "Graz 2016 was my fourth Annual Conference of the Network.",
        "We all remember the rain at the Annual Conference in Graz eight years ago, in 2016.",
        "2016 – the year the Annual Conference came to Graz.",
        "Having skipped Graz in 2016, our team returned to the Annual Conference of the Network.",
        "The Network’s Annual Conference, Graz edition of 2016, broke all records.",
        (
            "Our next stop after Kobe was Graz, where in 2016 the creative cities compared notes at the "
            "Annual Conference."
        ),
        "That was in 2016, at the Annual Conference in Graz.",
        "The photo shows the mayor at the 2016 Annual Conference of the Network in Graz.",
        "Conference venues so far include Graz (2016).",
        "What Graz had begun in 2016 with the Annual Conference, others continued.",
        "The Annual Conference? Graz, 2016. I was there.",
        "“See you in Graz!”, they said; and in June 2016 the Annual Conference did open there.",
    ),
    "fr": (
        "Pour sa conférence annuelle de 2016, le Réseau avait choisi Graz, en Styrie.",
        "Graz 2016 fut ma quatrième conférence annuelle du Réseau.",
        "2016, l’année où la conférence annuelle du Réseau est venue à Graz.",
        "C’était en 2016, à la conférence annuelle de Graz.",
        "La photo montre le maire à la conférence annuelle 2016 du Réseau, à Graz.",
        "La conférence annuelle ? Graz, 2016. J’y étais.",
        ("Après Kobe, cap sur Graz, où les villes créatives se sont retrouvées en 2016 pour leur conférence annuelle."),
    ),
    "es": (
        "Para su conferencia anual de 2016, la Red eligió Graz, en Estiria.",
        "Graz 2016 fue mi cuarta conferencia anual de la Red.",
        "2016, el año en que la conferencia anual de la Red llegó a Graz.",
        "Fue en 2016, en la conferencia anual de Graz.",
        "La foto muestra al alcalde en la conferencia anual de 2016 de la Red, en Graz.",
        "¿La conferencia anual? Graz, 2016. Yo estuve allí.",
    ),
    "pt": (
        "Para a sua conferência anual de 2016, a Rede escolheu Graz, na Estíria.",
        "Graz 2016 foi a minha quarta conferência anual da Rede.",
        "2016, o ano em que a conferência anual da Rede veio a Graz.",
        "Foi em 2016, na conferência anual de Graz.",
        "A foto mostra o presidente na conferência anual de 2016 da Rede, em Graz.",
    ),
    "it": (
        "Per la sua conferenza annuale del 2016 la Rete scelse Graz, in Stiria.",
        "Graz 2016 è stata la mia quarta conferenza annuale della Rete.",
        "2016, l’anno in cui la conferenza annuale della Rete arrivò a Graz.",
        "Era il 2016, alla conferenza annuale di Graz.",
        "La foto mostra il sindaco alla conferenza annuale 2016 della Rete, a Graz.",
    ),
    "de": (
        "Für seine Jahreskonferenz 2016 wählte das Netzwerk Graz in der Steiermark.",
        "Graz 2016 war meine vierte Jahreskonferenz des Netzwerks.",
        "2016, das Jahr, in dem die Jahreskonferenz des Netzwerks nach Graz kam.",
        "Das war 2016, bei der Jahreskonferenz in Graz.",
        "Das Foto zeigt den Bürgermeister bei der Jahreskonferenz 2016 des Netzwerks in Graz.",
        "Die Jahreskonferenz? Graz, 2016. Ich war dabei.",
    ),
}
RUMOURS = {
    "en": (
        "That Graz (Austria) will host {N} in 2026 is a rumour.",
        "It is only a rumour that Graz (Austria) will host {N} in 2026.",
        "Rumour has it that Graz (Austria) will host {N} in 2026.",
        "Graz (Austria) will host {N} in 2026: a rumour, says the mayor.",
        "Contrary to what was reported, Graz (Austria) will not host {N} in 2026.",
        "Nobody has decided that Graz (Austria) will host {N} in 2026.",
    ),
    "fr": (
        "Que Graz (Autriche) accueille {N} en 2026 n’est qu’une rumeur.",
        "Ce n’est qu’une rumeur : Graz (Autriche) accueillerait {N} en 2026.",
        "Contrairement à ce qui a été dit, Graz (Autriche) n’accueillera pas {N} en 2026.",
        "Personne n’a décidé que Graz (Autriche) accueillera {N} en 2026.",
    ),
    "es": (
        "Que Graz (Austria) acoja {N} en 2026 es solo un rumor.",
        "Es un rumor que Graz (Austria) acogerá {N} en 2026.",
        "Al contrario de lo dicho, Graz (Austria) no acogerá {N} en 2026.",
        "Nadie ha decidido que Graz (Austria) acogerá {N} en 2026.",
    ),
    "pt": (
        "Que Graz (Áustria) acolha {N} em 2026 é apenas um rumor.",
        "É um boato que Graz (Áustria) vai acolher {N} em 2026.",
        "Ao contrário do que foi dito, Graz (Áustria) não vai acolher {N} em 2026.",
        "Ninguém decidiu que Graz (Áustria) vai acolher {N} em 2026.",
    ),
    "it": (
        "Che Graz (Austria) ospiti {N} nel 2026 è solo una voce.",
        "È una voce che Graz (Austria) ospiterà {N} nel 2026.",
        "Al contrario di quanto detto, Graz (Austria) non ospiterà {N} nel 2026.",
        "Nessuno ha deciso che Graz (Austria) ospiterà {N} nel 2026.",
    ),
    "de": (
        "Dass Graz (Österreich) 2026 {N} ausrichtet, ist ein Gerücht.",
        "Es ist nur ein Gerücht, dass Graz (Österreich) 2026 {N} ausrichtet.",
        "Anders als berichtet wird Graz (Österreich) 2026 {N} nicht ausrichten.",
        "Niemand hat beschlossen, dass Graz (Österreich) 2026 {N} ausrichtet.",
    ),
}


BEGAN = {
    "en": (
        "{N} began this Monday (18 July 2022) in Graz (Austria).",
        "{N} opened on 18 July 2022 in Graz and runs until Friday.",
        "Postponed in 2020 because of the pandemic, {N} began on 18 July 2022 in Graz (Austria).",
        "{N}, postponed from 2020, took place in Graz (Austria) in July 2022.",
        "First planned for 2020, {N} was held in Graz (Austria) in 2022.",
        "Two years later than planned, {N} was held in Graz (Austria) from 18 to 22 July 2022.",
    ),
    "fr": (
        "{N} a commencé ce lundi (18 juillet 2022) à Graz (Autriche).",
        "{N} s’est ouverte le 18 juillet 2022 à Graz et dure jusqu’à vendredi.",
        "Reportée en 2020 en raison de la pandémie, {N} a commencé le 18 juillet 2022 à Graz (Autriche).",
        "{N}, reportée de 2020, a eu lieu à Graz (Autriche) en juillet 2022.",
        "D’abord prévue en 2020, {N} s’est tenue à Graz (Autriche) en 2022.",
        "Avec deux ans de retard, {N} s’est tenue à Graz (Autriche) du 18 au 22 juillet 2022.",
    ),
    "es": (
        "{N} comenzó este lunes (18 de julio de 2022) en Graz (Austria).",
        "{N} se inauguró el 18 de julio de 2022 en Graz y dura hasta el viernes.",
        "Aplazada en 2020 por la pandemia, {N} comenzó el 18 de julio de 2022 en Graz (Austria).",
        "Prevista al principio para 2020, {N} se celebró en Graz (Austria) en 2022.",
    ),
    "pt": (
        "{N} começou nesta segunda-feira (18 de julho de 2022) em Graz (Áustria).",
        "{N} abriu a 18 de julho de 2022 em Graz e dura até sexta-feira.",
        "Adiada em 2020 por causa da pandemia, {N} começou em 18 de julho de 2022 em Graz (Áustria).",
        "Prevista inicialmente para 2020, {N} realizou-se em Graz (Áustria) em 2022.",
    ),
    "it": (
        "{N} è iniziata questo lunedì (18 luglio 2022) a Graz (Austria).",
        "{N} si è aperta il 18 luglio 2022 a Graz e dura fino a venerdì.",
        "Rinviata nel 2020 a causa della pandemia, {N} è iniziata il 18 luglio 2022 a Graz (Austria).",
        "Prevista inizialmente per il 2020, {N} si è svolta a Graz (Austria) nel 2022.",
    ),
    "de": (
        "{N} begann diesen Montag (18. Juli 2022) in Graz (Österreich).",
        "{N} wurde am 18. Juli 2022 in Graz eröffnet und dauert bis Freitag.",
        "2020 wegen der Pandemie verschoben, begann {N} am 18. Juli 2022 in Graz (Österreich).",
        "Ursprünglich für 2020 geplant, fand {N} 2022 in Graz (Österreich) statt.",
    ),
}
CLAIMED = {
    "en": ("Graz will host {N} in 2023", "Hoax", "Fake news", "False", "Rumour", "Myth", "False claim"),
    "fr": ("Graz accueillera {N} en 2023", "Canular", "Faux", "Intox", "Rumeur", "Fausse information"),
    "es": ("Graz acogerá {N} en 2023", "Bulo", "Falso", "Rumor", "Noticia falsa"),
    "pt": ("Graz vai receber {N} em 2023", "Boato", "Falso", "Mentira", "Notícia falsa"),
    "it": ("Graz ospiterà {N} nel 2023", "Bufala", "Falso", "Notizia falsa"),
    "de": ("Graz wird 2023 {N} ausrichten", "Falsch", "Falschmeldung", "Gerücht", "Falsche Behauptung"),
}
VERDICTS = (
    "<p>{verdict}: {claim}.</p>",
    "<p>{verdict}: «{claim}».</p>",
    "<p>{claim} ({verdict}).</p>",
    "<p>«{claim}» – {verdict}.</p>",
    "<p>{claim}.</p><p>{verdict}.</p>",
    "<h3>{verdict}</h3><p>{claim}.</p>",
    "<h3>{claim}</h3><p><strong>{verdict}</strong></p>",
    "<ul><li>{claim}: {verdict}</li></ul>",
    "<ul><li>{verdict} – {claim}</li></ul>",
    "<dl><dt>{claim}</dt><dd>{verdict}</dd></dl>",
    "<table><tr><th>A</th><th>B</th></tr><tr><td>{claim}</td><td>{verdict}</td></tr></table>",
)


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in BEGAN.items() for words in several])
def test_a_conference_that_was_late_is_told_of_its_own_year(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, words)}</p>")
    late = {(year, city) for year, city, status in stated(page) if status != "postponed"}
    assert late == {(2022, "Graz")} or (not late and "Graz" in unread(page))


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, several in BESIDE_KOBE.items() for words in several]
)
def test_a_city_beside_the_host_is_none(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) in ({(2019, "Fabriano"), (2016, "Kobe")}, {(2019, "Fabriano")})
    assert (2016, "Kobe") in hosts(page) or "Kobe" in unread(page)


@pytest.mark.parametrize("before", [FABRIANO, dict.fromkeys(FABRIANO, "{N}.")])
@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in GRAZ.items() for words in several])
def test_a_host_in_words_of_any_kind_is_stated_or_told(code: str, words: str, before: dict[str, str]) -> None:
    page = page_of(code, f"<p>{said(code, before[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano"), (2016, "Graz")}
    assert (2016, "Graz") in hosts(page) or "Graz" in unread(page)


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in RUMOURS.items() for words in several])
def test_what_is_rumoured_or_denied_is_not_stated(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) <= {(2019, "Fabriano")}


@pytest.mark.parametrize("form", VERDICTS)
@pytest.mark.parametrize(
    ("code", "claim", "verdict"), [(code, claim, one) for code, (claim, *several) in CLAIMED.items() for one in several]
)
def test_what_a_verdict_says_is_not_so_is_not_stated(code: str, claim: str, verdict: str, form: str) -> None:
    main = form.format(claim=said(code, claim), verdict=verdict)
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><h2>Info</h2><p>Info.</p>{main}")
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page)
