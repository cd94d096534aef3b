"""Questions of the later steps of Family Finding. They parse; they never write."""
