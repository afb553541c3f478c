"""The way back: a Report of the JSON that the `json` output wrote, which may come from anywhere."""
