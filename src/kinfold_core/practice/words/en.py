"""English words that get in the way of plain writing, and what to ask instead.

One entry a line: words parted by commas, then `>` and the question or word to use. A
word also matches its listed forms only; `*` at the end stands for any ending. The
prompts are our own wording of the plain-language list in the practice design, A1.
"""

# ruff: noqa: E501  (lists are read down; one entry stays on one line)

from __future__ import annotations

from typing import Final

LABELS: Final = """
neglect, neglectful, neglected, neglecting > What did the child go without, and how often?
domestic violence, domestic abuse, dv, da, domestic incident* > Who did what to whom, and who saw or heard it?
emotional abuse, emotional harm, emotionally abus* > What was said or done, and how did the child show it?
physical abuse, physical harm > Who did what, and what mark or pain was left?
sexual abuse, sexual harm > Say what happened in words the child would know.
significant harm > What happened, and how did it hurt the child?
substance misuse, substance abuse, substances, drug misuse, alcohol misuse, alcohol abuse > What, how much and when? What happened to the children then?
alcoholic*, drug addict*, drug user* > What do they take or drink, when, and what happens to the children then?
chaotic, chaotic lifestyle > Describe one day.
disengaged, disengage*, non-compliant, non-compliance, noncompliant, hard to reach, failed to engage, not engaging, does not engage, lack of engagement > What did we offer, how, and what happened?
in denial, lacks insight, lack of insight, minimises, minimising > What do they say, in their own words?
failure to protect, failed to protect, unable to protect > What did they do or not do, and what stopped them?
toxic trio, trio of vulnerabilities > Name each thing that people do.
mental health issues, mental health problems, mental health difficulties, mental ill health > What does it look like on a bad day, and what happens to the children then?
risk factor*, at risk of, risk of, high risk, medium risk, low risk > What might happen, and to whom?
risk-taking, risky behaviour*, risk taking > What does the young person do?
abscond* > Say "goes missing", from where and to where.
placement* > Say "home with" and the person's name.
supervised contact, contact with, contact visit*, contact session*, contact centre, direct contact, indirect contact, contact arrangements > Say "time with" and the person's name.
siblings group, sibling group, sibs > Use their names.
lac, cla, looked after child, looked after children > Say "child in our care" or "living with" and the name.
respite > Say "a break".
presenting issue*, concerns were raised, concerns have been raised, issues around, issues with, issues regarding > Say what happened and who is worried.
inappropriate, appropriate, inappropriately, appropriately > Say what happened, or what good would look like.
history of > When was it, what happened, and when was the last time?
service user*, client* > Use their name.
inconsistent parenting, poor parenting, parenting capacity, good enough parenting > What does the parent do or not do, and when?
poor attendance, poor school attendance > How many days are missed, and what happens on those mornings?
unsuitable peer*, unsuitable peer network, peer group, negative peers > Who are they with, where, and what happens?
attachment issues, attachment disorder, insecure attachment > What does the child do when they are upset, and who do they go to?
challenging behaviour, behavioural issues, behavioural difficulties > What does the child do, and when does it happen?
home conditions, poor home conditions > What would you see, smell or step on in the home?
vulnerable, vulnerability, vulnerabilities > What could hurt them?
perpetrator, victim, alleged perpetrator > Use their name and say what they did, or what was done to them.
disclosed, disclosure, alleges, alleged > Say "told", who told whom, and the words.
""".strip()
"""Labels, each with the question that turns it into something seen."""

ACRONYMS: Final = """
CP > child protection
CIN > child in need
ICPC > first child protection conference
RCPC > review conference
CSE > say what is done to the young person
CCE > say who makes the young person do what
NFA > no more to do
EHCP > education, health and care plan
IRO > independent reviewing officer
PLO > the steps before court
MARAC > say who met and what they decided
MASH > the front door team
FGC > family group conference
SGO > special guardianship order
ASB > say what was done
MOC, FOC > use the parent's name
YP > use the young person's name
SW > use the worker's name
HV > the health visitor, by name
""".strip()
"""Short forms that families do not use, with the words in full."""

NAMELESS: Final = ("mum", "mother", "dad", "father")
"""Words for a parent that need a name, unless a child or a name owns them."""

OWNERS: Final = frozenset({"his", "her", "their", "my", "your", "our", "a", "step"})
"""Words before such a parent that say whose they are."""

PASSIVE: Final = (
    "was hit", "was hurt", "was pushed", "was punched", "was kicked", "was slapped",
    "was injured", "was assaulted", "was bitten", "was burned", "was burnt",
    "was shaken", "was dropped", "was left alone", "was shouted at", "was grabbed",
    "were hit", "were hurt", "were left alone", "were shouted at", "was witnessed",
    "were exposed to", "was exposed to",
)  # fmt: skip
"""Phrases that hide who did it."""

LIKELIHOOD: Final = (r"\d+ ?%", r"\d+ per ?cent", "statistically", "likelihood of")
"""Numbers that say how likely, where a family needs to hear what and to whom."""

GROUPS: Final = frozenset({
    "professionals", "all professionals", "the professionals", "other professionals",
    "the department", "department", "the local authority", "local authority",
    "children's services", "childrens services", "social services", "social care",
    "children's social care", "the council", "services", "agencies", "the agency",
    "everyone", "everybody", "all", "we", "us", "staff", "school", "the school",
    "nursery", "health", "police", "the police", "the family", "family", "the network",
    "social worker", "the social worker", "social workers", "teacher", "teachers",
    "health visitor", "the health visitor", "people", "others", "conference",
})  # fmt: skip
"""Worriers that nobody can pick up the phone to."""

FUTURE: Final = (
    "might", "could", "may", "would", "likely", "worried that", "afraid that",
    "scared that", "chance that",
)  # fmt: skip
"""Words that show a sentence speaks of what has not happened yet."""

MORE_TOPICS: Final = (
    "and also", "as well as this", "as well as that", "in addition", "additionally",
    "furthermore", "moreover", "another worry", "a second worry", "secondly",
    "on top of this", "on top of that", "separately",
)  # fmt: skip
"""Words that often join a second worry to the first."""

NOT_DOING: Final = (
    "will not", "won't", "will stop", "to stop", "must stop", "refrain*", "will never",
    "no longer", "cease*", "avoid*", "abstain*", "does not", "do not", "not to",
    "without any", "free from", "free of", "absence of",
)  # fmt: skip
"""Goals written as the absence of something bad."""

SERVICES: Final = (
    "engage with", "engage in", "engages with", "engagement with", "engaging with",
    "work with services", "work with professionals", "cooperate with", "co-operate with",
    "comply with", "complete the", "complete a", "complete an", "completes a",
    "completes the", "complete their", "course", "courses", "programme", "programmes",
    "attend", "attends", "attending", "attend all", "referral", "appointments",
    "counselling", "parenting class*", "keep appointments", "freedom programme",
    "anger management", "key worker sessions",
)  # fmt: skip
"""Goals written as things to go to rather than a life for the child."""

SERVICES_EXCEPT: Final = (
    r"attend(?:s|ing)? (?:\w+ )?(?:school|nursery|college|sixth form|lessons)",
    "of course",
)
"""Where one of those words is about the child's ordinary day."""

HOW: Final = (
    "by attending", "by completing", "by using", "by taking", "by going to",
    "by working with", "drug test*", "hair strand", "breathalys*", "alcohol monitor*",
    "weekly test*", "testing", "use an app", "using an app", "sessions", "weekly visits",
    "unannounced visits", "written agreement", "sign a", "must attend", "must engage",
    "must complete", "must use", "must go to",
)  # fmt: skip
"""Words that say how, which is the family's to decide."""

HOW_OF_BOTTOM_LINES: Final = (
    "engage", "engages", "engaging", "complete", "completes", "drug test*", "an app",
    "weekly visit*", "sign",
)  # fmt: skip
"""Further words that say how where what must be in place is asked for."""

DIAGNOSES: Final = (
    "depress*", "anxiety", "anxious", "bipolar", "schizophreni*", "psychosis",
    "psychotic", "personality disorder", "eupd", "bpd", "ptsd", "ptsd*", "adhd", "add",
    "asd", "autis*", "alcoholic*", "alcoholism", "addict*", "learning disabilit*",
    "learning difficult*", "postnatal depression", "post-natal depression", "ocd",
    "eating disorder", "anorexi*", "dementia", "epilep*", "mental health", "disorder",
    "illness", "condition", "diagnos*",
)  # fmt: skip
"""Names of conditions, which say nothing of what anybody did."""

_EMPTY: Final = """
a an and as at be been by due for from had has have he her him his in is it its of
on or she suffer suffers suffering struggles struggling that the their they this to
was were who with experiencing experiences known severe serious long term history
mum mother dad father parent parents mum's dad's issues problems poor very
"""
EMPTY: Final = frozenset(_EMPTY.split())
"""Words that carry no behaviour of their own."""

SEVERITY: Final = (
    "serious", "seriously", "severe", "severely", "significant", "significantly",
    "extreme", "extremely", "grave", "major", "critical", "horrific", "terrible",
    "awful", "bad", "worst", "dangerous",
)  # fmt: skip
"""Words for how bad something was, which need a picture of what it was."""

DURATION: Final = (
    r"\bfor (?:at least |about |more than |the next |a |an |\w+ )*"
    r"(?:days?|nights?|weeks?|weekends?|months?|years?|terms?|half-terms?)\b",
    r"\b(?:this|next|a whole|the whole|each|every) (?:school )?(?:term|year|half-term)\b",
    r"\bby (?:the age of )?\d{1,2}\b",
    r"\b(?:until|till) \w+",
    r"\b\d+ (?:days|weeks|months|years|terms)\b",
    r"\b(?:two|three|four|five|six|nine|twelve) (?:weeks|months|terms)\b",
    r"\bthrough(?:out)? (?:the|a whole|a full) (?:summer|winter|year|term|holidays)\b",
    r"\bby (?:christmas|easter|summer|the summer|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b",
)
"""Ways of saying for how long."""

GENERIC_ANCHORS: Final = (
    "things are so bad the children can't live at home", "children are safe",
    "the children are safe", "the child is safe", "safe", "unsafe", "not safe",
    "very unsafe", "case closed", "case can close", "close the case", "closure",
    "no concerns", "no worries", "worst", "best", "high risk", "low risk", "removal",
    "things are bad", "things are good",
)  # fmt: skip
"""Scale ends that would fit any family and so describe none."""
