from kinfold.planning.forms.answers import (
    AnswerForm,
    ReadingForm,
    SuggestForm,
    SuggestionAnswerForm,
)
from kinfold.planning.forms.rule import FamilySaysForm, RuleForm
from kinfold.planning.forms.steps import (
    AgreeForm,
    LiveForm,
    NameForm,
    SourcesForm,
    SuspendForm,
    WordsForm,
)

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "FamilySaysForm",
    "LiveForm",
    "NameForm",
    "ReadingForm",
    "RuleForm",
    "SourcesForm",
    "SuggestForm",
    "SuggestionAnswerForm",
    "SuspendForm",
    "WordsForm",
]
