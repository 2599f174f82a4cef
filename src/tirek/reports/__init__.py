"""What is told about the law and about what it does: pages, later the national report and official tables."""
