"""Walking through a plan, one step a screen; nothing is shown without leave, nor with more than is allowed now."""
