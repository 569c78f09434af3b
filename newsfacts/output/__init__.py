"""Documents to text: JSON, CSV, TSV, tables on a terminal; and the JSON Schema of the contract."""
