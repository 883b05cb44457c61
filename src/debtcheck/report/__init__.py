"""Renderers: an AuditReport becomes a screen or JSON. They decide nothing."""
