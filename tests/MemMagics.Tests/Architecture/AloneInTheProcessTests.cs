using System.Reflection;

namespace MemMagics.Tests.Architecture;

/// <summary>A test that needs the process for itself has it.</summary>
public class AloneInTheProcessTests
{
    [Test]
    public void WhatMayNotRunBesideOthersIsAWholeFixture()
    {
        // NUnit ran such a test of a fixture that is not marked itself beside other fixtures, whose workers it spoiled.
        var marked = (from type in typeof(AloneInTheProcessTests).Assembly.GetTypes()
                      from member in type.GetMethods().Prepend<MemberInfo>(type)
                      where member.IsDefined(typeof(NonParallelizableAttribute), inherit: false)
                      select member).ToLookup(static member => member is Type);

        Assert.That(marked[true], Is.Not.Empty, "they are looked for where they are");
        Assert.That(marked[false], Is.Empty);
    }
}
