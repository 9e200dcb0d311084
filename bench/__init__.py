"""Measures of Retold on labelled data, and the gate that keeps them from sinking. Not part of the wheel."""
