from kinfold.platform.middleware.security import (
    FormCharsetMiddleware,
    SecurityHeadersMiddleware,
)
from kinfold.platform.middleware.viewer import ViewerMiddleware
from kinfold.platform.middleware.watch import WatchMiddleware

__all__ = [
    "FormCharsetMiddleware",
    "SecurityHeadersMiddleware",
    "ViewerMiddleware",
    "WatchMiddleware",
]
