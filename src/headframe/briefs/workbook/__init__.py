"""The deterministic case as a workbook with live formulas: one small file a sheet."""
