"""English."""

from scraper.pages.languages.language import Language

ENGLISH = Language(
    code="en",
    common=r"the|of|and|with|has|have|been|will|which|their|from|this|these|are|was|were",
    series=r"(?:AC|AM)(?=\s?[’'‘]\d\d)|(?:yearly|annual)\s+gatherings?|(?:annual|yearly)\s+(?:general\s+)?(?:conferences?|meetings?)|physical\s+meetings?|"
    r"(?:previous|past|earlier|next|upcoming|forthcoming|following|future)\s+(?:editions?|meetings?|conferences?)|"
    r"(?:conferences?|meetings?)\s+of\s+the\s+(?:UNESCO\s+)?(?:Creative\s+Cities\s+)?Network|"
    r"editions?\s+of\s+the\s+(?:annual\s+)?(?:conferences?|meetings?)",
    event=r"conferences?|meetings?|summits?|for(?:um|a|ums)|seminars?|symposi(?:um|a|ums)|workshops?|exhibitions?|"
    r"festivals?|fairs?|congress(?:es)?|assembl(?:y|ies)|sessions?|biennales?|expos?|round\s+tables?|gatherings?|"
    r"editions?|ceremon(?:y|ies)|competitions?|training|courses?|consultations?|webinars?|weeks?|days?|encounters?",
    own_edition=r"editions?",
    rival=r"(?:sub-?network|cluster|working\s+group|steering\s+(?:group|committee)|mayors?|national|regional|"
    r"cit(?:y|ies)\s+of\s+(?:literature|music|film|design|gastronomy|media\s+arts|crafts)|"
    r"(?:literature|music|film|design|gastronomy|media\s+arts|crafts(?:\s+and\s+folk\s+art)?)\s+cit(?:y|ies))",
    network=r"UNESCO|UCCN|(?:Network\s+of\s+)?Creative\s+Cities(?:\s+Network)?|Network",
    held=r"(?<!would\s)(?<!should\s)(?<!could\s)(?:have|has)\s+(?:so\s+far\s+|already\s+|successively\s+)?(?:been\s+(?:successively\s+)?(?:held|hosted|organi[sz]ed)|taken\s+place)|"
    r"(?:was|were)\s+(?:successively\s+)?(?:held|hosted|organi[sz]ed)|took\s+place",
    planned=r"(?:will|shall|should|(?:is|are|was|were)\s+(?:due\s+|scheduled\s+|planned\s+|expected\s+)?to)\s+"
    r"(?:now\s+)?(?:be\s+(?:held|hosted|organi[sz]ed)|take\s+place|open|bring|return|gather|run|start|begin|come|meet)|(?:is|are)\s+(?:scheduled|planned|foreseen)|to\s+be\s+(?:held|hosted)",
    postponed=r"(?:(?:has|have)\s+been|will\s+be|is|are|was|were)\s+(?:postponed|deferred|put\s+off|moved\s+to)|(?<!not\sbeen\s)(?<!not\s)postponed",
    cancelled=r"(?:(?:has|have)\s+been|will\s+be|is|are|was|were)\s+(?:cancell?ed|called\s+off)|(?<!not\sbeen\s)(?<!not\s)cancell?ed",
    candidate=r"candidates?(?:\s+cit(?:y|ies))?(?:\s+(?:to\s+host|for|as\s+hosts?)\b[^:.;]{0,80}?)?\s*(?::|\s(?:is|are)\b)",
    hosted=r"(?:has\s+|have\s+)?hosted",
    will_host=r"(?:(?:will|shall|(?:is|are)\s+to)\s+|(?:was|were|(?:has|have)\s+been)\s+(?:chosen|selected|designated|elected)\s+"
    r"(?:over\s+[^.;]{1,60}?\s+)?to\s+|to\s+)host|will\s+be\s+(?:the\s+)?hosts?\s+of|(?:is|are)\s+(?:preparing|getting\s+ready|set|due|going)\s+to\s+host",
    candidate_host=r"(?:is|are)\s+(?:a\s+|the\s+)?candidates?(?:\s+cit(?:y|ies))?\s+(?:to\s+host|for)",
    not_object=r"of|for|to|at|during|in|from|with|on|about",
    leads_to_places=r"(?:\s*(?:in|by|at|respectively|successively|the\s+following\s+cities|the\s+cit(?:y|ies)\s+of|:)(?![^\s:]))*",
    before_place=r"in|at|by",
    city_of=r"(?:the\s+)?cit(?:y|ies)\s+of",
    joiner=r"and|et|e|as\s+well\s+as",
    in_=r"in|of|on|for",
    list_heading=r"(?:host\s+cities|hosts|host\s+city|timeline|editions)",
    coming=r"next|upcoming|forthcoming|future|following|planned",
    candidacy=r"candidates?|candidatures?|bids?",
    objectives=r"objectives?|aims?|goals?",
    objectives_end=r"to|are",
    months=(
        "January|Jan",
        "February|Feb",
        "(?-i:March|MARCH)|Mar",
        "April|Apr",
        "(?-i:May|MAY)",
        "June|Jun",
        "July|Jul",
        "August|Aug",
        "September|Sept|Sep",
        "October|Oct",
        "November|Nov",
        "December|Dec",
    ),
    date_words=r"from|to|and|on|in|until|between|the|early|mid|late|of",
    range_words=r"to|until|till|through|and",
    ordinals=tuple(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    ),
    ordinal_suffix=r"\s?(?:st|nd|rd|th)",
    not_held=r"cancel\w*|postpon\w*|not\s+held|moved",
    venue=r"headquarters|online|virtual",
    not_city=r"most|best|same|this|that|these|those|mobile|hope|split|orange|reading|of|as|on|or|for|to|date|dates|year|years|after|before|following|since|from|with|in|at|when|while|by|annual|conferences?|meetings?|network|creative|member|the|all|previous|next|online|virtual|headquarters",
    headings=(
        ("year", r"years?|dates?|days?|when|start(?:s|ing)?(?:\s+date)?|begins?|ends?|end(?:\s+date)?|from|until"),
        ("edition", r"edition|no\.?|number|#|n°"),
        ("city", r"(?:host\s+)?cit(?:y|ies)|hosts?|place|location|venue|where"),
        ("country", r"countr(?:y|ies)|(?:member\s+)?states?"),
        ("note", r"notes?|remarks?|comments?"),
        ("status", r"status"),
    ),
    participants=r"participants?|delegates?|attendees?|representatives?",
    cities=r"cities",
    countries=r"countries|(?:member\s+)?states",
    mayors=r"mayors?",
    attended=r"gather\w*|br(?:ing|ings|inging|ought)\s+together|attend\w*|participa\w+|delegat\w+|representati\w+|representing|"
    r"welcom\w*|took\s+part|take\s+part|met|uniting|including",
    membership=r"(?<!of\s)the\s+(?:UNESCO\s+)?(?:creative\s+cities\s+)?(?:network|UCCN)\b(?:,[^.;:]{0,120}?,)?\s+(?:itself\s+)?(?:now\s+|currently\s+|today\s+)?(?:counts?|comprises?|includes?|numbers?|consists?|brings?\s+together|unites|gathers|is\s+made|is\s+\d+|has\s+(?:now\s+)?\d+)|"
    r"network\s*,\s*which\s+(?:now\s+)?(?:counts|comprises|brings|includes|has|unites|gathers)|new\s+(?:member\s+)?cities|(?:into|joined)\s+the\s+network|made\s+up\s+of|composed\s+of|member\s+cities\s+of\s+the\s+network|cities\s+strong",
    members=r"(?:UNESCO\s+)?(?:(?:UNESCO\s+)?creative\s+cit(?:y|ies)|network(?!\s+of\s+(?!creative|\d))|UCCN|member)",
    name=r"creative\s+cities|UCCN",
    hosts_now=r"hosts?|is\s+hosting|are\s+hosting|welcomes?",
    gathered=r"gathered|brought\s+together|attracted|welcomed|ended|closed|concluded|was\s+attended|opened",
    participle=r"(?<!be\s)(?<!is\s)(?<!are\s)(?<!not\s)(?<!been\s)held",
    programme=r"days?|weeks?|sessions?|workshops?|exhibitions?|ceremon(?:y|ies)|round\s+tables?|editions?|assembl(?:y|ies)|meetings?|gatherings?|competitions?|training|consultations?|encounters?|festivals?|fairs?",
    anaphor=r"(?:the|this)\s+(?:annual\s+)?(?:conference|meeting|event|gathering|edition)",
    expects=r"expected|anticipated|will\s+(?:\w+\s+)?(?:gather|attend|participate|take\s+part|bring|meet|join|welcome)",
    audience=r"people|guests|visitors",
    of=r"of|for",
    possessive=r"its|their|whose|his",
    chosen=r"chosen|selected|designated|elected|will\s+host",
    put_off=r"(?<!been\s)(?<!not\s)postpon(?:e|es|ed|ing)|defer(?:red|ring)?",
    call_off=r"cancel(?:s|led|ed|ling|ing)?",
    more=r"(?:read\s+)?more",
    weekdays=r"monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    articles=r"the|a|an|which|that|its",
    present=r"planned|scheduled|due|takes?\s+place|(?:is|are)\s+(?:being\s+)?(?:held|hosted|organi[sz]ed)|opens?|begins?|starts?|ends?|runs?|gathers?|returns?|comes?\s+to|brings",
    one_city=r"city\b",
    relative=r"previous|last|past|earlier|preceding|next|upcoming|forthcoming|following|future",
    aim=r"to\s+host",
    future=r"\b(?:will|shall)\b(?!\s+be\s+(?:remembered|available))|'ll\b|\b(?:is|are)\s+(?:due|set|scheduled|expected|planned|preparing|getting\s+ready|going)\b|\bto\s+be\s+(?:held|hosted|confirmed|determined)\b|\b(?:gets?|getting)\s+ready\b|\bwill\b|\btbc\b|\bconfirmed\b|\b(?:was|were|is|are|been|being)\s+(?:chosen|selected|designated|elected|awarded|named)\b|\bdue\s+to\b|\b(?:initially|originally|first)\s+(?:set|scheduled|planned)\b|\bplanned\b|\bscheduled\b",
    past=r"\b(?:took|held|hosted|welcomed|received|gathered|met|saw|closed|ended|concluded|was|were|had|brought|opened\s+its\s+doors|did)\b",
    previous=r"\b(?:previous|past|earlier|so\s+far|to\s+date|until\s+now|last|since|retrospect|history|through\s+the\s+years)\b",
    postponed_more=r"put\s+off|rescheduled|moved\s+to|delayed|pushed\s+back|postponement",
    cancelled_more=r"called\s+off|cancellation",
    people=r"delegates?|delegations?|representatives?|mayors?|deputy\s+mayors?|participants?|experts?|artists?|speakers?|visitors?|coordinators?|friends|office\s+in|people|guests?|students?|colleagues?|teams?|choirs?|ministers?|writers?|chefs?|designers?|musicians?",
    among=r"among\s+(?:them|others|which|these|the\s+guests)|including|such\s+as|ranging\s+from|as\s+diverse\s+as|like",
    since=r"since|as\s+of|founded\s+in|established\s+in|created\s+in|born\s+in|built\s+in|dating\s+from|designated\s+in|named\s+in|member\s+since|joined\s+(?:the\s+Network\s+)?in|valid\s+until|agenda|until|by\s+the\s+end\s+of|copyright|©|class\s+of|generation\s+of",
    denied=r"wrongly|mistakenly|erroneously|by\s+mistake|in\s+error|rumou?rs?|rumou?red|never|not|no|\w+n['’]t|could|would|might|may\s+have|suppose|imagine|perhaps|corrections?|corrected|erratum|earlier\s+version|instead\s+of|rather\s+than|contrary\s+to|denie[sd]|false(?:ly)?|not\s+in|(?<!\bif\s)neither|nor|unsuccessful|lost\s+(?:out|to|the)|failed|withdr[ae]wn?|had\s+hoped|wished|rejected|declined|dreams?\s+of|hopes?\s+to|considering|if\s+(?:it|the|we|they)",
    joined=r"joined|became|designated|designation|admitted|members?\s+since|became\s+(?:a\s+)?(?:member|part)|entered|twin(?:ned|ning)|sister\s+cit(?:y|ies)|founded|born",
    posted=r"posted|published|updated|last\s+(?:update|modified)|printed|created|revised|press\s+release|written|accessed|retrieved|source|photo(?:graphs?)?(?:\s+by)?|credits?",
    respectively=r"respectively",
)
