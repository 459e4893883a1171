"""What every page stands in: look, language of the document, messages in boxes."""
