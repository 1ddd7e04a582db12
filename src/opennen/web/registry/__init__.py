"""Cases: entered, imported, changed by several people, assessed, shown to those who may see them."""
