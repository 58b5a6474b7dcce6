"""Names of the fields that readers of JSON and YAML formats look at."""

import runpy
from pathlib import Path

from refgraph.formats import bibjson, cff, crossref, datacite, hayagriva, openalex
from refgraph.model.vocabulary import CSL_VARIABLES

_MORE = {
    "bibjson": "author editor identifier link keywords year month day type journal",
    "crossref": "title subtitle author editor issued ISSN ISBN subject license abstract type published-online event",
    "datacite": "creators titles contributors dates relatedItems identifiers relatedIdentifiers container sizes types "
    "rightsList subjects descriptions publicationYear",
    "openalex": "authorships keywords abstract_inverted_index type type_crossref primary_location biblio id title",
    "hayagriva": "type title author editor date parent affiliated publisher url serial-number",
    "cff": "authors references preferred-citation keywords license languages identifiers year month start end journal",
}


def shapes(name):
    """Return the names of top-level fields."""
    if name == "csl-yaml":
        return ["id", "type", *CSL_VARIABLES]
    module = {"bibjson": bibjson, "cff": cff, "crossref": crossref, "datacite": datacite, "hayagriva": hayagriva}
    fields = module.get(name, openalex).FIELDS
    return sorted({path.split(".")[0] for _, path in fields} | set(_MORE[name].split()))


def texts():
    """Return name of the format and text of each sample in ``tests/formats/test_samples.py``."""
    path = Path(__file__).parents[1] / "formats" / "test_samples.py"
    return list(runpy.run_path(str(path))["SAMPLES"].items())
