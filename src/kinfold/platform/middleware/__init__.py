from kinfold.platform.middleware.security import SecurityHeadersMiddleware
from kinfold.platform.middleware.viewer import ViewerMiddleware

__all__ = ["SecurityHeadersMiddleware", "ViewerMiddleware"]
