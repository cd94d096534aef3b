"""What the web server runs."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinfold.config.settings.production")

application = get_wsgi_application()

# What was loaded so far lives as long as the process: looking through it for rubbish
# again and again took a tenth of the processor time of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
