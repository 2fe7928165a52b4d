using System.Reflection.PortableExecutable;
using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>A library's image, read to be woven. Weaving changes it, so each measurement reads its own.</summary>
internal sealed class LibraryModule : IDisposable
{
    private readonly MemoryStream _image;
    private readonly DefaultAssemblyResolver _resolver = new();

    /// <exception cref="MagicException">The file is not an image that could be woven.</exception>
    public LibraryModule(string path)
    {
        Path = path;
        _image = new MemoryStream(Read(path), writable: false);
        var kind = KindOf(_image, path);
        _resolver.AddSearchDirectory(System.IO.Path.GetDirectoryName(path)!);
        Module = ModuleDefinition.ReadModule(_image, new ReaderParameters(ReadingMode.Deferred) { AssemblyResolver = _resolver });
        if (kind == ImageKind.Precompiled)
        {
            // A ReadyToRun image names the machine of its native code, XORed with a value for the operating system; its IL runs on any machine.
            Module.Architecture = TargetArchitecture.I386;
            Module.Attributes = ModuleAttributes.ILOnly;
        }

        if (Module.Assembly is null || Module.Assembly.Modules.Count > 1)
            throw new MagicException($"'{System.IO.Path.GetFileName(path)}' consists of several modules; only functions of single-file libraries can be profiled.");
    }

    public string Path { get; }

    public ModuleDefinition Module { get; }

    public MethodDefinition Method(int token) => (MethodDefinition)Module.LookupToken(token);

    public void Dispose()
    {
        Module.Dispose();
        _resolver.Dispose();
        _image.Dispose();
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MagicException($"The library '{path}' cannot be read, so its functions cannot be profiled: {e.Message}");
        }
    }

    private static ImageKind KindOf(MemoryStream image, string path)
    {
        using var reader = new PEReader(image, PEStreamOptions.LeaveOpen);
        var header = reader.PEHeaders.CorHeader
            ?? throw new MagicException($"'{System.IO.Path.GetFileName(path)}' is native code; only managed libraries can be profiled.");
        image.Position = 0;
        if (header.ManagedNativeHeaderDirectory.Size > 0)
            return ImageKind.Precompiled;

        return header.Flags.HasFlag(CorFlags.ILOnly)
            ? ImageKind.Plain
            : throw new MagicException($"'{System.IO.Path.GetFileName(path)}' mixes managed with native code (C++/CLI), which cannot be profiled. Profile the function of yours that calls it.");
    }

    private enum ImageKind
    {
        Plain,
        Precompiled,
    }
}
