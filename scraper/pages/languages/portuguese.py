"""Portuguese."""

from scraper.pages.languages.language import Language

_SERIES_NOUN = r"(?:confer[êe]ncias?|reuni(?:[ãa]o|[õo]es)|assembleias?|encontros?|edi(?:[çc][ãa]o|[çc][õo]es))"

PORTUGUESE = Language(
    code="pt",
    common=r"os|das|dos|uma|com|em|não|foi|foram|são|pela|pelo|ao|à|às|mais|também|na|no|cidades|da|do|e",
    series=rf"(?:confer[êe]ncias?|reuni(?:[ãa]o|[õo]es)|assembleias?|encontros?)\s+(?:gera(?:l|is)\s+)?anua(?:l|is)|reuni(?:[ãa]o|[õo]es)\s+(?:f[íi]sicas?|presencia(?:l|is))|"
    rf"(?:anterior(?:es)?|pr[óo]xim[ao]s?|[úu]ltim[ao]s?|futuras?|passad[ao]s)\s+{_SERIES_NOUN}|{_SERIES_NOUN}\s+(?:anterior(?:es)?|passad[ao]s)|"
    r"(?:confer[êe]ncias?|reuni(?:[ãa]o|[õo]es))\s+da\s+Rede(?:\s+(?:UNESCO\s+)?d[ea]s?\s+Cidades\s+Criativas)?|"
    r"edi(?:[çc][ãa]o|[çc][õo]es)\s+da\s+(?:confer[êe]ncia|reuni[ãa]o)",
    event=r"confer[êe]ncias?|reuni(?:[ãa]o|[õo]es)|c[úu]pulas?|cimeiras?|f[óo]runs?|f[óo]rum|semin[áa]rios?|simp[óo]sios?|oficinas?|exposi(?:[çc][ãa]o|[çc][õo]es)|"
    r"festiva(?:l|is)|feiras?|congressos?|assembleias?|sess(?:[ãa]o|[õo]es)|biena(?:l|is)|mesas?\s+redondas?|encontros?|"
    r"edi(?:[çc][ãa]o|[çc][õo]es)|cerim[ôo]nias?|concursos?|cursos?|consultas?|jornadas?|semanas?",
    own_edition=r"edi(?:[çc][ãa]o|[çc][õo]es)",
    rival=r"(?:sub-?redes?|grupos?\s+de\s+trabalho|comit[êe]\s+diretor|prefeitos|presidentes\s+de\s+c[âa]mara|naciona(?:l|is)|regiona(?:l|is)|"
    r"cidades?\s+(?:da\s+|do\s+|de\s+)(?:literatura|m[úu]sica|cinema|design|gastronomia|artes\s+midi[áa]ticas|artesanato))",
    network=r"UNESCO|UCCN|RCCU",
    held=r"(?:foram|foi)\s+(?:j[áa]\s+|sucessivamente\s+)?(?:realizad|celebrad|organizad|sediad|acolhid)[ao]s?|(?:realizaram|realizou|celebraram|celebrou)-se|"
    r"decorr(?:eram|eu)|tiveram\s+lugar|teve\s+lugar|acontec(?:eram|eu)|ocorr(?:eram|eu)|se\s+realiz(?:aram|ou)",
    planned=r"ser(?:[áa]|[ãa]o)\s+(?:realizad|celebrad|organizad|sediad|acolhid)[ao]s?|realizar-se-[áa]|realizar-se-[ãa]o|ter(?:[áa]|[ãa]o)\s+lugar|acontecer(?:[áa]|[ãa]o)|"
    r"decorrer(?:[áa]|[ãa]o)|ocorrer(?:[áa]|[ãa]o)|se\s+realizar(?:[áa]|[ãa]o)|(?:vai|v[ãa]o)\s+(?:acontecer|decorrer|realizar-se|ter\s+lugar)|"
    r"(?:est[áa]|est[ãa]o)\s+(?:previst|programad)[ao]s?|(?:deve|deveria|devia)\s+(?:ser\s+realizada|realizar-se|acontecer)",
    postponed=r"(?:foi|foram)\s+adiad[ao]s?|adiad[ao]s?",
    cancelled=r"(?:foi|foram)\s+cancelad[ao]s?|cancelad[ao]s?",
    candidate=r"(?:cidades?\s+)?candidatas?(?:\s+(?:a|[àa]|para)\b[^:.;]{0,80}?)?\s*(?::|\s(?:[ée]|s[ãa]o)\b)",
    hosted=r"acolh(?:eu|eram)|sedi(?:ou|aram)|receb(?:eu|eram)|organiz(?:ou|aram)|foi\s+(?:a\s+)?(?:sede|anfitri[ãa])\s+d[ae]",
    will_host=r"acolher(?:[áa]|[ãa]o)|sediar(?:[áa]|[ãa]o)|receber(?:[áa]|[ãa]o)|(?:vai|v[ãa]o)\s+(?:acolher|sediar|receber)|ser[áa]\s+(?:a\s+)?(?:sede|anfitri[ãa])\s+d[ae]|"
    r"(?:foi|foram)\s+(?:escolhid|selecionad|designad)[ao]s?\s+para\s+(?:acolher|sediar|receber)",
    candidate_host=r"(?:[ée]|s[ãa]o)\s+(?:a\s+)?(?:cidades?\s+)?candidatas?\s+(?:para|a|[àa])\s+(?:(?:organiza[çc][ãa]o|sede)\s+d[ae]|acolher|sediar|receber)?",
    not_object=r"de|da|do|das|dos|para|em|com|durante|por",
    leads_to_places=r"(?:\s*(?:em|no|na|nos|nas|por|pel[ao]s?|respectivamente|respetivamente|sucessivamente|(?:as\s+)?cidades\s+de|(?:as\s+)?seguintes\s+cidades|(?:a\s+)?cidade\s+de|:)(?![^\s:]))*",
    before_place=r"em|no|na|nos|nas|por|pel[ao]s?",
    city_of=r"(?:a\s+|as\s+)?cidades?\s+d[eo]",
    joiner=r"e|and|bem\s+como|assim\s+como",
    in_=r"em|de|do|da|no|para",
    list_heading=r"(?:cidades?[\s-](?:anfitri[ãa]s?|sedes?)|sedes|cronologia|edi[çc][õo]es)",
    coming=r"pr[óo]xim[ao]s?|futuras?|seguintes?|previst[ao]s?",
    candidacy=r"candidatas?|candidatos?|candidaturas?",
    objectives=r"objetivos?|objectivos?|metas?",
    objectives_end=r"s[ãa]o|[ée]|de|seguintes",
    months=(
        "janeiro|jan",
        "fevereiro|fev",
        "mar[çc]o|mar",
        "abril|abr",
        "maio|mai",
        "junho|jun",
        "julho|jul",
        "agosto|ago",
        "setembro|set",
        "outubro|out",
        "novembro|nov",
        "dezembro|dez",
    ),
    date_words=r"de|do|a|ao|e|em|no|dia|dias|os|entre|at[ée]|in[íi]cio|meados|final",
    range_words=r"a|ao|e|at[ée](?:\s+ao?)?",
    ordinals=(
        r"primeir[ao]",
        r"segund[ao]",
        r"terceir[ao]",
        r"quart[ao]",
        r"quint[ao]",
        r"sext[ao]",
        r"s[ée]tim[ao]",
        r"oitav[ao]",
        r"non[ao]",
        r"d[ée]cim[ao]",
        r"d[ée]cim[ao]\s?-?primeir[ao]",
        r"d[ée]cim[ao]\s?-?segund[ao]",
        r"d[ée]cim[ao]\s?-?terceir[ao]",
        r"d[ée]cim[ao]\s?-?quart[ao]",
        r"d[ée]cim[ao]\s?-?quint[ao]",
        r"d[ée]cim[ao]\s?-?sext[ao]",
        r"d[ée]cim[ao]\s?-?s[ée]tim[ao]",
        r"d[ée]cim[ao]\s?-?oitav[ao]",
        r"d[ée]cim[ao]\s?-?non[ao]",
        r"vig[ée]sim[ao]",
    ),
    ordinal_suffix=r"\.?\s?(?:[ªº°]|a|o)",
    not_held=r"cancelad\w*|adiad\w*|n[ãa]o\s+realizad\w*",
    venue=r"sede|on-?line|virtual",
    not_city=r"anua(?:l|is)|confer[êe]ncias?|reuni[ãa]o|rede|criativas?|membros?|as?|os?|todas?|pr[óo]xima|on-?line|sede|"
    r"segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo",
    headings=(
        ("year", r"anos?|datas?|quando"),
        ("edition", r"edi[çc][ãa]o|edi[çc][õo]es|n[úu]mero|#|n°|nº"),
        ("city", r"cidades?(?:[\s-](?:anfitri[ãa]|sede)s?)?|sedes?|local|onde"),
        ("country", r"pa[íi]s(?:es)?|estados?(?:[\s-]membros?)?"),
        ("note", r"notas?|observa[çc][õo]es|coment[áa]rios?"),
        ("status", r"estado|situa[çc][ãa]o"),
    ),
    participants=r"participantes?|delegad[ao]s?|representantes?",
    cities=r"cidades",
    countries=r"pa[íi]ses|estados",
    mayors=r"prefeit[ao]s?|presidentes\s+de\s+c[âa]mara|autarcas",
    attended=r"reuni\w+|congreg\w+|particip\w+|delegad\w+|representantes?|receb\w+|acolh\w+|contou\s+com|incluindo",
    membership=r"(?<!da\s)rede\s+(?:\w+\s+){0,3}?(?:conta|compreende|inclui|re[úu]ne|tem)|composta\s+por",
    members=r"rede\b|RCCU|UCCN|criativ|cidade|membro",
    name=r"cidades\s+criativas|RCCU|UCCN",
    hosts_now=r"acolhem?|sediam?|recebem?|organizam?",
    gathered=r"reuniu|congregou|contou\s+com|terminou|encerrou",
    participle=r"(?<!ser\s)(?<!ser[áa]\s)realizada",
    programme=r"jornadas?|semanas?|sess(?:[ãa]o|[õo]es)|oficinas?|exposi(?:[çc][ãa]o|[çc][õo]es)|cerim[ôo]nias?|mesas?\s+redondas?|edi(?:[çc][ãa]o|[çc][õo]es)|assembleias?|reuni(?:[ãa]o|[õo]es)|encontros?|concursos?|cursos?|consultas?|festiva(?:l|is)|feiras?",
    anaphor=r"(?:a|esta)\s+(?:confer[êe]ncia|reuni[ãa]o|edi[çc][ãa]o)|(?:o|este)\s+(?:encontro|evento)",
    expects=r"esperad[ao]s|participar[ãa]o|reunir[áa]|estar[ãa]o\s+presentes",
    audience=r"pessoas|convidados",
)
