using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemMagics.Tests.Packaging;

/// <summary>An assembly in a package.</summary>
/// <param name="Platform">For which platform it is compiled ahead of time; <see langword="null"/> where it is not.</param>
/// <param name="Module">Which compilation of its source it is: the MVID, which compiling it ahead of time keeps.</param>
/// <param name="References">The names of the assemblies that it refers to.</param>
internal sealed record PackedAssembly(string? Platform, Guid Module, IReadOnlyList<string> References)
{
    // An image's machine is the processor, combined with a number of the operating system's. (The runtime's src/coreclr/inc/pedecoder.h.)
    private static readonly Dictionary<int, string> s_systems = new() { [0] = "win", [0x4644] = "osx", [0x7B79] = "linux", [0xADC4] = "freebsd", [0x1993] = "netbsd", [0x1992] = "sunos" };
    private static readonly Dictionary<Machine, string> s_processors = new() { [Machine.Amd64] = "x64", [Machine.Arm64] = "arm64", [Machine.I386] = "x86", [Machine.Arm] = "arm" };

    public static PackedAssembly Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return Read(content.ToArray());
    }

    public static PackedAssembly Read(byte[] content)
    {
        using var image = new PEReader(new MemoryStream(content));
        var metadata = image.GetMetadataReader();
        return new(PlatformOf(image.PEHeaders), metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]);
    }

    /// <summary>Whatever is compiled ahead of time lies in a folder of its platform's name, beside which is the same assembly for every platform; nothing else is in such a folder.</summary>
    /// <param name="folder">The one that has a folder for each platform.</param>
    public static void AssertEachIsWhereItsPlatformLooks(ZipArchive package, string folder)
    {
        var assemblies = package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).ToDictionary(entry => entry.FullName, Read);
        foreach (var (name, assembly) in assemblies)
        {
            var inFolder = name.StartsWith(folder, StringComparison.Ordinal) ? name[folder.Length..].Split('/') : [name];
            Assert.That(assembly.Platform, Is.EqualTo(inFolder.Length > 1 ? inFolder[0] : null), name);
            if (assembly.Platform is not null)
                Assert.That(assembly.Module, Is.EqualTo(assemblies[folder + inFolder[^1]].Module), name);
        }
    }

    private static string? PlatformOf(PEHeaders headers)
    {
        var corHeader = headers.CorHeader!;
        if (corHeader.ManagedNativeHeaderDirectory.Size == 0)
            return corHeader.Flags.HasFlag(CorFlags.ILOnly) ? null : "native code";

        var machine = (int)headers.CoffHeader.Machine;
        return (from system in s_systems
                from processor in s_processors
                where (system.Key ^ (int)processor.Key) == machine
                select $"{system.Value}-{processor.Value}").Single();
    }
}
