"""Widgets draw one thing. They know the values of the model, not the library."""
