"""The article's text: what does not belong to it is cut first, then the best reading is chosen; knows no metadata."""
