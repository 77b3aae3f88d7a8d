"""Common given names with their usual gender.

A modest list of our own, for one purpose: choosing whom "he" or "she" can mean. It deliberately
omits names common for both (Jordan, Leslie, Robin), so that they exclude nobody.
"""

from briefings.analysis.wordlists import listed

_MALE = """
aarav aaron abdallah abdel abdelaziz abdi abdirahman abdou abdul abduljabbar abdullah abe abhishek
abraham abu achim adam adebayo adem adil aditya adnan adolfo adrian afonso agustin ahmad ahmed
ahmet aidan aiden ajay ajit akhil akin aksel al alaa alain alan alasdair alastair albert alberto
albin aldo alec alejandro alejo aleksandr alessandro alessio alexander alexandre alexei alexey
alfie alfonso alfred alfredo ali aliko alistair allan allen alphonse alvaro alvin amadou aman amar
amari ambrose amin amir amit amitabh ammar amos anand anatoly anders andre andreas andrei andrej
andreja andres andrew andrii andriy andrzej andy angelo angus anibal anil ansel anselm anthony
antoine anton antonin antonio antonis antony antti anwar aras archie ari arie arif arjun arkady
armando armin arnaud arne arno arnold arsene art artem artemio arthur arto arturo arun arvid
arvind asa asad asher ashok ashraf ashwin asif asim athanasios atiku atsushi augustin augusto
aurelien avraham axel ayman ayo aziz babajide babak bakari bala balazs baptiste barack barnabas
barnaby barry bart bashir bastian bastien beau bello beltran ben benedict benito benjamin benji
benno benny benoit benyamin bernard bernardo bernie bert bertrand bibi bill billy binyamin bjorn
björn blaise bob bobby bogdan bolaji boris brad braden bradley brandon branko brayden brendan
brent brenton brett brian bruce bruno bryan buddy bukola burak byron caleb calvin carl carlo
carlos casper cassius cedric cem cesar chad chandan charles charlie charly chay chester chidi
chinedu chip christian christoph christopher chuck chukwuemeka chukwuma cillian clarence clark
claude claudio claus clay clayton cliff clifford clint clive clyde cody colin colm connor conor
constantin corey cormac cornelius cory cosmin craig cristian cristiano cristobal curt curtis cyril
cyrus dale dalibor damian damola damon dan daniel daniil danilo danny dario darius darko darragh
darrell darren darryl darwin dave david davide dawid dean declan deepak deion demba demetrius
denis dennis denys denzel derek dermot derrick desmond deval devendra devin dewayne dexter
diarmuid dick didier diego dieter dimitri dinesh diogo dirk djamel dmitri dmitriy dmitry dmytro
domenico domingo dominic don donal donald donnie doug dougie douglas dragan dries duane duncan
dusan dustin dwayne dwight dylan eamon earl ed eddie edgar edison edmond edmund edouard edson
eduardo edward edwin efrain egor eitan ejike eli elias elijah eliot elliot elliott elmer elon
elton emanuel emeka emil emile emiliano emilio emin emir emmanuel emre enda ender engin enrico
enrique enzo eoghan ephraim erdem eric erich erik erling ernest ernesto ernst erwin esteban ethan
etienne eugene evan evander evert ewan ezra fabian fabien fabio fabrice fadi fahad faisal farhad
farid farouk faruk federico felipe felix femi ferdinand ferenc fergus fermin fernando ferran fidel
fidelis filip filippo finbarr florent florian floyd folarin francis francisco franck francois
franjo frank frankie franklin frantisek franz fraser fred frederick fredrik friedrich fritz fumio
fyodor gabor gabriel gael gaetano ganesh gareth garfield garrett garry gary gaspar gaston gavan
gavin gene gennady gennaro geoff geoffrey georg george geraint gerald gerard gerardo gerhard
gerrit gerry gervais ghassan giancarlo gianluca gianluigi gianni gideon gil gilbert gilles
giovanni girish giulio giuseppe glenn godfrey gonzalo gopal goran gordon grady graeme grant greg
gregg gregory grigory guido guilherme guillermo gunnar gunter gunther gurpreet gus gustav gustavo
guy gyorgy habib hadi haider haji hakan hakeem hal hamad hamid hamish hamza hanif hank hannes hans
hari haris harish harjit harlan harold haroon harris harry haruki harvey hasan hashim hassan
hassane hatem haydn hector heiko heinrich heinz helmut hemant hendrik henning henri henrik
henrique henry herb herbert herman herve hicham hideki hideo hilario hiro hiroshi hiroto hisham
hitoshi homer horst howard hubert hubertus huey hugh hugo humayun humza hunter hussein huw
hyun-soo iain ian ibrahim ibrahima idris idriss ifeanyi ignacio ignazio igor ihor ikechukwu ilkka
ilya immanuel imran imtiaz inaki ingo ioannis ionut irfan irving isaac isaias ishaan isidro ismail
issa istvan italo ivan ivar ivo jaakko jaap jabari jacek jacinto jack jacob jacques jaden jagdish
jaime jairam jake jakob jakub jalen jamal james jan jan-erik janez janos jared jaroslav jarrod
jason jasper javad javed javi javier jay jayant jayden jd jean-baptiste jean-claude jean-luc
jean-marc jean-marie jean-michel jean-paul jean-pierre jeb jedediah jeff jefferson jeffrey jehan
jens jeremy jermaine jeroen jerome jerry jerzy jesper jesse jesus jethro jim jimmy jiri jitendra
joachim joao joaquim joaquin joash jochen jock joe joel joern johan johann johannes john johnny
jomo jon jonas jonathan jonny jorg jorge joris jose josef josep joseph josh joshua josias josue
jovan jozef juan juergen julian julio julius junaid junichiro jurgen jussi justin jörg jürgen
kaito kaj kamal kamil kareem karel karim karl karlheinz kashif kaspar kassym-jomart katsu
katsuyuki kazuhiro kazuki kazuo kazuya keegan keir keita keith kelechi kellen kelvin kemal ken
kenan kenji kenneth kenny kenta kenzo kerem kevan kevin kgalema khaled khalid khalil khizr kieran
kieron kimi kiran kiril kirill kirk klaus knut kofi koichi koji kojo konrad konstantin kostyantyn
kourosh kristian kristijan kristof krzysztof kunal kunihiko kurt kwabena kwadwo kwaku kwame kwasi
kwesi kyle kyriakos lachlan ladislav lalit lalo lamar lance larry lars lassana lasse laszlo
laurent lawrence laxman leander leandro lech lee-roy leif leigh-roy len lennart lennox leo leon
leonard leonardo leonid leonidas leopold leopoldo leroy lester leszek lev levi lewis liam lincoln
lionel lior lloyd loic lorenzo lothar lou louie louis luc luca lucas luciano lucio ludovic ludwig
luigi luis luiz lukas lukasz luke lungelo luther lyndon maarten maciej madhav magnus mahesh
mahmoud maik majid malcolm mamadou manfred mangosuthu manish manmohan manny manoj mansour manuel
manuele marat marc marcel marcelo marcin marco marcos marcus marek mariano mario marius mark marko
markus marlin marlon marouane marquis mars martin marty marvin masahiro masaki masao masato masoud
massimo mateo mateusz mathew mathias mathieu matias matija mats matt matteo matthew matthias
matthijs mattia maurice mauricio maurizio mauro max maxence maxim maxime maximilian maximo maynard
mehdi mehmet mehran meir mel melvin merrick mert micah michael michal michalis michel mick miguel
mihai mihail mikael mike mikhail mikkel mikko miklos miles milo milorad milos miloš milton mirko
miroslav mitch mitchell mitt mo mohamed mohammad mohammed mohan mohit mohsen morgan-james moritz
morten moses mostafa mouhamadou mounir moussa muhammad muhammadu mukesh mumtaz murad murat musa
musab mustafa mykhailo mykola myron nabil nadeem nadir naftali nahuel naim nando naoki naoto
narendra nasir nasser nassim nathan nathaniel naveed naveen neal ned neeraj neil nelson nemanja
nenad newt niall nicanor nicholas nick nicolae nicolas nicolo niels nigel nikita niklas niko
nikola nikolai nikolaos nikolaus nikolay nikos nils nima nishant nitin nizar noah noel norbert
norman nuno obafemi obinna octavio oguz oisin okan oksar olaf olav oleg oleh oleksandr oleksii
oleksiy oli oliver olivier olusegun oluwaseun omar omari omid onur orhan orlando orrin osama oscar
osei oskar osman osvaldo otavio otis otto ousmane ovidiu owain owen ozan pablo padraig panagiotis
pankaj paolo paraic parviz pascal pascual pasquale patricio patrick patrik patryk paul paulino
paulo pavel pavle pavlo payam pedro pekka pele per-olof percy perry petar pete peter petr petro
petros petter phil philip philippe phillip pierluigi pierre pierre-yves piers pieter pietro pio
piotr piyush plamen prabhat prakash pramod pranab pranav prashant pratap prem preston prince
prosper qasim qassem quentin quincy quinton radek radomir radoslav radu rafael rafal raffaele
rafik raghuram rahim rahm rahul raila rainer raj rajan rajat rajendra rajesh rajiv rajkumar
rajnath raju rakesh ralf ralph ralston ram ramadan ramesh rami ramin ramiro ramon ramzan ramzi
rana-sher rand randall randolph randy ranjit raoul raphael rashad rasheed rashid rasmus raul ravi
ravindra ray rayan raymond recep reggie reginald reince reiner reinhard reinhold remigio remo
renato renaud renzo rené rex reza rhys ricardinho ricardo richard richie rick ricky rico ridvan
rinaldo rishi ritchie roald rob robbie robert roberto robson rocco rod roderick rodney rodolfo
rodrigo roel rogelio roger rohit roland rolf rollo romain roman romario romeo romulo ron ronald
ronan ronnie ronny roque rory roscoe ross roy ruairi ruben rudi rudolph rudy ruediger rufus rui
rupert rush ruslan russ russell rustam ruud ryan rémi saad sabri sachin sadiq saeed safet saif
sakari salah saleh salim salman salvatore sam sami samir sampson samson samu samuel sandeep sander
sanjay sanjeev sanjiv santiago saqib sardar sathish satish satoshi saul sayed scott seamus sean
seb sebastian sebastiano sebastien selim serdar serge sergei sergey sergio serhat serhiy seth
severin shahid shahin shakil shamil shane shankar shaquille sharif shashank shashi shaun shayne
shehu sheldon sherif shigeru shimon shin-ichi shinji shinzo shivam shivraj shlomo shoaib shubham
shuichi sid siddharth sidney siegfried sigmar silas silvan silvano silvestre silvio simon sinan
siphiwe sipho sohail solomon sonny soren sourav spencer stan stanislav stanley stavros stefan
stefano stefanos steffen stelios sten stephan stephane stephen sterling steve steven stewart stig
stipe stu stuart sudhir suleiman suman sunil suresh sushil sven sverre syed sylvain szymon søren
taavi tad tadashi tadeusz tahir takashi takeshi takuma takumi tamas tamer taras tarek tarik tariq
taro tatsuya tayyip ted teddy tendai terence terje terrence tetsuya thabo thaddeus theo
theodor theodore theodoros thiago thibaut thierry thijs thom thomas thorsten tiago tiberiu tibor
tim timo timothy timur tino tjeerd tobias tobin toby todd todor tom tomas tomasz tomislav tommaso
tommy tomoya tony torben torsten toshihiro toshio travis trent trevor trey trip tripp tristan
trond tsutomu tucker tunde turgut tyler tyrone uddhav ugo uhuru ulrich ulrik umar umberto umut
upendra uwe vaclav vadim valentin valentino valerio valery varun vasil vasily vassilis vasyl
veljko venkaiah venkatesh vernon victor vidar viggo vijay vikas vikram vikrant viktor viktors vin
vinay vince vincent vincenzo vinicius vinod virat vitali vitaliy vitaly vitold vitor vittorio
vivek vlad vladan vladimir vlado vladyslav vojtech volkan volker volodymyr vyacheslav wade waleed
walid wallace walt walter warren wassim wayne wenceslao wendell werner wes wiktor wilbur wilfred
wilfrid wilhelm will willem willi william willie winston wojciech wolf wolfgang wolfram woody wout
xavier xi yacine yahya yair yanis yannick yannis yaroslav yaser yashwant yasir yasser yassin
yasuhiro yasuo yehuda yeshua yevgeny yevhen yildirim yitzhak yoann yoel yogi yohan yonatan yoram
yorgos yosef yoshihide yoshiro yousef youssef yukio yuri yuriy yury yusuf yusuke yuta yuto yuval
yves yvon zac zachary zack zafar zaheer zaid zakaria zaki zane zayn zbigniew zeke zeljko zia ziad
zlatan zoltan zoran zubair zwelinzima álvaro
"""

_FEMALE = """
aaliyah abbie abby abena abi abigail abiola ada adaeze adela adele adelina adina aditi adjoa
adriana adrienne adwoa agata agathe agnes agnese agnieszka aida aiko aileen aimee aina ainhoa
ainsley aisha aishwarya akiko akosua alana alberta aleida aleksandra alena alessandra alessia
alexandra alexandria alexia alice alicia alicja alina aline alisha alison aliya aliyah allegra
allison allyson alma alondra alva alyssa ama amal amalia amanda amani amara amaya amber amberley
amelia amie amina amira amma amrita amy ana anabel anais anastasia anaya ancelma andrada andrea
aneta angela angelica angelika angelina angelique angie aniela anita aniya anja anjali anjelica
anke ann anna annabelle anne anneke anneliese annemarie annette annick annie annika anouk antje
antoinette antonella antonia antonina anya aoife aparna apolonia april arabella araceli arantxa
aretha ariana ariane arianna arlene arlette arwa asha ashanti ashleigh asma astrid asuncion asya
audra audrey augustina aurelia aurelie aurora ava aya ayaka ayanna ayesha ayla aylin ayse ayumi
azra babette bahar barbara barbra beata beate beatrice beatrix beatriz becky begum belen belinda
bella benazir benedetta berit bernadette bernardine bernice berta bertha bertille beth bethany
betsy bettina betty beverly beyonce bhavna bianca bianka birgit bisi bonnie bozena bożena brenda
brianna bridget bridie brigitte britney brittany bronagh bronwyn brooke bryony caitlin caitlyn
camila camilla camille candace candela candice caoimhe cara caren carina carissa carla carlie
carlotta carly carme carmel carmela carmelita carmen caro carol carole carolina caroline carolyn
carrie cassandra catarina caterina catherine cathleen cathy catriona cayla cecile cecilia celeste
celia celina celine chandni chantal chantelle charis charlene charlotte charmaine chelsea chelsey
cheri cherie cheryl chiara chimamanda chioma chloe chloé christa christel christelle christiane
christie christina christine ciara ciera cilla cindy claire clara clarice clarissa clarisse
claudia cleo coco colette colleen conchita condoleezza connie consolata constance consuelo coralie
cordelia corina corinne cornelia corrie cosima cressida cristina crystal cynthia céline dafna
dagmar dahlia daisy daiva dalia damaris dana-marie dani danica daniela danielle danuta daphne
daria dariga darlene dawn dayana deana deanna deanne debbie debora deborah debra deeba deepa
deepika deirdre delia delphine demi denisa denise derval desire desiree devi diana diandra diane
dilma dimple dina dinah divya dolores dominika donatella donatienne donna dora doreen doris dorit
dorota dorothea dorothy dorthe dragana eda edie edith edna edwina effie efua eileen eilidh eimear
ekaterina elaina elaine elana elea eleanor elena eleonora eleonore elfriede eliana elin elina
elisa elisabeth elise eliska elissa eliza elizabeth elke ella ellen ellie elodie eloise elora elsa
elsbeth elsie elvira elzbieta eman emer emi emilia emilie emily emine emma emmanuelle emmy encarna
enid erica erika erin erna ernestine esme esmeralda esmé esperanza esra estelle esther eszter etta
eugenia eugenie eulalia euna eunice eunji eva evangeline eve eveline evelyn evie ewa eztzu fabiana
fabienne fabiola fadwa faith faiza farah farida farrah farzana fatemeh fatiha fatima fatma fatou
fatoumata federica felicia felicity fernanda ffion fidelma fien filippa filiz fiona flavia fleur
flora florence florentina florina folake forough franca frances francesca franziska frauke freda
freya frida frieda friederike funke gabi gabriela gabriella gabrielle gail galina geeta geetha
gemma geneva genevieve geneviève gennifer georgette georgia georgie georgina geraldina geraldine
gerda germaine gertrud gertrude ghislaine gia giada gianna gilda gillian gina ginger ginny giorgia
gisele gita gitte giulia giuliana giulietta giuseppina gladys glenda gloria golda grace graciela
grainne greer greta gretchen gretta griet griselda guadalupe gudrun guilia gunilla gwen gwendolyn
gwyneth habiba hadija hadiya hafsa haley halima hana hanan hannah hanne hanneke harriet haruka
harumi hayley hazel heather hedda hedwig hedy heidi heike hela helen helena helene helga helle
hema henna henrietta hermine hermione hilary hilda hildegard hillary hina hiromi holly honora hope
hortense huda huma ida ikram ilaria ilhan ilona ilse imelda imogen inaya indira ines inga inge
ingeborg ingrid inmaculada inés ioana iolanda iona ireen iren irena irene irina iris irma irmgard
irmina iryna isabel isabella isabelle isadora isaura iseult isha ishani isla ismene isobel isra
itziar ivana ivanka ivette ivonne ivy iwona izabela izzy jacinda jackee jackie jacoba jacqueline
jacquelyn jada jaimee jamie-lynn jamila jana janaina jane janelle janet janette janey janice janie
janina janine janis janna jannet jaqueline jasmin jasmina jasmine jaya jayalalithaa jayne jeanette
jeanne jeannette jelena jemima jemma jen jenna jennie jennifer jenny jerusha jessa jessica jette
jill jimena jitka jo joan joana joann joanna joanne jocelyn jodi joelle johanna johanne jolanda
jolanta joleen jolene jordana jorunn josefa josefina josefine josephine josie joslyn jovana joy
joyce joyceline juana juanita judi judith judy juli julia juliana julianne julie juliet julieta
julietta julija june justine jutta kaat kadiatou kaja kalpana kamala kamila kamilla kara karen
kari karin karine karla karolina karoline kasia katarina katarzyna kate katerina katharine
katherine kathleen kathrine kathryn kathryne kathy katia katie katja katka katrin katrina katy
katya kavita kay kaya kayla kaylee kayleigh keeley keiko keira keisha kelis kelli kellie kellyanne
kelsey kendra kenza keren kerri kerstin kezia khadija khadijah kiara kiera kiki kim-marie
kimberley kimberly kirsi kirsten kirstie kirstin kirstjen kirsty kiyomi klara klaudia klavdiya
kristen kristi kristin kristina kriszta krisztina krystal krystle krystyna kudirat kumiko kyla
kylie kyra laetitia laia laila lakeisha lakshmi lana lara laraine larissa lata latifa latoya laura
lauren laurie lavinia layla lea leah leanne leena leila leilani lela lena leni lenka lenora leona
leonie leonora lerato leticia letitia lexi lexie leyla lia liana liane libby liesbeth lila lilia
lilian liliana lilith lillian lilly lily linda lindiwe linnea liora lisa lisbeth lisette liv livia
liz liza lizbeth lizzie lluisa loes lois lora loredana lorelei lorena loreto loretta lori lorraine
lotta lotte lottie louella louisa louise lourdes luana lubna lucero lucette lucia luciana lucienne
lucila lucille lucinda lucrecia lucy ludmila luisa lujza lupe lya lydia lynda lyndsey lynette lynn
lynne lyra lyudmila mabel macarena maddie maddy madelaine madeleine madeline madelyn madhuri maeve
magali magda magdalena maggie mahira maia maider maike mairead mairin maisie maite maja makiko
malala maleeha malin malka mallory malvina mamata mamta manal mandy manju manon manuela mara
marcela marcella marcelle marcia marcie maren margaret margarita margaux marge margie margot
margrethe marguerite maria mariah mariam marian mariana mariann marianna marianne maribel
maricarmen marie mariel marija marika mariko marilena marilyn marina marine mariola marisa marissa
marit marita marite marja marjolein marjorie marketa marla marlene marloes marsha marta marte
martha martina martyna marwa mary maryam maryann maryanne marybeth maryjane maryse marzena masha
matea mathilda mathilde matilda maud maude maureen maxine maya mayawati mayra mayumi mazie meena
meera megan meghan megumi megyn mehbooba mehreen mei meike meital melania melanie melany melina
melinda melissa mellie mena merav mercedes meredith meret meriem merve mette mia micaela michaela
michele michelle michiko mieke miep mihaela mika mikaela mila milagros mildred milena milica milla
millie milly mimi mindy minerva minna minyon mira miranda mireia mireille mirela miriam mirjam
mirka mirta misty mitsuko mitsuyo miyuki moira molly mona monica monika monique morag morgane
moriah mukta muna munira muriel mya mylene myra myrtle nabila nada nadezhda nadia nadine nadiya
naima naledi nana-ama nancy nandini nanette naoko naomi narges nasreen nasrin nastassja natacha
natalia natalie natalya natasa natasha nathalie nawal nayara nazanin neelam neema neeta neha
nelida nell nellie nelly nerea nermin nessa nettie neus ngoc-anh ngozi niamh nicola nicole
nicoletta nicolette nieves niki nikki nilufar nimmi nina nirmala nisha nita nkosazana noelia
noelle noemi nokuthula nomvula nora norah noreen noriko norma noura nuala nuria nuru nushin oby
oceane octavia odette odile oksana olaide olena olga olha olimpia olivia olivie oliwia oona opal
oprah oriana oriel orit orla orlaith ottilie paige pam pamela pamella parisa parvati patrice
patricia patrizia patrycja patsy patti patty paula paulette pauliina paulina pauline pearl peggy
penelope penny pepa perpetua petra petronella petula philippa philomena phyllis pia piedad pilar
pippa pola polina polly pooja poonam pratibha preeti priscilla priti priya priyanka purnima rabia
rachael rachel rachelle radha raffaella rahel raina raisa rajni ramona ramya rania ranjana raquel
rasa rashida rashmi rayna rebecca regina regine reham reina rekha rena renata renee renuka reshma
reyna rhiannon rhonda rianne riham riikka riitta rikke rima rina rita ritu riya roana roberta
robyn rochelle rocio roisin rokhaya romana romina ronit ronja rosa rosalba rosalia rosalie
rosalind rosalyn rosamund rosanna rosaria rosario rose roseanne roselyn rosemary rosie rosita
roswitha rowena roxanne roya roz ruby ruchi rukhsana ruqayya ruta ruth ruxandra saadia saba sabiha
sabina sabine sabrina sadia sadie sahar saida saira sakina sakura salima salimata sally salma
salome samantha samar sameera samira samiya sana sandra sandy sangeeta sanna sanne saoirse sara
sarah sarai sari sarita sashi saskia saundra savita sayaka scarlett seema selena selin selma semra
serafina serap serena severine shabana shabnam shaina shakira shania shanice shannon shanta
sharifa sharmila sharmin sharmine sharon shawna shayla shazia sheela sheena sheila shelley shelly
shereen sheri sherri sherrie sheryl shilpa shira shirley shonda shoshana shreya shu-fen sian sibel
siddika sidonie sienna signe sigourney sigrid siiri sile silje silke silvana silvia simge simona
simone simonetta sinead sini sinikka siobhan sirpa siv smriti sneha snezana soad sofia sofie
solange soledad solveig somaya sonali sonia sonja sonya sophia sophie soraya sorcha stacey staci
stacy stefania stefanie steffi stella stelle stephanie stine suad sue sumaiya sumathi sumayya
summer sunita sunniva suparna surekha suri susan susana susanna susanne sushma susie suvi suzan
suzanna suzanne suzie svenja svetlana sviatlana svitlana swara swati sybil sydnee sylvana sylvia
sylvie szilvia tabea tabitha taeko tahira tali talia talitha tallulah tamar tamara tamika tammy
tamsin tania tanisha tanja tanvi tanya tapsi tara tarana tarja taryn tasha tatiana tatjana tatyana
tawana tawny taya tayla teodora teresa teresita terhi teri tesni tess tessa thais thandi thea
thekla thelma theodora theresa therese thora thu-ha thuli tia tiana tiffany tiina tilda tilly
timea tina tiphaine tirzah tiziana toni tonya toril tova tove tracey tricia trine trinidad trish
trisha trudi trudie trudy tuba tuija tulsi tuula twyla uju ulrike uma umaima ursula urszula usha
vaishali valarie valentina valentyna valentyne valeria valerie valeriya vanda vandana vanessa vani
vania vasiliki vasundhara veena velma venetia vera verena veronica veronika veronique vesna vibeke
vicki vicky victoire victoria vidya vigdis viktoriya vilde vilma viola violet violeta violetta
virginia virginie viv vivian viviana vivienne wafa wahida waltraud wanda wenche wendy weronika
whitney wiebke wiktoria wilhelmina willa wilma winifred winnie winnifred xenia ximena yaeko yael
yamina yana yanina yara yasemin yasmin yasmine yelena yesenia yetunde yevgenia ylenia ylva yoanna
yoko yolanda yolande yoshiko ysabel yuki yuko yulia yuliana yuliya yumi yuna yuriko yusra yvette
yvonna yvonne zahia zahra zainab zaira zanele zara zdenka zehra zelda zeynep zhanna zinaida ziva
zlata zodwa zoe zofia zora zosia zuleikha zuleyha zuzana zuzanna
"""

SURNAMES_FIRST = frozenset(
    listed("""
    ahn bae baek cha chang chen cho choe choi chu chung deng gao guo han hong hu huang hwang jang
    jeon jeong jiang jo joo jung kang kim ko kwon lee li liang lim lin liu luo ma min moon nam ngo
    nguyen noh oh pak park pham qin rhee roh ryu seo seol shin sim son song suh sun tran tsai wang
    wu xi xu yang yeo yi yoo yoon yu yun zhang zhao zhou zhu
    """)
)
"""Korean, Chinese and Vietnamese surnames, which precede the given name."""

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
"""Given names that by themselves are more often a surname, a place or a word."""

GENDERS: dict[str, str] = dict.fromkeys(_MALE.split(), "male") | dict.fromkeys(
    _FEMALE.split(), "female"
)
"""Given name in lower case -> ``male`` or ``female``."""


def gender_of(given_name: str) -> str | None:
    """``male``, ``female``, or None if the name does not show it."""
    low = given_name.lower()
    return GENDERS.get(low) or (GENDERS.get(low.split("-", 1)[0]) if "-" in low else None)
