"""Reads a sheet independently of the library that wrote it: /usr/bin/python3 read_xlsx.py FILE [FROM TO].

Prints one line per cell of rows FROM .. TO (1 .. 20 when left out), "A1 s text" with line breaks as \\n; s is the
cell's type (str, inlineStr, n) or f for a formula; numbers carry their number format. Then "rows N", "frozen CELL",
"filter RANGE", "width COLUMN W" and, for the header, "bold A1".
"""
import sys
import xml.etree.ElementTree as tree
import zipfile

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def styles(book):
    root = tree.fromstring(book.read("xl/styles.xml"))
    formats = {f.get("numFmtId"): f.get("formatCode") for f in root.iter(NS + "numFmt")}
    bold = [font.find(NS + "b") is not None for font in root.find(NS + "fonts")]
    cells = root.find(NS + "cellXfs")
    return [(formats.get(x.get("numFmtId"), x.get("numFmtId")), bold[int(x.get("fontId"))]) for x in cells]


def main():
    first, last = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (1, 20)
    with zipfile.ZipFile(sys.argv[1]) as book:
        assert book.testzip() is None
        known = styles(book)
        rows = 0
        with book.open("xl/worksheets/sheet1.xml") as sheet:
            for _, node in tree.iterparse(sheet):
                if node.tag == NS + "row":
                    rows += 1
                    number = int(node.get("r"))
                    for cell in node if first <= number <= last else []:
                        kind = "f" if cell.find(NS + "f") is not None else cell.get("t", "n")
                        text = "".join(t.text or "" for t in cell.iter() if t.tag in (NS + "t", NS + "v"))
                        form, bold = known[int(cell.get("s", "0"))]
                        shown = f" [{form}]" if kind == "n" else ""
                        print(cell.get("r"), kind, text.replace("\n", "\\n") + shown)
                        if bold:
                            print("bold", cell.get("r"))
                    node.clear()
                elif node.tag == NS + "pane" and node.get("state") == "frozen":
                    print("frozen", node.get("topLeftCell"))
                elif node.tag == NS + "autoFilter":
                    print("filter", node.get("ref"))
                elif node.tag == NS + "col":
                    print("width", node.get("min"), round(float(node.get("width"))))
        print("rows", rows)


main()
