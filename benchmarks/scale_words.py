"""Words for made-up news, from town politics, and invented names."""

from briefings.analysis.wordlists import listed

GIVEN = listed("""
Ada Adam Agnes Albert Alice Amir Anna Anton Astrid Ben Bruno Carla Carlos Cecilia Clara Daniel David
Diana Edith Edwin Elena Elias Emil Emma Erik Esther Fatima Felix Fiona Frank Gerard Gloria Grace
Hanna Harold Helen Henrik Hugo Ida Igor Ines Irene Isaac Ivan Jakob James Jane Jens Joan Johan Julia
Karl Karin Laura Leo Lena Lewis Linda Lucas Lucy Magnus Marco Maria Martin Mary Miriam Monica Nadia
Nikolai Nina Noah Olga Oliver Omar Oscar Paula Pedro Peter Rachel Ralph Rita Robert Rosa Ruth Samuel
Sara Sofia Stefan Susan Thomas Tina Vera Victor Walter Yusuf
""")

ONSETS = listed("""
B Br D Dr F Gr H K Kl L M N P R S St T V Vr W Z Hol Mar Tor Bel Cor Dal Var Ost Lin
""")
VOWELS = listed("a e i o u au ei ou")
MIDDLES = listed("l r n nd lt rk m st v d g b rd ll nn")
ENDS = listed("en er ik in o a ova ski ard ell man ert us is on berg dal sen")

PLACES = listed("""
Varnholm Ostwick Belgrove Kestermouth Dunmarsh Halvery Tirrenburg Salvenport Marrowfield Inderby
Corvale Northam Elsingate Thornlea Wexmoor Ravensby Pelham Greywater Sundal Aldershaw Brackwell
""")

NOUNS = listed("""
agreement airport alliance army assembly bank border bridge budget camp canal ceasefire claim clinic
coast coalition commander commission committee company contract convoy council court crew crisis
crossing crowd dam deadline deal debt decision delegation delay deposit depot dispute district dock
doctor drought election embassy emergency engine evidence exercise export factory failure farm ferry
fine fishery fleet flood forest fund garrison gas grain grid guarantee harbour harvest hospital
hostage housing import inquiry inspector insurer investor island judge junction labour lake law
lawyer leader licence loan market mayor measure meeting minister minority mission museum negotiation
neighbour network offer officer opposition orchard outbreak park parliament partner patient patrol
pension pier pilot pipeline plan platform police policy port power prison prisoner project promise
proposal protest province quarry quota railway rebel recovery reform refugee region report reserve
resident rescue resolution river road rule runway safety sanction school season shelter shipment
shipyard shore shortage signal snow soldier spending station storm strike student subsidy summit
supply support survey talk tariff tax teacher tender territory threat timber tool tower town trade
train treaty truce tunnel union valley vaccine vessel veteran victim village visa volunteer vote
wage warehouse water weapon wharf winter witness worker yard
""")

VERBS = listed("""
accept admit allow announce approve ask attack avoid block break build buy cancel carry cause change
check choose clear close collect confirm control cover cut defend delay deliver demand deny deploy
discuss divide double draft drop end enforce enter expand explain expect extend face feed fill fix
follow force free freeze gather guard handle help hide hold host improve inspect join judge keep
launch leave lift limit list lose manage mark match measure meet miss move negotiate note observe
offer open oppose order outline oversee pass pay plan postpone prepare present prevent promise
protect prove publish punish push question raise reach read rebuild recall record reduce refuse
reject release remove repair repeat replace report rescue resist restore return review rule save
search secure seize sell settle share shut sign slow split spread start stop store strengthen study
suspend take test track train transfer treat turn unload urge use visit warn weigh welcome withdraw
""")

ADJECTIVES = listed("""
absent ancient angry annual bitter broad broken calm careful central cheap civil clear coastal cold
common costly damaged deep direct distant double early eastern empty entire expensive fair false
final firm foreign fragile free fresh full general gentle grave heavy hidden honest huge idle joint
late legal likely local long lower main major medical military minor modern mutual narrow national
new northern old open partial past patient peaceful permanent plain poor previous private public
quick quiet rapid rare raw recent regional remote rich rough rural safe secret separate serious
severe sharp short silent single slow small solid southern steady steep strict strong sudden
temporary tense tough true upper urban urgent vague vital volatile warm weak western whole wide
""")

TIMES = listed("""
today tomorrow yesterday soon again now later tonight overnight meanwhile quickly quietly together
""")

TOPIC_HEADS = listed("""
Harbour Border Grain Prison Water Railway Election Ceasefire Fishery Tariff Dam Pension Airport
Refugee Vaccine Pipeline Timber Tunnel Housing Drought
""")
TOPIC_TAILS = ["talks", "dispute", "reform"]

OUTLET_HEADS = listed("""
Courier Messenger Gazette Herald Observer Chronicle Tribune Post Standard Echo
""")
AGENCIES = ["Norwire", "Allpress", "Dispatch Union"]
