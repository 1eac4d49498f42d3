"""Panes own one feature each, with its workers. They know the library's desks and are strangers to each other."""
