"""Synthetic articles: specimens for rules' examples, simulated newsrooms, articles for property tests."""
