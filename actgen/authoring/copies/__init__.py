"""Copies of the texts of acts, in Word or in Markdown, for those who will word them their own way."""
