"""Experiments: the draw, the chance of a clear answer, and the analysis of randomised trials on oneself."""
