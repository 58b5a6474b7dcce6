"""Examples to a model, with PyTorch (the extra "train"): `data` -> `network`, `fit` -> `export`."""
