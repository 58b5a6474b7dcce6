"""Works as the engine wants them: CSL-JSON with names, dates and notes taken apart."""
