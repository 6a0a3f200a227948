"""What only SQLite needs: its guards in its own trigger language, and its way to number receipts."""
