# A package with one in it.
