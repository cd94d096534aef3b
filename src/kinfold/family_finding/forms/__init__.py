"""Questions of Family Finding. They parse; they never write."""
