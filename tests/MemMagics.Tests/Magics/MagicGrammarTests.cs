using MemMagics.Magics;

namespace MemMagics.Tests.Magics;

public sealed class MagicGrammarTests
{
    [TestCase("#!memit a - b", "a - b")]
    [TestCase("#!memit -1 + 2", "-1 + 2")]
    [TestCase("#!memit -x", "-x")]
    [TestCase("#!memit -x.Length + 1", "-x.Length + 1")]
    [TestCase("#!memit -cost + 1", "-cost + 1")]
    [TestCase("#!memit -result", "-result")]
    [TestCase("#!memit --i", "--i")]
    [TestCase("#!memit --counter;\ncounter", "--counter;\ncounter")]
    [TestCase("#!memit -(a + b)", "-(a + b)")]
    [TestCase("#!memit -f(x)", "-f(x)")]
    [TestCase("#!memit -r 5 -x", "-x")]
    [TestCase("#!memit -- --warm", "--warm")]
    [TestCase("#!memit -r 5 -- -r 5", "-r 5")]
    [TestCase("#!memit a --b", "a --b")]
    [TestCase("#!memit new[] { 1, 2 }.Sum()", "new[] { 1, 2 }.Sum()")]
    [TestCase("#!memit xs.Select(x => { return x * 2; }).ToList()", "xs.Select(x => { return x * 2; }).ToList()")]
    [TestCase("#!memit $\"{a} {b}\"", "$\"{a} {b}\"")]
    [TestCase("#!memit \"abc\"--b", "\"abc\"--b")]
    [TestCase("#!memit -r 5 --timeout 10s Foo(@\"c:\\x\", \"--y\")", "Foo(@\"c:\\x\", \"--y\")")]
    [TestCase("#!memit   Foo(1,   2)  \r\n", "Foo(1,   2)")]
    [TestCase("#!memit\r\n  var a = 1;\r\n  a + 1\r\n", "var a = 1;\r\n  a + 1")]
    [TestCase("#!memit -r 5\n-r 5", "-r 5")]
    [TestCase("#!memit // why\na", "// why\na")]
    [TestCase("#!memit @class.Length", "@class.Length")]
    [TestCase("#!mprun -f Solve Solve(A, 3)", "Solve(A, 3)")]
    [TestCase("#!mprun Solve(A, 3)", "Solve(A, 3)")]
    public void TheCodeIsVerbatim(string magic, string code)
    {
        Assert.That(Request(magic).Code, Is.EqualTo(code));
    }

    [TestCase("-r 5", 5)]
    [TestCase("-r5", 5)]
    [TestCase("-r=5", 5)]
    [TestCase("-r:5", 5)]
    [TestCase("--repeat 5", 5)]
    [TestCase("--repeat=5", 5)]
    [TestCase("--repeat=\"5\"", 5)]
    [TestCase("-r 1000", 1000)]
    [TestCase("", null)]
    public void RepeatIsRead(string option, int? repeat)
    {
        Assert.That(Request($"#!memit {option} a").Repeat, Is.EqualTo(repeat));
    }

    [TestCase("-t 10s", 10_000)]
    [TestCase("-t10s", 10_000)]
    [TestCase("-t 500ms", 500)]
    [TestCase("-t 2m", 120_000)]
    [TestCase("-t 2min", 120_000)]
    [TestCase("-t 1.5s", 1_500)]
    [TestCase("-t 1:30", 90_000)]
    [TestCase("-t 1:00:05", 3_605_000)]
    [TestCase("-t 10", 10_000)]
    [TestCase("--timeout=24h", 86_400_000)]
    [TestCase("", 60_000)]
    public void TimeoutIsRead(string option, int milliseconds)
    {
        Assert.That(Request($"#!mprun {option} a").Timeout.TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [TestCase("100MB", 100_000_000)]
    [TestCase("100mb", 100_000_000)]
    [TestCase("100MiB", 104_857_600)]
    [TestCase("100M", 104_857_600)]
    [TestCase("64k", 65_536)]
    [TestCase("64kB", 64_000)]
    [TestCase("1_000_000", 1_000_000)]
    [TestCase("8,000,120", 8_000_120)]
    [TestCase("1000B", 1_000)]
    [TestCase("7.5KiB", 7_680)]
    [TestCase("2TiB", 2_199_023_255_552)]
    [TestCase("0", 0)]
    public void SizesAreRead(string size, long bytes)
    {
        var request = (MemitRequest)Request($"#!memit --max-allocated {size} --max-peak={size} a");

        Assert.That((request.MaxAllocated, request.MaxPeak), Is.EqualTo((new SizeLimit(bytes, size), new SizeLimit(bytes, size))));
    }

    [TestCase("--where Foo()", WhereChoice.Auto, "Foo()")]
    [TestCase("--where\nFoo()", WhereChoice.Auto, "Foo()")]
    [TestCase("--where -r 5 Foo()", WhereChoice.Auto, "Foo()")]
    [TestCase("--where -- exact", WhereChoice.Auto, "exact")]
    [TestCase("--where -- sampled Foo()", WhereChoice.Auto, "sampled Foo()")]
    [TestCase("--where exact Foo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where exact (a + b).ToString()", WhereChoice.Exact, "(a + b).ToString()")]
    [TestCase("--where exact new int[3]", WhereChoice.Exact, "new int[3]")]
    [TestCase("--where exact island + 1", WhereChoice.Exact, "island + 1")]
    [TestCase("--where exact !done", WhereChoice.Exact, "!done")]
    [TestCase("--where exact -x", WhereChoice.Exact, "-x")]
    [TestCase("--where exact // all\nFoo()", WhereChoice.Exact, "// all\nFoo()")]
    [TestCase("--where exact -r 5 Foo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where exact --cold Foo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where exact -- Foo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where exact -- - x", WhereChoice.Exact, "- x")]
    [TestCase("--where exact exact + 1", WhereChoice.Exact, "exact + 1")]
    [TestCase("--where exact\nFoo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where sampled Foo()", WhereChoice.Sampled, "Foo()")]
    [TestCase("--where sampled\r\n  Foo()", WhereChoice.Sampled, "Foo()")]
    [TestCase("--where=exact Foo()", WhereChoice.Exact, "Foo()")]
    [TestCase("--where=exact + 1", WhereChoice.Exact, "+ 1")]
    [TestCase("--where:Sampled Foo()", WhereChoice.Sampled, "Foo()")]
    [TestCase("--where exact + 1", WhereChoice.Auto, "exact + 1")]
    [TestCase("--where exact - 1", WhereChoice.Auto, "exact - 1")]
    [TestCase("--where exact / 2", WhereChoice.Auto, "exact / 2")]
    [TestCase("--where exact != 1", WhereChoice.Auto, "exact != 1")]
    [TestCase("--where exact is 1", WhereChoice.Auto, "exact is 1")]
    [TestCase("--where exact ? a : b", WhereChoice.Auto, "exact ? a : b")]
    [TestCase("--where exact = 5", WhereChoice.Auto, "exact = 5")]
    [TestCase("--where exact => exact", WhereChoice.Auto, "exact => exact")]
    [TestCase("--where exact.Length", WhereChoice.Auto, "exact.Length")]
    [TestCase("--where exact[0]", WhereChoice.Auto, "exact[0]")]
    [TestCase("--where exact;\nexact", WhereChoice.Auto, "exact;\nexact")]
    [TestCase("--where sampled()", WhereChoice.Auto, "sampled()")]
    [TestCase("--where exactly.Foo", WhereChoice.Auto, "exactly.Foo")]
    [TestCase("--where Exact x = 5;", WhereChoice.Auto, "Exact x = 5;")]
    [TestCase("--where \"exact\"", WhereChoice.Auto, "\"exact\"")]
    [TestCase("Foo()", WhereChoice.None, "Foo()")]
    [TestCase("Foo() --where exact", WhereChoice.None, "Foo() --where exact")]
    public void WhereTakesAValueOrNone(string rest, WhereChoice where, string code)
    {
        var request = (MemitRequest)Request($"#!memit {rest}");

        Assert.That((request.Where, request.Code), Is.EqualTo((where, code)));
    }

    [Test]
    public void EveryOptionOfMemitIsRead()
    {
        var request = Request("#!memit -r 5 -t 9s -T cost.speedscope.json -c -o cost -q --warm"
            + " --max-allocated 1 --max-peak 2 --memory-limit 3 --plot --types --where --gc Server --tiered a");

        Assert.That(request, Is.EqualTo(new MemitRequest
        {
            Code = "a",
            Origin = request.Origin,
            Repeat = 5,
            Timeout = TimeSpan.FromSeconds(9),
            SaveTo = "cost.speedscope.json",
            IncludeChildren = true,
            Output = "cost",
            Quiet = true,
            Call = CallChoice.Warm,
            MaxAllocated = 1,
            MaxPeak = 2,
            MemoryLimit = 3,
            Plot = true,
            Types = true,
            Where = WhereChoice.Auto,
            Gc = GcFlavor.Server,
            Tiered = true,
        }));
    }

    [Test]
    public void EveryOptionOfMprunIsRead()
    {
        var request = (MprunRequest)Request(
            "#!mprun -f Solve --function=Solver.* -fNorm -f Pair<int, string>.Swap -T \"my table.md\" -cq --retained --cold --replay -o lines Solve(A, 3)");

        Assert.That(request.Functions, Is.EqualTo(new[] { "Solve", "Solver.*", "Norm", "Pair<int, string>.Swap" }));
        Assert.That(request with { Functions = [] }, Is.EqualTo(new MprunRequest
        {
            Code = "Solve(A, 3)",
            Functions = [],
            Origin = request.Origin,
            SaveTo = "my table.md",
            IncludeChildren = true,
            Quiet = true,
            Retained = true,
            Call = CallChoice.Cold,
            State = StateMode.Replay,
            Output = "lines",
        }));
    }

    [TestCase("#!memit", "#!memit has no code to measure. Write it after the options or on the lines below: #!memit new double[1000, 1000]")]
    [TestCase("#!memit -r 5\n// nothing", "#!memit has no code to measure. Write it after the options or on the lines below: #!memit new double[1000, 1000]")]
    [TestCase("#!mprun -f Solve", "#!mprun has no code to measure. Write it after the options or on the lines below: #!mprun -f Solve Solve(A, 3)")]
    [TestCase("#!memit -r 0 a", "--repeat takes a whole number of runs from 1 to 1000, not '0'.")]
    [TestCase("#!memit -r -5 a", "--repeat takes a whole number of runs from 1 to 1000, not '-5'.")]
    [TestCase("#!memit -r 1001 a", "--repeat takes a whole number of runs from 1 to 1000, not '1001'.")]
    [TestCase("#!memit -r five a", "--repeat takes a whole number of runs from 1 to 1000, not 'five'.")]
    [TestCase("#!memit -r 5 -r 6 a", "--repeat is there twice: give it once.")]
    [TestCase("#!memit -r", "--repeat needs a value: --repeat N. '#!memit -h' shows what it may be; if it is C# code, write -- before it.")]
    [TestCase("#!memit -r\n5", "--repeat needs a value: --repeat N. '#!memit -h' shows what it may be; if it is C# code, write -- before it.")]
    [TestCase("#!memit --repeat= 5 a", "--repeat needs a value: --repeat N. '#!memit -h' shows what it may be; if it is C# code, write -- before it.")]
    [TestCase("#!mprun -f -r 5 a", "--function needs a value: --function FUNCTION. '#!mprun -h' shows what it may be; if it is C# code, write -- before it.")]
    [TestCase("#!memit -t 0s a", "--timeout takes a time above zero and up to 24h, not '0s'.")]
    [TestCase("#!memit -t soon a", "--timeout takes a time such as 10s, 500ms, 2m, 1:30 or 10 (seconds), not 'soon'.")]
    [TestCase("#!memit --max-peak much a", "--max-peak takes a size in one word such as 100MB (1,000,000 bytes each), 100MiB or 100M (1,048,576 each), 64k or 1_000_000, not 'much'.")]
    [TestCase("#!memit --max-peak 100 MB a", "Write the size in one word: --max-peak 100MB")]
    [TestCase("#!memit --memory-limit 0 a", "--memory-limit takes a size above zero.")]
    [TestCase("#!memit -o 1st a", "--output takes the name of a C# variable, not '1st'.")]
    [TestCase("#!memit -o class a", "--output takes the name of a C# variable, not 'class'.")]
    [TestCase("#!memit --gc fast a", "--gc takes workstation or server, not 'fast'.")]
    [TestCase("#!memit --warm --cold a", "--warm and --cold exclude each other: a report is of the warm call or of the first one. Give one of them.")]
    [TestCase("#!mprun --replay --in-process a", "--replay and --in-process exclude each other: the code runs in a process of its own or in the notebook's. Give one of them.")]
    [TestCase("#!memit --warm --replay a", "--warm and --replay exclude each other: a warm call needs the state rebuilt between two calls. Leave one of them out.")]
    [TestCase("#!mprun --replay --reopen a", "--replay and --reopen exclude each other: the earlier cells open their files themselves. Leave one of them out.")]
    [TestCase("#!memit --in-process --reopen a", "--reopen and --in-process exclude each other: in the notebook's own process the files are open. Leave one of them out.")]
    [TestCase("#!memit --in-process --gc server a", "--in-process and --gc exclude each other: the notebook's own process is as it is. Leave one of them out.")]
    [TestCase("#!memit --where exact", "#!memit has no code to measure: exact belongs to --where. Write the code after it; if exact is the code, write -- before it.")]
    [TestCase("#!memit --where sampled\n// nothing", "#!memit has no code to measure: sampled belongs to --where. Write the code after it; if sampled is the code, write -- before it.")]
    [TestCase("#!memit --where", "#!memit has no code to measure. Write it after the options or on the lines below: #!memit new double[1000, 1000]")]
    [TestCase("#!memit --where exact -r 5", "#!memit has no code to measure. Write it after the options or on the lines below: #!memit new double[1000, 1000]")]
    [TestCase("#!memit --where sample Foo().Bar", "'sample' is no value of --where. Did you mean sampled?")]
    [TestCase("#!memit --where Exact new int[3]", "'Exact' is no value of --where. Did you mean exact?")]
    [TestCase("#!memit --where=fast a", "--where takes exact, sampled or nothing, not 'fast'.")]
    [TestCase("#!memit --where= a", "--where needs a value: --where [exact|sampled]. '#!memit -h' shows what it may be; if it is C# code, write -- before it.")]
    [TestCase("#!memit --where exact --where a", "--where is there twice: give it once.")]
    [TestCase("#!memit --where --in-process a", "--in-process and --where exclude each other: which objects are of the code can be told in a process of its own only. Leave one of them out.")]
    [TestCase("#!memit --types --in-process a", "--in-process and --types exclude each other: which objects are of the code can be told in a process of its own only. Leave one of them out.")]
    [TestCase("#!mprun --where a", "--where is not an option of #!mprun. #!memit has it. '#!mprun -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit --quiet=yes a", "--quiet takes no value: leave '=yes' out.")]
    [TestCase("#!mprun -T \"a b", "The quote after --save is not closed: --save \"FILE\"")]
    [TestCase("#!mprun -f new Shop new Shop()", "'new' is no name of a function: a constructor is named -f Shop.Shop or -f \"new Shop\", the static one -f Shop.static.")]
    [TestCase("#!mprun -f Solve(A, 3)", "Name the function only, the call comes after the options: --function Solve")]
    [TestCase("#!memit --repaet 5 a", "--repaet is not an option of #!memit. Did you mean --repeat? '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit --wram", "--wram is not an option of #!memit. Did you mean --warm? '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit -repeat 5 a", "-repeat is not an option of #!memit. Did you mean --repeat? '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit --max 5 a", "--max is not an option of #!memit. Did you mean --max-allocated or --max-peak? '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit -zzz foo", "-zzz is not an option of #!memit. '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!memit -f Solve Solve(A, 3)", "-f is not an option of #!memit. #!mprun has it. '#!memit -h' lists the options; if it is C# code, write -- before it.")]
    [TestCase("#!mprun --types a", "--types is not an option of #!mprun. #!memit has it. '#!mprun -h' lists the options; if it is C# code, write -- before it.")]
    public void WhatIsWrongIsASentence(string magic, string sentence)
    {
        Assert.That(Parse(magic), Is.EqualTo(new InvalidCommand(sentence)));
    }

    [TestCase("#!memit -h")]
    [TestCase("#!memit --help new int[3]")]
    [TestCase("#!memit -r 5 -?")]
    [TestCase("#!memit -h --warm --cold")]
    public void HelpIsAskedFor(string magic)
    {
        Assert.That(Parse(magic), Is.EqualTo(new HelpCommand(MagicGrammar.Magics[0].Help)));
    }

    [Test]
    public void HelpNamesEveryOptionAndFitsThePage()
    {
        Assert.That(MagicGrammar.Magics.Select(magic => magic.Name), Is.EqualTo(new[] { "#!memit", "#!mprun" }));
        foreach (var magic in MagicGrammar.Magics)
        {
            foreach (var option in magic.Options)
                Assert.That(magic.Help, Does.Contain($" {option.Name} ").Or.Contain($" {option.Name}\n"));
            Assert.That(magic.Help.Split('\n').Select(line => line.Length), Has.All.LessThanOrEqualTo(100));
        }
    }

    [Test]
    public void EveryExampleParses()
    {
        foreach (var example in MagicGrammar.Magics.SelectMany(magic => magic.Examples))
            Assert.That(Parse(example), Is.InstanceOf<MeasureCommand>(), example);
    }

    [Test]
    public void HostsAreToldWhatToComplete()
    {
        var options = MagicGrammar.Magics[1].Options.ToDictionary(option => option.Name);

        Assert.That(options["--gc"].ValueCompletions, Is.EquivalentTo(new[] { "server", "workstation" }));
        Assert.That((options["--function"].ValueName, options["--function"].Repeatable), Is.EqualTo(("FUNCTION", true)));
        Assert.That((options["--repeat"].ValueName, options["--repeat"].Repeatable), Is.EqualTo(("N", false)));
        Assert.That((options["--quiet"].ValueName, options["--quiet"].ValueOptional), Is.EqualTo(((string?)null, false)));
        Assert.That(options["--quiet"].Aliases, Is.EqualTo(new[] { "-q" }));
    }

    [Test]
    public void HostsAreToldThatAValueIsOptional()
    {
        var where = MagicGrammar.Magics[0].Options.Single(option => option.Name == "--where");

        Assert.That((where.ValueName, where.ValueOptional), Is.EqualTo(("[exact|sampled]", true)));
        Assert.That(where.ValueCompletions, Is.EquivalentTo(new[] { "exact", "sampled" }));
    }

    [TestCase("#!memit --where |", MagicPart.Option, "--where")]
    [TestCase("#!memit --where e|", MagicPart.Code, "--where")]
    [TestCase("#!memit --where exact|", MagicPart.Value, "--where")]
    [TestCase("#!memit --where=e|", MagicPart.Value, "--where")]
    [TestCase("#!memit --where exact |", MagicPart.Option, null)]
    [TestCase("#!memit --where exact --|", MagicPart.Option, null)]
    [TestCase("#!memit --where exact Fo|", MagicPart.Code, null)]
    [TestCase("#!memit --where F|", MagicPart.Code, null)]
    [TestCase("#!memit --where Foo(exact|", MagicPart.Code, null)]
    [TestCase("#!memit --where --gc |", MagicPart.Value, "--gc")]
    [TestCase("#!memit --where exact| + 1", MagicPart.Code, "--where")]
    public void TheCursorKnowsWhereAValueIsOptional(string text, MagicPart part, string? option)
    {
        var position = text.IndexOf('|');

        var cursor = MagicCursor.Read(text.Remove(position, 1), 0, position);

        Assert.That((cursor.Part, cursor.Option?.Name), Is.EqualTo((part, option)));
    }

    [Test]
    public void AnotherDirectiveIsNotUnderstood()
    {
        Assert.That(Parse("#!time x"), Is.EqualTo(new InvalidCommand("'#!time' is not a magic of MemMagics; there are #!memit and #!mprun.")));
    }

    private static MagicCommand Parse(string magic) => MagicGrammar.Parse(magic, new CodeOrigin("cell 1"));

    private static MeasureRequest Request(string magic)
    {
        var command = Parse(magic);
        Assert.That(command, Is.InstanceOf<MeasureCommand>(), () => command.ToString()!);
        return ((MeasureCommand)command).Request;
    }
}
