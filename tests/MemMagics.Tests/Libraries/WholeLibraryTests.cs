using System.Reflection;
using MemMagics.Magics;

namespace MemMagics.Tests.Libraries;

/// <summary>Weaving never breaks code: every method of whole libraries is woven, compiled by the runtime and put to work, in a worker.</summary>
public sealed class WholeLibraryTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Has the runtime compile every method of an assembly, generic ones for a reference and a value type as far as their constraints let it; says how many, and which it refuses.</summary>
    private const string Prepare = """
        using System.Reflection;
        using System.Runtime.CompilerServices;

        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        static bool CanBe(Type type, MethodBase method, Type[] ofType, Type[] ofMethod)
        {
            try
            {
                if (ofType.Length > 0)
                    type.MakeGenericType(ofType);
                if (ofMethod.Length > 0)
                    ((MethodInfo)method).MakeGenericMethod(ofMethod);
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        static string Prepare(Assembly library)
        {
            var prepared = 0;
            var refused = new List<string>();
            foreach (var type in library.GetTypes())
            {
                foreach (var method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).Where(method => !method.IsAbstract && method.GetMethodBody() is not null))
                {
                    foreach (var argument in new[] { typeof(string), typeof(double) })
                    {
                        var ofType = Array.ConvertAll(type.GetGenericArguments(), _ => argument);
                        var ofMethod = method.IsGenericMethod ? Array.ConvertAll(method.GetGenericArguments(), _ => argument) : new Type[0];
                        if (!CanBe(type, method, ofType, ofMethod))
                            continue;

                        try
                        {
                            RuntimeHelpers.PrepareMethod(method.MethodHandle, ofType.Concat(ofMethod).Select(type => type.TypeHandle).ToArray());
                            prepared++;
                        }
                        catch (Exception e)
                        {
                            refused.Add($"{type}.{method.Name} of {argument}: {e.GetType().Name}");
                        }

                        if (ofType.Length + ofMethod.Length == 0)
                            break;
                    }
                }
            }

            refused.Sort(StringComparer.Ordinal);
            return $"{prepared} methods prepared, refused: {string.Join("; ", refused)}";
        }

        static string Hash(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        """;

    private const string Algebra = """
        using MathNet.Numerics.LinearAlgebra;

        static string Work()
        {
            MathNet.Numerics.Control.UseSingleThread(); // sums of several threads differ in the last digit
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

    private static IEnumerable<TestCaseData> Libraries =>
    [
        new TestCaseData(typeof(MathNet.Numerics.LinearAlgebra.Matrix<>), Algebra, 7_800).SetArgDisplayNames("MathNet.Numerics"),
        new TestCaseData(typeof(Newtonsoft.Json.Linq.JObject), Json, 3_400).SetArgDisplayNames("Newtonsoft.Json"),
        new TestCaseData(typeof(Humanizer.StringHumanizeExtensions), Words, 2_000).SetArgDisplayNames("Humanizer.Core"),
        new TestCaseData(typeof(AngleSharp.IBrowsingContext), Html, 5_700).SetArgDisplayNames("AngleSharp"),
    ];

    [TestCaseSource(nameof(Libraries))]
    public async Task EveryMethodIsWovenAndWorksAsBefore(Type type, string work, int functions)
    {
        var name = type.FullName!.Split('`')[0] + (type.IsGenericType ? "<>" : "");
        await using var session = await ScriptSession.Start($"#r \"{type.Assembly.Location}\"", Prepare, work);
        var code = $"var text = Work(); Console.WriteLine(Prepare(typeof({name}).Assembly)); Console.WriteLine(Hash(text)); Console.WriteLine(text);";

        var unwoven = await session.Memit(code, request => request with { Repeat = 1, Call = CallChoice.Cold, Timeout = s_longest });
        var woven = await session.Mprun(code, request => request with { Functions = TypesWithCode(type.Assembly), Call = CallChoice.Cold, Timeout = s_longest });

        TestContext.Out.WriteLine($"{woven.Functions.Count:N0} functions, {woven.Functions.Count(function => function.Total.Activations > 0):N0} of them ran; {woven.Printed.Split(',')[0]}");
        Assert.That(unwoven.Failure, Is.Null);
        Assert.That(woven.Failure, Is.Null);
        Assert.That(woven.Printed, Is.EqualTo(unwoven.Printed));
        Assert.That(woven.Notes, Has.None.Contains("without line probes, because"));
        Assert.That(woven.Functions, Has.Count.GreaterThan(functions));
        Assert.That(woven.Functions.Count(function => function.Total.Activations > 0), Is.GreaterThan(200));
        Assert.That(woven.Functions.Where(function => function.Lines.Sum(line => line.Allocated ?? 0) != function.Total.Allocated).Select(function => function.Name), Is.Empty);
    }

    /// <summary>Names of all types that are not written inside others and have code, interfaces and enumerations aside.</summary>
    private static string[] TypesWithCode(Assembly library) =>
    [
        .. library.GetTypes()
            .Where(type => !type.IsNested && !type.IsEnum && !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type) && !type.FullName!.Contains('<'))
            .Where(type => type.GetMembers(All).OfType<MethodBase>().Any(method => method.GetMethodBody() is not null))
            .Select(type => type.FullName!.Split('`')[0])
            .Distinct(),
    ];
}
