namespace MemMagics.Tests.State;

/// <summary>Data tables arrive with columns, keys, and rows in all their versions.</summary>
public sealed class TablesTests
{
    private const string Table = """
        using System.Data;
        var t = new DataTable("people") { CaseSensitive = true };
        t.Columns.Add(new DataColumn("id", typeof(int)) { AutoIncrement = true, AutoIncrementSeed = 10, AutoIncrementStep = 5, ReadOnly = true });
        t.Columns.Add("name", typeof(string)).MaxLength = 20;
        t.Columns.Add("when", typeof(DateTime));
        t.Columns.Add("size", typeof(double)).DefaultValue = 1.5;
        t.Columns.Add("twice", typeof(double), "size * 2");
        t.Columns.Add("any", typeof(object));
        t.PrimaryKey = new[] { t.Columns["id"] };
        t.Rows.Add(null, "ada", DateTime.UnixEpoch, 2.25, null, new[] { 1, 2 });
        t.Rows.Add(null, "bob", DBNull.Value, 3.5);
        t.Rows.Add(null, "cyd");
        t.AcceptChanges();
        t.Rows[0]["name"] = "eve"; t.Rows[1].Delete(); t.Rows.Add(null, "new"); t.Rows[0].RowError = "odd";
        """;

    private const string Describe = """string.Join('|', t.Rows.Cast<DataRow>().Select(r => r.RowState + ":" + string.Join(',', r.RowState == DataRowState.Deleted ? new object[] { r["name", DataRowVersion.Original] } : r.ItemArray.Select(v => v is int[] a ? "[" + a.Length + "]" : v))))""";

    [TestCase(Describe)]
    [TestCase("t.TableName + t.CaseSensitive + t.PrimaryKey[0].ColumnName + t.Columns[\"id\"].AutoIncrementStep + t.Columns[\"id\"].ReadOnly + t.Columns[\"name\"].MaxLength + t.Columns[\"size\"].DefaultValue + t.Columns[\"twice\"].Expression")]
    [TestCase("t.Rows.Find(10)[\"twice\"] + \":\" + t.Rows[0][\"name\", DataRowVersion.Original] + t.Rows[0].RowError + t.Select(\"size > 1\").Length")]
    [TestCase("{ var r = t.NewRow(); t.Rows.Add(r); return r[\"id\"].ToString(); }")]
    [TestCase("{ t.RejectChanges(); return t.Rows.Count + \":\" + t.Rows[1][\"name\"]; }")]
    public async Task ArriveAsTheyWere(string description)
    {
        await using var trip = await Trip.Of(Table);

        // act
        var arrived = trip.Value(description);

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue(description)));
    }

    [Test]
    public async Task RowsAndColumnsInOtherVariablesAreThoseOfTheTable()
    {
        await using var trip = await Trip.Of(Table, "var row = t.Rows[2]; var column = t.Columns[\"name\"]; var rows = t.Rows; var columns = t.Columns;");

        Assert.That(
            trip.Value("object.ReferenceEquals(row, t.Rows[2]) && object.ReferenceEquals(column, t.Columns[1]) && object.ReferenceEquals(rows, t.Rows) && object.ReferenceEquals(columns, t.Columns) && row[column].Equals(\"cyd\")"),
            Is.True);
    }

    [TestCase("t.RowChanged += (_, _) => { };", "t : DataTable cannot leave this process: it has event handlers.")]
    [TestCase("var loose = t.NewRow();", "loose : DataRow cannot leave this process: it belongs to no table.")]
    [TestCase("var view = t.DefaultView;", "view : DataView cannot leave this process: it follows the events of its table, which do not travel.")]
    public async Task WhatIsTiedToItsProcessIsRefused(string cell, string expected)
    {
        await using var trip = await Trip.Of(Table, cell);

        Assert.That(trip.Refusal(expected.Split(' ')[0] + ".ToString()"), Does.StartWith(expected));
    }
}
