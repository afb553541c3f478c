"""What the container `parquet` is made of: the batches of a table, their size, and the values of columns as text."""
