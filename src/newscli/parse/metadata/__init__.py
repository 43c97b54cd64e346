"""The facts of an article page - title, authors, dates, topics, views - each by an order of evidence; reads no body text."""
