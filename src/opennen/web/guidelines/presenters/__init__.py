"""Knowledge to what a page shows."""
