"""What all tests share."""

from hypothesis import settings

# A slow example on a busy machine is no mistake; fifty of each keep the suite quick enough to be run all the time.
settings.register_profile("scraper", deadline=None, max_examples=50)
settings.load_profile("scraper")
