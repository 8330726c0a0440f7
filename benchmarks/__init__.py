"""What the tool costs, beside named peers and a floor measured in the same run."""
