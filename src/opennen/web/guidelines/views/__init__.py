"""Pages of the guidelines app: `reading` shows what holds, the others change it."""
