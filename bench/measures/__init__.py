"""One module a measure; each has `measure(task) -> list[Figure]`."""
