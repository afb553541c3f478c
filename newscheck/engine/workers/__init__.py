"""Files in shards, checked in worker processes with limits of time."""
