"""How pages say which city hosts which conference."""
