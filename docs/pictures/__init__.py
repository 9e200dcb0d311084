"""Pictures of the reading room; `python -m docs.pictures` makes them."""
