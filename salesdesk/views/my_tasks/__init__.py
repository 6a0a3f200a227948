"""What is to be done: the person's own tasks, everybody's, and what stands against the close of a month."""
