"""What the whole registry says: comparisons over the cases a person may see."""
