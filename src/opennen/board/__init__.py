"""Meeting, agenda, decision: states, transitions, who may; pure."""
