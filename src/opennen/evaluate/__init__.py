"""One case against the rules: answer, explanation, questions left."""
