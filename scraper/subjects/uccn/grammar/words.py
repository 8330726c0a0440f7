"""A language's table as compiled patterns: what marks a gathering, a status, and what speaks against a host."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from scraper.subjects.uccn.facts import Status
from scraper.subjects.uccn.languages import LANGUAGES, Language, ordinal_pattern

YEAR = r"(?<![\w./-])(?:19|20)\d\d(?![\d_a-zß-ÿ]|[./-]\d)"
FLAGS = re.IGNORECASE

# What a schema.org event says of its status, whatever the page's language.
_EVENT_STATUS: dict[Status, str] = {
    "postponed": "EventPostponed|EventRescheduled",
    "cancelled": "EventCancelled",
}
# Kinds of gathering that are never the network's own, however they are called.
_OTHER_SCALE = (
    r"general|world|mundial\w*|mondial\w*|welt\w*|international\w*|internacional\w*|internazional\w*|r[ée]gional\w*|"
    r"regional\w*|nacional\w*|nazional\w*|national\w*|europ\w*|global\w*|minist[ée]ri\w*|press|presse|prensa|stampa|imprensa|"
    r"pre|post|online|virtual\w*|en\s+ligne|en\s+l[íi]nea|side|satellite|preparatory|pr[ée]paratoire\w*|preparatori\w*|"
    r"steering|executive|first-ever|sectoral|thematic|sub|mini"
)
# Gatherings that may be anybody's, in any language that is read.
_NEUTRAL = (
    r"conf[ée]r[êe]nc(?:es?|ias?)|conferenz[ae]|Konferenz(?:en)?|Tagung(?:en)?|Treffens?|meetings?|events?|gatherings?|"
    r"reuni[óo]n(?:es)?|reuni[ãa]o|reuni[õo]es|riunion[ei]|r[ée]unions?|rencontres?|encuentros?|encontros?|incontr[io]|"
    r"assembl[ée]es?|editions?|[ée]v[ée]nements?|eventos?|cita"
)
REGIONS = (
    r"asi[ae]|[áa]sia|asien|afri(?:ca|que|ka)|[áa]frica|europ[ae]|oceani[ae]|oc[ée]ani[ea]|ozeanien|am[ée]ri(?:ca|que)s?|amerikas?|am[ée]ricas|"
    r"caribbean|cara[ïi]bes?|caribe|caraibi|karibik"
)
"""Parts of the world are no cities, though a village bears the name."""
# Bodies beside the network whose meetings its pages speak of.
_OTHER_OWNER = (
    r"eurocit\w*|learning\s+cit\w*|world\s+heritage|heritage|biosphere|geoparks?|league|association|federation|council|"
    r"committee|commission|alliance|mondiacult|habitat|icom|icomos|uclg|iclei|unwto|owhc|ovpm|cittaslow|c40|interreg|metropolis|university|universit\w*|chamber|board|"
    r"patrimoine|patrimonio|patrim[óo]nio|welterbe\w*|villes\s+apprenantes|ciudades\s+del\s+aprendizaje|citt[àa]\s+dell[’']apprendimento|"
    r"(?:villes|ciudades|cidades|citt[àa]|st[äa]dte|cities)\s+(?:(?:cr[ée]atives?|creativas|criativas|creative)\s+)?(?:(?:de\s+l[’']|da\s+|de\s+la\s+|dell[’'])?UNESCO\s+)?(?:d(?:e|es|u|a|o|ell?a|el|er)\s+|d(?:e\s+l|ell)?[’']|de\s+la\s+|per\s+(?:la\s+|il\s+|l[’'])?|na\s+[áa]rea\s+d[aeo]\s+|en\s+el\s+[áa]mbito\s+de\s+(?:la\s+)?|dans\s+le\s+domaine\s+d\S+\s+|of\s+)(?:gastronom|m[úu]si|craft|folk|literat|film|cin|design|dise|litt?[ée]rat|letterat|arti?s?[aei]|m[ée]d)\w*|"
    r"cidades\s+(?:de|da)\s+aprendizagem|lernende[rn]?\s+st[äa]dte|comit[ée]|comitato|comit[êe]|ausschuss\w*|(?:teil|unter|sub)netz\w*|(?:design|musik|literatur|film|gastronomie|medienkunst|handwerks?)st[äa]dte\w*|verband\w*|verein\w*|bund\w*|ligue|liga|lega"
)


_DAYS = r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mi[ée]|jue|vie|s[áa]b|dom|seg|ter|qua|qui|sex|gio"
# Verbs of those who receive guests, in any language that is read.
_RECEIVED = (
    r"welcom(?:ed?|es)|receiv(?:ed?|es)|staged|organi[sz]ed|(?:jointly|together)\s+(?:hosted|organi[sz]ed)|accueill\w+|re[çc](?:u|oit|ut|evra)|"
    r"recib(?:e|i[óo]|ir[áa])|acog(?:e|i[óo])|receb(?:e|eu|er[áa])|acolh\w+|ospit\w+|accol\w+|empf[äa]ng\w*|empfing\w*|(?:was|is|were|fut|est|[ée]tait|fue|foi|fu|era|war|waren)\s+(?:the\s+|l[’']|la\s+|el\s+|a\s+|o\s+|der\s+|die\s+)?(?:hosts?|h[ôo]tes?|anfitri\w+|sedes?|Gastgeber\w*|ospitante)|begr[üu][ßs]te\w*|richte[nt]?e?n?"
)

# What else hosts do with a conference, in infinitives as well.
_HOSTS = (
    r"hosts?|hosting|organi[sz]\w*|stag(?:e|es|ed|ing)|receiv\w+|welcom\w+|accueill\w+|h[ée]berg\w+|acog\w+|albergar\w*|celebr\w+|recib\w+|sediar\w*|receber\w*|acolh\w+|realiz\w+|ospit\w+|accogl\w+|"
    r"ausricht\w*|ausgericht\w*|ausgetragen|veranstalt\w*|beherberg\w*|empf[aä]ng\w*|begr[üu][ßs]\w*|einl[aäu]d\w*|lud|l[äa]dt"
)

# What takes place, in infinitives and participles; and the parts of a conference at which somebody who is there is where it is.
_TAKE_PLACE = (
    r"tak(?:e|ing)\s+place|be\s+held|se\s+tenir|avoir\s+lieu|se\s+d[ée]rouler|celebrarse|tener\s+lugar|realizarse|tenersi|svolgersi|aver\s+luogo|realizar-se|ter\s+lugar|decorrer|stattfinden|stattfand|realizava-se|(?:re)?convened|[ée]choit|[ée]chu[et]?|donn[ée]\w*\s+rendez-vous|"
    r"scheduled|due|planned|foreseen|pr[ée]vue?s?|previst[ao]s?|programad[ao]s?|in\s+programma|programmat[ao]|marcad[ao]|convocad[ao]|geplante?|vorgesehene?|angesetzte?|"
    r"se\s+tenait|se\s+d[ée]roulait|se\s+celebraba|si\s+svolgeva|si\s+teneva|decorr(?:e|ia|eu|er[áa])|"
    r"opening|closing|sidelines|cl[ôo]ture|ouverture|clausura|apertura|chiusura|encerramento|abertura|er[öo]ffnung|abschluss\w*"
)

_APPLIED = r"appl(?:ied|ies|ying)|bid|bidding|postul\w+|bewarb\w*|bewirbt|beworben"
# What should have been, and was not.
_UNREAL = (
    r"would\s+(?:cost|need|require)|exig(?:iria|ir[íi]a|erait)|cost(?:aria|ar[íi]a|erebbe)|co[ûu]terait|precisaria|necesitar[íi]a|richiederebbe|br[äa]uchte|earlier\s+version|(?:we|had)\s+(?:wrote|written|reported|stated)|escrevemos|escribimos|"
    r"abbiamo\s+scritto|avons\s+[ée]crit|(?:wir|hatten)\s+(?:schrieben|geschrieben)|schrieben\s+wir|(?:should|could|would|might|ought\s+to)\s+have(?:\s+been)?|(?:aurai(?:t|ent)|e[ûu]t)\s+(?:d[ûu]|pu)|(?:deber[íi]an?|podr[íi]an?|hubieran?)\s+haber(?:se)?|"
    r"thought|believed?|assumed?|guess\w*|reportedly|allegedly|supposedly|je\s+(?:croyais|pensais)|cre[íi]a\b|pensaba|achava|pensava|credevo|pensavo|dachte|glaubte|"
    r"dreamt|dreamed\s+that|so[ñn](?:é|aba|ó)\s+que|r[êe]v(?:[ée]|ait|ais)\s+qu[e’']|sogn(?:at[oa]|av\w+)|sonh(?:ei|ou|ava)|(?:ge)?tr[äa]umte?|feasibility|faisabilit[ée]|viabilidade?|"
    r"fattibilit[àa]|machbarkeit\w*|w[üu]nsch(?:t|en|te|ten)\s+sich|(?:is|are)\s+(?:wrong|mistaken)|se\s+tromp\w+|se\s+equivoca\w*|si\s+sbagli\w+|engana-se|irr(?:t|te|en)\s+sich|"
    r"whether|s[’']il\s+(?:voulait|souhaitait)|si\s+quer[íi]a|se\s+(?:queria|voleva)|hypoth[èe]ses?|hip[óo]tesis|hip[óo]teses?|ipotes[ei]|hypothesen?|"
    r"unrelated\s+to|(?:not|no\s+way)\s+(?:related|connected|affiliated)\s+(?:to|with)|sans\s+(?:aucun\s+)?(?:lien|rapport)\s+avec|sin\s+(?:ninguna\s+)?relaci[óo]n\s+con|"
    r"senza\s+(?:alcun\s+)?(?:legame|rapporto)\s+con|sem\s+(?:qualquer\s+)?(?:liga|rela)[çc][ãa]o\s+(?:com|[àa])|ohne\s+(?:jeden\s+)?(?:Bezug|Verbindung)\s+zu[rm]?|"
    r"nothing\s+to\s+do\s+with|rien\s+[àa]\s+voir|nada\s+(?:que|a)\s+ver|niente\s+a\s+che\s+(?:fare|vedere)|nichts\s+zu\s+tun|den(?:y|ied|ies|ying)|d[ée]ment(?:i\w*|ent)?|desm(?:int|ient|ent)\w*|smenti\w+|dementier\w*|bestreit\w*|bestritt\w*|"
    r"novels?|fiction\w*|fictitious|imaginary|thriller\w*|(?:un|le|du|son|ce|au|im|der|des|einem|ihrem|seinem|neue[nrm]?)\s+romans?\b|novelas?|romanz[oi]|romances?|Krimi\w*|ficti\w+|ficci[óo]n|fic[çc][ãa]o|Fernsehfilm\w*|Spielfilm\w*|Kulisse\w*|"
    r"(?:deveria|poderia)m?\s+ter|avrebbe(?:ro)?\s+(?:dovuto|potuto)|sarebbe(?:ro)?\s+(?:dovut|potut)\w+|h[äa]tten?\s+(?:\w+\s+){0,8}?(?:sollen|k[öo]nnen)"
)
# Nouns whose being given to a city makes it the host; any other noun 'of the conference' is something else than it.
_SEAT = (
    r"organi[sz]a\w*|organisation|host\w*|accueil|tour|turno|vez|honou?r\w*|honneur|task|r[oô]le|venue|flag|baton|"
    r"theat\w+|th[ée][âa]tre|teatro|stage|sc[èe]ne|escenario|palco|schauplatz|sede|sedes|seat|responsib\w+|privil\w+|ausrichtung|gastgeber\w*|austragungs\w+|tagungsort|veranstaltungsort|location|setting|home|lieu|cadre|lugar|marco|luogo|cornice|local"
)
_GIVEN = (
    rf"{_SEAT}|edition\w*|[ée]ditions?|edici\w+|edi[çz]\w+|city|cities|ville|villes|ciudad\w*|cidades?|citt[àa]|stadt"
)
GOVERNED = re.compile(
    rf"(?<!\w)(?!(?:{_GIVEN})\b)(?P<noun>[^\W\d_]{{4,}})\s+(?:of|for|on|de|des|du|da|do|del|della|delle|dell[’']|pour|para|per|f[üu]r|zur|zum|der|sobre|sur|sulla|[üu]ber)\s*"
    r"(?:(?:the|la|le|les|l[’']|el|los|il|lo|a|o|die|der|das)\s*)?(?:\S{1,24}\s+){0,2}$",
    FLAGS,
)
"""What stands before a conference's name where something else is spoken of: 'registration for the …', 'the report of the …'."""
SPOKEN_OF = re.compile(
    r"(?<!\w)(?:prepar\w*|pr[ée]par\w*|vorbereit\w*|vorzubereiten|presented|presenting|pr[ée]sent[ée]e?s?|presentad\w+|apresentad\w+|presentat\w+|vorgestellt|announc\w*|annonc\w*|anunci\w*|annunci\w*|"
    r"angek[üu]ndigt|unveil\w*|d[ée]voil\w*|publish\w*|publi[ée]\w*|publicad\w+|pubblicat\w+|ver[öo]ffentlicht|discuss\w*|discut\w*|d[ée]batt\w*|adopted|adopt[ée]e?s?|approved|launched|lanc[ée]e?s?|lanzad\w+|lan[çc]ad\w+|"
    r"(?:wrote|writes?|written|spoke|speaks?|talk(?:s|ed)?|report(?:s|ed)?|[ée]crit|parl\w+|escrib\w+|scritt\w+|scriv\w+|escrev\w+|schrieb\w*|berichtet\w*)\s+(?:about|on|of|sur|de|sobre|su|sull\w*|[üu]ber)|praised|promot\w+|voted?\s+on|ahead\s+of|in\s+preparation)(?!\w)",
    FLAGS,
)
"""What is done to a conference elsewhere than where it is held."""
TAKES_PART = re.compile(
    r"(?<!\w)(?:in|at|to|during|for|from|around|alongside|[àa]|au|aux|lors\s+d[eu]|pendant|durant|pour|en|al?|durante|para|em|n[ao]|ao?|nell[aoe’']|nel|all[aoe’']|alla|per|an|bei|beim|zu[rm]?|w[äa]hrend|auf|f[üu]r|im)\s*"
    r"(?:(?:the|this|last|that|our|its|la|le|l[’']|cette|notre|el|esta|o|a|esta|il|lo|questa|der|dem|die|das|den|dieser)\s*)?"
    r"(?:(?:\d\S*|[IVX]+\S*|UNESCO|UCCN|recent|last|first|second|third|[^\W\d_]+(?:th|st|nd|rd|e|[èe]me|te[rn]?))\s+){0,3}$",
    FLAGS,
)
"""What stands before the conference's name where something is done at it, or to it, by who takes part."""
NO_HOSTS = re.compile(
    r"(?<!\w)(?:attend\w*|Gast|guests?\s+(?:of|at)|invit[ée]e?s?|invitad\w+|convidad\w+|join(?:ed|s|ing)?|miss(?:ed|es)|skip(?:ped|s)|criticis\w*|criticiz\w*|sponsor\w*|boycott\w*|left|leaves?|quit|co-?financ\w+|fund(?:ed|s)|support(?:ed|s)|evaluat\w+|"
    r"design(?:ed|s)|chair(?:ed|s)|moderat\w+|cover(?:ed|s)|film(?:ed|s)|photograph\w+|follow(?:ed|s)|watch(?:ed|es)|address(?:ed|es)|won|thank(?:ed|s)|congratulat\w+|f[ée]licit\w+|hail(?:ed|s)|prais(?:ed|es)|salu(?:e|ent|é\w*)|saluda\w*|saúda\w*|elogi\w+|gelobt|lobte\w*|"
    r"(?:a\s+|ont\s+)?boud[ée]\w*|manqu[ée]\w*|quitt[ée]\w*|parrain\w+|soutenu\w*|financ\w+|critiqu\w+|suivi\w*|"
    r"asisti\w+|falt[óo]u?|abandon\w+|patrocin\w+|critic\w+|apoy\w+|disert\w+|boicote\w+|sigui\w+|"
    r"assisti\w+|diserta\w*|sponsorizz\w+|finanzi\w+|lasci[òo]|abbandon\w+|boicott\w+|sostenut\w+|mancat\w+|"
    r"besuch(?:te|ten|t|en)|fehlte\w*|verlie[ßs]\w*|boykottier\w*|unterst[üu]tz\w+|finanzier\w+|sponser\w*|kritisier\w*|verpass\w+)(?!\w)",
    FLAGS,
)
"""Verbs of who takes part in a conference, leaves it, or has another part in it, with the conference for their object."""
ANNOUNCED = re.compile(
    r"(?<!\w)(?:announc\w+|confirm\w+|decid\w+|cho(?:se|sen)|select\w+|designat\w+|vot(?:ed|es)|award\w*|elect\w+|named|picked|appoint\w+|learn(?:ed|t)|"
    r"annonc\w+|confirm\w+|d[ée]cid\w+|choisi\w*|retenue?s?|d[ée]sign\w+|[ée]lue?s?|anunci\w+|decidi\w+|eleg\w+|elegid\w+|escog\w+|seleccion\w+|escolh\w+|anunciou|decid\w+|annuncia\w+|"
    r"deciso|scelt\w+|elett\w+|designat\w+|selezionat\w+|gab\s+(?:\S+\s+){0,4}?bekannt|angek[üu]ndigt|k[üu]ndigte|entschied\w*|gew[äa]hlt|bestimmt|ausgew[äa]hlt|beschlo[ßs]\w*)"
    r"(?:\s+[^\W\d_]+){0,3}?,?\s+(?:that|to|as|qu[e’']|[àa]|pour|comme|para|como|di|per|che|come|a|dass|um|zu[rm]?|als)(?!\w)",
    FLAGS,
)
"""How an announcement or a choice begins, with what goes before the conference that it is about."""
NAMED_HOST = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,\s*(?:[^\W\d_]+\s+){0,3}?(?:hosts?|h[ôo]tes?|anfitri\w+|sede|siège|Gastgeber\w*|ospitante|seat|venue)(?!\w)",
    FLAGS,
)
"""What says of a city, behind a comma, that it is or was a host, whatever else is said of it."""
HOST_OF_THEN = re.compile(rf"{NAMED_HOST.pattern}[^,;.]*,", FLAGS)
"""What says of a city, between commas, that it was a host: whatever comes behind is of today."""
GIVEN_UP = re.compile(
    r"(?<!\w)(?:[ée]chapp\w+\s+[àa]|(?:se\s+)?qued\w+\s+sin|leer\s+aus|miss(?:ed|es)\s+out|losing|perdeu|perdi[óo]|ha\s+perso|a\s+perdu|renonc\w+|"
    r"renunci\w+|rinunci\w+|desisti\w+|verzichte\w*|hand(?:ed|s)\s+back|withdr[ae]w\w*|gave\s+up|retir[óo]|ritir\w+)(?!\w)",
    FLAGS,
)
"""What is said of a city that lost the conference, or gave it up: it is of this city alone."""
MOVED_FROM = re.compile(
    r"(?<!\w)(?:(?:was|were)\s+to\s+(?:have\s+)?(?:be(?:en)?\s+(?:held|hosted)|take(?:n)?\s+place)|(?:originally|initially|first)\s+(?:planned|scheduled|due|set|foreseen|announced)|devai(?:t|ent)\s+(?:se\s+(?:tenir|d[ée]rouler)|avoir\s+lieu)|"
    r"initialement\s+(?:pr[ée]vu|annonc[ée])\w*|(?:iban?\s+a|deb[íi]an?)\s+(?:celebrarse|tener\s+lugar|realizarse)|inicialmente\s+(?:previst|anunciad)\w+|doveva(?:no)?\s+(?:svolgersi|tenersi|aver\s+luogo)|"
    r"inizialmente\s+(?:previst|annunciat)\w+|deviam?\s+(?:realizar-se|ter\s+lugar|decorrer)|(?:urspr[üu]nglich|zun[äa]chst)\s+(?:geplant|vorgesehen|angek[üu]ndigt))\s+(?:[^\W\d_]+\s+){0,3}?$",
    FLAGS,
)
"""What stands before the city that a conference was moved away from."""
MOVED_FROM_BEHIND = re.compile(
    r"[^,;.]{0,40}?\s(?:stattfinden|tagen)\s+sollten?\b|[^,;.]{0,40}?\s(?:urspr[üu]nglich|zun[äa]chst)\s+(?:geplant|vorgesehen)",
    FLAGS,
)
OTHER_PART = re.compile(
    r"(?<!\w)(?:evaluat\w+|design(?:ed|s)|chair(?:ed|s)|moderat\w+|co-?financ\w+|financ\w+|finanzi\w+|sponsor\w*|criticis\w*|boycott\w*|filmed|photographed)(?!\w)",
    FLAGS,
)
"""Verbs of who has another part in a conference than to receive it, wherever they are from."""
THERE = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:was|were|is|are|went|travel\w+|came|flew|era(?:no)?|[ée]tai(?:t|ent)|estaba|estuvo|estava|esteve|war(?:en)?|reiste\w*|flog|[èe]\s+stata?)\s+(?:[^\W\d_]+\s+){0,2}?(?:in|at|to|[àa]|en|em|nach)\s+$",
    FLAGS,
)
"""What stands between who was there and where that was: 'X was in Y for the conference'."""
PRESENT = re.compile(r"(?<!\w)(?:vertreten|dabei|anwesend|zugegen|zu\s+Gast|teil(?=\W|$)|teilgenommen)(?!\w)", FLAGS)
"""Ends of German sentences that say who took part."""
BESIDE = re.compile(
    r"(?<!\w)(?:with|between|near|like|unlike|avec|entre|pr[èe]s\s+de|comme|con|cerca\s+de|como|com|perto\s+de|tra|fra|vicino\s+a|mit|zwischen|nahe|bei|wie|after|before|apr[èe]s|avant|tras|despu[ée]s\s+de|"
    r"ap[óo]s|depois\s+de|dopo|nach|vor)\s+(?:the\s+)?(?:[^\W\d_]+\s+(?:and|et|y|e|und)\s+)?$",
    FLAGS,
)
"""What stands before a city that is not the one spoken of."""
CARRIED_ON = re.compile(
    r"(?<!\w)(?:did\s+(?:the\s+same|so|it)|turn|follow(?:ed|s|ing)?|suivi\w*(?!\s+d(?:e\s+la|u|es|e\s+l[’'])(?!\w))|suite|succ[ée]d\w*|succeed\w*|relais|relev[ao]\w*|tour|turno|vez|toc[óo]u?|tocc\w+(?=\s+(?:\S+\s+){0,3}?a[dl]?\b)|sigui\w+|segu[ìi](?!mient|mento)\w*|folgte\w*|Reihe|doors?|portes?|puertas?|"
    r"portas?|T[üu]ren|hosts?|h[ôo]tes?|anfitri\w+|ospit\w+|Gastgeb\w+|revint|revenue?|correspond\w+|coube|spett\w+|task|venue|setting|stage|th[ée][âa]tre|cadre|escenario|scenario|palco|cen[áa]rio|Schauplatz|took\s+(?:over|it|place)|in\s+(?:19|20)\d\d\s+in)(?!\w)",
    FLAGS,
)
"""How a sentence goes on from one edition to the next."""
TAKEN_BACK = re.compile(
    r"(?<!\w)(?:wrong(?:ly)?|false|untrue|not\s+(?:true|so|correct)|nothing\s+in\s+it|invent(?:ed|ion)|made\s+up|fiction\w*|hoax|joke|prank|rumou?rs?|error|mistake(?:n)?|misstated|"
    r"must\s+be\s+(?:thinking|mistaken)|never\s+(?:met|took\s+place|happened)|faux|fausse|inexact\w*|erron[ée]\w*|erreur|d[ée]menti\w*|invent[ée]e?s?|rumeur|il\s+n[’']en\s+est\s+rien|canular|poisson\s+d[’']avril|"
    r"fals[oa]s?|err[óo]ne\w*|inventad[oa]s?|rumor(?:es)?|desmint\w+|desment\w+|no\s+es\s+(?:as[íi]|cierto|verdad)|inocentada|err(?:or|o|ore|ori|os)|smentit\w*|inventat[aeio]|voci\s+infondate|infondat\w*|"
    r"non\s+[èe]\s+(?:cos[ìi]|vero)|bufala|pesce\s+d[’']aprile|n[ãa]o\s+[ée]\s+(?:assim|verdade)|boatos?|mentira|falsch\w*|unwahr|Irrtum|Fehler|erfunden\w*|Ger[üu]chte?\w*|dementier\w*|"
    r"(?:stimmt|trifft)\s+(?:so\s+)?nicht|Aprilscherz|Falschmeldung)(?!\w)",
    FLAGS,
)
"""What takes back the sentences before it."""
NAMESAKE = re.compile(
    r"(?<!\w)(?:(?:not\s+to\s+be\s+(?:confused|mistaken)|[àa]\s+ne\s+pas\s+confondre|no\s+(?:debe\w*\s+confundir\w*|confundir)|da\s+non\s+confondere|n[ãa]o\s+(?:deve\s+ser\s+confundid\w+|confundir)|"
    r"nicht\s+zu\s+verwechseln)\s+(?:with|for|avec|con|com|mit)|unrelated\s+(?:body|organi[sz]ation|network))(?!\w)",
    FLAGS,
)
"""How a page says that it is about something else than what it names."""
CONCESSION = re.compile(
    r"(?<!\w)(?:although|though|even\s+though|bien\s+que|quoique|aunque|si\s+bien|bench[ée]|sebbene|nonostante|embora|ainda\s+que|apesar\s+de|obwohl|obgleich|wenngleich|malgr[ée]|despite)\b[^,;:()]*$",
    FLAGS,
)
"""What stands before a city in a clause that concedes something."""
LOSERS = re.compile(
    r"(?<!\w)(?:over|ahead\s+of|against|beat(?:ing|s)?|defeat(?:ed|ing)?|aux\s+d[ée]pens\s+de|devant|plut[ôo]t\s+que|frente\s+a|por\s+delante\s+de|"
    r"en\s+lugar\s+de|em\s+vez\s+de|[àa]\s+frente\s+de|al\s+posto\s+di|davanti\s+a|invece\s+di|statt|anstelle\s+von|gegen)\s+(?:the\s+|la\s+)?$",
    FLAGS,
)
"""What stands before a city that another was chosen over."""
ORIGIN = re.compile(
    r"(?<!\w)(?:relev\w+\s+(?:de|a)|relais\s+d[eu]|takes?\s+over\s+from|succeed\w*|succ[èe]de\s+[àa]|testimone\s+d[ai]|testigo\s+de|testemunho\s+d[eo]|from|aus|desde|depuis|(?:venue?s?|provenante?s?|arriv[ée]e?s?|parti(?:e?s|e)?)\s+d[eu]|proveniente?s?\s+d\w+|vindos?\s+d[eao]s?|venut[oie]\s+da)\s+(?:the\s+)?$",
    FLAGS,
)
"""What stands before a city that somebody or something comes from."""
OF = re.compile(r"(?:of|de|d[aou]s?|del|dell[aeo]|di|von|der|des)\b", FLAGS)
"""What makes something another's; not what it is for, or from where."""
CAPTION = re.compile(
    r"\s*(?:photos?|photographs?|photograph[ei]e?s?|pictures?|images?|maps?|videos?|illustrations?|credits?|cr[ée]dits?|cartes?|karten?|mapas?|mapp[ae]|cartine?|bild(?:er|nachweis)?|"
    r"imagen(?:es)?|imagem|imagens|immagin[ei]|fotos?|fotograf[íi]as?|abbildung(?:en)?|grafik|infographi\w+|vid[ée]os?)\b[^:.\n]{0,30}:",
    FLAGS,
)
"""How a caption or a credit begins."""
RELATIVE_YEAR = re.compile(
    r"(?<!\w)(?:(?:the\s+)?(?:following|next|previous|preceding|same)\s+year|(?:the\s+)?year\s+(?:before|after(?:\s+that)?|later|earlier)|(?:this|last|that)(?:\s+same)?\s+year|"
    r"\w+\s+years\s+(?:later|earlier|before|after)|l[’']ann[ée]e\s+(?:suivante|pr[ée]c[ée]dente|d[’']apr[èe]s|d[’']avant)|(?:un|\w+)\s+ans?\s+(?:plus\s+t(?:ard|[ôo]t)|apr[èe]s|avant|auparavant)|"
    r"cette\s+ann[ée]e|l[’']an\s+(?:dernier|prochain|pass[ée])|(?:al|el)\s+a[ñn]o\s+(?:siguiente|anterior|pasado)|\w+\s+a[ñn]os?\s+(?:despu[ée]s|m[áa]s\s+tarde|antes)|este\s+a[ñn]o|(?:aquel|ese|el)\s+mismo\s+a[ñn]o|la\s+m[êe]me\s+ann[ée]e|lo\s+stesso\s+anno|(?:no|nesse|naquele)\s+mesmo\s+ano|"
    r"(?:no\s+|o\s+)?ano\s+(?:seguinte|anterior|passado)|\w+\s+anos?\s+(?:depois|antes|mais\s+tarde)|este\s+ano|l[’']anno\s+(?:dopo|seguente|successivo|prima|precedente|scorso|prossimo)|"
    r"\w+\s+ann[oi]\s+(?:dopo|prima|pi[ùu]\s+tardi)|quest[’']anno|im\s+(?:folgenden|n[äa]chsten|vorigen|gleichen|selben)\s+Jahr|im\s+Jahr\s+(?:darauf|danach|davor|zuvor)|"
    r"\w+\s+Jahre?\s+(?:sp[äa]ter|zuvor|danach|davor|darauf)|(?:in\s+)?diese[sm]\s+Jahr)",
    FLAGS,
)
"""A year that is told by another: which one, the words alone do not say."""
SHORT_YEAR = re.compile(r"(?<=[’'‘])[0-3]\d(?!\d)(?![’'\w])")

ONES = (
    r"(?:[IVX]+(?:e|[èe]me|\.|ª|º|°)?|most|more|previous|recent|latest|last|next|following|third|fourth|pr[ée]c[ée]dente?s?|derni[èe]re?s?|suivante?s?|prochaine?s?|premi[èe]re?|"
    r"anterior(?:es)?|[úu]ltim[ao]s?|siguientes?|pr[óo]xim[ao]s?|primer[ao]?|seguintes?|primeir[ao]|precedent[ei]|seguent[ei]|prossim[ae]|prima|letzten?|vorige|n[äa]chsten?|erste|zuletzt)\b"
)
"""Adjectives that stand for the conference itself: 'the most recent took place'."""
CONNECTIVES = (
    r"later|afterwards?|again|anew|once|twice|finally|eventually|lastly|recently|jointly|together|ones?|those|these|it|they|them|both|another|without|break|years?|months?|summer|spring|autumn|winter|"
    r"cit(?:y|ies)|capital|town|gone|back|reconvened|twelve|celui|celle|ceux|celles|ensuite|puis|enfin|encore|nouveau|ainsi|apr[èe]s|avant|ans?|ann[ée]es?|mois|[ée]t[ée]|printemps|automne|hiver|villes?|capitale|flambeau|escale|pass[ée]|"
    r"despu[ée]s|luego|finalmente|tambi[ée]n|nuevamente|a[ñn]os?|meses|ciudad(?:es)?|propio|hizo|la|verano|depois|enfim|novamente|tamb[ée]m|anos?|cidades?|ficou|cargo|ver[ãa]o|dopo|poi|infine|ancora|anche|mentre|mezzo|quell[aeio]|sempre|"
    r"successiv[aeio]|ann[oi]|citt[àa]|estate|gemeinsam|jene[rsn]?|statt|wieder|erneut|dann|danach|schlie[ßs]+lich|zuletzt|sowie|auch|"
    r"did|honou?rs|hab[íi]an?|sido|had|has|have|was|were|been|war|waren|era|erano?|stat[aeio]|fait|pris|prit|prend\w*|tom(?:[óo]u?|aron|aram|a)|opened|opens|cheg\w+|lleg\w+|arriv\w+|lud|l[äa]dt|torn\w+|return\w*|volv\w+|retourn\w*|regress\w+|kehrte|zur[üu]ck|tarde|localidad|prevista?|prevue?|dieron|cita|received|dividi\w+|rum\w+|assentou|lui|vint|dont|dove|ritrov\w+|accogliere|annu(?:al|elle|ale)|anual|"
    r"francesa|fran[çc]aise|francese|sueca|su[ée]doise|svedese|polaca|polonaise|polacca|italiana|italienne|brasile\w+|br[ée]silienne|turca|turque|portuguesa|portugaise"
)
"""Words that carry a list of editions on, and say nothing else: 'later in …', 'the one of 2010', 'puis', 'jene von 2022'."""


class Words(msgspec.Struct, frozen=True):
    """A language's patterns, compiled."""

    series: re.Pattern[str]
    event: re.Pattern[str]
    neutral: re.Pattern[str]
    rival: re.Pattern[str]
    owner: re.Pattern[str]
    members: re.Pattern[str]
    list_of: re.Pattern[str]
    statuses: tuple[tuple[Status, re.Pattern[str]], ...]
    held_heading: re.Pattern[str]
    coming: re.Pattern[str]
    candidacy: re.Pattern[str]
    objectives: re.Pattern[str]
    ordinal: re.Pattern[str]
    bare_ordinal: re.Pattern[str]
    joiner: re.Pattern[str]
    apposition: re.Pattern[str]
    before_place: re.Pattern[str]
    country_lead: re.Pattern[str]
    people: re.Pattern[str]
    since: re.Pattern[str]
    denied: re.Pattern[str]
    condition: re.Pattern[str]
    joined: re.Pattern[str]
    of_members: re.Pattern[str]
    posted: re.Pattern[str]
    respectively: re.Pattern[str]
    no_city: re.Pattern[str]
    small: re.Pattern[str]
    common: re.Pattern[str]
    ordinal_word: re.Pattern[str]
    labels: tuple[tuple[str, re.Pattern[str]], ...]
    moved_to: re.Pattern[str]
    hosting: re.Pattern[str]
    one_city: re.Pattern[str]
    takes_place: re.Pattern[str]
    firm: re.Pattern[str]
    who_hosts: re.Pattern[str]
    steps: re.Pattern[str]
    chosen: re.Pattern[str]
    guests: re.Pattern[str]
    ahead: re.Pattern[str]
    ties: re.Pattern[str]
    hosts_behind: re.Pattern[str]
    participle: re.Pattern[str]


@cache
def words(language: Language) -> Words:
    """Return a language's patterns."""
    months = "|".join(language.months)
    nth = ordinal_pattern(language)
    network = rf"(?:(?:{language.network})(?:[’']s)?\s+){{0,4}}"
    neutral = rf"{language.own_edition}|{_NEUTRAL}"
    gathering = rf"(?:{language.series}|{language.event}|events?|pre-?conf\w+)"
    own_noun = rf"{network}(?:{language.series}|{neutral})\b"
    small = (
        rf"{language.date_words}|{language.in_}|{language.joiner}|{language.before_place}|{language.of}|{language.articles}|"
        rf"{language.range_words}|{language.weekdays}|{months}|{language.city_of}|{language.respectively}|·|host(?:s|ed)?|by"
    )
    fields = "|".join(rf"(?:{pattern})" for _, pattern in language.headings)
    labels = tuple((name, re.compile(rf"\s*(?:{pattern})\s*[:：]?\s*", FLAGS)) for name, pattern in language.headings)
    hosting = (
        rf"(?:{language.hosted}|{language.will_host}|{language.candidate_host}|{language.hosts_now}|"
        rf"{language.held}|{language.planned}|{_RECEIVED})"
    )
    statuses: tuple[tuple[Status, str], ...] = (
        (
            "postponed",
            rf"{language.postponed}|{language.put_off}|{language.postponed_more}|{_EVENT_STATUS['postponed']}",
        ),
        (
            "cancelled",
            rf"{language.cancelled}|{language.call_off}|{language.cancelled_more}|{_EVENT_STATUS['cancelled']}",
        ),
        ("candidate", rf"{language.candidate}|{language.candidate_host}|{language.candidacy}"),
        ("planned", rf"{language.planned}|{language.will_host}|{language.future}"),
        ("held", rf"{language.held}|{language.hosted}|{language.gathered}|{language.participle}|{language.past}"),
    )
    compiled = {
        "series": rf"(?<!\w)(?:{language.series})(?!\w)",
        "event": rf"(?<!\w)(?:{gathering})(?!\w)",
        "neutral": rf"(?:{neutral})",
        "rival": (
            rf"\b(?:{language.rival}|{_OTHER_OWNER})\b|(?<!\w)(?:{_OTHER_SCALE})[\s-]+{gathering}|"
            rf"(?<!\w){gathering}\s+(?:{_OTHER_SCALE})(?!\w)"
        ),
        "owner": (
            rf"\s*(?:(?:{language.of})(?:(?<=[’'])|(?!\w))\s*)(?:(?:{language.articles})(?:\s+|"
            rf"[’']))?(?P<whose>[^\W_][\w’'&-]*(?:[ \u00a0][^\W_][\w’'&-]*){{0,5}})"
        ),
        "members": rf"(?:{language.members}|{language.name}|{language.network}|{language.series})",
        "list_of": rf"(?<!\w)(?:{language.list_heading}|hosts?|Gastgeber\w*)(?!\w)",
        "held_heading": language.previous,
        "coming": rf"\b(?:{language.coming})\b",
        "candidacy": rf"\b(?:{language.candidacy})\b",
        "objectives": rf"\b(?:{language.objectives})\b",
        "ordinal": rf"(?<![\w.,/-])(?P<ordinal>{nth})(?=\s*{own_noun})",
        "bare_ordinal": (
            rf"(?<![\w.,/-])(?P<ordinal>(?-i:[XVI]{{1,6}})(?:{language.ordinal_suffix})?|"
            rf"\d{{1,2}}(?:{language.ordinal_suffix})|{'|'.join(reversed(language.ordinals))})"
            r"(?=\s*(?:[,.;:)|–—-]|$|\s(?:in|en|em|nel|im|à|a|to|was|est|fue|foi|at|,)\b))"
        ),
        "joiner": rf"\s*(?:,\s*)?(?:\b(?:{language.joiner})\b|[&/+])\s*(?:(?:{language.before_place})\s+|[àa]\s+|d[’'])?|\s*[–—-]\s*",
        "apposition": rf"\s*,\s*(?:(?:{language.articles})\s+)?(?:UNESCO\s+)?(?:Creative\s+)?"
        rf"(?:{language.one_city})\s*(?:{language.of})[^,;.():\n]{{1,60}}(?=,)",
        "before_place": rf"(?<!\w)(?:{language.before_place})\s+(?:{language.city_of}\s*)?$",
        "country_lead": (
            rf"\s*(?:,\s*)?(?:(?:{language.before_place}|both\s+in|en|au|aux|no|na|in\s+der|nel|nella|"
            rf"negli)\s+)(?:(?:the|la|el|il|the|den|der)\s+)?"
        ),
        "people": (
            rf"(?<!\w)(?:(?:{language.people})(?:\s+(?:\w+\s+){{0,2}}?(?:{language.of}|from|aus|da|"
            rf"de)(?!\w)(?!\s*(?:the\s+)?\d)|[’']|\s*\()|(?:{language.among})(?!\w))"
        ),
        "since": rf"(?<!\w)(?:{language.since})\s*(?:(?:{months}|\d{{1,2}}\.?|{language.articles}|{language.in_})\s+){{0,3}}$",
        "condition": rf"\W*(?:{language.condition})",
        "denied": rf"(?<!\w)(?:{language.denied}|{_UNREAL})(?!\w)",
        "of_members": (
            rf"(?<!\w)(?:{language.since}|members?(?:hip)?|membre\w*|miembro\w*|membro|membri|adh[ée]\w+|ades\w+|"
            r"adh?esi[óo]n|ingres\w+|Mitglied\w*|Beitritt\w*|d[ée]sign\w+|admi\w+|join\w*|entr(?:y|[ée]e|ada))(?!\w)"
        ),
        "joined": rf"(?<!\w)(?:{language.joined})(?!\w)",
        "posted": rf"(?<!\w)(?:{language.posted})(?!\w)|©",
        "respectively": rf"\b(?:{language.respectively})\b",
        "no_city": (
            rf"(?:{fields}|{months}|{_DAYS}|{language.common}|{'|'.join(reversed(language.ordinals))}|{language.weekdays}|unesco|uccn|hq|"
            rf"{REGIONS}|born|{language.own_edition}|{language.not_city}|{language.series}|{language.event}|"
            rf"{language.participants}|{language.objectives})"
        ),
        "small": rf"(?<!\w)(?:{small})(?!\w)",
        "common": (
            rf"(?<!\w)(?:{language.common}|{language.anaphor}|{language.gathered}|{language.participants}|{ONES}|{CONNECTIVES})(?!\w)"
        ),
        "ordinal_word": rf"(?<!\w)(?:{nth})(?!\w)",
        "moved_to": (
            rf"(?:{language.postponed}|{language.put_off}|{language.postponed_more})(?:(?<=\sto)|(?<=\sa)|"
            rf"(?<=\sal)|(?<=\spara)|\s+(?:\w+\s+){{0,3}}?(?:to|until|till|[àa]|au|en|al?|para|hasta|at[ée]|auf|"
            rf"nach|bis))\s+(?:\w+\s+){{0,2}}?$"
        ),
        "one_city": rf"(?<!\w)(?:{language.one_city})",
        "takes_place": rf"(?<!\w)(?:{language.held}|{language.planned})(?!\w)",
        "firm": rf"(?<!\w)(?:{language.held}|{language.hosted})(?!\w)",
        "ahead": rf"(?<!\w)(?:{language.planned}|{language.will_host})(?!\w)",
        "ties": (
            rf"(?<!\w)(?:{language.hosted}|{language.will_host}|{language.candidate_host}|{language.hosts_now}|{language.held}|{language.planned}|"
            rf"{language.candidacy}|{language.list_heading}|{language.chosen}|{language.gathered}|{_RECEIVED}|{_SEAT}|{_HOSTS}|{_TAKE_PLACE}|"
            rf"{CARRIED_ON.pattern})(?!\w)"
        ),
        "participle": rf"(?<!\w)(?:{language.participle})(?!\w)",
        "hosts_behind": rf"(?<!\w)(?:{_HOSTS})(?!\w)|\sein(?=\s*(?:,|$))",
        "who_hosts": rf"(?<!\w)(?:{language.hosted}|{language.will_host}|{language.held})(?!\w)",
        "steps": rf"(?<!\w)(?:{language.joined}|{language.chosen}|{language.candidacy}|{_APPLIED})(?!\w)",
        "chosen": rf"(?<!\w)(?:{language.chosen})(?!\w)",
        "guests": rf"(?<!\w)(?:{language.people}|{language.gathered})(?!\w)",
        "hosting": (
            rf"[\s,]*(?:(?:which|that|who|qui|que|che|cui|das|die|welche[srn]?|o[ùu]|donde|dove|onde|wo|"
            rf"where)\s+)?(?:\w+\s+){{0,2}}?(?:{hosting})(?!\w)"
        ),
    }
    return Words(
        statuses=tuple((status, re.compile(rf"(?<!\w)(?:{p})(?!\w)", FLAGS)) for status, p in statuses),
        labels=labels,
        **{name: re.compile(pattern, FLAGS) for name, pattern in compiled.items()},
    )


@cache
def network_named() -> re.Pattern[str]:
    """Return what names the network, in any language that is read: by its name, or as 'the Network' with a capital."""
    names = "|".join(rf"\b(?:{language.name})\b" for language in LANGUAGES.values())
    capital = (
        r"(?<![.!?]\s)(?<=\s)(?-i:Network|R[ée]seau|Red|Rede|Rete|Netzwerks?)\b(?!\s+(?:of|des?|di|da|"
        r"der)\s+(?!(?:las\s|les\s|le\s)?(?:(?-i:UNESCO\s)|cidades|ciudades|villes|citt|creative|kreativ)))"
    )
    return re.compile(f"{names}|{capital}", FLAGS)


_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:St|Ste|Mt|Ft|Sr|Dr|Mr|Mrs|Ms|No|Nr|D\.C|approx|e\.g|i\.e|vs|etc|Rep|P\.\s?R|ca|bzw|z\.\s?B|u\.\s?a))\.$"
)
_MONTH = re.compile(
    r"\b(?:jan|janv|ene|gen|feb|f[ée]vr?|m[äa]rz?|mrz|apr|avr|abr|ma[iy]|mag|jun|juin|giu|jul|juil|lug|aug|ago|ao[ûu]t|sept?|set|oct|okt|out|ott|nov|de[cz]|d[ée]c|dic)\.$",
    FLAGS,
)
_NUMERAL = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[XVI]{1,5})\.$")
_BEGINNING = re.compile(
    r"\s*(?:The|In|On|At|It|This|That|They|We|He|She|Les?|La|En|Elles?|Il|El|Los|Las|Os?|A|As|Em|No|Na|Nel|Nell|Die|Der|Das|Im|Am|Es|Sie|Er)\b"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of text; a full stop inside brackets or behind an abbreviation ends none."""
    begin = start
    for mark in re.compile(r"[.!?]+[»”\"]?(?=\s+[^\s,;(a-z–—-]|\s*$)|\n").finditer(text, start, end):
        if mark[0] != "\n":
            inside = text.count("(", begin, mark.start()) > text.count(")", begin, mark.start())
            tail = text[max(begin, mark.end() - 8) : mark.end()]
            if inside or _ABBREVIATION.search(tail) or _goes_on(tail, text[mark.end() : min(mark.end() + 10, end)]):
                continue
        if text[begin : mark.start()].strip():
            yield begin, mark.start()
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end and text[begin:end].strip():
        yield begin, end


def _goes_on(tail: str, behind: str) -> bool:
    """Say whether a full stop is that of a month cut short ('12 Sept. 2019'), or of a German ordinal ('die 13. Konferenz')."""
    if _MONTH.search(tail):
        return behind.lstrip()[:1].isdigit()
    return _NUMERAL.search(tail) is not None and bool(behind.strip()) and not _BEGINNING.match(behind)
