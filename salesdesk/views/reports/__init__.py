"""Reports: the overview of sales, the deals behind each line, Excel and paper."""
