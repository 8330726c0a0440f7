"""What an unattended run needs: its record, who is told, when it is due."""
