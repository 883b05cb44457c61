"""Letters: from what an audit found to a text that can be sent as it is."""
