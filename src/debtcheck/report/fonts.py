"""A Chinese font on the borrower's own machine, for the PDF."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from debtcheck.case.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class Font:
    """A font file; in a collection, the number of the one for simplified Chinese."""

    path: Path
    number: int = 0


#: (where, file name, number in the collection), the best first
_WINDOWS = (
    ("msyh.ttc", 0),
    ("msyh.ttf", 0),
    ("simsun.ttc", 0),
    ("simhei.ttf", 0),
    ("Deng.ttf", 0),
)
_MAC = (
    ("/System/Library/Fonts/Hiragino Sans GB.ttc", 0),
    ("/System/Library/Fonts/STHeiti Light.ttc", 1),
    ("/System/Library/Fonts/Supplemental/Songti.ttc", 6),
    ("/Library/Fonts/Arial Unicode.ttf", 0),
    ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", 0),
)
_LINUX = (
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/wqy-microhei/wqy-microhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/adobe-source-han-sans/SourceHanSansCN-Regular.otf", 0),
    ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
)
_COLLECTIONS = {".ttc", ".otc"}
_SIMPLIFIED = {"notosanscjk": 2, "notoserifcjk": 2, "sourcehansans.": 2, "songti": 6}


def find_font(chosen: Path | None = None) -> Font:
    """The font to write with.

    Args:
        chosen: The file the user named; None: the first known one that is there.

    Returns:
        The file, and its number in a collection.

    Raises:
        InputError: The file is not there, or none is; the sentence says what to install.
    """
    if chosen is not None:
        if not chosen.is_file():
            raise InputError(Problem("font_missing", file=str(chosen)))
        return Font(chosen, _number(chosen))
    for font in _known():
        if font.path.is_file():
            return font
    raise InputError(Problem("font_none"))


def _known() -> Iterable[Font]:
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    local = os.environ.get("LOCALAPPDATA")
    for name, number in _WINDOWS:
        yield Font(windows / name, number)
        if local:
            yield Font(Path(local) / "Microsoft" / "Windows" / "Fonts" / name, number)
    for path, number in (*_MAC, *_LINUX):
        yield Font(Path(path), number)


def _number(path: Path) -> int:
    """The simplified Chinese font of a well-known collection; else its first."""
    if path.suffix.lower() not in _COLLECTIONS:
        return 0
    name = path.name.lower()
    return next((n for start, n in _SIMPLIFIED.items() if name.startswith(start)), 0)
