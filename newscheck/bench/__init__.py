"""The detection rate of newscheck itself: faults put into articles, and who reports them."""
