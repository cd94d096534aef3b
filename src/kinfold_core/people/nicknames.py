"""Short forms and spellings of given names, as data.

One group per line; the first name stands for the group. Only names that are used for
the same person in England are grouped: a name may stand in one group only, so the
doubtful ones (Alex, Sam, Chris) stand with the names they most often shorten and the
likeness rule never counts a group as much as the same spelling.
"""

from __future__ import annotations

from typing import Final

_GROUPS: Final = """
abigail abi abbie abby gail
adam ad
agnieszka aga
albert bert bertie al
alexander alex alexandra alexandre aleksander oleksandr sandy xander lexi
alfred alf alfie
alison ali allison
amanda mandy
amina aminah aamina ameena
andrew andy drew andrzej andrei
angela angie ange
anne ann anna annie hannah ania
anthony tony antony anton ant
antonia toni
archibald archie
arthur art artie
ayesha aisha aysha aishah
barbara barb babs basia
benjamin ben benny benji
bethany bethan
bridget bridie biddy
caroline carol caz carrie
catherine katherine kathryn kate katie cathy kathy kat kasia katarzyna kitty katy
cecilia cissy celia
charles charlie chas chuck charley
charlotte lottie char
christina tina kristina christine chrissie chris
christopher christof krzysztof kit kris
clifford cliff
constance connie
cynthia cindy
daniel dan danny danyal daniyal
danielle dani
david dave davey davy dawid daoud
deborah debbie deb debra
denise den
derek del
dominic dom nic
donald don donny
dorothy dot dottie dolly
douglas doug dougie
duncan dunc
edward ed eddie ted teddy ned
eleanor ellie nell elinor ellen nora
elizabeth liz lizzie beth betty eliza elisabeth lisa libby bess elspeth elzbieta
emily em emmy millie
emma ems
ewa eva
fatima fatimah fatema
florence flo florrie flossie
frances fran francesca fanny frankie
francis frank franciszek
frederick fred freddie freddy
gabriel gabe
gabrielle gabby gabriella
gareth gaz
gary garry
geoffrey jeff geoff jeffrey
george georgie jerzy
georgina georgia gina
gerald gerry jerry
gillian gill jill jillian
gregory greg grzegorz
gwendolyn gwen
harold hal
harriet hattie harri
harry henry hank
hasan hassan
helen nellie helena
hussain hussein husain husayn
ian iain
imogen immy
isaac ike zac
isabella isabel isobel bella izzy isabelle issy
jacob jake
jacqueline jackie jacqui
jaden jayden jaydan jaiden
james jim jimmy jamie
janet jan
jason jay jase
jasmine jaz yasmin yasmine yasmeen
jennifer jen jenny jenna
jeremy jem
jessica jess jessie
joanna jo joanne joann
john jack johnny jon jan
jonathan jonny jonathon
joseph joe joey jo yusuf yousef yousuf jozef
josephine josie
joshua josh
judith judy jude
julia julie jules
kayleigh kayley kaylee
kenneth ken kenny
kevin kev
kimberley kim kimberly
laura laurie
lauren loz
lawrence larry laurence loz
leanne lee-ann leann
leonard len lenny leo
lewis louis lou lew
lillian lily lil lilian
linda lin lynda
louise lou luisa
lucy lucia luce
madeleine maddie madeline maddy
malcolm mal malc
margaret maggie peggy meg marge margie greta małgorzata
maria marie mariam maryam miriam mary maryjam molly polly
mark marek marc
martin marty marcin
martha mattie
matilda tilly tillie
matthew matt matty mateusz
maureen mo
megan meghan meg
melanie mel
melissa missy
michael mike mick mickey michal mikhail
michelle shell chelle
mohammed muhammad mohamed mohammad muhammed mohamad mohd md mo mohamud
natalie nat natalia
natasha tash tasha
nathaniel nathan nate
nicholas nick nicky mikolaj
nicola nikki nicky nicole
nigel nige
olivia liv livvy olivier
oliver ollie olly
pamela pam
patricia pat patsy trish tricia
patrick paddy pat
pauline paula
peter pete piotr petro
philip phil phillip
philippa pippa pip
priscilla cilla
rachel rach rachael
rebecca becky becca bex rebekah
reginald reg reggie
richard rick dick richie ricky
robert rob bob bobby robbie bert
roberta bobbie
ronald ron ronnie
rosemary rose rosie
russell russ
samantha sammie
samuel sam sammy
sandra sandie
sarah sara sally
sebastian seb
shannon shan
sharon shaz
simon si szymon
sophie sophia sofia zofia
stacey stacy
stanley stan
stephanie steph
stephen steve steven stevie stefan
susan sue suzie suzanne susie susannah
tamara tammy
tamsin tam
terence terry terrence
theodore theo
theresa teresa terri tess
thomas tom tommy tomasz tomek
timothy tim timmy
tobias toby
tracey tracy trace
valerie val
vanessa nessa
veronica ronnie vera
victor vic
victoria vicky vicki tori vikki
vincent vince vinny
virginia ginny
walter wally walt
wayne wain
wendy wen
wilfred wilf
william will bill billy willie liam
winifred win winnie
yolanda yola
zachary zach zak zack
zainab zaynab zeinab
zoe zoey
"""


def _as_keys(text: str) -> tuple[tuple[str, ...], ...]:
    """The groups, each name kept in the first group that lists it."""
    seen: set[str] = set()
    groups: list[tuple[str, ...]] = []
    for line in text.split("\n"):
        names = tuple(
            name.replace("ł", "l").replace("-", "")
            for name in line.split()
            if name not in seen
        )
        seen.update(line.split())
        if len(names) > 1:
            groups.append(names)
    return tuple(groups)


GIVEN_NAME_GROUPS: Final = _as_keys(_GROUPS)
