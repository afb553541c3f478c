"""What is done with any text: bytes decoded, markup and JSON with places, words made safe, two values side by side."""
