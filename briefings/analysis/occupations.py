"""Trades, sports and professions by which news describes people: "novelist", "midfielder".

A list of our own. It deliberately omits words that are just as often surnames (Baker, Mason,
Potter, Cook): before a name they are more often part of it.
"""

from briefings.analysis.wordlists import listed

OCCUPATIONS = frozenset(
    listed("""
    novelist poet playwright screenwriter essayist biographer translator illustrator cartoonist
    photographer sculptor painter composer conductor pianist violinist cellist guitarist drummer
    bassist saxophonist trumpeter organist soprano tenor rapper songwriter frontman frontwoman
    dancer choreographer ballerina magician juggler acrobat busker broadcaster presenter newsreader
    podcaster influencer youtuber streamer publisher printer bookseller librarian archivist curator
    plumber electrician builder bricklayer roofer welder joiner decorator glazier engineer mechanic
    technician architect surveyor planner landlord landlady tenant caretaker janitor cleaner
    hairdresser barber beautician florist jeweller tailor seamstress weaver dyer dressmaker grocer
    shopkeeper butcher fishmonger greengrocer brewer distiller winemaker beekeeper shepherd
    rancher fisherman fisherwoman fishermen lumberjack miner docker stevedore sailor skipper
    helmsman navigator pilot astronaut cosmonaut steward stewardess conductor cabbie trucker courier
    postman postwoman firefighter fireman paramedic medic midwife surgeon dentist pharmacist
    psychiatrist psychologist therapist physiotherapist paediatrician pediatrician oncologist
    neurologist neurosurgeon cardiologist virologist epidemiologist veterinarian vet optician
    biologist botanist zoologist ecologist geologist seismologist volcanologist meteorologist
    oceanographer astronomer astrophysicist physicist chemist mathematician statistician
    archaeologist anthropologist sociologist linguist philosopher theologian climatologist
    criminologist pathologist toxicologist conservationist environmentalist campaigner
    striker midfielder defender goalkeeper winger forward centre-back full-back left-back right-back
    playmaker captain skipper footballer cricketer batsman batter bowler wicketkeeper spinner
    all-rounder golfer boxer wrestler sprinter hurdler jumper swimmer diver rower cyclist jockey
    racer gymnast skater skier snowboarder surfer climber mountaineer quarterback linebacker
    pitcher catcher shortstop outfielder infielder guard center point-guard fullback halfback
    scrum-half fly-half prop hooker tennis-player referee umpire linesman manager trainer
    defenceman defenseman netminder goaltender marathoner triathlete decathlete paralympian
    olympian medallist medalist champion
    administrator coordinator supervisor operator marshal ranger warden organiser cofounder
    spokesman spokeswoman goalie defenseman netminder centreback geologist hydrologist ornithologist
    solicitor notary magistrate bailiff clerk registrar receptionist secretary typist accountant
    auditor actuary broker realtor auctioneer salesman saleswoman bartender barman barmaid waiter
    waitress sommelier restaurateur hotelier innkeeper caterer confectioner barista
    headteacher headmaster headmistress lecturer tutor schoolboy schoolgirl pupil undergraduate
    graduate apprentice intern trainee lifeguard bodyguard doorman bouncer watchman
    vicar rector curate deacon nun monk friar abbot abbess rabbi missionary preacher
    opener seamer paceman debutant centurion quarterfinalist semifinalist
    spokesperson whistleblower hacker programmer coder lexicographer treasurer councillor
    pensioner grandparent grandad granddad grandma granny mum mummy fiancé fiancée fiance fiancee
    boyfriend girlfriend bride groom bridegroom twin nephew niece stepfather stepmother stepson
    stepdaughter teen newlywed passer-by bystander onlooker motorist commuter passenger shopper
    holidaymaker tourist migrant asylum-seeker inmate prisoner detainee captive hostage suspect
    accused plaintiff claimant complainant juror lord peer baroness backbencher frontbencher
    """)
) - frozenset(
    listed("forward guard center prop hooker captain manager lord peer secretary champion")
)
"""Nouns for people, in lower case, without those in other lists."""

TRADES = frozenset(
    listed("""
    baker cook butcher mason potter carpenter farmer teacher nurse doctor gardener weaver tailor
    fisher miller cooper
    """)
)
"""Trades that are also surnames: only in lower case do they show a trade."""

SPOKEN_OF = frozenset(listed("emeritus emerita royal elect designate"))
"""Adjectives after a title that are not names: "Professor Emeritus"."""
