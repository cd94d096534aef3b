"""The kinds of relationship, as data: one line each, read by `relationships.py`.

Columns: code | label | inverse | bond | generations older | female form | male form.
A sexed form is `code:label`, or one word that serves as both.
"""
# ruff: noqa: E501  (a table is read across; wrapping its lines would hide a mistake)

from __future__ import annotations

from typing import Final

TABLE: Final = """
parent | parent | child | birth | 1 | mother | father
child | child | parent | birth | -1 | daughter | son
step_parent | step-parent | step_child | step | 1 | stepmother | stepfather
step_child | stepchild | step_parent | step | -1 | stepdaughter | stepson
adoptive_parent | adoptive parent | adopted_child | adoptive | 1 | adoptive_mother:adoptive mother | adoptive_father:adoptive father
adopted_child | adopted child | adoptive_parent | adoptive | -1 | adopted_daughter:adopted daughter | adopted_son:adopted son
grandparent | grandparent | grandchild | birth | 2 | grandmother | grandfather
grandchild | grandchild | grandparent | birth | -2 | granddaughter | grandson
great_grandparent | great-grandparent | great_grandchild | birth | 3 | great_grandmother:great-grandmother | great_grandfather:great-grandfather
great_grandchild | great-grandchild | great_grandparent | birth | -3 | great_granddaughter:great-granddaughter | great_grandson:great-grandson
step_grandparent | step-grandparent | step_grandchild | step | 2 | step_grandmother:step-grandmother | step_grandfather:step-grandfather
step_grandchild | step-grandchild | step_grandparent | step | -2 | step_granddaughter:step-granddaughter | step_grandson:step-grandson
donor | donor of egg or sperm | donor_child | donor | 1 | |
donor_child | child by donation | donor | donor | -1 | |
sibling | brother or sister | sibling | birth | 0 | sister | brother
half_sibling | half-brother or half-sister | half_sibling | birth | 0 | half_sister:half-sister | half_brother:half-brother
step_sibling | stepbrother or stepsister | step_sibling | step | 0 | stepsister | stepbrother
adoptive_sibling | brother or sister by adoption | adoptive_sibling | adoptive | 0 | sister_by_adoption:sister by adoption | brother_by_adoption:brother by adoption
twin | twin | twin | birth | 0 | twin_sister:twin sister | twin_brother:twin brother
identical_twin | identical twin | identical_twin | birth | 0 | identical_twin_sister:identical twin sister | identical_twin_brother:identical twin brother
aunt_or_uncle | aunt or uncle | niece_or_nephew | birth | 1 | aunt | uncle
niece_or_nephew | niece or nephew | aunt_or_uncle | birth | -1 | niece | nephew
great_aunt_or_uncle | great-aunt or great-uncle | great_niece_or_nephew | birth | 2 | great_aunt:great-aunt | great_uncle:great-uncle
great_niece_or_nephew | great-niece or great-nephew | great_aunt_or_uncle | birth | -2 | great_niece:great-niece | great_nephew:great-nephew
cousin | cousin | cousin | birth | 0 | |
partner | partner | partner | partner | 0 | |
spouse | husband or wife | spouse | partner | 0 | wife | husband
dating | girlfriend or boyfriend | dating | partner | 0 | girlfriend | boyfriend
ex_partner | ex-partner | ex_partner | partner | 0 | |
parent_in_law | parent-in-law | child_in_law | partner | 1 | mother_in_law:mother-in-law | father_in_law:father-in-law
child_in_law | child-in-law | parent_in_law | partner | -1 | daughter_in_law:daughter-in-law | son_in_law:son-in-law
sibling_in_law | brother- or sister-in-law | sibling_in_law | partner | 0 | sister_in_law:sister-in-law | brother_in_law:brother-in-law
foster_carer | foster carer | fostered_child | foster | 1 | |
fostered_child | fostered child | foster_carer | foster | -1 | |
kinship_carer | kinship carer | child_in_kinship_care | care | 1 | |
child_in_kinship_care | child in kinship care | kinship_carer | care | -1 | |
special_guardian | special guardian | child_under_guardianship | care | 1 | |
child_under_guardianship | child under special guardianship | special_guardian | care | -1 | |
carer | carer | cared_for | care | 0 | |
cared_for | cared for by | carer | care | 0 | |
former_carer | former carer | formerly_cared_for | care | 0 | |
formerly_cared_for | once cared for by | former_carer | care | 0 | |
godparent | godparent | godchild | chosen | 0 | godmother | godfather
godchild | godchild | godparent | chosen | 0 | goddaughter | godson
friend | friend | friend | chosen | 0 | |
family_friend | friend of the family | family_friend | chosen | 0 | |
neighbour | neighbour | neighbour | chosen | 0 | |
faith | from their faith community | faith | chosen | 0 | |
teacher | teacher | pupil | professional | 0 | |
pupil | pupil | teacher | professional | 0 | |
other | known in another way | other | chosen | 0 | |
"""
