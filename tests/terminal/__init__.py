"""Documents for the eye, and what a terminal showed of them."""
