"""The page that lists the reports of many runs, and shows the trend over them."""
