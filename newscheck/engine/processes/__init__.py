"""Other processes: messages to them, their time limit, what they print, and one for code that is not trusted."""
