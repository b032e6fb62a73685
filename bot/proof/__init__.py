"""The safety proof: the real rules over every world that matters, with a chat as counter-example."""
