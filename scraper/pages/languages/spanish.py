"""Spanish."""

from scraper.pages.languages.language import Language

_SERIES_NOUN = r"(?:conferencias?|reuni(?:[óo]n|ones)|asambleas?|encuentros?|edici(?:[óo]n|ones))"

SPANISH = Language(
    code="es",
    common=r"los|las|del|una|por|con|el|han|fue|está|esta|este|estos|su|sus|y|más|sido|también|ciudades",
    series=rf"(?:conferencias?|reuni(?:[óo]n|ones)|asambleas?|encuentros?)\s+(?:general(?:es)?\s+)?anual(?:es)?|reuni(?:[óo]n|ones)\s+(?:f[íi]sicas?|presencial(?:es)?)|"
    rf"(?:anterior(?:es)?|pr[óo]xim[ao]s?|[úu]ltim[ao]s?|futuras?|pasad[ao]s)\s+{_SERIES_NOUN}|{_SERIES_NOUN}\s+(?:anterior(?:es)?|pasad[ao]s|previas?)|"
    r"(?:conferencias?|reuni(?:[óo]n|ones))\s+de\s+la\s+Red(?:\s+de\s+Ciudades\s+Creativas)?|"
    r"edici(?:[óo]n|ones)\s+de\s+la\s+(?:conferencia|reuni[óo]n)",
    event=r"conferencias?|reuni(?:[óo]n|ones)|cumbres?|foros?|seminarios?|simposios?|talleres|taller|exposici(?:[óo]n|ones)|"
    r"festival(?:es)?|ferias?|congresos?|asambleas?|sesi(?:[óo]n|ones)|bienal(?:es)?|mesas?\s+redondas?|encuentros?|"
    r"edici(?:[óo]n|ones)|ceremonias?|concursos?|cursos?|consultas?|jornadas?|semanas?",
    own_edition=r"edici(?:[óo]n|ones)",
    rival=r"(?:sub-?red(?:es)?|grupos?\s+de\s+trabajo|comit[ée]\s+directivo|alcaldes|nacional(?:es)?|regional(?:es)?|"
    r"ciudad(?:es)?\s+(?:de\s+(?:la\s+)?|del\s+)(?:literatura|m[úu]sica|cine|dise[ñn]o|gastronom[íi]a|artes\s+digitales|artesan[íi]a))",
    network=r"UNESCO|UCCN|RCCU",
    held=r"se\s+(?:han|ha)\s+(?:ya\s+|sucesivamente\s+)?(?:celebrado|realizado|llevado\s+a\s+cabo|organizado)|se\s+(?:celebr|realiz|organiz)(?:[óo]|aron)|"
    r"(?:han|ha)\s+tenido\s+lugar|tuv(?:o|ieron)\s+lugar|(?:han|ha)\s+sido\s+(?:celebrad|organizad|acogid|realizad)[ao]s?|"
    r"fue(?:ron)?\s+(?:celebrad|organizad|acogid|realizad)[ao]s?|se\s+llev(?:[óo]|aron)\s+a\s+cabo",
    planned=r"tendr[áa]n?\s+lugar|se\s+(?:celebrar|realizar|organizar|llevar)[áa]n?(?:\s+a\s+cabo)?|ser[áa]n?\s+(?:celebrad|organizad|acogid|realizad)[ao]s?|"
    r"(?:va|van)\s+a\s+(?:celebrarse|realizarse|tener\s+lugar)|(?:deb[íi]an?|debe|deben)\s+(?:celebrarse|tener\s+lugar|realizarse)|(?:est[áa]n?)\s+previst[ao]s?",
    postponed=r"(?:ha|han)\s+sido\s+(?:aplazad|pospuest|postergad)[ao]s?|fue(?:ron)?\s+(?:aplazad|pospuest)[ao]s?|se\s+(?:ha|han)\s+aplazado|aplazad[ao]s?|pospuest[ao]s?",
    cancelled=r"(?:ha|han)\s+sido\s+(?:cancelad|anulad|suspendid)[ao]s?|fue(?:ron)?\s+(?:cancelad|anulad)[ao]s?|cancelad[ao]s?",
    candidate=r"(?:ciudad(?:es)?\s+)?candidat[ao]s?(?:\s+(?:a|para)\b[^:.;]{0,80}?)?\s*(?::|\s(?:es|son)\b)",
    hosted=r"(?:ha\s+|han\s+)(?:acogido|albergado|organizado)|(?:acogi|alberg|organiz)(?:[óo]|eron|aron)|fue(?:ron)?\s+(?:la\s+|las\s+)?(?:sedes?|anfitrion[ae]s?)\s+de",
    will_host=r"(?:acoger|albergar|organizar)(?:[áa]n?)|ser[áa]n?\s+(?:la\s+|las\s+)?(?:sedes?|anfitrion[ae]s?)\s+de|"
    r"(?:fue|fueron|ha\s+sido|han\s+sido)\s+(?:elegid|seleccionad|designad)[ao]s?\s+para\s+(?:acoger|albergar|organizar)",
    candidate_host=r"(?:es|son)\s+(?:la\s+)?(?:ciudad(?:es)?\s+)?candidat[ao]s?\s+(?:para|a)\s+(?:(?:ser\s+sede|la\s+organizaci[óo]n)\s+de|acoger|albergar|organizar)?",
    not_object=r"de|del|para|en|con|durante|por",
    leads_to_places=r"(?:\s*(?:en|por|respectivamente|sucesivamente|las\s+ciudades\s+de|las\s+siguientes\s+ciudades|la\s+ciudad\s+de|:)(?![^\s:]))*",
    before_place=r"en|por",
    city_of=r"(?:la\s+|las\s+)?ciudad(?:es)?\s+de",
    joiner=r"y|e|and|as[íi]\s+como",
    in_=r"en|de|del|para",
    list_heading=r"(?:ciudad(?:es)?\s+(?:anfitrion[ae]s?|sedes?)|sedes|cronolog[íi]a|ediciones)",
    coming=r"pr[óo]xim[ao]s?|futuras?|siguientes?|previst[ao]s?",
    candidacy=r"candidat[ao]s?|candidaturas?",
    objectives=r"objetivos?|metas?",
    objectives_end=r"son|es|de|siguientes",
    months=(
        "enero|ene",
        "febrero|feb",
        "marzo|mar",
        "abril|abr",
        "mayo|may",
        "junio|jun",
        "julio|jul",
        "agosto|ago",
        "septiembre|setiembre|sept|sep",
        "octubre|oct",
        "noviembre|nov",
        "diciembre|dic",
    ),
    date_words=r"del|de|al|a|el|los|y|en|desde|hasta|entre|principios|mediados|finales",
    range_words=r"al|a|y|hasta(?:\s+el)?",
    ordinals=(
        r"primer[ao]?",
        r"segund[ao]",
        r"tercer[ao]?",
        r"cuart[ao]",
        r"quint[ao]",
        r"sext[ao]",
        r"s[ée]ptim[ao]",
        r"octav[ao]",
        r"noven[ao]",
        r"d[ée]cim[ao]",
        r"und[ée]cim[ao]|d[ée]cim[ao]\s?primer[ao]?",
        r"duod[ée]cim[ao]|d[ée]cim[ao]\s?segund[ao]",
        r"d[ée]cim[ao]\s?tercer[ao]?",
        r"d[ée]cim[ao]\s?cuart[ao]",
        r"d[ée]cim[ao]\s?quint[ao]",
        r"d[ée]cim[ao]\s?sext[ao]",
        r"d[ée]cim[ao]\s?s[ée]ptim[ao]",
        r"d[ée]cim[ao]\s?octav[ao]",
        r"d[ée]cim[ao]\s?noven[ao]",
        r"vig[ée]sim[ao]",
    ),
    ordinal_suffix=r"\.?\s?(?:[ªº°]|er|ra|da|ta|ma|va|na|a|o)",
    not_held=r"cancelad\w*|aplazad\w*|pospuest\w*|no\s+celebrad\w*",
    venue=r"sede|en\s+l[íi]nea|virtual",
    not_city=r"anual(?:es)?|conferencias?|reuni[óo]n|red|creativas?|miembros?|las?|los|el|todas?|pr[óo]xima|en\s+l[íi]nea|sede|"
    r"lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo",
    headings=(
        ("year", r"a[ñn]os?|fechas?|cu[áa]ndo"),
        ("edition", r"edici(?:[óo]n|ones)|n[úu]m\.?|n[úu]mero|#|n°|nº"),
        ("city", r"ciudad(?:es)?(?:\s+(?:anfitriona|sede)s?)?|sedes?|lugar|d[óo]nde"),
        ("country", r"pa[íi]s(?:es)?|estados?(?:\s+miembros?)?"),
        ("note", r"notas?|observaciones|comentarios?"),
        ("status", r"estado|situaci[óo]n"),
    ),
    participants=r"participantes?|delegad[ao]s?|asistentes?|representantes?",
    cities=r"ciudades",
    countries=r"pa[íi]ses|estados",
    mayors=r"alcald(?:es|esas|e|esa)",
    attended=r"reuni[óo]\w*|congreg\w+|particip\w+|delegad\w+|asisti\w+|asistentes|representantes?|acogi[óo]|cont[óo]\s+con|tomaron\s+parte|entre\s+ellos",
    membership=r"(?<!de\sla\s)red\s+(?:\w+\s+){0,3}?(?:cuenta|comprende|agrupa|incluye|re[úu]ne)|compuesta\s+por",
    members=r"red\b|RCCU|UCCN|creativ|ciudad|miembro",
    name=r"ciudades\s+creativas|RCCU|UCCN",
    hosts_now=r"acogen?|albergan?|organizan?|recibe",
    gathered=r"reuni[óo]|congreg[óo]|cont[óo]\s+con|concluy[óo]|finaliz[óo]|recibi[óo]",
    participle=r"(?<!ser\s)(?<!ser[áa]\s)celebrada",
    programme=r"jornadas?|semanas?|sesi(?:[óo]n|ones)|taller(?:es)?|exposici(?:[óo]n|ones)|ceremonias?|mesas?\s+redondas?|edici(?:[óo]n|ones)|asambleas?|reuni(?:[óo]n|ones)|encuentros?|concursos?|cursos?|consultas?|festival(?:es)?|ferias?",
    anaphor=r"(?:la|esta)\s+(?:conferencia|reuni[óo]n|cita|edici[óo]n)|(?:el|este)\s+(?:encuentro|evento)",
    expects=r"se\s+esperan?|asistir[áa]n|participar[áa]n|reunir[áa]|congregar[áa]|acudir[áa]n",
    audience=r"personas|invitados",
)
