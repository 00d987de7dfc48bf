"""What the commands show: findings, acts and figures as rows, on the screen and as the documented JSON."""
