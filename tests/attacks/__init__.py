"""The archive attacked on purpose: what is sent is never run, breaks no page, and touches nothing of others."""
