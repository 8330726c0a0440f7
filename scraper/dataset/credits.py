"""Who is credited for a dataset, and how it is cited: one value from which all citation formats are made."""

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from scraper.values.capture import is_web_address

Role = Literal[
    "ContactPerson",
    "DataCollector",
    "DataCurator",
    "DataManager",
    "Distributor",
    "Editor",
    "HostingInstitution",
    "Producer",
    "ProjectLeader",
    "ProjectManager",
    "ProjectMember",
    "RelatedPerson",
    "Researcher",
    "ResearchGroup",
    "RightsHolder",
    "Sponsor",
    "Supervisor",
    "Other",
]
"""The role of a contributor, in DataCite's terms (DataCite 4.5, appendix 1, contributorType)."""

_ORCID = re.compile(r"https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ROR = re.compile(r"https://ror\.org/0[a-z0-9]{6}\d{2}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


class Agent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person, with `family` and perhaps `given` name, or an organisation, with `name`.

    `orcid` identifies a person, `ror` an organisation; both are complete https URLs. Raises ValueError if they have
    another form.
    """

    name: str | None = None
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    ror: str | None = None
    affiliation: str | None = None

    def __post_init__(self) -> None:
        for one in self.__struct_fields__:
            _check_line(one, getattr(self, one))
        if (self.name is None) == (self.family is None):
            raise ValueError("give a family name for a person, or a name for an organisation")
        if self.name is not None and (self.given or self.orcid):
            raise ValueError(
                f"{self.name}: an organisation has no given name and no ORCID; give a family name for a person"
            )
        if self.orcid is not None and not (_ORCID.fullmatch(self.orcid) and _has_check_digit(self.orcid[-19:])):
            raise ValueError(f"{self.orcid!r} is not an ORCID: write https://orcid.org/0000-0002-1825-0097")
        if self.ror is not None and not _ROR.fullmatch(self.ror):
            raise ValueError(f"{self.ror!r} is not a ROR id: write https://ror.org/05dxps055")

    @property
    def full_name(self) -> str:
        """The name in the form for running text."""
        return self.name or " ".join(part for part in (self.given, self.family) if part)

    @property
    def sorted_name(self) -> str:
        """The name with the family name first, as in lists."""
        return self.name or ", ".join(part for part in (self.family, self.given) if part)


class Contributor(Agent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contributor and their role."""

    role: Role = "Other"


class Credits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `[citation]`: who made the dataset, who publishes it, its version, DOI and URL.

    Defaults come from the dataset: the title of its subject, and as version the day of the newest capture. Raises
    ValueError for an invalid DOI or URL.
    """

    title: Annotated[
        str | None, Meta(description="Title of the dataset.", examples=["Pages of Example, 2008 to 2025"])
    ] = None
    version: Annotated[
        str | None, Meta(description="Version; the day of the newest capture if not set.", examples=["1.0.0"])
    ] = None
    doi: Annotated[str | None, Meta(description="DOI.", examples=["10.5281/zenodo.1234"])] = None
    url: Annotated[
        str | None, Meta(description="Where the dataset is published.", examples=["https://example.org/dataset"])
    ] = None
    publisher: Annotated[str | None, Meta(description="Who publishes it.", examples=["Example University"])] = None
    creators: Annotated[
        tuple[Agent, ...], Meta(description="Who made it: family and given, or name; orcid or ror; affiliation.")
    ] = ()
    contributors: Annotated[
        tuple[Contributor, ...], Meta(description="Who contributed, likewise, each with a role in DataCite's words.")
    ] = ()

    def __post_init__(self) -> None:
        for one in ("title", "version", "doi", "url", "publisher"):
            _check_line(one, getattr(self, one))
        if self.doi is not None and not _DOI.fullmatch(self.doi):
            raise ValueError(
                f"{self.doi!r} is not a DOI: write 10.5281/zenodo.1234, without https://doi.org/ before it"
            )
        if self.url is not None and not is_web_address(self.url):
            raise ValueError(f"url {self.url!r} is not an http or https address")


def _check_line(name: str, text: str | None) -> None:
    if text is not None and not (text.strip() and text.isprintable()):
        raise ValueError(f"{name} has to be words on one line")


def _has_check_digit(orcid: str) -> bool:
    """Return whether the last character of an ORCID is its check digit (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in orcid[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == orcid[-1]


NOBODY = Credits()
"""Empty credits."""
