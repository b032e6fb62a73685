"""The safety rules as pure functions: from facts to levels, limits, permissions and a plan."""
