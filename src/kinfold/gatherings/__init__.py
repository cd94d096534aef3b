"""When a programme meets: one calendar, who comes, what was brought and agreed."""
