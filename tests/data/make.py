"""Makes the small files beside it: one table of 40 orders in every format that can be read.

    python3 -m venv venv && venv/bin/pip install pyarrow openpyxl odfpy xlwt && venv/bin/python tests/data/make.py

The files are kept in git, so that no test needs Python; run this again only to change the table.
"""
import csv
import datetime
import decimal
import gzip
import io
import json
import pathlib
import sqlite3
import zipfile

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pyarrow
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet
import xlwt

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


def old_workbook(rows):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Orders")
    day, moment = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    for y, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
        for x, value in enumerate(cells):
            match value:
                case None: pass
                case datetime.datetime(): sheet.write(y, x, value, moment)
                case datetime.date(): sheet.write(y, x, value, day)
                case _: sheet.write(y, x, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def open_document(rows):
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Orders")
    for cells in [list(rows[0]), *(list(row.values()) for row in rows)]:
        line = odf.table.TableRow()
        for value in cells:
            match value:
                case None: cell = odf.table.TableCell()
                case bool(): cell = odf.table.TableCell(valuetype="boolean", booleanvalue=str(value).lower())
                case int() | float(): cell = odf.table.TableCell(valuetype="float", value=value)
                case datetime.date(): cell = odf.table.TableCell(valuetype="date", datevalue=value.isoformat())
                case _: cell = odf.table.TableCell(valuetype="string")
            if value is not None:
                cell.addElement(odf.text.P(text=text(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.meta.childNodes.clear()
    out = io.BytesIO()
    book.save(out)
    return same_bytes_each_time(out.getvalue())


def database(rows, path):
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as base:
        base.execute("pragma page_size = 1024")
        base.execute("""create table orders (order_id integer primary key, day date, region text, product text,
            quantity integer, price real, paid boolean, zip text, placed_at datetime)""")
        base.executemany("insert into orders values (?, ?, ?, ?, ?, ?, ?, ?, ?)", ([plain(v) for v in row.values()] for row in rows))
        base.execute("create index by_region on orders (region)")


def odd_databases():
    path = HERE / "odd.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as base:
        base.executescript("""
            pragma page_size = 512;
            create table "odd names" (id integer primary key, [a b] text default 'x', n real, big bigint, flag boolean, raw blob,
                at datetime, note, twice as (n * 2), constraint c check (n > 0)); -- a comment, with (signs)
            insert into "odd names" (id, [a b], n, big, flag, raw, at, note) values
                (7, 'it''s', 1.0, 9007199254740993, 1, x'00ff', '2024-01-31 09:15:00', null),
                (-3, null, 2, 1, 0, 'text', '2024-02-01 00:00:00', printf('%.2000c', 'z'));
            alter table "odd names" add column later integer default -5;
            create table keyed (b text, a integer, v text, primary key (a, b)) without rowid;
            insert into keyed with recursive c(i) as (select 1 union all select i + 1 from c where i < 90)
                select 'k' || i, 1000 - i, printf('%.*c', i, 'v') from c;
            create table empty (a, b);
            create table many (i integer, t text);
            insert into many with recursive c(i) as (select 1 union all select i + 1 from c where i < 300) select i, 'row ' || i from c;
            delete from many where i % 3 = 0;
            create view seen as select * from many;
            create virtual table found using fts5(x);
        """)
    path = HERE / "wide.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as base:
        base.executescript("pragma page_size = 512; pragma encoding = 'UTF-16le'; pragma journal_mode = wal;")
        base.execute("create table t (a text, b int)")
        base.execute("insert into t values ('Île', 1), ('東京', 2)")
        base.commit()
        base.execute("pragma wal_checkpoint(truncate)")


def packed(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def columns(rows):
    return {name: [plain(row[name]) for row in rows] for name in rows[0]}


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
    (HERE / "orders.columns.json").write_text(json.dumps(columns(rows), ensure_ascii=False) + "\n")
    (HERE / "orders.index.json").write_text(json.dumps({i: {k: plain(v) for k, v in row.items()} for i, row in enumerate(rows)}, ensure_ascii=False) + "\n")
    (HERE / "orders.split.json").write_text(json.dumps({
        "columns": list(rows[0]), "index": list(range(len(rows))), "data": [[plain(v) for v in row.values()] for row in rows],
    }, ensure_ascii=False) + "\n")
    (HERE / "orders.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {k: plain(v) for k, v in row.items()}, "geometry": None} for row in rows
    ]}, ensure_ascii=False) + "\n")
    (HERE / "orders.xlsx").write_bytes(workbook(rows))
    (HERE / "orders.xls").write_bytes(old_workbook(rows))
    (HERE / "orders.ods").write_bytes(open_document(rows))
    database(rows, HERE / "orders.sqlite")
    odd_databases()
    text = delimited(rows, ",").encode()
    (HERE / "orders.csv.gz").write_bytes(gzip.compress(text, mtime=0))
    (HERE / "orders.csv.zst").write_bytes(pyarrow.compress(text, codec="zstd", asbytes=True))
    (HERE / "orders.zip").write_bytes(packed("orders.csv", text))
    arrow = table(rows)
    pyarrow.parquet.write_table(arrow, HERE / "orders.parquet", compression="zstd")
    for codec in ["none", "snappy", "gzip", "brotli", "lz4"]:
        pyarrow.parquet.write_table(arrow, HERE / f"orders.{codec}.parquet", compression=codec, row_group_size=16,
            data_page_version="2.0" if codec in ("gzip", "snappy") else "1.0", use_dictionary=codec != "brotli")
    pyarrow.feather.write_feather(arrow, str(HERE / "orders.feather"), compression="lz4")
    with pyarrow.ipc.new_stream(str(HERE / "orders.arrow"), arrow.schema) as stream:
        stream.write_table(arrow)


main()
