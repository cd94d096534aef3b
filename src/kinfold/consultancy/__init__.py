"""What the programme and an authority promise each other when they sit down."""
