"""What a site file can say about a publisher, learned from its articles: suggestions, each with what supports it."""
