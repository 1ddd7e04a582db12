"""The lines of a file on which one rule is written."""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"(?P<name>.+), line (?P<line>\d+)")


def file_and_line(place: str) -> tuple[str, int]:
    """This function will read a place as findings and rules name it; a place without a line is on line 1."""
    found = _PLACE.fullmatch(place)
    return (found["name"], int(found["line"])) if found else (place, 1)


def excerpt(files: Mapping[str, str], place: str) -> str:
    """This function will give the lines of the entry that starts at a place, without its indentation."""
    name, line = file_and_line(place)
    lines = files[name].splitlines()[line - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    kept = lines[:1]
    for one in lines[1:]:
        if one.strip() and len(one) - len(one.lstrip()) <= indent:
            break
        kept.append(one)
    while not kept[-1].strip():
        kept.pop()
    return "\n".join(one[indent:] for one in kept)
