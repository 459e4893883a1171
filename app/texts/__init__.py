"""Every word the interface says, one file per language; nothing about where it is shown."""
