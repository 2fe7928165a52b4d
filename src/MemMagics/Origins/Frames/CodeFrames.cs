using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Reports;
using MemMagics.Wire.Runtime;

namespace MemMagics.Origins.Frames;

/// <summary>Places in compiled code as the user knows them.</summary>
internal sealed class CodeFrames(NotebookCode notebook, LibraryCode libraries) : IDisposable
{
    private readonly ParameterNames _parameters = new();
    private readonly Dictionary<CodePlace, CodeFrame?> _frames = [];

    /// <summary>The measured code, at none of its lines.</summary>
    public CodeFrame Measured { get; } = new(notebook.Measured, CodeKind.Notebook, notebook.Measured, null) { Identity = "" };

    /// <summary>The frame of a place.</summary>
    /// <returns><see langword="null"/> for what is between the functions that people call, such as the runtime's own code that goes on with an asynchronous method.</returns>
    public CodeFrame? Of(CodePlace place)
    {
        if (!_frames.TryGetValue(place, out var frame))
            _frames.Add(place, frame = Find(place));

        return frame;
    }

    public void Dispose()
    {
        notebook.Dispose();
        libraries.Dispose();
        _parameters.Dispose();
    }

    private CodeFrame? Find(CodePlace place)
    {
        var method = place.Method;
        if (notebook.Has(method.Assembly))
            return notebook.Of(place);

        if (Plumbing.IsOwn(method) || Plumbing.IsGenerated(method))
            return null;

        var isFramework = method.Assembly.Length == 0 || method.Type == Plumbing.DynamicClass || DotnetHost.IsOfFramework(method.Path);
        if (isFramework && Plumbing.Has(method))
            return null;

        var name = MethodNames.Of(method, method.Type.Contains(RuntimeTypeName.Shared, StringComparison.Ordinal) ? _parameters.Of(method) : []);
        return isFramework ? new CodeFrame(name, CodeKind.Framework, null, null) { Identity = name } : libraries.Of(place, name);
    }
}
