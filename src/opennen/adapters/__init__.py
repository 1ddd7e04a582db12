"""All input and output: files, databases, clock; bytes in, text or rows out."""
