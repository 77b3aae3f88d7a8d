"""Common given names with the gender that they usually tell.

A modest list in our own words, for one purpose: choosing whom "he" or "she" can mean. A name
that is common for both (Jordan, Leslie, Robin) is left out on purpose, so that it excludes nobody.
"""

from briefings.analysis.wordlists import listed

_MALE = """
aaron abdul abdullah abe abraham adam adrian ahmed al alan albert alberto alejandro aleksandr
alexander alexandre alexei alexey alfonso alfred ali allan allen alvin amir anatoly anders andre
andreas andrei andres andrew andrii andriy andy angelo anthony antonin antonio antony antti ari
armando arnold art arthur arturo asa barack barry bart beau ben benedict benjamin benny benyamin
bernard bernie bert bibi bill billy binyamin bob bobby boris brad bradley brandon brendan brent
brett brian bruce bruno bryan buddy byron calvin carl carlo carlos cedric cesar chad charles
charlie chester chip christian christoph christopher chuck clarence clark claude clay clayton
cliff clifford clint clyde cody colin conor corey cory craig curt curtis cyril dale damian damon
dan daniel daniil danny darrell darren darryl dave david dean denis dennis derek derrick desmond
deval dexter dick diego dieter dimitri dirk dmitri dmitry dmytro dominic don donald donnie doug
douglas duane duncan dustin dwayne dwight dylan earl ed eddie edgar eduardo edward edwin eli elias
elijah elliott elmer elon emmanuel enrico enrique eric erik ernest ernesto ethan eugene evan ezra
felipe felix fernando fidel floyd francis francisco francois frank frankie franklin fred frederick
friedrich gabriel garrett garry gary gavin gene geoff geoffrey georg george gerald gerard gerhard
gerry gilbert giovanni giuseppe glenn gordon grant greg gregg gregory guillermo gus gustavo guy
hakan hal hans harlan harold harris harry harvey hassan hector helmut hendrik henri henry herb
herbert herman hiroshi homer horst howard hubert huey hugh hugo humayun hunter hussein ian ibrahim
igor ihor ilya immanuel imran isaac ismail ivan ivo jacinto jack jacob jacques jaime jake jamal
james jan jared jarrod jason javier jay jd jean-claude jeb jeff jefferson jeffrey jens jeremy
jermaine jerome jerry jesse jesus jim jimmy joachim joaquin jock joe joel johan johann john johnny
jon jonas jonathan jorge jose josef joseph josh joshua juan juergen julian julio julius justin kaj
karl kassym-jomart keir keith kellen ken kenneth kenny kevin khalid khalil khizr kirill kirk klaus
kofi konstantin kostyantyn kurt kyle kyriakos lamar lance larry lars laurent lawrence len leo leon
leonard leonid leopold lester lev lewis lincoln lionel lloyd lorenzo lou louis lucas luigi luis
luiz luke luther lyndon mahmoud malcolm manuel marc marcel marco marcos marcus mario mark marlon
mars martin marty marvin mateusz mathias matt matteo matthew matthias maurice maurizio max maxim
maxime maximilian mehmet mel merrick micah michael michel mick miguel mike mikhail miles milo
milton mitch mitchell mitt mo mohamed mohammad mohammed moses muhammad mustafa mykhailo mykola
myron narendra nasser nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nicolo
nigel nikita niklas nikolai nikolay noah noel norbert norman olaf oleg oleh oleksandr oleksii
oleksiy oliver olivier omar orlando orrin oscar otto owen pablo paolo pascal patrick paul pavel
pavlo pedro percy perry pete peter petr petro phil philip philippe phillip pierre piotr preston
prince qassem quentin rafael rahm rajiv ralph ralston ramon ramzan rand randall randy raphael
rashid raul ray raymond recep reggie reginald reince reinhold rex reza ricardo richard rick ricky
rob robert roberto rod roderick rodney rodrigo roger roland roman ron ronald ronnie roscoe ross
roy ruben rudolph rudy rufus rupert rush russ russell ryan sadiq sam samuel sander santiago saul
scott sean sebastian serge sergei sergey sergio serhiy seth shane shaun sheldon shigeru shimon
shinzo sid sidney sigmar silvio simon solomon sonny spencer stan stanislav stanley stefan stefano
stephan stephane stephen sterling steve steven stewart stu stuart sven tad taras ted teddy terence
terrence theo theodore thom thomas tim timothy toby todd tom tommy tony travis trent trevor trey
trip tripp tucker tyler tyrone ulrich valery vasily vasyl vernon victor viktor vin vince vincent
vitali vitaliy vitaly vlad vladimir vladyslav volodymyr vyacheslav wade wallace walt walter warren
wayne wendell werner wes wilbur wilhelm will willem william willie winston wolf wolfgang woody
xavier xi yair yaroslav yasser yevgeny yevhen yitzhak yuri yuriy yury yusuf zachary zack zbigniew
zeke
"""

_FEMALE = """
abby abigail ada adele adriana agnes aileen ainsley alana alexandra alexandria alice alicia alison
allison alma alyssa amal amanda amber amelia amie amy ana anastasia andrea angela angelina angie
anita ann anna annabelle anne annette annie antonia anya april ariana arianna arlene ashleigh
astrid audrey aurora ava ayanna barbara beatrice becky belinda bella bernadette bernice bertha
beth bethany betsy betty beverly bianca bonnie brenda bridget britney brittany brooke camila
camille candace candice carla carlotta carly carmel carmen carol carole carolina caroline carolyn
carrie cassandra catherine cathy cecile cecilia celeste celia charlene charlotte chelsea cheri
cheryl chloe christiane christie christina christine cindy claire clara claudia colleen
condoleezza connie constance consuelo corinne cristina crystal cynthia daisy dana-marie daniela
danielle daphne darlene dawn deanna debbie deborah debra delia denise desiree diana diane dina
dolores donatella donna dora doreen doris dorothy edith edna eileen elaine eleanor elena elisa
elisabeth elise eliza elizabeth ella ellen eloise elsa elsbeth elsie emilia emily emma emmanuelle
erica erika erin esmeralda estelle esther eugenia eunice eva eve evelyn faith farah fatima felicia
fiona flora florence frances francesca frauke frieda gabriela gabriella gabrielle gail geneva
gennifer georgia geraldine gertrude gina ginger giorgia gisele gladys glenda gloria grace greta
gretchen gretta guadalupe gwen gwendolyn haley halima hannah harriet hazel heather heidi helen
helena helene henrietta hilary hilda hillary holly hope huma ida ilhan ilona ines ingrid irene
irina iris irma iryna isabel isabella isabelle ivana ivanka ivy jackie jacqueline jana jane
janelle janet janice janine jasmine jeanette jeanne jen jenna jennifer jenny jessica jill jo joan
joanna joanne jocelyn jodi johanna josephine joy joyce juanita judith judy julia juliana julie
juliet june justine kaja kamala kara karen karin karine karla kate katharine katherine kathleen
kathryn kathy katie katrin katrina katy kay kayla kaylee kayleigh keisha kelli kellie kellyanne
kendra kerstin kimberly kirsten kirstjen kirsty kristen kristi kristin kristina krystal krystle
lakeisha lana lara latoya laura lauren laurie lea leah lena lenora leticia liana lila liliana
lillian lily linda lisa liz liza lizzie lois lora loretta lori lorraine louisa louise lucia
lucille lucinda lucy luisa lupe lydia lynda lynette lynn lynne mabel madeleine madeline maggie
maia mandy mara marcela marcia margaret margarita marge margie maria mariah mariam marian marianne
marie mariel marilyn marina marine marisa marissa marjorie marla marlene marsha marta martha
martina mary maryam matilda maureen maxine maya mazie megan megyn melania melanie melinda melissa
mercedes meredith mia michele michelle mika mildred millie mimi mindy minerva minyon miranda
miriam mirjam misty molly mona monica muriel myra myrtle nadia nadine nancy naomi natalia natalie
natasha nellie nicola nicole nikki nina noelle nora norma odette oksana olena olga olha olivia
opal oprah pam pamela patrice patricia patsy patti patty paula paulette pauline pearl peggy
penelope penny petra phyllis pilar polina priscilla rachel ramona rashida rebecca regina rena
renata renee reshma rhonda rita roberta robyn rochelle rosa rosalie rosalind rosario rose rosemary
rosie roxanne ruby ruth sabrina sadie sally salma samantha sandra sandy sara sarah saundra selena
serena shannon sharon sheila shelly sheri sherri sheryl shirley shonda silvia simone sofia soledad
sonia sonja sonya sophia sophie stacey stacy stella stephanie sue summer susan susana susanna
susanne susie suzanne svetlana sviatlana svitlana sybil sylvia tabitha tamara tammy tania tanisha
tanya tara tatiana tawana teresa teri tess tessa thelma theresa therese tiffany tina toni tonya
tracey tricia trish trisha trudy tulsi ursula valarie valentina valentyna valerie vanessa vera
veronica vicki vicky victoria viktoriya viola violet virginia vivian viviana wanda wendy whitney
wilma winifred yanina yasmin yolanda yulia yuliya yvette yvonne zainab zinaida zoe zofia
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

GENDERS: dict[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(
    _FEMALE.split(), "female"
)
"""Given name in lower case -> ``male`` or ``female``."""


def gender_of(given_name: str) -> str | None:
    """``male``, ``female``, or null where the name does not tell."""
    return GENDERS.get(given_name.lower())
