"""Gold questions become scores that say how far the app can be trusted."""
