"""Files in shards, and what earlier runs found out of them."""
