"""Papers that take the contract's place: a judgment, a renegotiated plan, a guarantor's payment."""
