"""Words all other packages use; standard library only."""
