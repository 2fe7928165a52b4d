using MemMagics.Origins.Events;

namespace MemMagics.Origins.Code;

/// <summary>The assemblies and modules that a process loaded and unloaded.</summary>
internal sealed class LoadedModules
{
    private readonly Dictionary<ulong, string> _assemblies = [];
    private readonly Dictionary<ulong, (ulong Assembly, string Path)> _modules = [];
    private readonly HashSet<ulong> _unloaded = [];

    public void AddAssembly(EventPayload payload)
    {
        var id = payload.ReadUInt64();
        payload.Skip(8 + 8 + 4); // domain, binding, flags
        _assemblies[id] = payload.ReadText().Split(',')[0];
    }

    public void AddModule(EventPayload payload)
    {
        var id = payload.ReadUInt64();
        var assembly = payload.ReadUInt64();
        payload.Skip(4 + 4); // flags, reserved
        _modules[id] = (assembly, payload.ReadText());
    }

    public void RemoveModule(EventPayload payload) => _unloaded.Add(payload.ReadUInt64());

    /// <summary>Whether a module was unloaded at some time, so that handles of its types and methods may mean nothing any more.</summary>
    public bool WasUnloaded(ulong module) => _unloaded.Contains(module);

    /// <summary>The simple name of a module's assembly and the path of its file, each empty when there is none.</summary>
    public (string Assembly, string Path) Find(ulong module)
    {
        if (!_modules.TryGetValue(module, out var found))
            return ("", "");

        var path = System.IO.Path.IsPathRooted(found.Path) ? found.Path : ""; // a name, for one that came as bytes
        return (_assemblies.GetValueOrDefault(found.Assembly, ""), path);
    }
}
