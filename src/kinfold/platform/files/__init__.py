"""Files people give us: checked, kept outside the web root, opened by permission.

    # an action of another app, after it has asked its own policy (UPLOAD_FILE)
    stored = store_file(upload=form.cleaned_data["file"], by=by, family_id=family.pk)

    # that app's AppConfig.ready(): who may open a family's file
    register_owner("family", may_open_family_file)

`store_file` raises `FileRefused` with a sentence for the reader; put it on the form's
field. A file of a kind that nobody registered is opened by nobody. See ADR 10.
"""

from __future__ import annotations

from kinfold.platform.files.actions import delete_file, store_file
from kinfold.platform.files.forms import UploadField
from kinfold.platform.files.keeping import keep_at
from kinfold.platform.files.owners import register_owner
from kinfold.platform.files.refusal import FileRefused
from kinfold.platform.files.selectors import file_to_open, files_of_family, open_bytes
from kinfold.platform.files.sweep import register_waiting

__all__ = [
    "FileRefused",
    "UploadField",
    "delete_file",
    "file_to_open",
    "files_of_family",
    "keep_at",
    "open_bytes",
    "register_owner",
    "register_waiting",
    "store_file",
]
