"""Questions about who does what. They parse; they never write."""

from kinfold.commitments.forms.answer import AnswerForm
from kinfold.commitments.forms.ask import AskForm, Asks
from kinfold.commitments.forms.link import AskLinkForm
from kinfold.commitments.forms.living import EndForm, TimeForm

__all__ = ["AnswerForm", "AskForm", "AskLinkForm", "Asks", "EndForm", "TimeForm"]
