"""Makes the workbooks beside it: the same messy sheets as XLSX, XLSB, XLS and ODS.

    python3 -m venv venv && venv/bin/pip install openpyxl
    venv/bin/python tests/data/make_books.py     # needs LibreOffice's soffice

XLSX, XLS and ODS are as LibreOffice writes them, with the results of formulas; `uncached.xlsx` is as openpyxl
writes it, without. XLSB, which neither can write, is put together record by record.
"""
import datetime
import pathlib
import struct
import subprocess
import tempfile
import zipfile

import openpyxl

HERE = pathlib.Path(__file__).parent

SALES = [
    ["Sales of the north, 2024"],
    [],
    ["region", "product", "day", "units", "price", "share", "time"],
    ["North", "pear", datetime.date(2024, 1, 30), 3, 1.25, 0.125, datetime.time(9, 15)],
    [None, "fig", datetime.date(2024, 2, 2), 4, 2.5, 0.25, datetime.time(10, 0)],
    [None, "nut", datetime.date(2024, 2, 3), 5, 0.75, 0.5, datetime.time(11, 30)],
    ["South", "pear", datetime.date(2024, 2, 4), 6, 1.3, 0.0625, datetime.time(12, 45)],
    [None, "fig", datetime.date(2024, 2, 5), 7, 2.6, 0.0625, datetime.time(13, 0)],
    ["Total", None, None, "=SUM(D4:D8)", None, "=SUM(F4:F8)", None],
    ["Source: made up"],
]
FORMATS = {"C": "yyyy-mm-dd", "E": '#,##0.00\\ "€"', "F": "0.0%", "G": "hh:mm"}


def messy():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales"
    for row in SALES:
        sheet.append(row)
    for letter, code in FORMATS.items():
        for cell in sheet[letter][3:8]:
            cell.number_format = code
    sheet["F9"].number_format = "0.0%"
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("A7:A8")
    staff = book.create_sheet("Staff")
    for row in [["name", "pay", "age"], ["Ann", 10, 30], ["Bob", 20, 40], ["Cid", 30, 50]]:
        staff.append(row)
    staff.row_dimensions[3].hidden = True
    staff.column_dimensions["B"].hidden = True
    book.create_sheet("Nothing")
    secret = book.create_sheet("Secret")
    secret.append(["code", "ok"])
    secret.append(["007", True])
    secret.append(["'12", False])
    secret.sheet_state = "hidden"
    return book


def converted(source, kind, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, source], check=True, capture_output=True)
        made = next(pathlib.Path(folder).iterdir())
        target.write_bytes(made.read_bytes())


def record(kind, body=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, out = len(body), b""
    while True:
        out += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + out + body


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


DAYS, EURO, PERCENT, CLOCK = 1, 2, 3, 4


def binary_cell(column, value, style=0):
    head = struct.pack("<II", column, style)
    match value:
        case None: return b""
        case bool(): return record(4, head + bytes([value]))
        case datetime.date(): return record(5, head[:4] + struct.pack("<Id", DAYS, (value - datetime.date(1899, 12, 30)).days))
        case datetime.time(): return record(5, head[:4] + struct.pack("<Id", CLOCK, (value.hour * 60 + value.minute) / 1440))
        case int(): return record(2, head + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF))
        case float(): return record(5, head + struct.pack("<d", value))
        case (number, letter, first, last):  # a sum of the rows above
            area = struct.pack("<BIIHH", 0x25, first, last, letter, letter)
            formula = area + bytes([0x19, 0x10, 0, 0])
            return record(9, head + struct.pack("<dHI", number, 0, len(formula)) + formula + struct.pack("<I", 0))
        case str(): return record(6, head + wide(value))


def binary_sheet(rows, merged=(), hidden_rows=(), hidden_columns=()):
    height, width = len(rows), max(map(len, rows), default=0)
    out = record(0x81) + record(0x94, struct.pack("<IIII", 0, max(height - 1, 0), 0, max(width - 1, 0)))
    if hidden_columns:
        columns = (record(0x3C, struct.pack("<IIIIH", c, c, 2048, 0, 1)) for c in hidden_columns)
        out += record(0x186) + b"".join(columns) + record(0x187)
    out += record(0x91)
    for number, row in enumerate(rows):
        flags = 0x10 if number in hidden_rows else 0
        out += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        styles = {4: EURO, 5: PERCENT}
        out += b"".join(binary_cell(c, v, styles.get(c, 0) if number > 2 else 0) for c, v in enumerate(row))
    out += record(0x92)
    if merged:
        out += record(0xB1, struct.pack("<I", len(merged)))
        out += b"".join(record(0xB0, struct.pack("<IIII", *area)) for area in merged) + record(0xB2)
    return out + record(0x82)


def binary(target):
    sales = [list(row) for row in SALES]
    sales[8] = ["Total", None, None, (25.0, 3, 3, 7), None, (1.0, 5, 3, 7), None]
    sheets = [
        ("Sales", 0, binary_sheet(sales, [(0, 0, 0, 6), (3, 5, 0, 0), (6, 7, 0, 0)])),
        ("Staff", 0, binary_sheet([["name", "pay", "age"], ["Ann", 10, 30], ["Bob", 20, 40], ["Cid", 30, 50]], (), {2}, [1])),
        ("Nothing", 0, binary_sheet([])),
        ("Secret", 1, binary_sheet([["code", "ok"], ["007", True], ["'12", False]])),
    ]
    formats = [(164, "yyyy-mm-dd"), (165, '#,##0.00\\ "€"'), (166, "0.0%"), (167, "hh:mm")]
    styles = record(0x116) + record(0x267, struct.pack("<I", len(formats)))
    styles += b"".join(record(0x2C, struct.pack("<H", code) + wide(text)) for code, text in formats) + record(0x268)
    styles += record(0x269, struct.pack("<I", 5))
    styles += b"".join(record(0x2F, struct.pack("<HHIIHH", 0, code, 0, 0, 0, 0)) for code in [0, 164, 165, 166, 167])
    styles += record(0x26A) + record(0x117)
    book = record(0x83) + record(0x99, struct.pack("<II", 0, 0) + wide("")) + record(0x8F)
    book += b"".join(
        record(0x9C, struct.pack("<II", state, index + 1) + wide(f"rId{index + 1}") + wide(name))
        for index, (name, state, _) in enumerate(sheets)
    )
    book += record(0x90) + record(0x9D, struct.pack("<IIIdH", 0, 0, 0, 0.001, 0)) + record(0x84)
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = lambda ident, kind, to: f'<Relationship Id="{ident}" Type="{base}/{kind}" Target="{to}"/>'
    relations = lambda inner: f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    listed = "".join(relation(f"rId{i + 1}", "worksheet", f"worksheets/sheet{i + 1}.bin") for i in range(len(sheets)))
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(listed + relation("rId9", "styles", "styles.bin")),
            "xl/styles.bin": styles,
        } | {f"xl/worksheets/sheet{i + 1}.bin": body for i, (_, _, body) in enumerate(sheets)}
        for name, body in parts.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)


def main():
    book = messy()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "messy.xlsx"
        book.save(source)
        (HERE / "uncached.xlsx").write_bytes(source.read_bytes())
        converted(source, "xlsx", HERE / "messy.xlsx")
        converted(source, "ods", HERE / "messy.ods")
        converted(source, "xls", HERE / "messy.xls")
    binary(HERE / "messy.xlsb")


if __name__ == "__main__":
    main()
