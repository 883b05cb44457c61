"""What differs from the claim, by how much, and by which rule. Pure."""
