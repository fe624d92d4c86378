"""The order in which ISO/IEC 29500-1:2016 (annex A) has the children of an element, for those we write."""

from xml.etree import ElementTree
from zipfile import ZipFile

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""What newer programs see in one way and older ones in another may stand anywhere."""

ORDER = {
    "p:sld": "cSld clrMapOvr transition timing extLst",
    "p:sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "p:sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "p:notesMaster": "cSld clrMap hf notesStyle extLst",
    "p:notes": "cSld clrMapOvr extLst",
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz "
    "smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle "
    "modifyVerifier extLst",
    "p:cSld": "bg spTree custDataLst controls extLst",
    "p:sp": "nvSpPr spPr style txBody extLst",
    "p:pic": "nvPicPr blipFill spPr style extLst",
    "p:nvPicPr": "cNvPr cNvPicPr nvPr",
    "p:nvSpPr": "cNvPr cNvSpPr nvPr",
    "p:nvPr": "ph audioCd wavAudioFile audioFile videoFile quickTimeFile custDataLst extLst",
    "p:blipFill": "blip srcRect tile stretch",
    "p:grpSp": "nvGrpSpPr grpSpPr sp grpSp graphicFrame cxnSp pic",
    "p:nvGrpSpPr": "cNvPr cNvGrpSpPr nvPr",
    "p:animEffect": "cBhvr progress",
    "p:set": "cBhvr to",
    "a:pPr": "lnSpc spcBef spcAft buNone defRPr extLst",
    "a:rPr": "ln noFill solidFill latin ea cs",
    "p:spPr": "xfrm custGeom prstGeom noFill solidFill gradFill ln effectLst scene3d sp3d extLst",
    "p:txBody": "bodyPr lstStyle p",
    "p:cTn": "stCondLst endCondLst endSync iterate childTnLst subTnLst",
    "p:seq": "cTn prevCondLst nextCondLst",
    "p:timing": "tnLst bldLst extLst",
    "p:cMediaNode": "cTn tgtEl",
    "p:cmd": "cBhvr",
    "p:cBhvr": "cTn tgtEl attrNameLst",
    "a:cNvPr": "hlinkClick hlinkHover extLst",
    "a:theme": "themeElements objectDefaults extraClrSchemeLst custClrLst extLst",
    "a:themeElements": "clrScheme fontScheme fmtScheme extLst",
    "a:clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink extLst",
    "a:fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
    "a:ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd extLst",
    "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "a:xfrm": "off ext chOff chExt",
    "a:defRPr": "ln noFill solidFill effectLst highlight latin ea cs sym hlinkClick extLst",
    "a:lvl1pPr": "lnSpc spcBef spcAft buClrTx buClr buFontTx buFont buNone buAutoNum buChar tabLst "
    "defRPr extLst",
    "a:p": "pPr r br fld endParaRPr",
}


def faults(content: bytes) -> list[str]:
    """Return what is wrong with the order of elements in a part, and with the numbers in a timing."""
    found: list[str] = []
    root = ElementTree.fromstring(content)
    for node in root.iter():
        rule = ORDER.get(_short(node.tag))
        if rule is not None:
            places = [_place(child.tag, rule.split()) for child in node if not child.tag.startswith(CHOICE)]
            if -1 in places or places != sorted(places):
                found.append(f"{_short(node.tag)}: {[_short(child.tag) for child in node]}")
    for what in (f"{{{P}}}cTn", f"{{{P}}}cNvPr"):
        numbers = [node.get("id") for node in root.iter(what)]
        if len(numbers) != len(set(numbers)):
            found.append(f"{_short(what)}: a number comes twice")
    return found


def broken(file: ZipFile) -> list[str]:
    """Return what is wrong with the parts of a presentation: their order, types and relations."""
    names = set(file.namelist())
    found = [
        f"{name}: {fault}" for name in names if name.endswith(".xml") for fault in faults(file.read(name))
    ]
    types = ElementTree.fromstring(file.read("[Content_Types].xml"))
    typed = {node.get("Extension", node.get("PartName", "")).lstrip("/") for node in types}
    found += [f"{name} has no type" for name in names if not {name, name.rpartition(".")[2]} & typed]
    found += [f"{name} is typed, but missing" for name in typed if "/" in name and name not in names]
    for name in names:
        if name.endswith(".rels"):
            found += _loose(file, name, names)
    return found


def _loose(file: ZipFile, name: str, names: set[str]) -> list[str]:
    """Return the relations that lead nowhere, and the mentions of relations that are not there."""
    import posixpath

    folder = posixpath.dirname(posixpath.dirname(name))
    relations = ElementTree.fromstring(file.read(name))
    found = [
        f"{name}: {node.get('Target')} is missing"
        for node in relations
        if node.get("TargetMode") != "External"
        and posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))[1:] not in names
    ]
    part = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    if part in names and part.endswith(".xml"):
        ids = {node.get("Id") for node in relations} | {""}
        for node in ElementTree.fromstring(file.read(part)).iter():
            for key, value in node.attrib.items():
                if key.startswith(f"{{{R}}}") and value not in ids:
                    found.append(f"{part}: {value} leads nowhere")
    return found


def _short(tag: str) -> str:
    return tag.replace(f"{{{P}}}", "p:").replace(f"{{{A}}}", "a:")


def _place(tag: str, rule: list[str]) -> int:
    name = tag.rpartition("}")[2]
    # A paragraph has its runs in any order.
    if name in ("r", "br", "fld"):
        return 1
    return rule.index(name) if name in rule else -1
