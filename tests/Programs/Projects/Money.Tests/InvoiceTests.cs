using NUnit.Framework;

namespace Money.Tests;

public sealed class InvoiceTests
{
    [Test]
    public void TheTotalIsTheSumOfItsLines()
    {
        var invoice = new Invoice();
        invoice.Add("tea", Amount.Parse("2.50"));
        invoice.Add("salt", Amount.Parse("0.75"));

        Assert.That(invoice.Total, Is.EqualTo(new Amount(3.25m, "EUR")));
    }
}
