"""Who works here: people, centres, memberships, and what each role may do."""
