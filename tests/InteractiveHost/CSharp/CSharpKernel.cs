using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.CSharp;

// Microsoft.DotNet.Interactive.CSharp/CSharpKernel.cs
public class CSharpKernel() : Kernel("csharp", "c#", "C#")
{
    // Cells are compiled as ScriptOptions.Default has it: Debug, and without debug information.
    private ScriptOptions _options = ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .AddImports(
            "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
            typeof(Kernel).FullName!)
        .AddReferences(typeof(Enumerable).Assembly, typeof(Kernel).Assembly, typeof(CSharpKernel).Assembly, typeof(Formatter).Assembly);

    public ScriptState? ScriptState { get; private set; }

    /// <summary>What a restored package adds: known to the next submission, not to the last one.</summary>
    public void AddAssemblyReferences(IEnumerable<string> paths) =>
        _options = _options.AddReferences(paths.Select(path => MetadataReference.CreateFromFile(path)));

    public async Task SetValueAsync(string name, object value, Type declaredType)
    {
        await RunAsync($"{CSharpName(declaredType)} {name} = default;", CancellationToken.None, catchException: null);
        ScriptState!.GetVariable(name).Value = value;
    }

    protected internal override async Task SubmitAsync(SubmitCode command, KernelInvocationContext context)
    {
        Exception? thrown = null;
        try
        {
            await RunAsync(command.Code, context.CancellationToken, e => (thrown = e) is not null);
        }
        catch (CompilationErrorException e)
        {
            context.Fail(command, e, string.Join(Environment.NewLine, e.Diagnostics.Select(diagnostic => diagnostic.ToString())));
            return;
        }
        catch (Exception e)
        {
            thrown = e;
        }

        if (context.CancellationToken.IsCancellationRequested)
            context.Fail(command, message: "Command cancelled");
        else if (thrown is not null)
            context.Fail(command, thrown);
        else if (ScriptState?.ReturnValue is { } value)
            context.Publish(new ReturnValueProduced(value, command, Formatter.Format(value)));
    }

    private async Task RunAsync(string code, CancellationToken cancellationToken, Func<Exception, bool>? catchException) =>
        ScriptState = ScriptState is null
            ? await CSharpScript.RunAsync(code, _options, cancellationToken: cancellationToken)
            : await ScriptState.ContinueWithAsync(code, _options, catchException, cancellationToken);

    private static string CSharpName(Type type) => type.IsArray ? $"{CSharpName(type.GetElementType()!)}[]" : type.FullName!.Replace('+', '.');
}
