"""Settings of all tests."""

from hypothesis import settings

# A slow example on a busy machine is not a failure; fifty examples each keep the suite quick.
settings.register_profile("scraper", deadline=None, max_examples=50)
settings.load_profile("scraper")
