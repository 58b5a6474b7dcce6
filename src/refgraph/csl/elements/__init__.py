"""The elements of a style, compiled to callables that append to a tape."""
