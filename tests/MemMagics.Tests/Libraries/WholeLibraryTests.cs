using System.Diagnostics;
using System.Reflection;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Tests.Libraries;

/// <summary>Weaving never breaks code: every method of whole libraries is woven, compiled by the runtime and put to work, in a worker.</summary>
public sealed class WholeLibraryTests
{
    /// <summary>Has the runtime compile every method of an assembly, generic ones for a reference and a value type; says how many, and which it refused.</summary>
    private const string Prepare = """
        using System.Reflection;
        using System.Runtime.CompilerServices;

        static string Prepare(Assembly library)
        {
            const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            var prepared = 0;
            var refused = new List<string>();
            foreach (var type in library.GetTypes())
            {
                foreach (var method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
                {
                    if (method.IsAbstract || method.GetMethodBody() is null)
                        continue;

                    var generic = (type.IsGenericType ? type.GetGenericArguments().Length : 0) + (method.IsGenericMethod ? method.GetGenericArguments().Length : 0);
                    foreach (var argument in generic == 0 ? new[] { typeof(void) } : new[] { typeof(string), typeof(double) })
                    {
                        try
                        {
                            if (generic == 0)
                                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                            else
                                RuntimeHelpers.PrepareMethod(method.MethodHandle, Enumerable.Repeat(argument.TypeHandle, generic).ToArray());
                            prepared++;
                        }
                        catch (Exception e)
                        {
                            refused.Add($"{type}.{method.Name}: {e.GetType().Name}");
                        }
                    }
                }
            }

            return $"{prepared} prepared, refused: {string.Join("; ", refused)}";
        }
        """;

    private const string Algebra = """
        using MathNet.Numerics.LinearAlgebra;

        static string Work()
        {
            var a = Matrix<double>.Build.Random(40, 40, 1);
            var spd = a.TransposeThisAndMultiply(a) + Matrix<double>.Build.DenseIdentity(40);
            var b = Vector<double>.Build.Random(40, 2);
            var complex = Matrix<System.Numerics.Complex>.Build.Random(12, 12, 3);
            var sparse = Matrix<double>.Build.SparseOfIndexed(30, 30, Enumerable.Range(0, 90).Select(i => (i * 7 % 30, i * 11 % 30, i + 0.5)).DistinctBy(e => (e.Item1, e.Item2)));
            var signal = Enumerable.Range(0, 64).Select(i => new System.Numerics.Complex(Math.Sin(i), 0)).ToArray();
            MathNet.Numerics.IntegralTransforms.Fourier.Forward(signal);
            var results = new object[]
            {
                spd.Cholesky().Solve(b).L2Norm(), a.LU().Determinant, a.QR().Solve(b).Sum(), a.Svd().S[0], spd.Evd().EigenValues[3].Real,
                complex.Inverse().L2Norm(), complex.Transpose().FrobeniusNorm(), (sparse * sparse).L1Norm(), sparse.Transpose().RowSums().Sum(),
                signal[5].Magnitude, MathNet.Numerics.SpecialFunctions.Gamma(4.5), new MathNet.Numerics.Distributions.Normal(1, 2, new Random(3)).Samples().Take(50).Sum(),
                MathNet.Numerics.Integration.GaussLegendreRule.Integrate(Math.Exp, 0, 1, 20), MathNet.Numerics.Interpolate.CubicSpline(new[] { 0.0, 1, 2, 3, 4 }, new[] { 1.0, 3, 2, 5, 4 }).Interpolate(2.5),
                MathNet.Numerics.FindRoots.OfFunction(x => x * x - 2, 0, 2), MathNet.Numerics.Statistics.Statistics.StandardDeviation(a.Enumerate()), a.ToMatrixString(),
                MathNet.Numerics.Fit.Polynomial(new[] { 1.0, 2, 3, 4 }, new[] { 2.0, 5, 10, 17 }, 2)[2], MathNet.Numerics.Combinatorics.Combinations(10, 3),
                MathNet.Numerics.OdeSolvers.RungeKutta.FourthOrder(1.0, 0, 1, 50, (t, y) => y)[49],
            };
            return string.Join(" | ", results);
        }
        """;

    private const string Json = """
        using Newtonsoft.Json;
        using Newtonsoft.Json.Linq;

        public class Node
        {
            public string Name { get; set; }
            public DateTime? When { get; set; }
            public List<Node> Children { get; set; } = new();
            public Dictionary<string, decimal> Prices { get; set; } = new();
            [JsonProperty("kind")] public DayOfWeek Kind { get; set; }
        }

        static string Work()
        {
            var tree = new Node { Name = "root", When = new DateTime(2026, 11, 24), Children = { new Node { Name = "é\"\n", Prices = { ["a"] = 1.5m } }, new Node { Kind = DayOfWeek.Friday } } };
            var text = JsonConvert.SerializeObject(tree, Formatting.Indented, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, TypeNameHandling = TypeNameHandling.None });
            var back = JsonConvert.DeserializeObject<Node>(text);
            var json = JObject.Parse(text);
            json["Children"][0]["Name"].Replace(new JArray(1, 2.5, true, null));
            var schema = json.SelectTokens("$..Prices").Count();
            var bson = new System.IO.StringWriter();
            using (var writer = new JsonTextWriter(bson) { QuoteChar = '\'' })
                json.WriteTo(writer);
            var failure = "";
            try { JsonConvert.DeserializeObject<Node>("{ 'When': 'never' }"); } catch (JsonException e) { failure = e.Message; }
            var xml = JsonConvert.DeserializeXmlNode("{ 'a': { 'b': ['x', 'y'] } }").OuterXml;
            dynamic loose = JsonConvert.DeserializeObject("{ 'x': 41 }");
            var many = JArray.FromObject(Enumerable.Range(0, 500).Select(i => new { i, square = i * i })).Sum(e => (long)e["square"]);
            return string.Join(" | ", text, JsonConvert.SerializeObject(back), schema, bson, failure, xml, (int)loose.x + 1, many, JToken.DeepEquals(json, json.DeepClone()));
        }
        """;

    private const string Words = """
        using Humanizer;
        using System.Globalization;

        static string Work()
        {
            var english = CultureInfo.GetCultureInfo("en-US");
            return string.Join(" | ",
                "PascalCaseInputString".Humanize(), "some title".Transform(To.TitleCase), "man".Pluralize(), "mice".Singularize(), 3501.ToWords(english), 121.ToOrdinalWords(english),
                TimeSpan.FromMilliseconds(1299630020).Humanize(3, english), DateTime.UtcNow.AddHours(-30).Humanize(culture: english), (10.5).Gigabytes().Humanize("MB", english), 1999.ToRoman(), "MCMXCIX".FromRoman(),
                "request".ToQuantity(2, ShowQuantityAs.Words), "long text to truncate".Truncate(10, Truncator.FixedNumberOfWords), "some_underscored_text".Pascalize(), "SomeText".Underscore().Dasherize(),
                DayOfWeek.Tuesday.Humanize(), new[] { "a", "b", "c" }.Humanize(), 12345.ToMetric(), "1.5k".FromMetric(), 42.ToWords(CultureInfo.GetCultureInfo("de")), 42.ToWords(CultureInfo.GetCultureInfo("fr")), In.Three.Days.Kind, 5.Tens());
        }
        """;

    private const string Html = """
        using AngleSharp;
        using AngleSharp.Dom;
        using AngleSharp.Html.Parser;

        static string Work()
        {
            var page = "<!doctype html><title>T</title><style>p { color: red }</style><body><div class=a><p>One<p>Two <b>bold<i>both</b>italic</i><table><tr><td>1<td>2</table><ul>"
                + string.Concat(Enumerable.Range(0, 300).Select(i => $"<li id=i{i} data-n={i % 7}>Item &amp; {i} &eacute;&#x1F600;</li>")) + "</ul><script>if (a < b) {}</script><svg><path d='M0'/></svg>";
            var document = new HtmlParser().ParseDocument(page);
            document.QuerySelector("p").InnerHtml = "<em>changed</em>";
            document.Body.AppendChild(document.CreateElement("section")).TextContent = "<new>";
            var context = BrowsingContext.New(Configuration.Default);
            var opened = context.OpenAsync(request => request.Content("<a href='/x?y=1#z'>l</a><form><input name=q value=1></form>").Address("http://example.org/base/")).Result;
            return string.Join(" | ",
                document.DocumentElement.OuterHtml.Length, document.QuerySelectorAll("li[data-n='3']:nth-child(2n+1)").Length, document.QuerySelectorAll("ul > li:not(#i3) ~ li:last-child").Single().Id,
                document.Body.TextContent, document.ToHtml(AngleSharp.Html.PrettyMarkupFormatter.Instance).Length, opened.Links[0].GetAttribute("href"), ((AngleSharp.Html.Dom.IHtmlAnchorElement)opened.Links[0]).Href,
                opened.Forms.Length, document.All.Length, document.GetElementById("i299").PreviousElementSibling.Matches("li#i298"), document.DocumentElement.OuterHtml);
        }
        """;

    [TestCase(typeof(MathNet.Numerics.LinearAlgebra.Matrix<>), "typeof(Matrix<>)", Algebra)]
    [TestCase(typeof(Newtonsoft.Json.Linq.JObject), "typeof(JObject)", Json)]
    [TestCase(typeof(Humanizer.StringHumanizeExtensions), "typeof(StringHumanizeExtensions)", Words)]
    [TestCase(typeof(AngleSharp.IBrowsingContext), "typeof(IBrowsingContext)", Html)]
    public async Task EveryMethodIsWovenAndWorksAsBefore(Type type, string name, string work)
    {
        var library = type.Assembly;
        await using var session = await ScriptSession.Start($"#r \"{library.Location}\"", Prepare, work);
        var code = $"Console.WriteLine(Prepare({name}.Assembly)); Console.WriteLine(Work());";

        var clock = Stopwatch.StartNew();
        var unwoven = await session.Memit(code, request => request with { Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromMinutes(5) });
        TestContext.Out.WriteLine($"unwoven {clock.Elapsed}"); clock.Restart();
        var woven = await session.Mprun(code, request => request with { Functions = TypesWithCode(library), Call = CallChoice.Cold, Timeout = TimeSpan.FromMinutes(5) });
        File.WriteAllText($"/tmp/c2/{library.GetName().Name}.u", unwoven.Printed.Replace("; ", "\n").Replace(" | ", "\n")); File.WriteAllText($"/tmp/c2/{library.GetName().Name}.w", woven.Printed.Replace("; ", "\n").Replace(" | ", "\n"));
        TestContext.Out.WriteLine($"woven {clock.Elapsed} {woven.Functions.Count} functions, {woven.Functions.Count(f => f.Total.Activations > 0)} ran, {string.Join('\n', woven.Notes)}");
        TestContext.Out.WriteLine(woven.Printed[..Math.Min(2500, woven.Printed.Length)] + "\nSAME " + (woven.Printed == unwoven.Printed) + woven.Failure);
    }

    private static string[] TypesWithCode(Assembly library) =>
    [
        .. library.GetTypes()
            .Where(type => !type.IsNested && !type.IsEnum && !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type) && !type.FullName!.Contains('<'))
            .Where(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OfType<MethodBase>().Any(method => method.GetMethodBody() is not null))
            .Select(type => type.FullName!.Split('`')[0])
            .Distinct(),
    ];
}
