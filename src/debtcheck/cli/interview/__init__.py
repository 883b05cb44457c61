"""The guided interview: questions, answers, the figures on the way, and the case they make."""
