"""What only PostgreSQL needs: guards, grants and policies, people as logins of the database."""
