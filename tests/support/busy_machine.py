"""A plugin for runs of pytest in a test: how long hypothesis takes for an example depends on the machine's load."""

from hypothesis import HealthCheck, settings

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
