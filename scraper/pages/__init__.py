"""What a page states. Pure: bytes and a capture in, records out; no fetch, no file, no clock."""
