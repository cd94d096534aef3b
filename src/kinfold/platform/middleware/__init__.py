from kinfold.platform.middleware.security import SecurityHeadersMiddleware
from kinfold.platform.middleware.viewer import ViewerMiddleware
from kinfold.platform.middleware.watch import WatchMiddleware

__all__ = ["SecurityHeadersMiddleware", "ViewerMiddleware", "WatchMiddleware"]
