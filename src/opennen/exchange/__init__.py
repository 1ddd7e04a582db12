"""A case to and from each registry's rows by its mapping, with the loss report; pure."""
