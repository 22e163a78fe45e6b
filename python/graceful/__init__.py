"""The Python that runs beside the learner's program: it serves, watches and tests it, and teaches nothing."""
