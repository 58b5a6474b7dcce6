"""How the reference parser is taught: labelled references, and the model made of them. Nothing here runs for a user."""
