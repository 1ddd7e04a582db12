"""A case to and from each registry's rows by its mapping, with the report of what is lost; pure."""
