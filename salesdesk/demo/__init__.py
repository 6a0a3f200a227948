"""An office to look at and to practise in: invented people, homes, customers and deals, with dates around today."""
