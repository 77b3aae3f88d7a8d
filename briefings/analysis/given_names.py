"""Common given names with the gender that they usually tell.

A modest list in our own words, for one purpose: choosing whom "he" or "she" can mean. A name
that is common for both (Jordan, Leslie, Robin) is left out on purpose, so that it excludes nobody.
"""

from briefings.analysis.wordlists import listed

_MALE = """
aaron abdul abdullah abe abhishek abraham adam adebayo adrian ahmed aidan ajay akhil akin al alan
albert alberto alejandro aleksandr alexander alexandre alexei alexey alfonso alfred ali aliko
allan allen alvin amir amit anand anatoly anders andre andreas andrei andres andrew andrii andriy
andy angelo anil anthony antonin antonio antony antti ari arjun armando arnold art arthur arturo
arun asa ashok ashwin asim atiku babajide bala barack barry bart bashir beau bello ben benedict
benjamin benny benyamin bernard bernie bert bibi bill billy binyamin bob bobby bolaji boris brad
bradley brandon brendan brent brett brian bruce bruno bryan buddy bukola byron calvin carl carlo
carlos cedric cesar chad charles charlie chester chidi chip christian christoph christopher chuck
chukwuma clarence clark claude clay clayton cliff clifford clint clyde cody colin colm conor corey
cory craig curt curtis cyril dale damian damola damon dan daniel daniil danny darrell darren
darryl dave david dean declan deepak denis dennis derek dermot derrick desmond deval devendra
dexter diarmuid dick diego dieter dimitri dinesh dirk dmitri dmitry dmytro dominic don donald
donnie doug douglas duane duncan dustin dwayne dwight dylan eamon earl ed eddie edgar eduardo
edward edwin eli elias elijah elliott elmer elon emmanuel enrico enrique eoghan eric erik ernest
ernesto ethan eugene evan ewan ezra felipe felix femi fergus fernando fidel finbarr floyd francis
francisco francois frank frankie franklin fred frederick friedrich fumio gabriel ganesh gareth
garrett garry gary gavin gene geoff geoffrey georg george gerald gerard gerhard gerry gianni
gilbert giovanni girish giuseppe glenn gordon graeme grant greg gregg gregory guillermo gurpreet
gus gustavo guy hakan hal hamish hans harlan harold harris harry haruki harvey hassan hector
helmut hemant hendrik henri henry herb herbert herman hideki hiroshi hiroto homer horst howard
hubert huey hugh hugo humayun humza hunter hussein iain ian ibrahim idris ifeanyi igor ihor ilya
immanuel imran imtiaz isaac ishaan ismail ivan ivo jacinto jack jacob jacques jagdish jaime jairam
jake jamal james jan jared jarrod jason javier jay jayant jd jean-claude jeb jeff jefferson
jeffrey jens jeremy jermaine jerome jerry jesse jesus jim jimmy joachim joaquin jock joe joel
johan johann john johnny jomo jon jonas jonathan jorge jose josef joseph josh joshua juan juergen
julian julio julius junichiro justin kaj karl kashif kassym-jomart katsuyuki kazuo keir keita
keith kellen ken kenneth kenny kenta kevin kgalema khalid khalil khizr kiran kirill kirk klaus
kofi kojo konstantin kostyantyn kurt kwabena kwadwo kwaku kwame kwasi kwesi kyle kyriakos lalit
lamar lance larry lars laurent lawrence laxman len leo leon leonard leonid leopold lester lev
lewis liam lincoln lionel lloyd lorenzo lou louis lucas luigi luis luiz luke lungelo luther lyndon
mahesh mahmoud malcolm mangosuthu manish manmohan manoj manuel marc marcel marco marcos marcus
mario mark marlon mars martin marty marvin mateusz mathias matt matteo matthew matthias maurice
maurizio max maxim maxime maximilian mehmet mel merrick micah michael michel mick miguel mike
mikhail miles milo milton mitch mitchell mitt mo mohamed mohammad mohammed mohan mohit moses
muhammad muhammadu mukesh musa mustafa mykhailo mykola myron naoki narendra nasser nathan
nathaniel naveen neal ned neeraj neil nelson newt niall nicholas nick nicolas nicolo nigel nikita
niklas nikolai nikolay nitin noah noel norbert norman obafemi oisin olaf oleg oleh oleksandr
oleksii oleksiy oliver olivier olusegun omar orlando orrin oscar osei otto owen pablo padraig
pankaj paolo paraic pascal patrick paul pavel pavlo pedro percy perry pete peter petr petro phil
philip philippe phillip pierre piotr piyush prabhat prakash pramod pranab prashant prem preston
prince qassem quentin rafael raghuram rahm rahul raila raj rajat rajendra rajesh rajiv rajnath
raju rakesh ralph ralston ram ramesh ramon ramzan rand randall randy ranjit raphael rashid raul
ravi ray raymond recep reggie reginald reince reinhold rex reza ricardo richard rick ricky rishi
rob robert roberto rod roderick rodney rodrigo roger rohit roland roman ron ronald ronnie rory
roscoe ross roy ruairi ruben rudolph rudy rufus rupert rush russ russell ryan sachin sadiq sam
samir samuel sandeep sander sanjay sanjiv santiago sathish satish satoshi saul scott seamus sean
sebastian serge sergei sergey sergio serhiy seth shane shashi shaun shehu sheldon shigeru shimon
shinzo shivraj sid siddharth sidney sigmar silvio simon sipho solomon sonny sourav spencer stan
stanislav stanley stefan stefano stephan stephane stephen sterling steve steven stewart stu stuart
sudhir sunil suresh sven tad takashi takeshi taras taro tatsuya ted teddy tendai terence terrence
thabo theo theodore thom thomas tim timothy toby todd tom tommy tony travis trent trevor trey trip
tripp tucker tyler tyrone uddhav uhuru ulrich umar upendra valery varun vasily vasyl venkaiah
vernon victor vijay vikas vikram viktor vin vince vincent vinod virat vitali vitaliy vitaly vivek
vlad vladimir vladyslav volodymyr vyacheslav wade wallace walt walter warren wayne wendell werner
wes wilbur wilhelm will willem william willie winston wolf wolfgang woody xavier xi yair yaroslav
yashwant yasser yevgeny yevhen yitzhak yogi yoshihide yoshiro yuri yuriy yury yusuf yusuke zachary
zack zbigniew zeke zwelinzima
"""

_FEMALE = """
abby abena abigail ada adaeze adele adjoa adriana adwoa agnes aiko aileen ainsley aisha akiko
akosua alana alexandra alexandria alice alicia alison allison alma alyssa ama amal amanda amber
amelia amie amina amma amy ana anastasia andrea angela angelina angie anita anjali ann anna
annabelle anne annette annie antonia anya aoife aparna april ariana arianna arlene ashleigh astrid
audrey aurora ava ayanna ayesha ayumi barbara beatrice becky belinda bella bernadette bernice
bertha beth bethany betsy betty beverly bhavna bianca bisi bonnie brenda bridget britney brittany
brooke camila camille candace candice caoimhe carla carlotta carly carmel carmen carol carole
carolina caroline carolyn carrie cassandra catherine cathy cecile cecilia celeste celia charlene
charlotte chelsea cheri cheryl chioma chloe christiane christie christina christine ciara cindy
claire clara claudia colleen condoleezza connie constance consuelo corinne cristina crystal
cynthia daisy dana-marie daniela danielle daphne darlene dawn deanna debbie deborah debra deepa
deepika deirdre delia denise derval desiree devi diana diane dina dolores donatella donna dora
doreen doris dorothy edith edna eileen eimear elaine eleanor elena elisa elisabeth elise eliza
elizabeth ella ellen eloise elsa elsbeth elsie emi emilia emily emma emmanuelle erica erika erin
esmeralda estelle esther eugenia eunice eva eve evelyn faith farah fatima fatou fatoumata felicia
fiona flora florence folake frances francesca frauke frieda funke gabriela gabriella gabrielle
gail geneva gennifer georgia geraldine gertrude gina ginger giorgia gisele gladys glenda gloria
grace grainne greta gretchen gretta guadalupe gwen gwendolyn haley halima hannah harriet haruka
harumi hazel heather heidi helen helena helene henrietta hilary hilda hillary hina holly hope huma
ida ilhan ilona indira ines ingrid irene irina iris irma iryna isabel isabella isabelle isha
isobel ivana ivanka ivy jackie jacqueline jana jane janelle janet janice janine jasmine jaya
jayalalithaa jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn
jodi johanna josephine joy joyce juanita judith judy julia juliana julie juliet june justine kaja
kamala kara karen karin karine karla kate katharine katherine kathleen kathryn kathy katie katrin
katrina katy kavita kay kayla kaylee kayleigh keiko keisha kelli kellie kellyanne kendra kerstin
kimberly kirsten kirstjen kirsty kiyomi kristen kristi kristin kristina krystal krystle lakeisha
lakshmi lana lara lata latoya laura lauren laurie lea leah lena lenora lerato leticia liana lila
liliana lillian lily linda lindiwe lisa liz liza lizzie lois lora loretta lori lorraine louisa
louise lubna lucia lucille lucinda lucy luisa lupe lydia lynda lynette lynn lynne mabel madeleine
madeline maeve maggie maia mairead mairin mamata mamta mandy manju mara marcela marcia margaret
margarita marge margie maria mariah mariam marian marianne marie mariel mariko marilyn marina
marine marisa marissa marjorie marla marlene marsha marta martha martina mary maryam matilda
maureen maxine maya mayawati mazie meena meera megan meghan megumi megyn mehbooba melania melanie
melinda melissa mercedes meredith mia michele michelle michiko mika mildred millie mimi mindy
minerva minyon miranda miriam mirjam misty molly mona monica muriel myra myrtle nadia nadine
naledi nancy nandini naoko naomi natalia natalie natasha neha nellie ngozi niamh nicola nicole
nikki nina nirmala nkosazana noelle nokuthula nomvula nora noriko norma oby odette oksana olena
olga olha olivia opal oprah orla pam pamela patrice patricia patsy patti patty paula paulette
pauline pearl peggy penelope penny petra phyllis pilar polina pooja pratibha preeti priscilla
priti priya priyanka rachel radha ramona rashida rebecca regina rekha rena renata renee renuka
reshma rhonda rina rita roberta robyn rochelle roisin rosa rosalie rosalind rosario rose rosemary
rosie roxanne ruby ruth sabrina sadie sakura sally salma samantha sandra sandy sangeeta saoirse
sara sarah saundra sayaka selena serena shabana shannon shanta sharon sheila shelly sheri sherri
sheryl shilpa shirley shonda shreya silvia simone sinead siobhan smriti sneha sofia soledad sonali
sonia sonja sonya sophia sophie stacey stacy stella stephanie sue summer sunita susan susana
susanna susanne sushma susie suzanne svetlana sviatlana svitlana swati sybil sylvia tabitha tamara
tammy tania tanisha tanvi tanya tara tatiana tawana teresa teri tess tessa thandi thelma theresa
therese thuli tiffany tina toni tonya tracey tricia trish trisha trudy tulsi uma ursula usha
valarie valentina valentyna valerie vandana vanessa vasundhara vera veronica vicki vicky victoria
vidya viktoriya viola violet virginia vivian viviana wanda wendy whitney wilma winifred winnie
yanina yasmin yoko yolanda yuki yuko yulia yuliya yumi yuriko yvette yvonne zainab zanele zinaida
zodwa zoe zofia
"""

SURNAMES_FIRST = frozenset(
    listed("""
    ahn bae baek cha chang chen cho choe choi chu chung deng gao guo han hong hu huang hwang jang
    jeon jeong jiang jo joo jung kang kim ko kwon lee li liang lim lin liu luo ma min moon nam ngo
    nguyen noh oh pak park pham qin rhee roh ryu seo seol shin sim son song suh sun tran tsai wang
    wu xi xu yang yeo yi yoo yoon yu yun zhang zhao zhou zhu
    """)
)
"""Korean, Chinese and Vietnamese surnames, which stand before the given name."""

AMBIGUOUS_ALONE = frozenset(
    listed("""
    virginia georgia charlotte florence carolina lincoln dallas austin madison jackson
    israel jordan paris sydney alexandria augusta santiago trent ukraine mercedes orlando
    april june harris wallace walter jefferson grant wesley warren gordon graham lewis
    nelson carter kirk ross rex scott craig curtis dean howard franklin dennis henry ryan
    martin marshall mitchell morris ray reid russell spencer stewart stuart todd tucker
    tyler wade wayne bruce kelly kerry logan murray neil oliver perry preston roland roy
    solomon sterling vernon vincent clark claude clay lee lincoln pope rose ruby ivy daisy
    hope faith grace joy dawn may summer eve gail violet holly drew chase
    """)
)
"""Given names that, standing alone, are more often a surname, a place or a word."""

GENDERS: dict[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(
    _FEMALE.split(), "female"
)
"""Given name in lower case -> ``male`` or ``female``."""


def gender_of(given_name: str) -> str | None:
    """``male``, ``female``, or null where the name does not tell."""
    low = given_name.lower()
    return GENDERS.get(low) or (GENDERS.get(low.split("-", 1)[0]) if "-" in low else None)
