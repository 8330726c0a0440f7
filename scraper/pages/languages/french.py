"""French."""

from scraper.pages.languages.language import Language

_SERIES_NOUN = r"(?:conf[ée]rences?|r[ée]unions?|assembl[ée]es?|rencontres?|[ée]ditions?)"

FRENCH = Language(
    code="fr",
    common=r"les|des|une|est|sont|pour|dans|aux|avec|ont|été|cette|ces|sur|du|leurs?|qui|et",
    series=rf"(?:conf[ée]rences?|r[ée]unions?|assembl[ée]es?|rencontres?)\s+(?:g[ée]n[ée]rales?\s+)?annuelles?|r[ée]unions?\s+(?:physiques?|en\s+pr[ée]sentiel)|"
    rf"(?:pr[ée]c[ée]dentes?|derni[èe]res?|prochaines?|futures?)\s+{_SERIES_NOUN}|{_SERIES_NOUN}\s+(?:pr[ée]c[ée]dentes?|pass[ée]es|prochaines?)|"
    r"(?:conf[ée]rences?|r[ée]unions?)\s+du\s+R[ée]seau(?:\s+(?:UNESCO\s+)?des\s+villes\s+cr[ée]atives)?|"
    r"[ée]ditions?\s+de\s+la\s+(?:conf[ée]rence|r[ée]union)",
    event=r"conf[ée]rences?|r[ée]unions?|sommets?|forums?|s[ée]minaires?|symposiums?|colloques?|ateliers?|expositions?|"
    r"festivals?|foires?|salons?|congr[èe]s|assembl[ée]es?|sessions?|biennales?|tables?\s+rondes?|rencontres?|"
    r"[ée]ditions?|c[ée]r[ée]monies?|concours|formations?|consultations?|webinaires?|semaines?|journ[ée]es?",
    own_edition=r"[ée]ditions?",
    rival=r"(?:sous-?r[ée]seaux?|groupes?\s+de\s+travail|comit[ée]\s+de\s+pilotage|maires|nationales?|r[ée]gionales?|"
    r"villes?\s+(?:UNESCO\s+)?(?:de\s+(?:la\s+)?|d[’']|du\s+)(?:litt[ée]rature|musique|cin[ée]ma|film|design|gastronomie|arts\s+num[ée]riques|artisanat))",
    network=r"UNESCO|UCCN|RVCU",
    held=r"(?:se\s+sont|s[’']est)\s+(?:successivement\s+|d[ée]j[àa]\s+)?(?:tenue?s?|d[ée]roul[ée]e?s?)|(?:ont|a)\s+(?:successivement\s+|d[ée]j[àa]\s+)?eu\s+lieu|eurent\s+lieu|"
    r"(?:ont|a)\s+(?:successivement\s+|d[ée]j[àa]\s+)?[ée]t[ée]\s+(?:successivement\s+)?(?:organis[ée]e?s?|accueillie?s?|tenue?s?)",
    planned=r"(?:se\s+tiendr(?:a|ont)|aur(?:a|ont)\s+lieu|se\s+d[ée]rouler(?:a|ont)|ser(?:a|ont)\s+(?:organis[ée]e?s?|accueillie?s?|tenue?s?)|"
    r"(?:doi(?:t|vent)|devai(?:t|ent)|devr(?:a|ait|ont|aient))\s+(?:se\s+tenir|avoir\s+lieu|se\s+d[ée]rouler)|(?:est|sont)\s+pr[ée]vue?s?)",
    postponed=r"(?:a|ont)\s+[ée]t[ée]\s+(?:report[ée]e?s?|repouss[ée]e?s?|diff[ée]r[ée]e?s?)|(?:est|sont)\s+report[ée]e?s?|report[ée]e?s?",
    cancelled=r"(?:a|ont)\s+[ée]t[ée]\s+annul[ée]e?s?|(?:est|sont)\s+annul[ée]e?s?|annul[ée]e?s?",
    candidate=r"(?:villes?\s+)?candidates?(?:\s+(?:[àa]|pour|au)\b[^:.;]{0,80}?)?\s*(?::|\s(?:est|sont)\b)",
    hosted=r"(?:a|ont)\s+(?:accueilli|organis[ée]|re[çc]u)|accueillit|accueillirent",
    will_host=r"(?:accueillera|accueilleront|organisera|organiseront|recevra|recevront|(?:doit|doivent|va|vont)\s+(?:accueillir|organiser)|"
    r"(?:a|ont)\s+[ée]t[ée]\s+(?:choisie?s?|s[ée]lectionn[ée]e?s?|d[ée]sign[ée]e?s?)\s+(?:pour\s+accueillir|comme\s+h[ôo]tes?\s+de))",
    candidate_host=r"(?:est|sont)\s+(?:la\s+)?(?:villes?\s+)?candidates?\s+(?:pour|[àa])\s+(?:(?:l[’']accueil|l[’']organisation)\s+de|accueillir|organiser)?",
    not_object=r"de|des|du|pour|[àa]|lors|pendant|dans|en|avec|par",
    leads_to_places=r"(?:\s*(?:[àa]|au|aux|en|dans|par|respectivement|successivement|les\s+villes\s+(?:suivantes|d[e’'])|la\s+ville\s+d[e’']|:)(?![^\s:’']))*",
    before_place=r"[àa]|au|aux|en|dans|par",
    city_of=r"(?:la\s+|les\s+)?villes?\s+(?:de\s+|d[’'])",
    joiner=r"et|e|and|puis|ainsi\s+qu(?:e|’|')",
    in_=r"en|de|du|au|pour",
    list_heading=r"(?:villes?\s+h[ôo]tes?|villes?\s+d[’']accueil|chronologie|[ée]ditions)",
    coming=r"prochaine?s?|futures?|[àa]\s+venir|pr[ée]vue?s?",
    candidacy=r"candidates?|candidats?|candidatures?",
    objectives=r"objectifs?|buts?",
    objectives_end=r"de|d[’']|sont|[àa]|suivants",
    months=(
        r"janvier|janv",
        r"f[ée]vrier|f[ée]vr",
        r"mars",
        r"avril|avr",
        r"mai",
        r"juin",
        r"juillet|juil",
        r"ao[ûu]t",
        r"septembre|sept",
        r"octobre|oct",
        r"novembre|nov",
        r"d[ée]cembre|d[ée]c",
    ),
    date_words=r"du|au|et|le|les|en|de|entre|jusqu[’']au|d[ée]but|mi|fin",
    range_words=r"au|et|jusqu[’']au",
    ordinals=(
        r"premi[èe]re?",
        r"deuxi[èe]me|seconde?",
        r"troisi[èe]me",
        r"quatri[èe]me",
        r"cinqui[èe]me",
        r"sixi[èe]me",
        r"septi[èe]me",
        r"huiti[èe]me",
        r"neuvi[èe]me",
        r"dixi[èe]me",
        r"onzi[èe]me",
        r"douzi[èe]me",
        r"treizi[èe]me",
        r"quatorzi[èe]me",
        r"quinzi[èe]me",
        r"seizi[èe]me",
        r"dix-septi[èe]me",
        r"dix-huiti[èe]me",
        r"dix-neuvi[èe]me",
        r"vingti[èe]me",
    ),
    ordinal_suffix=r"\s?(?:[èe]mes?|mes?|i[èe]me|e|er|[èe]re|re|°)",
    not_held=r"annul\w*|report[ée]\w*|n[’']a\s+pas\s+eu\s+lieu",
    venue=r"si[èe]ge|en\s+ligne|virtuelle?",
    not_city=r"annuelles?|conf[ée]rences?|r[ée]unions?|r[ée]seau|cr[ée]ati(?:f|ve)s?|membres?|les?|la|toutes?|prochaines?|en\s+ligne|si[èe]ge|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    headings=(
        ("year", r"ann[ée]es?|dates?|quand"),
        ("edition", r"[ée]ditions?|no\.?|num[ée]ro|#|n°|nº"),
        ("city", r"villes?(?:\s+h[ôo]tes?|\s+d[’']accueil)?|h[ôo]tes?|lieux?|o[ùu]"),
        ("country", r"pays|[ée]tats?(?:\s+membres?)?"),
        ("note", r"notes?|remarques?|commentaires?"),
        ("status", r"statut"),
    ),
    participants=r"participants?|participantes?|d[ée]l[ée]gu[ée]e?s?|repr[ée]sentante?s?",
    cities=r"villes",
    countries=r"pays|[ÉEée]tats",
    mayors=r"maires?",
    attended=r"r[ée]uni\w*|rassembl\w*|particip\w+|d[ée]l[ée]gu\w+|repr[ée]sentant\w*|accueilli\w*|pris\s+part|rencontr[ée]\w*",
    membership=r"(?<!du\s)r[ée]seau\s+(?:\w+\s+){0,3}?(?:compte|comprend|regroupe|r[ée]unit|rassemble)|compos[ée]\s+de",
    members=r"r[ée]seau|RVCU|UCCN|cr[ée]ati|villes?|membre",
    name=r"villes\s+cr[ée]atives|RVCU|UCCN",
    hosts_now=r"accueille(?:nt)?|organise(?:nt)?|re[çc]oi(?:t|vent)",
    gathered=r"(?:a|ont)\s+(?:r[ée]uni|rassembl[ée]|accueilli)|s[’\']est\s+(?:achev[ée]e|cl[ôo]tur[ée]e|ouverte)|r[ée]unit",
    participle=r"tenue",
    programme=r"journ[ée]es?|semaines?|sessions?|ateliers?|expositions?|c[ée]r[ée]monies?|tables?\s+rondes?|[ée]ditions?|assembl[ée]es?|r[ée]unions?|rencontres?|concours|formations?|consultations?|festivals?|foires?",
    anaphor=r"(?:la|cette)\s+(?:conf[ée]rence|r[ée]union|rencontre|[ée]dition)|(?:l[’']|cet\s+)[ée]v[ée]nement",
    expects=r"attendue?s?|participeront|r[ée]unira|rassemblera|accueillera|prendront\s+part",
    audience=r"personnes|invit[ée]s",
)
