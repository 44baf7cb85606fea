"""What operators see of the running archive: health, log lines, metrics. Never what anybody reads or looks for."""
