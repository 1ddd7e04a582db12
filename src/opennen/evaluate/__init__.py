"""One case: the evaluator that defines what a rule means, its explanation, what is left to ask."""
