"""HTTP for archives: complete headers, request rates, cooldowns, hosts that are down."""
