using MathNet.Numerics.LinearAlgebra;

namespace MemMagics.Tests.State;

/// <summary>Objects of referenced libraries arrive field by field.</summary>
public sealed class LibraryObjectsTests
{
    private static readonly string s_mathNet = $"#r \"{typeof(Matrix<>).Assembly.Location}\"\nusing MathNet.Numerics.LinearAlgebra; using MathNet.Numerics.LinearAlgebra.Double;\n";
    private static readonly string s_json = $"#r \"{typeof(Newtonsoft.Json.Linq.JObject).Assembly.Location}\"\nusing Newtonsoft.Json.Linq;\n";
    private static readonly string s_tensors = $"#r \"{typeof(System.Numerics.Tensors.Tensor).Assembly.Location}\"\n";

    [TestCase("var m = DenseMatrix.OfArray(new double[,] { { 1, 2 }, { 3, 4 } }); var v = Vector<double>.Build.Dense(3, i => i);", "m.Transpose().ToString() + m.Determinant() + v.Sum() + m.Multiply(m)")]
    [TestCase("var m = Matrix<double>.Build.Random(50, 50, 1); var same = m;", "m.L2Norm().ToString(\"R\") + object.ReferenceEquals(m, same)")]
    [TestCase("var m = SparseMatrix.CreateIdentity(4); var qr = m.QR(); var f = Matrix<float>.Build.Dense(2, 2, 1f);", "m.ToString() + qr.R + f")]
    public Task MatricesArriveAsTheyWere(string cell, string description) => SameDescription.Of(s_mathNet + cell, description);

    [Test]
    public Task JsonObjectsOfNewtonsoftArrive() => SameDescription.Of(
        s_json + "var o = JObject.Parse(\"{ 'a': [1, 2.5, 'x', null], 'b': { 'c': true } }\"); var inner = o[\"b\"];",
        "o.ToString() + inner[\"c\"].Path + object.ReferenceEquals(inner.Root, o)");

    [Test]
    public Task TensorsArrive() => SameDescription.Of(
        s_tensors + "var t = System.Numerics.Tensors.Tensor.Create(new[] { 1.0, 2, 3, 4, 5, 6 }, [2, 3]);",
        "t.ToString() + string.Join(',', t.Lengths.ToArray()) + t[1, 2]");

    [Test]
    public async Task ASingletonOfALibraryIsTheWorkersOwn()
    {
        await using var trip = await Trip.Of(s_json + "var comparer = new JTokenEqualityComparer(); var none = JValue.CreateNull(); var set = new HashSet<JToken>(comparer) { new JValue(1) };");

        Assert.That(trip.Value("set.Contains(new JValue(1)) && none.Type == JTokenType.Null"), Is.True);
    }
}
