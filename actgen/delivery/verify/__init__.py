"""Whether acts are still what was written: folders by their journal, a PDF by what it carries."""
