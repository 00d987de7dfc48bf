"""For those who write templates: the vocabulary, where each text comes from, what is wrong with them."""
