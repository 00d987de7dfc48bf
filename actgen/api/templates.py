"""What those who write texts of acts are given: the texts that there are, and pages for the browser."""

from actgen.authoring import Page
from actgen.authoring.templates.offered import Templates
from actgen.authoring.templates.strays import Owner
from actgen.council.kinds.manifest import Kind

__all__ = ["Kind", "Owner", "Page", "Templates"]
