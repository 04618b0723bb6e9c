"""Every read of a case file, named, by what it reads."""
