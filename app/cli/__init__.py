"""The command line: questions from arguments or a file, answers as text or records, and a look at the installation."""
