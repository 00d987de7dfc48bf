"""The hub: a small closed tree that the PDF, the Word file and the page are all made from."""
