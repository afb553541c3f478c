"""Layout features of articles and the detection of their changes: features, streams, change points, report."""
