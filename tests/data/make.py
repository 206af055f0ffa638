"""Makes the small files beside it: one table of 40 orders in every format that can be read.

    python3 -m venv venv && venv/bin/pip install pyarrow openpyxl && venv/bin/python tests/data/make.py

The files are kept in git, so that no test needs Python; run this again only to change the table.
"""
import csv
import datetime
import decimal
import io
import json
import pathlib
import zipfile

import openpyxl
import pyarrow
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet

HERE = pathlib.Path(__file__).parent
REGIONS = ["North", "South", "Île-de-France", "São Paulo"]
PRODUCTS = ["Lamp", "Chair, oak", 'Desk 47" wide', "Rug", "Shelf"]
START = datetime.datetime(2024, 1, 30, 9, 15)


def orders():
    for i in range(40):
        yield {
            "order_id": 1001 + i,
            "day": START.date() + datetime.timedelta(days=3 * i),
            "region": REGIONS[(i * 3 + i // 5) % 4],
            "product": PRODUCTS[i * 3 % 5],
            "quantity": None if i % 11 == 5 else 1 + i * 7 % 9,
            "price": float(decimal.Decimal(1250 + i * 337 % 4000) / 100),
            "paid": i % 3 != 1,
            "zip": f"{i * 613 % 90000:05d}",
            "placed_at": START + datetime.timedelta(days=3 * i, minutes=37 * i),
        }


def text(value):
    match value:
        case None: return ""
        case bool(): return "true" if value else "false"
        case datetime.datetime(): return value.isoformat(sep=" ")
        case _: return str(value)


def delimited(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([text(value) for value in row.values()] for row in rows)
    return out.getvalue()


def plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def workbook(rows):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = START
    sheet = book.active
    sheet.title = "Orders"
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return same_bytes_each_time(out.getvalue())


def same_bytes_each_time(archive):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "docProps/core.xml":
                head, rest = held.split(b"<dcterms:modified", 1)
                held = head + rest.split(b"</dcterms:modified>", 1)[1]
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def table(rows):
    # Without the whole seconds a Parquet writer would still choose its own unit; microseconds are what polars keeps too.
    schema = pyarrow.schema([
        ("order_id", pyarrow.int64()), ("day", pyarrow.date32()), ("region", pyarrow.string()),
        ("product", pyarrow.string()), ("quantity", pyarrow.int64()), ("price", pyarrow.float64()),
        ("paid", pyarrow.bool_()), ("zip", pyarrow.string()), ("placed_at", pyarrow.timestamp("us")),
    ])
    return pyarrow.Table.from_pylist(rows, schema)


def main():
    rows = list(orders())
    (HERE / "orders.csv").write_text(delimited(rows, ","))
    (HERE / "orders.tsv").write_text(delimited(rows, "\t"))
    (HERE / "orders.json").write_text(json.dumps([{k: plain(v) for k, v in row.items()} for row in rows], indent=1, ensure_ascii=False) + "\n")
    (HERE / "orders.ndjson").write_text("".join(json.dumps({k: plain(v) for k, v in row.items()}, ensure_ascii=False) + "\n" for row in rows))
    (HERE / "orders.xlsx").write_bytes(workbook(rows))
    arrow = table(rows)
    pyarrow.parquet.write_table(arrow, HERE / "orders.parquet", compression="zstd")
    pyarrow.feather.write_feather(arrow, str(HERE / "orders.feather"), compression="lz4")
    with pyarrow.ipc.new_stream(str(HERE / "orders.arrow"), arrow.schema) as stream:
        stream.write_table(arrow)


main()
