"""Guidelines as pages, and the way a change of a rule is proposed, reviewed and signed."""
