"""The detection rate of newscheck itself: faults put into articles, and which detectors report them."""
