"""The elementary functions: one row each, and the arithmetic on numbers, boxes and decimals behind them."""
