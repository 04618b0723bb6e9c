"""What leaves the program for others to read: a case in the formats of others, one file a format, and tables as shown."""
