"""Asking authorities that say when something was there: RFC 3161 and OpenTimestamps."""
