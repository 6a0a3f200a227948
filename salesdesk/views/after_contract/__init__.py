"""What follows on contracts: loans, areas, handovers, titles and construction nodes, each as a list with one order in
full beside it; and the calculator of loans."""
