"""String tools that know no bibliography."""
