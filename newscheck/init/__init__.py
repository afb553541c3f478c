"""What a repository needs to be checked from now on, made of what stands in it."""
