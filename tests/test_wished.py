"""Who would like to be the host, and is none yet; what a question, a quiz or a sentence beside the host states."""

import pytest
from spoken import FABRIANO, hosts, page_of, said, stated, unread

WISHED = {
    "en": (
        "Burgos has put its name forward for {N} of 2025.",
        "Two cities have put their names forward for {N} of 2025: Burgos and Suzhou.",
        "Burgos and Suzhou are in the running for {N} in 2025.",
        "Burgos is in the running to host {N} in 2025.",
        "Burgos has thrown its hat into the ring for {N} in 2025.",
        "The council voted on the motion that Burgos request to be the seat of {N} in 2025.",
        "Burgos is seeking to host {N} in 2025.",
        "Burgos hopes to stage {N} in 2025.",
        "Burgos would be happy to host {N} in 2025.",
        "Burgos is vying with Suzhou for {N} in 2025.",
        "Burgos has been shortlisted for {N} 2025.",
        "Burgos is a contender for {N} of 2025.",
        "Burgos submitted its file for {N} in 2025.",
        "The mayor would like to see {N} in Burgos in 2025.",
        "The city asked UNESCO to hold {N} in Burgos in 2025.",
        "A proposal to hold {N} in 2025 in Burgos was tabled.",
        "Burgos competes for {N} of 2025.",
        "Burgos is considering hosting {N} in 2025.",
        "Burgos is eyeing {N} in 2025.",
        "Burgos has expressed interest in hosting {N} in 2025.",
        "Burgos may host {N} in 2025.",
        "Burgos could host {N} in 2025.",
        "Will Burgos host {N} in 2025?",
        "Burgos dreams of hosting {N} in 2025.",
        "Burgos is preparing its bid for {N} in 2025.",
        "The final vote on {N} in 2025 is between Burgos and Suzhou.",
        "Burgos offered to receive {N} in 2025.",
        "Burgos is one of two cities that want {N} in 2025.",
    ),
    "fr": (
        "Burgos a posé sa candidature à {N} de 2025.",
        "Deux villes se sont portées candidates pour {N} de 2025 : Burgos et Suzhou.",
        "Burgos et Suzhou sont en lice pour {N} de 2025.",
        "Burgos brigue {N} de 2025.",
        "Le conseil a voté la motion pour que Burgos demande à être le siège de {N} en 2025.",
        "Burgos souhaite accueillir {N} en 2025.",
        "Burgos espère organiser {N} de 2025.",
        "Burgos serait heureuse d'accueillir {N} en 2025.",
        "Burgos ambitionne d'accueillir {N} en 2025.",
        "Burgos est sur les rangs pour {N} de 2025.",
        "Burgos a déposé son dossier pour {N} de 2025.",
        "Le maire aimerait voir {N} à Burgos en 2025.",
        "La ville a demandé à l'UNESCO de tenir {N} à Burgos en 2025.",
        "Burgos pourrait accueillir {N} en 2025.",
        "Burgos rêve d'accueillir {N} en 2025.",
        "Burgos prépare sa candidature à {N} de 2025.",
        "Burgos vise {N} de 2025.",
        "Burgos propose d'accueillir {N} en 2025.",
        "Burgos envisage d'accueillir {N} en 2025.",
        "Burgos a manifesté son intérêt pour accueillir {N} en 2025.",
        "Le vote final pour {N} de 2025 opposera Burgos à Suzhou.",
        "Burgos se verrait bien accueillir {N} en 2025.",
    ),
    "es": (
        "Burgos ha presentado su candidatura a {N} de 2025.",
        "Dos ciudades se han postulado para {N} de 2025: Burgos y Suzhou.",
        "Burgos y Suzhou compiten por {N} de 2025.",
        "Burgos opta a {N} de 2025.",
        "Se somete a votación la moción para que Burgos solicite ser sede de {N} en 2025.",
        "Burgos quiere acoger {N} en 2025.",
        "Burgos espera organizar {N} de 2025.",
        "Burgos estaría encantada de acoger {N} en 2025.",
        "Burgos aspira a ser sede de {N} en 2025.",
        "Burgos suena como sede de {N} de 2025.",
        "Burgos ha entregado su dossier para {N} de 2025.",
        "Al alcalde le gustaría ver {N} en Burgos en 2025.",
        "La ciudad pidió a la UNESCO celebrar {N} en Burgos en 2025.",
        "Burgos podría acoger {N} en 2025.",
        "Burgos sueña con acoger {N} en 2025.",
        "Burgos prepara su candidatura a {N} de 2025.",
        "Burgos se ofrece a acoger {N} en 2025.",
        "Burgos estudia acoger {N} en 2025.",
        "Burgos ha mostrado su interés en acoger {N} en 2025.",
        "Burgos pelea por {N} de 2025.",
        "Que Burgos sea sede de {N} en 2025 depende del voto.",
        "Burgos solicitará {N} de 2025.",
    ),
    "pt": (
        "Burgos apresentou a sua candidatura à {n} de 2025.",
        "Duas cidades candidataram-se à {n} de 2025: Burgos e Suzhou.",
        "Burgos e Suzhou disputam {N} de 2025.",
        "Burgos concorre à {n} de 2025.",
        "Foi votada a moção para que Burgos solicite ser sede d{N} em 2025.",
        "Burgos quer acolher {N} em 2025.",
        "Burgos espera organizar {N} de 2025.",
        "Burgos gostaria de acolher {N} em 2025.",
        "Burgos ambiciona receber {N} em 2025.",
        "Burgos está na corrida à {n} de 2025.",
        "Burgos entregou o dossiê para {N} de 2025.",
        "O prefeito gostaria de ver {N} em Burgos em 2025.",
        "A cidade pediu à UNESCO para realizar {N} em Burgos em 2025.",
        "Burgos poderá acolher {N} em 2025.",
        "Burgos sonha em sediar {N} em 2025.",
        "Burgos prepara a candidatura à {n} de 2025.",
        "Burgos ofereceu-se para acolher {N} em 2025.",
        "Burgos pretende sediar {N} em 2025.",
        "Burgos manifestou interesse em acolher {N} em 2025.",
        "Burgos é uma das finalistas para {N} de 2025.",
    ),
    "it": (
        "Burgos ha presentato la candidatura alla {n} del 2025.",
        "Due città si sono candidate alla {n} del 2025: Burgos e Suzhou.",
        "Burgos e Suzhou sono in lizza per {N} del 2025.",
        "Burgos punta alla {n} del 2025.",
        "È stata votata la mozione affinché Burgos chieda di essere sede del{N} nel 2025.",
        "Burgos vuole ospitare {N} nel 2025.",
        "Burgos spera di organizzare {N} del 2025.",
        "Burgos sarebbe lieta di ospitare {N} nel 2025.",
        "Burgos aspira a ospitare {N} nel 2025.",
        "Burgos è in corsa per {N} del 2025.",
        "Burgos ha consegnato il dossier per {N} del 2025.",
        "Al sindaco piacerebbe vedere {N} a Burgos nel 2025.",
        "La città ha chiesto all'UNESCO di tenere {N} a Burgos nel 2025.",
        "Burgos potrebbe ospitare {N} nel 2025.",
        "Burgos sogna di ospitare {N} nel 2025.",
        "Burgos prepara la candidatura alla {n} del 2025.",
        "Burgos si propone per ospitare {N} nel 2025.",
        "Burgos valuta di ospitare {N} nel 2025.",
        "Burgos ha manifestato interesse a ospitare {N} nel 2025.",
        "Burgos è tra le finaliste per {N} del 2025.",
    ),
    "de": (
        "Burgos hat sich um {N} 2025 beworben.",
        "Zwei Städte bewerben sich um {N} 2025: Burgos und Suzhou.",
        "Burgos und Suzhou sind im Rennen um {N} 2025.",
        "Burgos hat seinen Hut für {N} 2025 in den Ring geworfen.",
        "Der Rat stimmte über den Antrag ab, dass Burgos sich als Gastgeber der {n} 2025 bewirbt.",
        "Burgos möchte 2025 {N} ausrichten.",
        "Burgos hofft, {N} 2025 ausrichten zu dürfen.",
        "Burgos würde gern 2025 {N} ausrichten.",
        "Burgos strebt die Ausrichtung der {n} 2025 an.",
        "Burgos ist im Gespräch für {N} 2025.",
        "Burgos hat seine Unterlagen für {N} 2025 eingereicht.",
        "Der Bürgermeister sähe {N} 2025 gern in Burgos.",
        "Die Stadt bat die UNESCO, {N} 2025 in Burgos abzuhalten.",
        "Burgos könnte 2025 {N} ausrichten.",
        "Burgos träumt davon, 2025 {N} auszurichten.",
        "Burgos bereitet seine Bewerbung um {N} 2025 vor.",
        "Burgos hat angeboten, 2025 {N} auszurichten.",
        "Burgos erwägt, 2025 {N} auszurichten.",
        "Burgos hat Interesse an der Ausrichtung der {n} 2025 bekundet.",
        "Burgos ist in der engeren Wahl für {N} 2025.",
    ),
}
"""What is said of a city that seeks the conference, of a poll, a proposal, a dream."""


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, several in WISHED.items() for words in several])
def test_who_would_like_to_be_the_host_is_a_candidate_or_told(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    others = {one for one in stated(page) if one[1] != "Fabriano"}
    assert {status for _, _, status in others} <= {"candidate"}
    assert others or "Burgos" in unread(page)


OFFERED = ("Tampere (Finland)", "Graz (Austria)", "Bergen (Norway)")


@pytest.mark.parametrize(
    "asked",
    [
        "<h3>{q}</h3><ul><li>{0}</li><li>{1}</li><li>{2}</li></ul>",
        "<p>{q}</p><ol><li>{0}</li><li>{1}</li><li>{2}</li></ol>",
        "<h3>{q}</h3><p>○ {0}<br>○ {1}<br>○ {2}</p>",
        "<fieldset><legend>{q}</legend><label><input type=radio> {0}</label><br><label><input type=radio> {1}</label></fieldset>",
        "<table><tr><th>{q}</th><td>{0}</td><td>{1}</td><td>{2}</td></tr></table>",
        "<dl><dt>{q}</dt><dd>{0}</dd><dd>{1}</dd><dd>{2}</dd></dl>",
    ],
)
@pytest.mark.parametrize("question", ["Where was {N} of 2016 held?", "Which city hosted {N} in 2016?"])
def test_the_answers_that_a_question_offers_are_no_hosts(asked: str, question: str) -> None:
    main = asked.format(*OFFERED, q=said("en", question))
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{main}")
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Graz" in unread(page)


@pytest.mark.parametrize(
    ("code", "question", "answer"),
    [
        ("en", "Was {N} of 2015 held in Graz (Austria)?", "No."),
        ("fr", "La {n} de 2015 a-t-elle eu lieu à Graz (Autriche) ?", "Non."),
        ("es", "¿Se celebró {N} de 2015 en Graz (Austria)?", "No."),
        ("de", "Fand {N} 2015 in Graz (Österreich) statt?", "Nein."),
    ],
)
def test_a_heading_that_asks_states_nothing(code: str, question: str, answer: str) -> None:
    main = f"<h3>{said(code, question)}</h3><p>{answer}</p>"
    assert hosts(page_of(code, f"<p>{said(code, FABRIANO[code])}</p>{main}")) == {(2019, "Fabriano")}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("es", "Un encuentro regional prepara {N}. Se han celebrado encuentros en Graz (Austria) en 2015."),
        ("en", "A regional meeting of the south prepares {N}. Meetings have been held in Graz (Austria) in 2015."),
        ("en", "{N} was held in Kobe in 2015, and in 2016 Graz hosted a film festival."),
        ("es", "{N} tuvo lugar en Kobe en 2015 y en 2016 se celebró en Graz un festival de cine."),
        ("it", "{N} si è tenuta a Kobe nel 2015 e nel 2016 a Graz si è svolta una mostra."),
        ("de", "{N} fand 2015 in Kobe statt; 2016 richtete Graz ein Filmfest aus."),
        ("fr", "{N} s’est tenue à Kobe en 2015, et en 2016 s’est tenue à Graz une exposition."),
        ("en", "At {N} in 2019, Graz received an artistic award."),
        ("de", "Um {N} 2018 bemühte sich Graz und wurde Zweite hinter Kobe."),
    ],
)  # fmt: skip
def test_what_stands_beside_the_conference_is_no_host(code: str, words: str) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert not any(city == "Graz" for _, city in hosts(page))


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("en", "{N} took place in Kobe in 2015, and the next one is to be hosted by Graz in 2026.", {(2015, "Kobe"), (2026, "Graz")}),
        ("es", "{N} de 2015 se celebró en Kobe; en 2026 será el turno de Graz.", {(2015, "Kobe"), (2026, "Graz")}),
        ("fr", "Deux conférences annuelles du Réseau : celle de 2015 à Kobe, celle de 2016 à Graz.", {(2015, "Kobe"), (2016, "Graz")}),
        ("en", "The last meetings of the Creative Cities Network: Kobe ’15, Graz ’16.", {(2015, "Kobe"), (2016, "Graz")}),
        ("de", "{N}, die Graz 2016 ausrichtete, war ein Erfolg.", {(2016, "Graz")}),
        ("it", "Mancano dieci giorni a {n}, che animerà Graz dal 10 al 15 giugno 2025.", {(2025, "Graz")}),
        ("en", "Graz and its neighbour Kobe were joint hosts of {N} in 2018.", {(2018, "Graz"), (2018, "Kobe")}),
        ("fr", "Pour {N} de 2026, le choix des villes membres s’est porté sur Graz.", {(2026, "Graz")}),
        ("pt", "{N}, sediada por Graz em 2016, foi um êxito.", {(2016, "Graz")}),
    ],
)  # fmt: skip
def test_who_received_it_is_read_however_it_is_said(code: str, words: str, expected: set[tuple[int, str]]) -> None:
    page = page_of(code, f"<p>{said(code, FABRIANO[code])}</p><p>{said(code, words)}</p>")
    assert hosts(page) == {(2019, "Fabriano"), *expected}


def test_the_source_of_a_quotation_is_read() -> None:
    quoted = f"<blockquote><p>“Paper everywhere.”</p><footer>— Mayor of Graz, host of {said('en', '{n}')} in 2016</footer></blockquote>"
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{quoted}")
    assert (2016, "Graz") in hosts(page)


def test_what_opened_in_one_city_and_closed_in_another_is_one_edition() -> None:
    words = "Opened in Graz on 12 June 2018, {N} closed in Kobe on 15 June 2018."
    days = {
        (one.value("start_date"), one.value("end_date"))
        for one in page_of("en", f"<p>{said('en', words)}</p>").records
        if one.value("start_date")
    }
    assert days == {("2018-06-12", "2018-06-15")}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("{N} was held in Kobe in 2015; Graz follows in 2024.", None),
        ("After {N} of 2015 in Kobe, the network will gather in Graz in 2026.", "planned"),
    ],
)
def test_a_status_is_of_the_pair_that_it_is_said_of(words: str, status: str | None) -> None:
    found = {city: told for _, city, told in stated(page_of("en", f"<p>{said('en', words)}</p>"))}
    assert found["Kobe"] == "held"
    assert found.get("Graz") in (status, None)


@pytest.mark.parametrize("title", ["You may also like", "Related news", "Read also"])
def test_what_a_site_shows_beside_its_text_states_nothing(title: str) -> None:
    beside = (
        f"<section class=x><h3>{title}</h3><ul><li>30.11.2017 Wuhan (China) opens a design park</li></ul></section>"
    )
    page = page_of("en", f"<p>{said('en', FABRIANO['en'])}</p>{beside}")
    assert hosts(page) == {(2019, "Fabriano")}
    assert "Wuhan" not in unread(page)


@pytest.mark.parametrize(
    "main",
    [
        "<ul><li>Krakow, Katowice (Poland), 2018</li></ul>",
        "<dl><dt>2018</dt><dd>Krakow, Katowice (Poland)</dd></dl>",
        "<table><tr><th>Year</th><th>Host</th></tr><tr><td>2018</td><td>Krakow, Katowice (Poland)</td></tr></table>",
    ],
)
def test_a_second_city_before_the_country_is_told(main: str) -> None:
    page = page_of("en", f"<h2>{said('en', '{n}')}</h2>{main}")
    assert hosts(page) == set()
    assert "Katowice" in unread(page)


def test_a_region_before_the_country_is_no_second_city() -> None:
    main = "<ul><li>Santos, São Paulo (Brazil), 2022</li><li>Montréal, Québec (Canada), 2012</li></ul>"
    page = page_of("en", f"<h2>{said('en', '{n}')}</h2>{main}")
    assert hosts(page) == {(2022, "Santos"), (2012, "Montréal")}


@pytest.mark.parametrize("title", ["Cancelled", "Called off"])
def test_a_heading_speaks_of_what_is_below_it(title: str) -> None:
    lists = f"<h3>Held</h3><ul><li>2022 Graz (Austria)</li></ul><h3>{title}</h3><ul><li>2021 Kobe (Japan)</li></ul>"
    page = page_of("en", f"<h2>{said('en', '{n}')}</h2>{lists}")
    assert stated(page) == {(2022, "Graz", "held"), (2021, "Kobe", "cancelled")}
