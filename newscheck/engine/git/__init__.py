"""git: which files of a dump changed, and their earlier versions."""
