"""Figures of single cases -> means with their uncertainty, and whether two systems differ."""
