"""The graph of an expression: values forward, derivatives backward."""
