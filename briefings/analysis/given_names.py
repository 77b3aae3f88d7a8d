"""Common given names with the gender that they usually tell.

A modest list in our own words, for one purpose: choosing whom "he" or "she" can mean. A name
that is common for both (Jordan, Leslie, Robin) is left out on purpose, so that it excludes nobody.
"""

_MALE = """
aaron abdul abdullah abe abraham adam adrian ahmed al alan albert alberto alejandro aleksandr
alexander alexei alexey alexandre alfonso alfred ali allan allen alvin amir anatoly anders andre
andreas andrei andres andrew andriy andrii andy angelo anthony antonio antony antti ari armando
arnold art arthur arturo barack barry bart ben benedict benjamin benny bernard bernie bert bill
billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron calvin
carl carlos carlo cedric cesar chad charles charlie chester christian christoph christopher
chuck clarence clark claude clay clayton cliff clifford clint clyde cody colin conor corey
cory craig curt curtis cyril dale damian damon dan daniel daniil danny darrell darren darryl dave
david dean dennis denis derek derrick desmond dexter diego dick dieter dimitri dirk dmitri dmitry
dmytro dominic don donald donnie doug douglas duane duncan dustin dwayne dwight dylan earl ed eddie
edgar eduardo edward edwin eli elias elijah elliott elmer elon emmanuel enrico enrique eric erik
ernest ernesto ethan eugene evan felipe felix fernando fidel floyd francis francisco francois frank
frankie franklin fred frederick friedrich gabriel garrett garry gary gavin gene geoff geoffrey georg
george gerald gerard gerhard gerry gilbert giovanni giuseppe glenn gordon grant greg gregg gregory
guillermo gus gustavo guy hans harold harris harry harvey hassan hector helmut hendrik henri henry
herb herbert herman hiroshi homer horst howard hubert hugh hugo hunter hussein ian ibrahim igor ihor
ilya immanuel imran isaac ismail ivan ivo jack jacob jacques jaime jake jamal james jan jared jarrod
jason javier jay jeb jd jean-claude jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim
jimmy joachim joaquin joe joel johan johann john johnny jon jonas jonathan jorge jose josef joseph
josh joshua juan juergen julian julio julius justin karl kaj keir keith ken kenneth kenny kevin khalid
kirk kirill klaus kofi konstantin kostyantyn kurt kyle kyriakos lamar lance larry lars laurent
lawrence len leo leon leonard leonid leopold lester lev lewis lincoln lionel lloyd lorenzo lou
louis lucas luigi luis luiz luke luther lyndon mahmoud malcolm manuel marc marcel marco marcos marcus
mario mark marlon mars martin marty marvin mateusz mathias matt matteo matthew matthias maurice
maurizio max maxim maxime maximilian mehmet mel michael michel mick miguel mike mikhail miles milo
milton mitch mitchell mitt mohamed mohammad mohammed moses muhammad mustafa mykhailo mykola
myron narendra nasser nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nicolo nigel
nikita niklas nikolai nikolay noah noel norbert norman olaf oleg oleh oleksandr oleksii oleksiy oliver
olivier omar orlando orrin oscar otto owen pablo paolo pascal patrick paul pavel pavlo pedro percy
perry pete peter petr petro phil philip philippe phillip pierre piotr preston prince qassem quentin
rafael rajiv ralph ramon ramzan rand randall randy raphael rashid raul ray raymond recep reggie
reginald reince rex reza ricardo richard rick ricky rob robert roberto rod roderick rodney rodrigo
roger roland roman ron ronald ronnie ross roy ruben rudolph rudy rupert rush russ russell ryan sam
samuel santiago saul scott sean sebastian serge sergei sergey sergio serhiy seth shane shaun sheldon
shigeru shimon shinzo sid sidney sigmar silvio simon solomon spencer stan stanislav stanley stefan
stefano stephen stephane sterling steve steven stewart stuart sven taras ted teddy terence terrence
theo theodore thom thomas tim timothy toby todd tom tommy tony travis trent trevor trey tucker
tyler tyrone ulrich valery vasily vasyl vernon victor viktor vince vincent vitali vitaliy vitaly vlad
vladimir vladyslav volodymyr vyacheslav wade wallace walter warren wayne wendell werner wilbur wilhelm
will willem william willie winston wolf wolfgang woody xavier xi yair yaroslav yasser yevgeny yevhen
yitzhak yuri yuriy yury yusuf zachary zack zbigniew
khizr humayun antonin reinhold kassym-jomart benyamin binyamin bibi hakan sadiq
sheldon rahm deval beau tad jacinto buddy chip hal huey jermaine jock kellen merrick mo ralston
roscoe rufus sander sonny stephan stu trip tripp vin walt wes zeke ezra micah asa cory harlan khalil
"""

_FEMALE = """
abby abigail ada adele adriana agnes aileen alana alexandra alexandria alice alicia alison
allison alma alyssa amanda amber amelia amy ana anastasia andrea angela angelina angie anita ann anna
annabelle anne annette annie antonia april arlene ashleigh astrid audrey aurora ava barbara beatrice
becky belinda bella bernadette bernice bertha beth bethany betsy betty beverly bianca bonnie brenda
bridget britney brittany brooke camila camille candace candice carla carlotta carly carmen carol
carole carolina caroline carolyn carrie cassandra catherine cathy cecile cecilia celeste celia
charlene charlotte chelsea cheri cheryl chloe christiane christie christina christine cindy claire
clara claudia colleen connie constance consuelo corinne cristina crystal cynthia daisy dana-marie
daniela danielle daphne darlene dawn deanna debbie deborah debra delia denise desiree diana diane dina
dolores donna dora doreen doris dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise
eliza elizabeth ella ellen eloise elsa elsie emilia emily emma erica erika erin esmeralda estelle
esther eugenia eunice eva eve evelyn faith farah fatima felicia fiona flora florence frances francesca
frauke frieda gabriela gabriella gabrielle gail geneva georgia geraldine gertrude gina ginger giorgia
gisele gladys glenda gloria grace greta gretchen guadalupe gwen gwendolyn haley hannah harriet hazel
heather heidi helen helena helene henrietta hilary hilda hillary holly hope huma ida ilona ines ingrid
irene irina iris irma iryna isabel isabella isabelle ivana ivanka ivy jackie jacqueline jana jane janet
janice janine jasmine jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne
jocelyn jodi johanna josephine joy joyce juanita judith judy julia juliana julie juliet june justine
kamala kaja kara karen karin karla kate katharine katherine kathleen kathryn kathy katie katrina kay
kayla kayleigh kaylee kellyanne kendra kerstin kimberly kirsten kirstjen kristen kristi kristin
kristina krystal lana lara latoya laura lauren laurie lea leah lena leticia liana lila
liliana lillian lily linda lisa liz liza lizzie lois lora loretta lori lorraine louise
lucia lucille lucy luisa lupe lydia lynda lynette lynn lynne mabel madeleine madeline maggie maia
mandy mara marcia margaret margarita marge margie maria mariah mariam marian marianne marie mariel
marilyn marina marine marisa marissa marjorie marla marlene marsha martha martina mary maryam
matilda maureen maxine maya megan megyn melania melanie melinda melissa mercedes meredith mia michele
michelle mika mildred millie mindy minerva miranda miriam misty molly mona monica muriel myra myrtle
nadia nadine nancy naomi natalia natalie natasha nellie nicola nicole nikki nina noelle nora norma
odette olena olga olivia oksana olha opal oprah pam pamela patrice patricia patsy patti patty paula
paulette pauline pearl peggy penelope penny petra phyllis polina priscilla rachel ramona rebecca
regina rena renata renee rhonda rita roberta robyn rochelle rosa rosalie rose rosemary rosie roxanne
ruby ruth sabrina sadie sally samantha sandra sandy sara sarah saundra selena serena shannon
sharon sheila shelly sheri sherri sheryl shirley silvia simone sofia sonia sonja sophia sophie stacey
stacy stella stephanie sue summer susan susana susanna susanne susie suzanne svetlana sviatlana
svitlana sybil sylvia tabitha tamara tammy tania tanya tara tatiana teresa teri tess tessa thelma
theresa therese tiffany tina tonya tracey tricia trisha trudy tulsi ursula valentina valentyna valerie
vanessa vera veronica vicki vicky victoria viktoriya viola violet virginia vivian viviana wanda wendy
whitney wilma winifred yanina yolanda yulia yuliya yvette yvonne zinaida zoe zofia
ava ayanna carmel condoleezza debbie donatella elsbeth emmanuelle halima ilhan janelle keisha kirsty
lakeisha loretta mazie minyon mirjam rashida reshma salma shonda soledad tanisha valarie zainab
krystle karine kellie kelli ainsley amal amie anya arianna ariana gennifer gretta jana katy
katrin lenora louisa lucinda marcela marta mimi pilar rosario rosalind sonya tawana toni trish yasmin
"""

GENDERS: dict[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(
    _FEMALE.split(), "female"
)
"""Given name in lower case -> ``male`` or ``female``."""


def gender_of(given_name: str) -> str | None:
    """``male``, ``female``, or null where the name does not tell."""
    return GENDERS.get(given_name.lower())
