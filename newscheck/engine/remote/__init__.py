"""Files on other machines: in object storage (S3, Google Cloud, Azure), and of websites."""
