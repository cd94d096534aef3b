"""How the library names what a question is about, whom it is for and what it does.

Plain words that hold in every service, so that no vocabulary pack need change them.
"""

from __future__ import annotations

from kinfold_core.practice.questions import Audience, Stage, Topic

TOPICS = {
    Topic.HARM: "What has happened",
    Topic.DANGER: "What might happen",
    Topic.COMPLICATING_FACTOR: "What makes it harder",
    Topic.EXISTING_SAFETY: "When somebody kept the child safe",
    Topic.STRENGTH: "What is good",
    Topic.GOAL: "What everybody wants to see",
    Topic.NEXT_STEP: "What happens next",
    Topic.SCALE: "From 0 to 10",
    Topic.NETWORK: "The people around the child",
    Topic.CHILD: "The child",
    Topic.PLAN: "The plan",
}
AUDIENCES = {
    Audience.PARENT: "A parent or carer",
    Audience.CHILD: "A child or young person",
    Audience.NETWORK: "Family and friends",
    Audience.REFERRER: "Whoever rang us",
    Audience.COLLEAGUE: "A colleague",
}
STAGES = {
    Stage.ELICIT: "Open it up",
    Stage.AMPLIFY: "Hear more",
    Stage.REFLECT: "Think about it",
    Stage.START_OVER: "What else?",
}
