"""Will hold the year's register of deliberations: numbered sheets, closing sheets, tables, gaps found."""
