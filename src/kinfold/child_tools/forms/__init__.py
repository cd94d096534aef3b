from kinfold.child_tools.forms.after import (
    AnswerForm,
    CopyForm,
    DisclosureForm,
    FinishForm,
    OnDayForm,
    ToldForm,
)
from kinfold.child_tools.forms.feeding import FeedForm, NumberForm
from kinfold.child_tools.forms.saying import (
    AroundForm,
    BeginForm,
    FileForm,
    ItemForm,
)
from kinfold.child_tools.forms.sharing import OverrideForm, ShareForm

__all__ = [
    "AnswerForm",
    "AroundForm",
    "BeginForm",
    "CopyForm",
    "DisclosureForm",
    "FeedForm",
    "FileForm",
    "FinishForm",
    "ItemForm",
    "NumberForm",
    "OnDayForm",
    "OverrideForm",
    "ShareForm",
    "ToldForm",
]
