"""Addresses of what a programme learns. Its rows have numbers, as people say them."""

from __future__ import annotations

from django.urls import path

from kinfold.claims.views import evidence, learning, theory

app_name = "claims"

_OF = "evaluation/of/<slug:slug>/"
_CLAIM = f"{_OF}claims/<int:number>/"
_CYCLE = f"{_OF}cycles/<int:number>/"

urlpatterns = [
    path("evaluation/", theory.home, name="home"),
    path(_OF, theory.theory, name="theory"),
    path(f"{_OF}begin/", theory.begin, name="begin"),
    path(f"{_OF}picture/add/", theory.add_node, name="add-node"),
    path(f"{_OF}picture/<int:number>/", theory.node, name="node"),
    path(f"{_OF}picture/<int:number>/change/", theory.change_node, name="change-node"),
    path(f"{_OF}claims/add/", theory.add_claim, name="add-claim"),
    path(_CLAIM, evidence.claim, name="claim"),
    path(f"{_CLAIM}change/", theory.change_claim, name="change-claim"),
    path(f"{_CLAIM}story/", evidence.story, name="story"),
    path(f"{_CLAIM}story/write/", evidence.write_story, name="write-story"),
    path(f"{_CLAIM}evidence/add/", evidence.add_evidence, name="add-evidence"),
    path(f"{_CLAIM}else/add/", evidence.add_rival, name="add-rival"),
    path(
        f"{_OF}evidence/<int:number>/take-back/",
        evidence.take_evidence_back,
        name="take-evidence-back",
    ),
    path(f"{_OF}else/<int:number>/", evidence.answer_rival, name="answer-rival"),
    path(f"{_OF}questions/", learning.questions, name="questions"),
    path(f"{_OF}questions/ask/", learning.ask_question, name="ask-question"),
    path(f"{_OF}questions/<int:number>/", learning.question, name="question"),
    path(
        f"{_OF}questions/<int:number>/stands/",
        learning.move_question,
        name="move-question",
    ),
    path(f"{_OF}cycles/begin/", learning.begin_cycle, name="begin-cycle"),
    path(_CYCLE, learning.cycle, name="cycle"),
    path(f"{_CYCLE}start/", learning.correct_start, name="correct-start"),
    path(f"{_CYCLE}write/<slug:part>/", learning.write_part, name="write-part"),
]
