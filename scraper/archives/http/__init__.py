"""HTTP as archives need it: whole heads, pace, rests, hosts that are down."""
