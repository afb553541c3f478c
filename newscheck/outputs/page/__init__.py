"""The page of the `html` output: values from a Report, templates, styles and scripts."""
