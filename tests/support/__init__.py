"""What tests and development tools share; nothing here is shipped."""
