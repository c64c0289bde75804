"""A number to a portal of that many made-up municipalities, complete in Japanese and English."""
