using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Programs;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Sdk;
using MemMagics.Wire.Runtime;

namespace MemMagics.Cli.Converting;

/// <summary>Turns a notebook into a file, and says what was done and what comes next.</summary>
internal sealed class NotebookConversion(ConvertOptions options)
{
    private const string StandardOutputName = "-";
    private readonly StatusLine _status = new();

    /// <summary>Does it. What cannot be done is said on standard error.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConvertAsync(cancellationToken);
        }
        catch (Exception e)
        {
            _status.Clear();
            var interrupted = cancellationToken.IsCancellationRequested;
            ErrorOutput.Write(interrupted ? "Interrupted; nothing was written." : e is NotebookException or PackageException or BuildException ? e.Message : UnexpectedFailure.Sentence(e));
            return interrupted ? ExitCodes.Interrupted : ExitCodes.Unusable;
        }
    }

    private async Task<int> ConvertAsync(CancellationToken cancellationToken)
    {
        var notebook = await Task.Run(() => NotebookFile.Open(options.Notebook), CancellationToken.None).WaitAsync(cancellationToken);
        ReadFiles.Protect(notebook);
        var name = options.Output ?? Path.ChangeExtension(options.Notebook, ".cs");
        var path = name == StandardOutputName ? null : NotebookFile.Writable(name, mayBeSource: true);
        if (path is not null && !options.Force && File.Exists(path))
            throw new NotebookException($"'{name}' is there already. Name another file, or replace it with --force.");

        var fileName = path is null ? "app.cs" : name;
        var shaped = await ShapeAsync(notebook, fileName, path is null ? Environment.CurrentDirectory : Path.GetDirectoryName(path)!, cancellationToken);
        _status.Clear();
        if (path is null)
        {
            using var standardOutput = StandardOutput.Shared();
            standardOutput.Writer.Write(shaped.Text);
            ErrorOutput.Write(shaped.Notes);
        }
        else
        {
            NotebookFile.Write(path, shaped.Text);
            using var standardOutput = StandardOutput.Shared();
            Tell(standardOutput.Writer, notebook, fileName, shaped);
        }

        return shaped.HasErrors ? ExitCodes.Failed : ExitCodes.Success;
    }

    private async Task<ShapedFile> ShapeAsync(Notebook notebook, string fileName, string folder, CancellationToken cancellationToken)
    {
        var parts = NotebookParts.Of(notebook);
        var restore = new PackageRestore(new PackageCache(UserCache.Folder), notebook.Folder);
        var packages = parts.Packages.Count == 0 ? RestoredPackages.None : await restore.RestoreAsync(parts.Packages, parts.Sources, _status.Show, cancellationToken);
        var libraries = new List<string>();
        foreach (var project in parts.Projects)
        {
            var built = await new ProgramBuild().BuildAsync(new ProgramSource(project), build: true, _status.Show, cancellationToken);
            libraries.AddRange([built.Assembly, .. built.Libraries]);
        }

        _status.Show("reading the notebook's code");
        return await Task.Run(async () =>
        {
            var binding = await NotebookBinding.OfAsync(parts, notebook.Folder, [.. packages.Assemblies, .. libraries], cancellationToken);
            var assemblies = binding.References.Where(reference => Path.GetDirectoryName(reference) != DotnetHost.RuntimeFolder).ToList();
            var head = FileHead.Text(parts, binding, assemblies, notebook.Name, folder);
            var shaped = new FileShaping(parts, binding, new FileCheck([.. packages.Assemblies, .. libraries, .. assemblies]), head, fileName).Shape(cancellationToken);
            return shaped with
            {
                HasErrors = shaped.HasErrors || assemblies.Count > 0,
                Notes =
                [
                    .. parts.Notes,
                    .. assemblies.Select(assembly => $"A file has no #r for assemblies. For {Path.GetFileName(assembly)}, write a Directory.Build.targets beside {fileName} with: {FileHead.ReferenceElement(assembly, folder)}"),
                    .. binding.Entities.Where(entity => entity.NewName != entity.Name && entity.Obstacle is null).Select(entity => $"'{entity.Name}' of {entity.Part.Code.Document} is called '{entity.NewName}': in a file a name means one thing."),
                    .. shaped.Notes,
                ],
            };
        }, CancellationToken.None);
    }

    private static void Tell(TextWriter writer, Notebook notebook, string fileName, ShapedFile shaped)
    {
        writer.WriteLine($"{notebook.Name} is now {fileName}.");
        if (shaped.Notes.Count > 0)
        {
            writer.WriteLine("\nWhat differs:");
            foreach (var note in shaped.Notes)
                writer.WriteLine($"  {TerminalText.Plain(note).ReplaceLineEndings("\n    ")}");
        }

        writer.WriteLine(shaped.HasErrors ? "\nWhen that is done:" : "\nNext:");
        writer.WriteLine($"  dotnet run {ShellWord.Of(fileName)}");
        foreach (var command in shaped.Commands.Count > 0 ? shaped.Commands : [$"memmagics memit {ShellWord.Of(fileName)}"])
            writer.WriteLine($"  {command}");
    }
}
