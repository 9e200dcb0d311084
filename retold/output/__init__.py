"""FRONT. What people and machines are shown: one file a form. Nothing here judges; it puts rows into words."""
