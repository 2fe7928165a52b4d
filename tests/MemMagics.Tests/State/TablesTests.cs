namespace MemMagics.Tests.State;

/// <summary>Data tables arrive with columns, keys, and rows in all their versions; data sets with what relates their tables.</summary>
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
        t.Rows[0]["name"] = "eve"; t.Rows[1].Delete(); t.Rows.Add(null, "new"); t.Rows[0].RowError = "odd"; t.Rows[0].SetColumnError("size", "small");
        t.ExtendedProperties["k"] = "v"; t.Columns["name"].ExtendedProperties[5] = 6; t.Constraints[0].ExtendedProperties["c"] = 'c';
        var gone = t.Rows.Add(null, "gone"); gone.Delete(); t.DefaultView.RowFilter = "size > 1"; t.DefaultView.Sort = "name DESC";
        """;

    private const string Set = """
        using System.Data;
        var set = new DataSet("shop") { CaseSensitive = true };
        var sales = set.Tables.Add("sales"); var people = set.Tables.Add("people");
        sales.Columns.Add("who", typeof(string)); sales.Columns.Add("price", typeof(double)); sales.Columns.Add("gross", typeof(double), "price * 2");
        people.Columns.Add("name", typeof(string)); people.PrimaryKey = new[] { people.Columns["name"] };
        people.Rows.Add("Ada"); people.Rows.Add("ada"); people.Rows.Add("bob");
        sales.Rows.Add("ada", 2.5); sales.Rows.Add("ada", 1.5); sales.Rows.Add("bob", 4);
        var bought = set.Relations.Add("bought", people.Columns["name"], sales.Columns["who"]);
        people.Columns.Add("total", typeof(double), "SUM(Child(bought).gross)");
        sales.Constraints[0].ExtendedProperties["why"] = "key"; ((ForeignKeyConstraint)sales.Constraints[0]).DeleteRule = Rule.SetNull;
        set.ExtendedProperties["year"] = 2024;
        set.AcceptChanges();
        sales.Rows[0]["price"] = 3;
        var row = people.Rows[1]; var tables = set.Tables;
        var view = new DataView(sales, "gross > 3", "price DESC", DataViewRowState.CurrentRows);
        """;

    private const string Describe = """string.Join('|', t.Rows.Cast<DataRow>().Select(r => r.RowState + ":" + string.Join(',', r.RowState == DataRowState.Deleted ? new object[] { r["name", DataRowVersion.Original] } : r.ItemArray.Select(v => v is int[] a ? "[" + a.Length + "]" : v))))""";

    [TestCase(Describe)]
    [TestCase("t.TableName + t.CaseSensitive + t.PrimaryKey[0].ColumnName + t.Columns[\"id\"].AutoIncrementStep + t.Columns[\"id\"].ReadOnly + t.Columns[\"name\"].MaxLength + t.Columns[\"size\"].DefaultValue + t.Columns[\"twice\"].Expression")]
    [TestCase("t.Rows.Find(10)[\"twice\"] + \":\" + t.Rows[0][\"name\", DataRowVersion.Original] + t.Rows[0].RowError + t.Select(\"size > 1\").Length")]
    [TestCase("{ var r = t.NewRow(); t.Rows.Add(r); return r[\"id\"].ToString(); }")]
    [TestCase("t.ExtendedProperties[\"k\"] + \":\" + t.Columns[\"name\"].ExtendedProperties[5] + t.Rows[0].GetColumnError(\"size\") + t.Constraints[0].ExtendedProperties[\"c\"]")]
    [TestCase("t.DefaultView.Count + t.DefaultView.Sort + t.DefaultView[0][\"name\"]")]
    [TestCase("string.Join(',', t.AsEnumerable().Where(r => r.RowState != DataRowState.Deleted).Select(r => r.Field<string>(\"name\")))")]
    [TestCase("{ t.RejectChanges(); return t.Rows.Count + \":\" + t.Rows[1][\"name\"]; }")]
    public async Task ArriveAsTheyWere(string description)
    {
        await using var trip = await Trip.Of(Table);

        // act
        var arrived = trip.Value(description);

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue(description)));
    }

    [TestCase("set.DataSetName + set.CaseSensitive + set.Tables.Count + set.ExtendedProperties[\"year\"] + set.EnforceConstraints + set.HasChanges() + object.ReferenceEquals(people.DataSet, set) + object.ReferenceEquals(set.Tables[\"sales\"], sales)")]
    [TestCase("row[\"total\"] + \":\" + row.GetChildRows(\"bought\").Length + sales.Rows[2].GetParentRow(bought)[\"name\"] + object.ReferenceEquals(bought, set.Relations[0]) + object.ReferenceEquals(tables, set.Tables)")]
    [TestCase("sales.Rows[0].RowState + \":\" + sales.Rows[0][\"price\", DataRowVersion.Original] + sales.Rows[0][\"gross\"] + people.Rows[0].RowState")]
    [TestCase("sales.Constraints[0].ConstraintName + sales.Constraints[0].ExtendedProperties[\"why\"] + ((ForeignKeyConstraint)sales.Constraints[0]).DeleteRule + people.Constraints.Count + object.ReferenceEquals(bought.ChildKeyConstraint, sales.Constraints[0])")]
    [TestCase("{ people.Rows[2].Delete(); return sales.Rows[2].IsNull(\"who\") + \":\" + sales.Rows.Count; }")]
    [TestCase("{ try { sales.Rows.Add(\"nobody\", 1); return \"added\"; } catch (InvalidConstraintException) { return \"refused\"; } }")]
    [TestCase("{ sales.Rows.Add(\"Ada\", 5); return view.Count + \":\" + view[0][\"who\"] + people.Rows[0][\"total\"]; }")]
    [TestCase("{ set.EnforceConstraints = false; set.CaseSensitive = false; return people.Select(\"name = 'BOB'\").Length.ToString() + people.CaseSensitive; }")]
    public async Task ADataSetArrivesWithItsRelations(string description)
    {
        await using var trip = await Trip.Of(Set);

        // act
        var arrived = trip.Value(description);

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue(description)));
    }

    [Test]
    public async Task ViewsArriveAndADefaultViewIsItsTables()
    {
        await using var trip = await Trip.Of(Table, "var own = t.DefaultView; var view = new DataView(t, \"size < 3\", \"id\", DataViewRowState.CurrentRows);");

        Assert.That(trip.Value("object.ReferenceEquals(own, t.DefaultView) && object.ReferenceEquals(view.Table, t) && view.Count == 3 && own.RowFilter == \"size > 1\""), Is.True);
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
    [TestCase("t.Columns.CollectionChanged += (_, _) => { };", "t : DataTable cannot leave this process: it has event handlers.")]
    [TestCase("t.Rows[0].BeginEdit(); t.Rows[0][\"name\"] = \"fay\";", "t : DataTable cannot leave this process: it has a row that is being edited.")]
    [TestCase("t.DefaultView.ListChanged += (_, _) => { };", "t : DataTable cannot leave this process: it has a default view that has event handlers.")]
    [TestCase("var view = new DataView(t); view.AddNew();", "view : DataView cannot leave this process: it has a new row that is not in its table yet.")]
    [TestCase("class Own : DataSet { } var set = new Own();", "set : Own cannot leave this process: it is a data set with a class of its own.")]
    [TestCase("var set = new DataSet(); set.MergeFailed += (_, _) => { };", "set : DataSet cannot leave this process: it has event handlers.")]
    public async Task WhatIsTiedToItsProcessIsRefused(string cell, string expected)
    {
        await using var trip = await Trip.Of(Table, cell);

        Assert.That(trip.Refusal(expected.Split(' ')[0] + ".ToString()"), Does.StartWith(expected));
    }
}
