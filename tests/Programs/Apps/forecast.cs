using System.Text.Json;
using System.Text.Json.Serialization;

var report = new Report("Oslo", Forecast(days: 3));
Console.WriteLine(JsonSerializer.Serialize(report, ReportContext.Default.Report));
Console.WriteLine(RoundTrip(2));

static int RoundTrip(int days)
{
    var text = JsonSerializer.Serialize(new Report("Oslo", Forecast(days)), ReportContext.Default.Report);
    var back = JsonSerializer.Deserialize(text, ReportContext.Default.Report);
    return back!.Days.Count;
}

// ---

static List<Day> Forecast(int days)
{
    var list = new List<Day>();
    for (var i = 0; i < days; i++)
        list.Add(new Day($"day {i + 1}", Math.Round(10 * Math.Sin(i), 2)));
    return list;
}

record Report(string City, List<Day> Days);

record Day(string Name, double Degrees);

// ---

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
partial class ReportContext : JsonSerializerContext;
