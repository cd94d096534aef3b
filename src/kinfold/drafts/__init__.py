"""Words as they are typed: kept until they are saved."""
