"""The form of a deal: a quote or a subscription, worked out while it is typed."""
